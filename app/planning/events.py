"""Event duties: which rows are events, and which paper, row or sending answers each of them.

An incident sets off its report, a meeting its minutes, a resolution of kind `nhiem_vu` the plan of
that task (counted from its first day), an inspection with findings its remedy tasks. The table is
data (`resources/planning/planning.toml`).
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from app.catalogue.model import DutyRule
from app.planning.facts import Done, Paper, Record, entry_wheres, papers
from app.planning.setup import Trigger, load
from app.store import Store, Where
from app.text import date_short

_AHEAD: Final = timedelta(days=366)
"""How long before an event its plan is looked for."""


def moments(store: Store, unit: str, duty: str, start: date, end: date) -> list[datetime]:
    """Return, in order, the moments of the events of `duty` on days in `start`..`end`.

    The hour is midnight where none was written down.
    """
    trigger = load().triggers[duty]
    day = f"data.{trigger.day}"
    rows = store.find(
        "entry",
        *entry_wheres(unit, store.catalogue.sections[trigger.section]),
        *trigger.where,
        Where(day, ">=", start.isoformat()),
        Where(day, "<=", end.isoformat()),
    )
    return sorted(_moment(trigger, _data(row)) for row in rows)


def answers(
    store: Store, unit: str, rule: DutyRule, events: Sequence[tuple[datetime, date]]
) -> list[Done | None]:
    """Return what answered each event, given as (moment, lock day); one answer serves one event."""
    if not events:
        return []
    if rule.satisfied_by == "entry":
        return [_entry_answer(store, unit, rule, moment, lock) for moment, lock in events]
    after = rule.due.startswith("event")
    if rule.satisfied_by == "document":
        first = min(moment for moment, _ in events).date()
        since = Where("dated", ">=", (first if after else first - _AHEAD).isoformat())
        issued = papers(store, unit, {rule.target}, since)
        given = [(p, Done(p.day, source=p.id)) for p in issued]
    else:
        given = _sendings(store, unit, rule.id)
    return _paired(events, given, after=after)


def _paired(
    events: Sequence[tuple[datetime, date]], given: Sequence[tuple[Paper, Done]], *, after: bool
) -> list[Done | None]:
    """Give each event, in order, the unused answer about the shortest time that covers its day.

    `after`: what is due after the event cannot have been made before it.
    """
    left = list(given)
    found: list[Done | None] = []
    for moment, _ in events:
        day = moment.date()
        fits = [
            (length, done.day, n)
            for n, (paper, done) in enumerate(left)
            if (length := paper.covers(day)) is not None and not (after and done.day < day)
        ]
        found.append(left.pop(min(fits)[2])[1] if fits else None)
    return found


def _sendings(store: Store, unit: str, duty: str) -> list[tuple[Paper, Done]]:
    rows = store.find(
        "submission",
        Where("unit", "=", unit),
        Where("duty", "=", duty),
        Where("state", "!=", "returned"),
        order=("attempt", "id"),
    )
    first: dict[str, tuple[Paper, Done]] = {}
    for row in rows:
        said = row["received_on"] or row["sent_on"]
        if said:
            day, key = date.fromisoformat(str(said)), str(row["id"])
            about = Paper(key, duty, str(row["period"]), day)
            first.setdefault(about.period, (about, Done(day, bool(row["nil"]), key)))
    return list(first.values())


def _entry_answer(
    store: Store, unit: str, rule: DutyRule, moment: datetime, lock: date
) -> Done | None:
    """Return the first row that names the event's day, or names nothing and came before the lock."""
    trigger = load().triggers[rule.id]
    on = f"data.{trigger.answered_on}"
    day = moment.date()
    rows = store.find(
        "entry",
        *entry_wheres(unit, store.catalogue.sections[rule.target], rule.where),
        Where(on, ">=", day.isoformat()),
    )
    names = (day.isoformat(), date_short(day))
    dated = []
    for row in rows:
        data = _data(row)
        answered = date.fromisoformat(str(data[trigger.answered_on]))
        said = str(data.get(trigger.answered_ref) or "")
        if any(n in said for n in names) or (not said and answered <= lock):
            dated.append((answered, str(row["id"])))
    return Done(min(dated)[0], source=min(dated)[1]) if dated else None


def _moment(trigger: Trigger, data: Record) -> datetime:
    day = date.fromisoformat(str(data[trigger.day]))
    hour = str(data.get(trigger.time) or "") if trigger.time else ""
    return datetime.combine(day, time.fromisoformat(hour) if hour else time.min)


def _data(row: Record) -> Mapping[str, object]:
    data = row["data"]
    assert isinstance(data, Mapping)
    return data
