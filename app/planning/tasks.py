"""Tasks as the plan sees them: due in a period, still open, decided in a period, carried over.

What one month's resolution decides is the next month's table of results. Rows are entered and
amended as entries; nothing here writes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from app.clock import today
from app.ledgers import Entry, entry_of
from app.period import Period
from app.planning.facts import entry_wheres
from app.store import Store, Where

_COUNTED: Final = ("open", "done")
_ORDER: Final = ("occurred_on", "id")


@dataclass(frozen=True, slots=True)
class Task:
    """One task; `on_time` when done by its due day, `overdue` when open after it on the day asked."""

    id: str
    title: str
    kind: str
    origin: str
    origin_ref: str
    work_area: str
    assigned_on: date
    due: date
    responsible: str
    requirement: str
    status: str
    done_on: date | None
    result: str
    on_time: bool
    overdue: bool
    entry: Entry


def due_in(store: Store, period: Period, *, as_of: date | None = None) -> list[Task]:
    """Return the tasks due in the period, open and done, without cancelled ones, by due day."""
    return _found(store, as_of, *_due(period), Where("data.status", "in", _COUNTED))


def results(store: Store, period: Period, *, as_of: date | None = None) -> list[Task]:
    """Return the table of results of a period: what was carried into it, then what fell due in it."""
    earlier = _found(
        store,
        as_of,
        Where("occurred_on", "<", period.start.isoformat()),
        Where("data.status", "in", _COUNTED),
        Where("data.done_date", "empty_or_after", (period.start - timedelta(days=1)).isoformat()),
    )
    return [*earlier, *due_in(store, period, as_of=as_of)]


def upcoming(store: Store, period: Period, *, as_of: date | None = None) -> list[Task]:
    """Return what is to be done in the coming period: open tasks carried into it or due in it."""
    last = Where("occurred_on", "<=", period.end.isoformat())
    return _found(store, as_of, last, Where("data.status", "=", "open"))


def decided_in(store: Store, period: Period, *, as_of: date | None = None) -> list[Task]:
    """Return the tasks given out in the period, without cancelled ones."""
    return _found(
        store,
        as_of,
        Where("data.assigned_date", ">=", period.start.isoformat()),
        Where("data.assigned_date", "<=", period.end.isoformat()),
        Where("data.status", "in", _COUNTED),
    )


def listing(
    store: Store,
    *,
    period: Period | None = None,
    status: str = "",
    as_of: date | None = None,
    limit: int | None = None,
) -> list[Task]:
    """Return tasks by due day: of one period, of one status (`open`, `done`, `cancelled`), or all."""
    wheres = list(_due(period)) if period else []
    if status:
        wheres.append(Where("data.status", "=", status))
    return _found(store, as_of, *wheres, limit=limit)


def _due(period: Period) -> tuple[Where, ...]:
    first, last = period.start.isoformat(), period.end.isoformat()
    return Where("occurred_on", ">=", first), Where("occurred_on", "<=", last)


def _found(
    store: Store, as_of: date | None, *wheres: Where, limit: int | None = None
) -> list[Task]:
    section = store.catalogue.sections["task"]
    valid = entry_wheres(store.unit.code, section)
    rows = store.find("entry", *valid, *wheres, order=_ORDER, limit=limit)
    day = as_of or today()
    return [_task(entry_of(store.catalogue, row), day) for row in rows]


def _task(entry: Entry, day: date) -> Task:
    values = entry.values
    text = {k: v for k, v in values.items() if isinstance(v, str)}
    done = date.fromisoformat(text["done_date"]) if text.get("done_date") else None
    status = text["status"]
    person = values.get("responsible")
    return Task(
        id=entry.id,
        title=text["title"],
        kind=text["kind"],
        origin=text["origin"],
        origin_ref=text.get("origin_ref", ""),
        work_area=text["work_area"],
        assigned_on=date.fromisoformat(text["assigned_date"]),
        due=entry.day,
        responsible=str(person["name"]) if isinstance(person, Mapping) else "",
        requirement=text.get("requirement", ""),
        status=status,
        done_on=done,
        result=text.get("result", ""),
        on_time=status == "done" and done is not None and done <= entry.day,
        overdue=status == "open" and entry.day < day,
        entry=entry,
    )
