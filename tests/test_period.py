"""Periods against the calendar of the standard library and by hand."""

from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import period as periods
from app.period import Kind, Period, PeriodUnreadable

CALENDAR: tuple[Kind, ...] = ("day", "week", "month", "quarter", "half", "year", "term")
DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
ONE = timedelta(days=1)


@st.composite
def made(draw: st.DrawFn) -> Period:
    kind = draw(st.sampled_from((*CALENDAR, "range")))
    first, last = sorted((draw(DAYS), draw(DAYS)))
    if kind != "range":
        return periods.of(kind, first)
    if draw(st.booleans()):
        return periods.span(first, min(last, first + 900 * ONE))
    return periods.parse(f"{first}..{min(last, first + 900 * ONE)}")


@given(made())
def test_what_is_written_is_read_back(one: Period) -> None:
    assert periods.parse(one.text) == one
    assert periods.parse(f" {one.text.lower()} ") == one


@given(made())
def test_next_and_previous_undo_each_other_and_leave_no_gap(one: Period) -> None:
    assert one.next().previous() == one == one.previous().next()
    assert one.next().start == one.end + ONE
    assert one.previous().end == one.start - ONE


@given(st.sampled_from(CALENDAR), DAYS)
def test_a_day_lies_in_its_own_period(kind: Kind, day: date) -> None:
    one = periods.of(kind, day)
    assert one.contains(day) and one.contains(one.start) and one.contains(one.end)
    assert not one.contains(one.start - ONE) and not one.contains(one.end + ONE)


@given(DAYS)
def test_weeks_run_from_monday_to_sunday_and_bear_the_iso_number(day: date) -> None:
    week = periods.of("week", day)
    assert (week.start.weekday(), week.end.weekday()) == (0, 6)
    assert week.text == day.strftime("%G-W%V")


@given(DAYS)
def test_months_quarters_halves_agree_with_the_calendar(day: date) -> None:
    month = periods.of("month", day)
    assert month.start == day.replace(day=1)
    assert month.end.day == monthrange(day.year, day.month)[1]
    lengths: dict[Kind, int] = {"quarter": 3, "half": 6, "year": 12}
    for kind, length in lengths.items():
        whole = periods.of(kind, day)
        assert len(whole.months()) == length
        assert month in whole.months()
        assert (whole.months()[0].start, whole.months()[-1].end) == (whole.start, whole.end)


@given(DAYS, DAYS)
def test_a_range_is_exactly_its_months(first: date, last: date) -> None:
    first, last = sorted((first, min(last, first + 2000 * ONE)))
    whole = periods.span(first, last)
    months = whole.months()
    assert months == periods.each("month", first, last)
    assert sum((m.end - m.start).days + 1 for m in months) == (whole.end - whole.start).days + 1


@given(st.sampled_from(CALENDAR), DAYS, st.integers(0, 800))
def test_each_covers_every_day_once(kind: Kind, start: date, days: int) -> None:
    found = periods.each(kind, start, start + days * ONE)
    assert found[0].contains(start) and found[-1].contains(start + days * ONE)
    assert all(a.end + ONE == b.start for a, b in pairwise(found))
    assert periods.each(kind, start, start - ONE) == ()


@given(made(), st.integers(1, 31))
def test_a_closing_day_leaves_no_gap_between_periods(one: Period, day: int) -> None:
    assert one.closed_on(day).end + ONE == one.next().closed_on(day).start
    assert one.closed_on(day).months() == one.months()
    assert one.closed_on(day).closed_on(0).text == one.text


def test_a_month_closed_on_the_twentieth_starts_on_the_twentyfirst() -> None:
    february = periods.parse("2026-02").closed_on(20)
    assert (february.start, february.end) == (date(2026, 1, 21), date(2026, 2, 20))
    assert february.next().text == "2026-03"


@pytest.mark.parametrize(
    ("text", "start", "end", "title"),
    [
        ("2026", "2026-01-01", "2026-12-31", "năm 2026"),
        ("2026-H1", "2026-01-01", "2026-06-30", "6 tháng đầu năm 2026"),
        ("2026-H2", "2026-07-01", "2026-12-31", "6 tháng cuối năm 2026"),
        ("2026-Q4", "2026-10-01", "2026-12-31", "quý IV/2026"),
        ("2024-02", "2024-02-01", "2024-02-29", "tháng 02/2024"),
        ("2026-W42", "2026-10-12", "2026-10-18", "tuần 42/2026"),
        ("2026-W01", "2025-12-29", "2026-01-04", "tuần 01/2026"),
        ("2020-W53", "2020-12-28", "2021-01-03", "tuần 53/2020"),
        ("2026-10-06", "2026-10-06", "2026-10-06", "ngày 06/10/2026"),
        ("2025-2030", "2025-01-01", "2029-12-31", "nhiệm kỳ 2025 - 2030"),
        ("2026-01..2026-02", "2026-01-01", "2026-02-28", "tháng 01 - 02/2026"),
        ("2025-11..2026-02", "2025-11-01", "2026-02-28", "tháng 11/2025 - 02/2026"),
        ("2026-02..2026-02", "2026-02-01", "2026-02-28", "tháng 02/2026"),
        (
            "2026-02-14..2026-02-22",
            "2026-02-14",
            "2026-02-22",
            "từ ngày 14/02/2026 đến ngày 22/02/2026",
        ),
    ],
)
def test_periods_worked_by_hand(text: str, start: str, end: str, title: str) -> None:
    one = periods.parse(text)
    assert (one.start.isoformat(), one.end.isoformat(), one.title) == (start, end, title)


@pytest.mark.parametrize(
    "text",
    [
        "", "tháng 1", "26-01", "2026-13", "2026-00", "2026-W54", "2025-W53", "2026-Q5", "2026-H3",
        "2026-02-29", "2030-2025", "2025-2025", "2026-03..2026-01", "2026-01..",
        "2026-01..2026-02-03", "0000", "２０２６", "2026-01\n..x",
    ],
)  # fmt: skip
def test_anything_else_is_refused_by_name(text: str) -> None:
    with pytest.raises(PeriodUnreadable):
        periods.parse(text)


def test_a_range_of_months_moves_by_its_own_length() -> None:
    assert periods.parse("2026-01..2026-02").previous().text == "2025-11..2025-12"
    assert periods.parse("2026-W01").previous().text == "2025-W52"
    assert periods.parse("2020-2025").next().text == "2025-2030"


def test_the_last_period_of_all_has_no_next() -> None:
    with pytest.raises(PeriodUnreadable):
        periods.parse("9999-12").next()


def test_a_range_of_years_is_named_and_moves_as_a_whole() -> None:
    review = periods.parse("2017..2022")
    assert review.title == "giai đoạn 2017 - 2022"
    assert (review.start.isoformat(), review.end.isoformat()) == ("2017-01-01", "2022-12-31")
    assert review.previous().text == "2011..2016"
    assert len(review.months()) == 72
