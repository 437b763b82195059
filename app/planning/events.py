"""Event duties: which rows are events, and which paper, row or sending answers each of them.

An incident sets off its report, a meeting its minutes, a resolution of kind `nhiem_vu` the plan of
that task (counted from its first day), an inspection with findings its remedy tasks. The table is
data (`resources/planning/planning.toml`).
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from app.catalogue import DutyRule
from app.planning.facts import Done, Paper, Record, entry_wheres, papers
from app.planning.setup import Trigger, load
from app.store import Store, Where
from app.text import date_short

_YEAR: Final = timedelta(days=366)
"""How far from an event its papers and rows are looked for, so that old years stay unread."""


def moments(store: Store, unit: str, duty: str, start: date, end: date) -> list[datetime]:
    """Return, in order, the moments of the events of `duty` on days in `start`..`end`.

    The hour is midnight where none was written down.
    """
    trigger = load().triggers[duty]
    section = store.catalogue.sections[trigger.section]
    other = trigger.day != section.date
    reach = _YEAR if other else timedelta()
    rows = store.find(
        "entry",
        *entry_wheres(unit, section),
        *trigger.where,
        *_dated("occurred_on", start - reach, end + reach),
        *(_dated(f"data.{trigger.day}", start, end) if other else ()),
    )
    return sorted(_moment(trigger, _data(row)) for row in rows)


def answers(
    store: Store, unit: str, rule: DutyRule, events: Sequence[tuple[datetime, date]]
) -> list[Done | None]:
    """Return what answered each event, given as (moment, lock day); one answer serves one event."""
    if not events:
        return []
    first, last = min(events)[0].date(), max(events)[0].date()
    if rule.satisfied_by == "entry":
        return _entry_answers(store, unit, rule, events)
    after = rule.due.startswith("event")
    if rule.satisfied_by == "document":
        dated = _dated("dated", first if after else first - _YEAR, last + _YEAR)
        issued = papers(store, unit, {rule.target}, *dated)
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


def _entry_answers(
    store: Store, unit: str, rule: DutyRule, events: Sequence[tuple[datetime, date]]
) -> list[Done | None]:
    """Return for each event the first row that names its day, or names none and came by the lock."""
    trigger = load().triggers[rule.id]
    first, last = min(events)[0].date(), max(events)[0].date()
    rows = store.find(
        "entry",
        *entry_wheres(unit, store.catalogue.sections[rule.target], rule.where),
        *_dated("occurred_on", first - _YEAR, last + _YEAR),
        *_dated(f"data.{trigger.answered_on}", first, last + _YEAR),
        order=(f"data.{trigger.answered_on}", "id"),
    )
    given = [
        (
            str(data.get(trigger.answered_ref) or ""),
            Done(date.fromisoformat(str(data[trigger.answered_on])), source=str(row["id"])),
        )
        for row in rows
        for data in (_data(row),)
    ]
    return [_first(given, moment.date(), lock) for moment, lock in events]


def _first(given: Sequence[tuple[str, Done]], day: date, lock: date) -> Done | None:
    names = (day.isoformat(), date_short(day))
    for said, done in given:
        named = any(name in said for name in names)
        if done.day >= day and (named or (not said and done.day <= lock)):
            return done
    return None


def _dated(field: str, start: date, end: date) -> tuple[Where, Where]:
    return Where(field, ">=", start.isoformat()), Where(field, "<=", end.isoformat())


def _moment(trigger: Trigger, data: Record) -> datetime:
    day = date.fromisoformat(str(data[trigger.day]))
    hour = str(data.get(trigger.time) or "") if trigger.time else ""
    return datetime.combine(day, time.fromisoformat(hour) if hour else time.min)


def _data(row: Record) -> Mapping[str, object]:
    data = row["data"]
    assert isinstance(data, Mapping)
    return data
