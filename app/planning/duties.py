"""Duties: every occurrence with its due day, lock day and computed state; waivers and sendings.

An occurrence is one duty in one period and is counted by its due day. Its state is never typed.
What fell due before the unit's `started_on` is not owed, nor is a duty named in the setting
`duties_off`. Of another unit only what was to be sent here can be known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from app.catalogue import DutyRule
from app.clock import today
from app.errors import AppError, NotFound, Problem, Refused
from app.ledgers import locks
from app.period import Period
from app.planning.facts import Done
from app.planning.owed import Owed, owed, satisfied
from app.planning.setup import load
from app.store import Store, Unit, Where, new_id
from app.text import clean

State = Literal["not_due", "soon", "overdue", "done", "done_late", "nil", "waived"]


class DutyUnknown(NotFound):
    code = "P102"
    message = "Không có chế độ này ở cấp của đơn vị."
    hint = "Xem các chế độ bằng lệnh duty list."


class NotSent(AppError):
    """A sending recorded for a duty that is satisfied by a document or rows."""

    code = "P103"
    message = "Chế độ này không thực hiện bằng việc nộp lên trên."
    hint = "Ban hành văn kiện hoặc ghi sổ, chế độ sẽ tự tính là xong."


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One duty in one period. `period` is its text (the day, for an event); days are local dates.

    `satisfied_on` is None while nothing satisfied it up to the day asked about; `on_time` means
    satisfied on or before `due`; `source` is the id of the row, document or sending that did. `closed`
    tells, of the duty that closes the rows of its period, that they are.
    """

    duty: str
    group: str
    label: str
    unit: str
    period: str
    due: date
    lock: date
    satisfied_on: date | None
    state: State
    on_time: bool
    satisfied_by: Literal["document", "entry", "submission"]
    target: str
    who: str
    source: str = ""
    closed: bool = False


def occurrences(
    store: Store,
    period: Period | date,
    end: date | None = None,
    *,
    unit: str | None = None,
    as_of: date | None = None,
) -> list[Occurrence]:
    """Return the occurrences due in `period` (or from one day to `end`), by due day, then duty.

    States are those of the day `as_of` (today): what happened later is not known then.
    """
    start, last = _span(period, end)
    of = store.unit_named(unit) if unit else store.unit
    day = as_of or today()
    due_here = list(owed(store, of, start, last))
    done = satisfied(store, of.code, due_here)
    waived = _waived(store, of.code)
    closed = locks.listing(store) if of.own else []
    found = [
        _occurrence(of.code, x, done[n], (x.rule.id, x.text) in waived, day, closed)
        for n, x in enumerate(due_here)
    ]
    order = _order(store)
    return sorted(found, key=lambda o: (o.due, order[o.duty], o.period))


def counted(found: Sequence[Occurrence]) -> list[Occurrence]:
    """Return those that count in figures: due by now or satisfied already, and not waived."""
    return [o for o in found if o.state not in ("not_due", "soon", "waived")]


def waive(store: Store, duty: str, period: Period, reason: str) -> str:
    """Free the own unit of a duty for one period, with a reason; return the waiver's id."""
    rule = rule_of(store, store.unit, duty)
    said = " ".join(clean(reason).split())
    if not said:
        raise Refused(
            "Phải ghi lý do miễn chế độ.", problems=(Problem("reason", "Chưa ghi lý do.", "P104"),)
        )
    if (duty, period.text) in _waived(store, store.unit.code):
        raise Refused(f"Chế độ này của {period.title} đã được miễn rồi.", code="P105")
    row = {
        "id": new_id(), "unit": store.unit.code, "duty": duty, "period": period.text, "reason": said,
    }  # fmt: skip
    with store.change(f"Miễn chế độ: {rule.label}, {period.title}"):
        return store.insert("waiver", row)


def record_submission(
    store: Store,
    duty: str,
    period: Period,
    sent_on: date | None,
    received_on: date | None = None,
    nil: bool = False,
    bundle: str | None = None,
    *,
    unit: str | None = None,
) -> str:
    """Record that something was sent (bundle None = handed over on paper); return the record's id.

    The own unit writes the day of sending, the receiver the day of receipt; the first attempt that
    was not returned decides on time or late. Earlier attempts are marked as replaced.
    """
    of = store.unit_named(unit) if unit else store.unit
    rule = rule_of(store, of, duty)
    if rule.satisfied_by != "submission":
        raise NotSent(f"“{rule.label}” không thực hiện bằng việc nộp lên trên.")
    before = store.find(
        "submission",
        Where("unit", "=", of.code),
        Where("duty", "=", duty),
        Where("period", "=", period.text),
        order=("attempt",),
    )
    row = {
        "id": new_id(),
        "unit": of.code,
        "duty": duty,
        "period": period.text,
        "attempt": len(before) + 1,
        "sent_on": sent_on.isoformat() if sent_on else None,
        "received_on": received_on.isoformat() if received_on else None,
        "state": "received" if received_on else "sent",
        "nil": int(nil),
        "bundle": bundle,
    }
    with store.change(f"Ghi nộp: {rule.label}, {period.title}"):
        for old in before:
            if old["state"] not in ("returned", "replaced"):
                store.update("submission", str(old["id"]), {"state": "replaced"})
        return store.insert("submission", row)


def rule_of(store: Store, unit: Unit, duty: str) -> DutyRule:
    """Return the rule of `duty` at the unit's level; `DutyUnknown` when there is none."""
    for rule in store.catalogue.duties:
        if rule.id == duty and rule.level == unit.level:
            return rule
    raise DutyUnknown(f"Không có chế độ “{duty}” ở cấp của {unit.name}.")


def _span(period: Period | date, end: date | None) -> tuple[date, date]:
    if isinstance(period, Period):
        return period.start, period.end
    return period, end if end is not None else period


def _order(store: Store) -> dict[str, int]:
    return {rule.id: n for n, rule in enumerate(store.catalogue.duties)}


def _waived(store: Store, unit: str) -> set[tuple[str, str]]:
    rows = store.find("waiver", Where("unit", "=", unit))
    return {(str(row["duty"]), str(row["period"])) for row in rows}


def _occurrence(
    unit: str, of: Owed, done: Done | None, waived: bool, day: date, closed: Sequence[Period]
) -> Occurrence:
    rule = of.rule
    known = done if done is not None and done.day <= day else None
    return Occurrence(
        duty=rule.id,
        group=rule.group,
        label=rule.label,
        unit=unit,
        period=of.text,
        due=of.due,
        lock=of.lock,
        satisfied_on=known.day if known else None,
        state="waived" if waived else _state(of, known, day),
        on_time=known is not None and known.day <= of.due,
        satisfied_by=rule.satisfied_by,
        target=rule.target,
        who=rule.who,
        source=known.source if known else "",
        closed=rule.id == load().closing_duty and locks.within(of.occasion.period, closed),
    )


def _state(of: Owed, done: Done | None, day: date) -> State:
    if done is not None:
        if done.nil:
            return "nil"
        return "done" if done.day <= of.due else "done_late"
    if day > of.due:
        return "overdue"
    return "soon" if day >= of.due - timedelta(days=of.rule.warn_days) else "not_due"
