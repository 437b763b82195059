"""Event duties: each event wants its own answer."""

from datetime import date

import pytest

from app import period as periods
from app.planning import Occurrence, duties
from app.store import Store
from tests.planning.conftest import Paper, Write


def of(store: Store, duty: str, period: str = "2026-Q1") -> list[Occurrence]:
    found = duties.occurrences(store, periods.parse(period), as_of=date(2026, 4, 1))
    return [o for o in found if o.duty == duty]


def test_an_incident_is_to_be_reported_within_a_day(store: Store, write: Write) -> None:
    write("incident")
    (report,) = of(store, "event_incident")
    assert (report.due.isoformat(), report.lock.isoformat()) == ("2026-03-07", "2026-03-09")
    assert report.state == "overdue"
    sent = date(2026, 3, 7)
    duties.record_submission(store, "event_incident", periods.parse("2026-03-06"), sent)
    assert of(store, "event_incident")[0].state == "done"


def test_every_meeting_wants_its_own_minutes(store: Store, write: Write, paper: Paper) -> None:
    for day in ("2026-01-05", "2026-01-28", "2026-02-04"):
        write("meeting", date=day)
    paper("minutes_meeting", "2026-01-05", "2026-01-06")
    paper("minutes_meeting", "2026-01", "2026-01-28")
    assert [o.state for o in of(store, "event_minutes")] == ["done", "done", "overdue"]
    paper("minutes_meeting", "2026-02", "2026-02-06")
    assert [o.state for o in of(store, "event_minutes")] == ["done", "done", "done_late"]


def test_minutes_older_than_the_meeting_are_not_its_minutes(
    store: Store, write: Write, paper: Paper
) -> None:
    write("meeting", date="2026-01-05")
    write("meeting", date="2026-01-28")
    paper("minutes_meeting", "2026-01-05", "2026-01-05")
    paper("minutes_meeting", "2026-01", "2026-01-06")
    assert [o.state for o in of(store, "event_minutes")] == ["done", "overdue"]


def test_the_plan_of_a_task_comes_three_days_before_its_first_day(
    store: Store, write: Write, paper: Paper
) -> None:
    write(
        "resolution", kind="nhiem_vu", date="2026-02-04", meeting_date="2026-02-04",
        period_from="2026-02-14", period_to="2026-02-22",
    )  # fmt: skip
    (plan,) = of(store, "event_task_plan")
    assert (plan.due.isoformat(), plan.period, plan.state) == (
        "2026-02-11", "2026-02-14", "overdue",
    )  # fmt: skip
    paper("plan_task", "2026-02-14..2026-02-22", "2026-02-04")
    assert of(store, "event_task_plan")[0].state == "done"


@pytest.mark.parametrize("named", ["2026-03-14", "Biên bản kiểm tra 14/03/2026", None])
def test_findings_want_a_remedy_task_within_five_days(
    store: Store, write: Write, named: str | None
) -> None:
    write("inspection")
    write("inspection", date="2026-03-15", finding_count=0, fixed_count=0, remedy_due=None)
    (remedy,) = of(store, "event_remedy")
    assert (remedy.due.isoformat(), remedy.state) == ("2026-03-19", "overdue")
    write(
        "task", kind="remedy", origin="inspection", origin_ref=named,
        assigned_date="2026-03-16", due_date="2026-04-10",
    )  # fmt: skip
    (done,) = of(store, "event_remedy")
    assert (done.state, done.satisfied_on) == ("done", date(2026, 3, 16))


def test_a_remedy_task_of_another_inspection_does_not_answer(store: Store, write: Write) -> None:
    write("inspection")
    write(
        "task", kind="remedy", origin="inspection", origin_ref="2026-02-11",
        assigned_date="2026-03-16", due_date="2026-04-10",
    )  # fmt: skip
    assert of(store, "event_remedy")[0].state == "overdue"
