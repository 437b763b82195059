"""Numbers, days, months and times as they are typed into a filter."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ledgers import typed
from app.ledgers.typed import Between, Unreadable
from app.text import number

READ: list[tuple[Callable[[str], typed.Ends], str, Between]] = [
    (typed.number, "5", Between(Decimal(5), Decimal(5))),
    (typed.number, "> 1.000", Between(Decimal(1000), None, above=True)),
    (typed.number, "<=2,5", Between(None, Decimal("2.5"))),
    (typed.number, "5-10", Between(Decimal(5), Decimal(10))),
    (typed.number, "10..5", Between(Decimal(5), Decimal(10))),
    (typed.number, "5 đến 10", Between(Decimal(5), Decimal(10))),
    (typed.number, "5..", Between(Decimal(5), None)),
    (typed.number, "..5", Between(None, Decimal(5))),
    (typed.number, "-3", Between(Decimal(-3), Decimal(-3))),
    (typed.days, "6/10", Between("2026-10-06", "2026-10-06")),
    (typed.days, "061022", Between("2022-10-06", "2022-10-06")),
    (typed.days, "0610", Between("2026-10-06", "2026-10-06")),
    (typed.days, "hôm nay", Between("2026-12-31", "2026-12-31")),
    (typed.days, "2026-10-06", Between("2026-10-06", "2026-10-06")),
    (typed.days, "2012", Between("2012-01-01", "2012-12-31")),
    (typed.days, "tháng 10/2026", Between("2026-10-01", "2026-10-31")),
    (typed.days, "tháng này", Between("2026-12-01", "2026-12-31")),
    (typed.days, "quý IV/2026", Between("2026-10-01", "2026-12-31")),
    (typed.days, "2026-Q4", Between("2026-10-01", "2026-12-31")),
    (typed.days, ">10/2026", Between("2026-10-31", None, above=True)),
    (typed.days, ">=10/2026", Between("2026-10-01", None)),
    (typed.days, "<10/2026", Between(None, "2026-10-01", below=True)),
    (typed.days, "<=10/2026", Between(None, "2026-10-31")),
    (typed.days, "1/10..15/10", Between("2026-10-01", "2026-10-15")),
    (typed.days, "9/2026..10/2026", Between("2026-09-01", "2026-10-31")),
    (typed.months, "6/10/2026", Between("2026-10", "2026-10")),
    (typed.months, ">2025", Between("2025-12", None, above=True)),
    (typed.times, "14h", Between("14:00", "14:59")),
    (typed.times, "14h30", Between("14:30", "14:30")),
    (typed.times, ">16:00", Between("16:00", None, above=True)),
    (typed.times, "8h..11h", Between("08:00", "11:59")),
]


@pytest.mark.parametrize(("ends", "said", "meant"), READ, ids=[x[1] for x in READ])
def test_a_range_is_read_as_it_is_typed(
    ends: Callable[[str], typed.Ends], said: str, meant: Between
) -> None:
    assert typed.between(said, ends) == meant


@pytest.mark.parametrize("said", ["", "..", "5..x", ">", ">>5", "1,2,3", "1..2..3", "năm"])
def test_what_is_no_number_is_unreadable(said: str) -> None:
    with pytest.raises(Unreadable):
        typed.between(said, typed.number)


@pytest.mark.parametrize(
    "said", ["32/1", "10/13/2026", "13/2026", "hôm", "25h", "2026-13", "1/1..x"]
)
def test_what_is_no_day_is_unreadable(said: str) -> None:
    with pytest.raises(Unreadable):
        typed.between(said, typed.days)


@given(st.decimals(-(10**9), 10**9, places=2), st.decimals(0, 10**9, places=2))
def test_a_number_as_it_is_shown_finds_itself(one: Decimal, more: Decimal) -> None:
    last = one + more
    assert typed.between(number(one), typed.number) == Between(one, one)
    assert typed.between(f"{number(one)}..{number(last)}", typed.number) == Between(one, last)


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(said: str) -> None:
    for ends in (typed.number, typed.days, typed.months, typed.times):
        try:
            typed.between(said, ends)
        except Unreadable as unreadable:
            assert str(unreadable)


@pytest.mark.parametrize(
    ("ends", "said"), [(typed.number, "nhiều"), (typed.days, "đầu Năm"), (typed.times, "sớm")]
)
def test_what_cannot_be_read_is_quoted_as_it_was_typed(
    ends: Callable[[str], typed.Ends], said: str
) -> None:
    with pytest.raises(Unreadable, match=f"“{said}”"):
        typed.between(said, ends)


def test_an_amount_may_name_its_unit() -> None:
    assert typed.between("5 đ ĐẾN 10 đồng", typed.number) == Between(Decimal(5), Decimal(10))
