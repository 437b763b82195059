"""Figures are exact until shown, and a part never passes for the whole."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.planning import Figure


def figure(
    top: int | str, bottom: int | None, form: str = "percent1", missing: tuple[str, ...] = ()
) -> Figure:
    kind = "count" if bottom is None else "ratio"
    under = None if bottom is None else Fraction(bottom)
    return Figure("x", "X", "c1", "2026-01", kind, Fraction(top), under, form, missing)


@pytest.mark.parametrize(
    ("one", "shown"),
    [
        (figure(37, 40), "92,5 %"),
        (figure(26, 32), "81,3 %"),
        (figure(1, 12, "percent2"), "8,33 %"),
        (figure(271, 3, "decimal1"), "90,3"),
        (figure("985.5", 11, "decimal1"), "89,6"),
        (figure(1098490, None, "money"), "1.098.490"),
        (figure(23, None, "decimal1"), "23,0"),
        (figure(12, None, "integer"), "12"),
        (figure(0, 0), "–"),
        (figure(0, 5), "0,0 %"),
        (figure(37, 40, missing=("2026-02",)), "–"),
    ],
)
def test_a_figure_is_shown_half_up_in_its_format(one: Figure, shown: str) -> None:
    assert one.shown == shown


def test_a_denominator_of_nought_or_a_missing_month_gives_no_value() -> None:
    assert figure(5, 0).value is None
    assert figure(5, 10, missing=("2026-01",)).value is None
    assert figure(5, None, missing=("2026-01",)).value is None


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_the_value_of_a_ratio_is_exact(top: int, bottom: int) -> None:
    value = figure(top, bottom).value
    assert value is not None and value * bottom == top
