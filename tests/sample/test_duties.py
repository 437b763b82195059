"""The duties of company 1 as domain 10.8 lists them, and what the battalion sees of its companies."""

from collections import Counter
from datetime import date

import pytest

from app import period
from app.exchange import status
from app.planning import currency, duties
from tests.sample.conftest import BOTH, Opened

# duty: due, on time, waived
WORKED = {
    "week_plan": (9, 9, 0),
    "week_briefing": (8, 8, 1),
    "week_report": (8, 7, 1),
    "month_plan": (2, 1, 0),
    "month_education_plan": (2, 2, 0),
    "month_cell_meeting": (2, 2, 0),
    "month_resolution": (2, 2, 0),
    "month_assignment": (2, 2, 0),
    "month_education": (2, 2, 0),
    "month_culture_day": (2, 2, 0),
    "month_law_day": (2, 2, 0),
    "month_council": (2, 2, 0),
    "month_youth": (2, 2, 0),
    "month_fee": (2, 2, 0),
    "month_fee_report": (2, 2, 0),
    "month_report": (2, 1, 0),
    "month_numbers": (2, 2, 0),
    "theme_resolution": (1, 1, 0),
    "event_task_plan": (1, 1, 0),
    "event_minutes": (3, 3, 0),
    "event_remedy": (2, 2, 0),
    "event_incident": (1, 1, 0),
}
NOT_CURRENT = {
    "c1": {"work_log": date(2026, 2, 19), "strength": date(2026, 2, 25)},
    "c2": {},
    "c3": {
        "work_log": date(2026, 2, 17),
        "strength": date(2026, 2, 24),
        "session": date(2026, 2, 5),
    },
    "d1": {"work_log": date(2026, 2, 17)},
}


def test_company_one_did_each_duty_as_often_as_the_sample_says(opened: Opened) -> None:
    found = duties.occurrences(opened.stores["c1"], BOTH)
    due = Counter(o.duty for o in found if o.state != "waived")
    on_time = Counter(o.duty for o in found if o.on_time)
    waived = Counter(o.duty for o in found if o.state == "waived")
    assert {d: (due[d], on_time[d], waived[d]) for d in due} == WORKED
    assert set(waived) == {"week_briefing", "week_report", "quarter_reconcile"}


@pytest.mark.parametrize("code", NOT_CURRENT)
def test_the_sections_that_fell_behind_are_those_of_the_sample(opened: Opened, code: str) -> None:
    states = currency.states(opened.stores[code], date(2026, 2, 28))
    assert {s.section: s.last for s in states if not s.current} == NOT_CURRENT[code]


@pytest.mark.parametrize(
    ("month", "states"),
    [
        ("2026-01", {"c1": "on_time", "c2": "on_time", "c3": "on_time"}),
        ("2026-02", {"c1": "on_time", "c2": "late", "c3": "missing"}),
    ],
)
def test_the_battalion_sees_who_handed_over_late_or_not_at_all(
    opened: Opened, month: str, states: dict[str, str]
) -> None:
    rows = status.board(opened.stores["d1"], period.parse(month))
    assert {r.unit: r.state for r in rows if r.duty == "month_numbers"} == states
