"""Dates as officers write and type them (layout 6.7)."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text import (
    DateUnreadable,
    date_short,
    date_words,
    iso_short,
    moment_short,
    parse_date,
)

TODAY = date(2026, 11, 5)
days = st.dates(min_value=date(1900, 1, 1))


@given(days)
def test_every_way_of_showing_a_day_reads_back_as_that_day(day: date) -> None:
    for shown in (date_words(day), date_short(day), day.isoformat(), f"{day:%d%m%Y}"):
        assert parse_date(shown, TODAY) == day


@given(st.dates(min_value=date(1937, 1, 1), max_value=date(2036, 12, 31)))
def test_a_two_digit_year_lies_in_the_hundred_years_up_to_ten_ahead(day: date) -> None:
    assert parse_date(f"{day:%d%m%y}", TODAY) == day
    assert parse_date(f"{day.day}/{day.month}/{day:%y}", TODAY) == day


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused_by_name(typed: str) -> None:
    try:
        parse_date(typed, TODAY)
    except DateUnreadable as refused:
        assert refused.number == "T001"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 5, 27), "ngày 27 tháng 5 năm 2026"),
        (date(2022, 10, 6), "ngày 06 tháng 10 năm 2022"),
    ],
)
def test_headings_pad_days_below_ten_and_the_first_two_months(day: date, words: str) -> None:
    assert date_words(day) == words


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("6/10", date(2026, 10, 6)),
        (" 06.10.2022 ", date(2022, 10, 6)),
        ("061022", date(2022, 10, 6)),
        ("0610", date(2026, 10, 6)),
        ("Hôm nay", TODAY),
        ("hom qua", date(2026, 11, 4)),
        ("NGÀY MAI", date(2026, 11, 6)),
        ("06 tháng 10, năm 2022", date(2022, 10, 6)),
        ("2026-1-5", date(2026, 1, 5)),
    ],
)
def test_short_forms_are_read(typed: str, day: date) -> None:
    assert parse_date(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["", "30/2", "32/1/2026", "10-2026", "thứ hai", "2026-13-01"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(DateUnreadable):
        parse_date(typed, TODAY)


def test_stored_days_and_moments_are_shown_short() -> None:
    assert iso_short("2026-03-02") == "02/03/2026"
    assert iso_short("2026-03-02T06:22:50Z") == "02/03/2026"
    assert iso_short("") == ""
    local = datetime(2026, 3, 2, 6, 22, tzinfo=UTC).astimezone()
    assert moment_short("2026-03-02T06:22:50Z") == f"{local:%d/%m/%Y %H:%M}"
