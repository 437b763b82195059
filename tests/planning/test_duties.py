"""Duties: what falls due when, and their states on chosen days of early 2026."""

from collections import Counter
from datetime import date

import pytest

from app import period as periods
from app.errors import Refused
from app.ledgers import entries
from app.planning import Occurrence, duties
from app.planning.duties import DutyUnknown, NotSent
from app.store import Store
from tests.planning.conftest import Paper, Write

BOTH = periods.parse("2026-01..2026-02")
JANUARY, FEBRUARY = BOTH.months()


def day(text: str) -> date:
    return date.fromisoformat(text)


def of(store: Store, duty: str, as_of: str, period: str = "2026-01..2026-02") -> list[Occurrence]:
    found = duties.occurrences(store, periods.parse(period), as_of=day(as_of))
    return [o for o in found if o.duty == duty]


def one(store: Store, duty: str, as_of: str, period: str = "2026-01") -> Occurrence:
    (found,) = of(store, duty, as_of, period)
    return found


def begin(store: Store, started_on: str) -> None:
    with store.change("Ngày bắt đầu"):
        store.update("unit", store.unit.code, {"data": {"started_on": started_on}})


def test_january_and_february_bring_the_duties_of_the_calendar(store: Store) -> None:
    begin(store, "2026-01-01")
    with store.change("Tắt chế độ ngày"):
        store.set_setting("duties_off", ["day_strength", "day_report"])
    found = Counter(o.duty for o in duties.occurrences(store, BOTH))
    weekly = {"week_plan": 9, "week_briefing": 9, "week_report": 9, "theme_resolution": 1}
    weekly["quarter_reconcile"] = 1  # of 2025-Q4, due on 05/01
    monthly = (
        "month_plan", "month_education_plan", "month_cell_meeting", "month_resolution",
        "month_assignment", "month_education", "month_culture_day", "month_law_day",
        "month_council", "month_youth", "month_fee", "month_fee_report", "month_report",
        "month_numbers",
    )  # fmt: skip
    assert found == weekly | dict.fromkeys(monthly, 2)


def test_weekly_plans_are_due_on_the_fridays_before_their_weeks(store: Store) -> None:
    fridays = [o.due.isoformat() for o in of(store, "week_plan", "2026-03-01")]
    assert fridays == [
        "2026-01-02", "2026-01-09", "2026-01-16", "2026-01-23", "2026-01-30",
        "2026-02-06", "2026-02-13", "2026-02-20", "2026-02-27",
    ]  # fmt: skip
    assert of(store, "week_plan", "2026-03-01")[0].period == "2026-W02"


def test_what_fell_due_before_the_unit_started_is_not_owed(store: Store) -> None:
    begin(store, "2026-01-02")
    numbers = of(store, "month_numbers", "2026-03-01", "2025-12..2026-02")
    assert [o.due.isoformat() for o in numbers] == ["2026-01-02", "2026-02-02"]
    begin(store, "2026-01-03")
    numbers = of(store, "month_numbers", "2026-03-01", "2025-12..2026-02")
    assert [o.due.isoformat() for o in numbers] == ["2026-02-02"]


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        ("2026-01-16", "not_due"),
        ("2026-01-17", "soon"),
        ("2026-01-20", "soon"),
        ("2026-01-21", "overdue"),
    ],
)
def test_an_open_duty_turns_soon_by_its_warning_days_and_overdue_after_its_day(
    store: Store, as_of: str, state: str
) -> None:
    report = one(store, "month_report", as_of)
    assert (report.state, report.on_time, report.satisfied_on) == (state, False, None)
    assert (report.due, report.lock) == (day("2026-01-20"), day("2026-01-22"))


@pytest.mark.parametrize(
    ("received", "nil", "state", "on_time"),
    [
        ("2026-01-20", False, "done", True),
        ("2026-01-21", False, "done_late", False),
        ("2026-01-20", True, "nil", True),
        ("2026-01-21", True, "nil", False),
    ],
)
def test_the_day_of_receipt_decides_on_time_or_late(
    store: Store, received: str, nil: bool, state: str, on_time: bool
) -> None:
    duties.record_submission(
        store, "month_report", JANUARY, day("2026-01-19"), day(received), nil=nil
    )
    report = one(store, "month_report", "2026-02-01")
    assert (report.state, report.on_time, report.satisfied_on) == (state, on_time, day(received))
    assert one(store, "month_report", "2026-01-19").satisfied_on is None


def test_a_returned_sending_counts_for_nothing_and_a_second_one_keeps_the_first_day(
    store: Store,
) -> None:
    sent = duties.record_submission(store, "month_report", JANUARY, day("2026-01-15"))
    duties.record_submission(store, "month_report", JANUARY, day("2026-01-25"))
    assert one(store, "month_report", "2026-02-01").satisfied_on == day("2026-01-15")
    assert [r["state"] for r in store.find("submission", order=("attempt",))] == [
        "replaced",
        "sent",
    ]
    with store.change("Trả lại"):
        store.update("submission", sent, {"state": "returned"})
    assert one(store, "month_report", "2026-02-01").state == "done_late"


def test_a_waived_duty_is_neither_owed_nor_counted(store: Store) -> None:
    duties.waive(store, "week_report", periods.parse("2026-W08"), "Trực Tết")
    weeks = of(store, "week_report", "2026-03-01")
    assert [o.state for o in weeks if o.period == "2026-W08"] == ["waived"]
    assert len(duties.counted(weeks)) == 8
    with pytest.raises(Refused):
        duties.waive(store, "week_report", periods.parse("2026-W08"), "Lần nữa")
    with pytest.raises(Refused):
        duties.waive(store, "week_report", periods.parse("2026-W09"), "  ")


def test_a_document_satisfies_its_duty_on_its_own_date(store: Store, paper: Paper) -> None:
    paper("plan_month", "2026-02", "2026-01-28")
    assert one(store, "month_plan", "2026-02-01").state == "done_late"
    paper("plan_education", "2026-02", "2026-01-26")
    paper("plan_education", "2026-02", "2026-01-29")
    assert one(store, "month_education_plan", "2026-02-01").state == "done"
    paper("resolution_month", "2026-01", "2026-01-04", state="draft")
    paper("resolution_month", "2026-01", "2026-01-04", state="withdrawn")
    assert one(store, "month_resolution", "2026-02-01").state == "overdue"


def test_the_first_valid_row_that_fits_satisfies_an_entry_duty(store: Store, write: Write) -> None:
    write("meeting", date="2026-01-02", kind="dot_xuat")
    first = write("meeting", date="2026-01-05")
    write("meeting", date="2026-01-09")
    meeting = one(store, "month_cell_meeting", "2026-02-01")
    assert (meeting.satisfied_on, meeting.state, meeting.source) == (
        day("2026-01-05"), "done", first.id,
    )  # fmt: skip
    entries.strike(store, first.id, reason="Ghi nhầm")
    assert one(store, "month_cell_meeting", "2026-02-01").state == "done_late"
    assert one(store, "month_cell_meeting", "2026-03-01", "2026-02").state == "overdue"


def test_rows_of_a_month_count_from_its_first_day(store: Store, write: Write) -> None:
    write("assignment", month="2026-01")
    assert one(store, "month_assignment", "2026-02-01").on_time


def test_duties_switched_off_are_not_owed(store: Store) -> None:
    assert of(store, "day_report", "2026-03-01")
    with store.change("Tắt"):
        store.set_setting("duties_off", ["day_report"])
    assert not of(store, "day_report", "2026-03-01")


def test_a_sunday_due_day_moves_back_where_the_unit_has_it_so(store: Store) -> None:
    assert one(store, "quarter_theme_meeting", "2026-03-01", "2026-Q2").due == day("2026-06-30")
    sunday = one(store, "month_education", "2026-06-01", "2026-05")
    assert sunday.due == day("2026-05-31")
    with store.change("Ngày làm việc"):
        store.set_setting("due_on_workday", True)
    assert one(store, "month_education", "2026-06-01", "2026-05").due == day("2026-05-30")
    with store.change("Không"):
        store.set_setting("due_on_workday", False)
    assert one(store, "month_education", "2026-06-01", "2026-05").due == day("2026-05-31")


def test_only_what_is_sent_can_be_recorded_as_sent(store: Store) -> None:
    with pytest.raises(NotSent):
        duties.record_submission(store, "month_plan", JANUARY, day("2026-01-02"))
    with pytest.raises(DutyUnknown):
        duties.record_submission(store, "month_committee_meeting", JANUARY, day("2026-01-02"))


def test_of_another_unit_only_sendings_are_known(battalion: Store) -> None:
    row = {"code": "c1", "name": "Đại đội 1", "echelon": "company", "parent": "d1", "data": {}}
    with battalion.change("Thêm đơn vị"):
        battalion.insert("unit", row)
    duties.record_submission(
        battalion, "month_report", FEBRUARY, None, day("2026-02-21"), unit="c1"
    )
    found = duties.occurrences(battalion, FEBRUARY, unit="c1", as_of=day("2026-03-01"))
    assert {o.satisfied_by for o in found} == {"submission"}
    assert [(o.state, o.unit) for o in found if o.duty == "month_report"] == [("done_late", "c1")]
    own = duties.occurrences(battalion, FEBRUARY, as_of=day("2026-03-01"))
    assert next(o.due for o in own if o.duty == "month_report") == day("2026-02-23")


def test_occurrences_come_by_due_day_for_a_period_or_for_days(store: Store) -> None:
    found = duties.occurrences(store, FEBRUARY)
    assert [o.due for o in found] == sorted(o.due for o in found)
    assert found == duties.occurrences(store, FEBRUARY.start, FEBRUARY.end)
    assert all(FEBRUARY.contains(o.due) for o in found)
    both = duties.occurrences(store, BOTH)
    assert len(both) == len(found) + len(duties.occurrences(store, JANUARY))
