"""Who has submitted what: units by monthly submission duties, judged by the receiver's day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app import clock
from app.catalogue import DutyRule
from app.exchange.consolidation import subordinates
from app.period import Period
from app.planning import due
from app.store import Store, Unit, Where

State = Literal["on_time", "late", "missing", "nil", "not_due"]


@dataclass(frozen=True, slots=True)
class Row:
    """One duty of one unit in one month; `at` is the day of receipt (ISO), '' when nothing came."""

    unit: str
    name: str
    duty: str
    label: str
    period: str
    due: date
    state: State
    at: str


def board(store: Store, period: Period, as_of: date | None = None) -> list[Row]:
    """Return every direct subordinate with every monthly submission duty of the months of `period`.

    What came in after `as_of` (today) is not known then. A duty not yet due is `not_due`.
    """
    day = as_of or clock.today()
    return [
        row
        for month in period.months()
        for unit in subordinates(store)
        for row in _rows(store, unit, month, day)
    ]


def _rows(store: Store, unit: Unit, month: Period, day: date) -> Iterator[Row]:
    if month.end.isoformat() < str(unit.data.get("started_on", "")):
        return
    off = {*store.setting("duties_off", []), *unit.data.get("duties_off", [])}
    workday = bool(store.setting("due_on_workday", False))
    for rule in store.catalogue.duties:
        wanted = rule.satisfied_by == "submission" and rule.period_kind == "month"
        if not wanted or rule.level != unit.level or rule.id in off:
            continue
        last = due.resolve(rule.due, due.Occasion(month), on_workday=workday)
        if rule.envelope.in_force(last):
            state, at = _state(store, unit, rule, month, last, day)
            yield Row(unit.code, unit.name, rule.id, rule.label, month.text, last, state, at)


def _state(
    store: Store, unit: Unit, rule: DutyRule, month: Period, last: date, day: date
) -> tuple[State, str]:
    """Return the state by the first sending that was not returned (domain 3.13)."""
    rows = store.find(
        "submission",
        Where("unit", "=", unit.code),
        Where("duty", "=", rule.id),
        Where("period", "=", month.text),
        Where("state", "!=", "returned"),
        order=("attempt",),
    )
    came = [r for r in rows if r["received_on"] and str(r["received_on"]) <= day.isoformat()]
    if not came:
        return ("missing" if day > last else "not_due"), ""
    at = str(came[0]["received_on"])
    if came[-1]["nil"]:
        return "nil", at
    return ("on_time" if at <= last.isoformat() else "late"), at
