"""Due days by the grammar of domain 7, worked by hand on the calendar of 2026."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import period as periods
from app.catalogue import Catalogue
from app.period import Kind
from app.planning import due
from app.planning.due import DueRuleUnknown, Occasion

NOON = datetime(2026, 2, 6, 19, 20)
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("rule", "period", "day"),
    [
        ("period_start-3", "2026-W02", "2026-01-02"),
        ("period_start+4", "2026-02", "2026-02-05"),
        ("period_end-1", "2026-W05", "2026-01-31"),
        ("period_end+0", "2026-02", "2026-02-28"),
        ("period_end+5", "2025-Q4", "2026-01-05"),
        ("month_day 20", "2026-02", "2026-02-20"),
        ("month_day 31", "2026-02", "2026-02-28"),
        ("last_month_day 18", "2026-Q1", "2026-03-18"),
        ("last_month_day 15", "2026-H1", "2026-06-15"),
        ("prev_month_day 27", "2026-01", "2025-12-27"),
        ("prev_month_day 27", "2026", "2025-12-27"),
        ("prev_month_day 30", "2026-03", "2026-02-28"),
        ("next_month_day 5", "2025-12", "2026-01-05"),
        ("next_month_day 2", "2026-Q2", "2026-07-02"),
        ("year_date 01-31", "2026", "2026-01-31"),
        ("year_date 02-29", "2026", "2026-02-28"),
        ("same_day 17:00", "2026-02-10", "2026-02-10"),
    ],
)
def test_due_days_of_periods_worked_by_hand(rule: str, period: str, day: str) -> None:
    assert due.resolve(rule, Occasion(periods.parse(period))).isoformat() == day


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("event+1d", "2026-02-07"),
        ("event+0d", "2026-02-06"),
        ("event+24h", "2026-02-07"),
        ("event+4h", "2026-02-06"),
        ("event+5h", "2026-02-07"),
        ("event+72h", "2026-02-09"),
        ("before event 3", "2026-02-03"),
        ("before event 0", "2026-02-06"),
    ],
)
def test_due_days_of_an_event_on_the_sixth_at_twenty_past_seven(rule: str, day: str) -> None:
    assert due.resolve(rule, due.of_event(NOON)).isoformat() == day


@pytest.mark.parametrize(
    "rule", ["", "tomorrow", "month_day", "period_start", "event+3", "period_end+5x"]
)
def test_a_rule_outside_the_grammar_is_named(rule: str) -> None:
    with pytest.raises(DueRuleUnknown):
        due.resolve(rule, due.of_event(NOON))


def test_an_event_rule_without_an_event_is_refused() -> None:
    with pytest.raises(DueRuleUnknown):
        due.resolve("event+1d", Occasion(periods.parse("2026-02")))


def test_a_sunday_moves_to_the_saturday_before_only_where_that_is_on() -> None:
    sunday = Occasion(periods.parse("2026-02-01"))
    assert due.resolve("same_day 17:00", sunday).isoformat() == "2026-02-01"
    assert due.resolve("same_day 17:00", sunday, on_workday=True).isoformat() == "2026-01-31"
    monday = Occasion(periods.parse("2026-02-02"))
    assert due.resolve("same_day 17:00", monday, on_workday=True).isoformat() == "2026-02-02"


def test_every_duty_of_the_catalogue_can_be_reckoned_and_locks_no_earlier(
    catalogue: Catalogue,
) -> None:
    for rule in catalogue.duties:
        if rule.period_kind in ("event", "task"):
            occasion = due.of_event(NOON)
        else:
            kinds: dict[str, Kind] = {
                k: k for k in ("day", "week", "month", "quarter", "half", "year")
            }
            occasion = Occasion(periods.of(kinds[rule.period_kind], NOON.date()))
        assert due.resolve(rule.due, occasion) <= due.resolve(rule.lock, occasion), rule.id


@given(
    st.sampled_from(("week", "month", "quarter", "half", "year")),
    st.sampled_from(
        ("period_start-3", "period_end+7", "prev_month_day 27", "next_month_day 5", "month_day 20")
    ),
    DAYS,
)
def test_no_period_whose_due_day_lies_in_the_span_is_overlooked(
    kind: Kind, rule: str, day: date
) -> None:
    occasion = Occasion(periods.of(kind, day))
    falls = due.resolve(rule, occasion)
    assert occasion in list(due.occasions(rule, kind, falls, falls))
    near = [falls - timedelta(days=1), falls + timedelta(days=1)]
    assert occasion in list(due.occasions(rule, kind, *near))
