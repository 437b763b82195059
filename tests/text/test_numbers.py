"""Numbers the Vietnamese way, exact until shown (layout 6.7, domain 0.4)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text import NumberUnreadable, number, parse_number, percent

decimals = st.decimals(
    min_value=Decimal(-(10**12)), max_value=Decimal(10**12), places=3, allow_nan=False
)


@given(st.integers(min_value=-(10**18), max_value=10**18))
def test_a_whole_number_reads_back(value: int) -> None:
    assert parse_number(number(value)) == value


@given(decimals)
def test_a_decimal_reads_back_without_losing_a_digit(value: Decimal) -> None:
    assert parse_number(number(value)) == value


@given(st.fractions(), st.integers(min_value=0, max_value=6))
def test_rounding_moves_a_value_by_at_most_half_a_unit(value: Fraction, places: int) -> None:
    shown = Fraction(parse_number(number(value, places)))
    assert abs(shown - value) <= Fraction(1, 2 * 10**places)
    assert abs(number(value, places).count(",")) == (1 if places else 0)


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused_by_name(typed: str) -> None:
    try:
        parse_number(typed)
    except NumberUnreadable as refused:
        assert refused.number == "T002"


@pytest.mark.parametrize(
    ("numerator", "denominator", "decimals_", "shown"),
    [
        (37, 40, 1, "92,5 %"),
        (26, 32, 1, "81,3 %"),
        (1, 12, 2, "8,33 %"),
        (2, 42, 2, "4,76 %"),
        (2, 2, 1, "100,0 %"),
        (990850, 1098490, 1, "90,2 %"),
        (0, 5, 1, "0,0 %"),
    ],
)
def test_rates_are_rounded_half_up_from_the_exact_quotient(
    numerator: int, denominator: int, decimals_: int, shown: str
) -> None:
    assert percent(Fraction(numerator, denominator), decimals_) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("1234.5"), "1.234,5"),
        (1098490, "1.098.490"),
        (Fraction(59, 2), "29,5"),
        (Decimal("1E+3"), "1.000"),
        (-1500, "-1.500"),
        (0, "0"),
    ],
)
def test_a_number_is_shown_in_full(value: int | Decimal | Fraction, shown: str) -> None:
    assert number(value) == shown


def test_a_tiny_negative_is_shown_without_a_sign() -> None:
    assert number(Fraction(-1, 1000), 1) == "0,0"
    assert number(Fraction(-1, 20), 1) == "-0,1"


def test_an_endless_fraction_needs_a_number_of_decimals() -> None:
    with pytest.raises(ValueError, match="no finite decimal form"):
        number(Fraction(1, 3))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("3,5", "3.5"),
        ("3.5", "3.5"),
        ("1.234", "1234"),
        ("0.125", "0.125"),
        (" 145.000 đ ", "145000"),
        ("1 234,5", "1234.5"),
        ("92,5 %", "92.5"),
    ],
)
def test_what_people_type_is_read(typed: str, value: str) -> None:
    assert parse_number(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["", "1,2,3", "1.2.3", "1.23.456", "12.34,5", "mười", "1e3", "٣"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(NumberUnreadable):
        parse_number(typed)
