"""The dated events of a person and what the roster reads on a day, found by going back from today.

A person's row holds what is known last; every later event (`personnel_change`) says what stood before it.
Which kind of event bears on which column of the row is data: `changes` and `presence` of `change_kind`.
Nothing here writes.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from app.catalogue import Catalogue
from app.ledgers.rows import Entry, Value, Values, entry_of
from app.store import Store, Where
from app.text import clean, date_short, fold

EVENTS: Final = "personnel_change"
NOTHING: Final = "Chưa có"
"""How `Từ` reads where a column was empty before the event."""
RANK, RANK_DATE, ARRIVED, LEFT = "rank", "rank_date", "arrived_date", "left_date"
_MARKS: Final = " ,;–-()"
_SINCE: Final = re.compile(r"\((\d{1,2})/(\d{1,2})/(\d{4})\)$")
_READ: Final[dict[tuple[str, str, str], Mapping[str, str]]] = {}
_MOST_READ: Final = 4096
_NAMES: Final[dict[tuple[str, str], Sequence[tuple[tuple[str, ...], str]]]] = {}


@dataclass(frozen=True, slots=True)
class Step:
    """One event as it bears on the roster: the columns it changes, before and after, on `day` (ISO).

    A value is a key of the column's list, or the text of somebody who did not know the list.
    """

    id: str
    day: str
    kind: str
    before: Mapping[str, str]
    after: Mapping[str, str]
    presence: str = ""

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(self.before) | frozenset(self.after)

    @property
    def order(self) -> tuple[str, str]:
        return self.day, self.id


def changes(catalogue: Catalogue, kind: str) -> tuple[str, ...]:
    """Return the columns of `person` that events of this kind change, in the order their text reads."""
    return tuple(_extra(catalogue, kind, "changes").split())


def presence(catalogue: Catalogue, kind: str) -> str:
    """Return `arrives`, `leaves`, or nothing for events that move nobody."""
    return _extra(catalogue, kind, "presence")


def tracked(catalogue: Catalogue) -> frozenset[str]:
    """Return every column of `person` that some kind of event changes."""
    kinds = catalogue.lists["change_kind"].choices
    return frozenset(f for c in kinds for f in changes(catalogue, c.key))


def list_of(catalogue: Catalogue, field: str) -> str:
    """Return the list of a column of `person`; empty for a text."""
    return catalogue.sections["person"].field(field).list


def readable(catalogue: Catalogue, field: str, value: str) -> bool:
    """Tell whether the column can hold the value: a key of its list, or any text."""
    of = list_of(catalogue, field)
    if not value:
        return not catalogue.sections["person"].field(field).required
    return not of or any(c.key == value for c in catalogue.lists[of].choices)


def read(catalogue: Catalogue, kind: str, text: object) -> dict[str, str]:
    """Return the columns that `Tiểu đội trưởng Tiểu đội 2` or `Hạ sĩ (13/02/2026)` names; `{}` for nothing.

    The first column is known by the longest label that begins the text; what follows is the second. A
    text that does not begin with a label is the first column's, word for word. A day in brackets at
    the end is the column of type date.
    """
    known = catalogue.digest, kind, str(text or "")
    if known not in _READ:
        if len(_READ) >= _MOST_READ:
            _READ.clear()
        _READ[known] = _parsed(catalogue, kind, known[2])
    return dict(_READ[known])


def _parsed(catalogue: Catalogue, kind: str, text: str) -> dict[str, str]:
    fields, since = _split(catalogue, changes(catalogue, kind))
    said = " ".join(clean(text).split())
    if not fields or not said:
        return {}
    dated = _SINCE.search(said) if since else None
    day = _day(*dated.groups()) if dated else ""
    if dated and day:
        return {**_read(catalogue, fields, said[: dated.start()].strip()), since: day}
    return _read(catalogue, fields, said)


def _read(catalogue: Catalogue, fields: Sequence[str], said: str) -> dict[str, str]:
    key, rest = _first(catalogue, list_of(catalogue, fields[0]), said)
    if key is None or (rest and len(fields) == 1):
        return {fields[0]: said}
    if not rest:
        return {fields[0]: key}
    of = list_of(catalogue, fields[1])
    second, left = _first(catalogue, of, rest) if of else (rest, "")
    return {fields[0]: said} if second is None or left else {fields[0]: key, fields[1]: second}


def write(catalogue: Catalogue, kind: str, values: Mapping[str, str]) -> str:
    """Return the text that `read` reads back: `Tiểu đội trưởng Tiểu đội 2`."""
    said = ""
    fields, since = _split(catalogue, changes(catalogue, kind))
    for field in fields:
        of, value = list_of(catalogue, field), values.get(field, "")
        label = catalogue.lists[of].label(value) if of else value
        if value:
            said = f"{said}{', ' if of else ' '}{label}" if said else label
        elif not said and field in values:
            said = NOTHING
    day = values.get(since, "")
    return f"{said} ({date_short(date.fromisoformat(day))})" if said and day else said


def step_of(catalogue: Catalogue, entry: Entry) -> Step:
    """Return what an event says of the roster; a text that names no value of the list changes nothing there."""
    kind = str(entry.values.get("kind") or "")
    before = read(catalogue, kind, entry.values.get("from_value"))
    after = read(catalogue, kind, entry.values.get("to_value"))
    if not all(readable(catalogue, f, v) for f, v in after.items()):
        after = {}
    _, since = _split(catalogue, changes(catalogue, kind))
    if since and after:
        after[since] = entry.occurred_on
    if before:
        before |= {f: "" for f in after if f not in before and f != "category"}
    return Step(entry.id, entry.occurred_on, kind, before, after, presence(catalogue, kind))


def steps(store: Store, person: str) -> list[Step]:
    """Return the valid events of one person of the own unit, oldest first."""
    return [x for xs in _grouped(store, Where("person", "=", person)).values() for x in xs]


def later(store: Store, day: date) -> dict[str, list[Step]]:
    """Return the valid events after `day` by person, oldest first: all that a look back needs."""
    return _grouped(store, Where("occurred_on", ">", day.isoformat()))


def any_later(store: Store, day: date) -> bool:
    """Tell whether any valid event of the own unit is dated after `day`."""
    return store.count("entry", *_valid(store), Where("occurred_on", ">", day.isoformat())) > 0


def known(store: Store, person: Entry, day: date, events: Sequence[Step]) -> Entry:
    """Return the row of a person as it read on `day`; `events` are theirs, at least those after `day`.

    A column is what the first later event found before it, else what the row says. Whether somebody who came
    back was away needs the event of leaving among `events` too.
    """
    if not events:
        return person
    values = dict(person.values)
    for field in {f for event in events for f in event.before}:
        _put(values, field, value_on(person.values, field, day, events))
    moved = moves(person.occurred_on, events)
    if any(x.day > day.isoformat() for x in moved):
        past = [x for x in moved if x.day <= day.isoformat()]
        _put(values, LEFT, past[-1].day if past and past[-1].presence == "leaves" else "")
    if values == person.values:
        return person
    order = [f.key for f in store.catalogue.sections["person"].fields]
    return replace(person, values={key: values[key] for key in order if key in values})


def value_on(values: Values, field: str, day: date, events: Iterable[Step]) -> str:
    """Return one column on `day`: what the first later event found before it, else what the row says."""
    for event in events:
        if event.day > day.isoformat() and field in event.before:
            return event.before[field]
    return str(values.get(field) or "")


def present(person: Entry, day: date, events: Sequence[Step] = ()) -> bool:
    """Tell whether a person belongs to the unit on `day`, from arrival to the day before leaving (domain 5)."""
    on = day.isoformat()
    if on < person.occurred_on:
        return False
    if events:
        for event in moves(person.occurred_on, events):
            if event.day > on:
                return event.presence == "leaves"
    left = person.values.get(LEFT)
    return not (isinstance(left, str) and left <= on)


def moves(arrived: str, events: Iterable[Step]) -> list[Step]:
    """Return who left and came back in turn; a coming of somebody who never left, as paper has it, counts not."""
    found, here = [], True
    for event in events:
        leaves = event.presence == "leaves"
        if event.presence and leaves == here and (event.day > arrived or not leaves):
            found.append(event)
            here = not leaves
    return found


def _valid(store: Store) -> tuple[Where, ...]:
    return (
        Where("unit", "=", store.unit.code),
        Where("section", "=", EVENTS),
        Where("struck", "empty"),
    )


def _grouped(store: Store, *more: Where) -> dict[str, list[Step]]:
    found: dict[str, list[Step]] = {}
    alike: dict[tuple[object, ...], Step] = {}
    for record in store.find("entry", *_valid(store), *more, order=("occurred_on", "id")):
        entry = entry_of(store.catalogue, record)
        if not entry.person:
            continue
        said = tuple(entry.values.get(x) for x in ("date", "kind", "from_value", "to_value"))
        if (
            said not in alike
        ):  # a year's promotions are worded alike; reading words is what takes time
            alike[said] = step_of(store.catalogue, entry)
        found.setdefault(entry.person, []).append(replace(alike[said], id=entry.id))
    return found


def _first(catalogue: Catalogue, of: str, said: str) -> tuple[str | None, str]:
    """Return the key whose label, or other name, is the longest beginning of `said`, and what follows."""
    words = said.split()
    bare = tuple(fold(x.strip(_MARKS)) for x in words)
    best, length = None, 0
    for label, key in _names(catalogue, of):
        if key == said:
            return key, ""
        if length < len(label) and bare[: len(label)] == label:
            best, length = key, len(label)
    return best, " ".join(words[length:]).strip(_MARKS)


def _names(catalogue: Catalogue, of: str) -> Sequence[tuple[tuple[str, ...], str]]:
    """Return the words of every name of a list without marks, with the key they mean; kept per catalogue."""
    kept = _NAMES.get((catalogue.digest, of))
    if kept is None:
        names = [(NOTHING, "")]
        for choice in catalogue.lists[of].choices:
            names += [(choice.label, choice.key), (str(choice.extra.get("also", "")), choice.key)]
        kept = [(tuple(fold(x.strip(_MARKS)) for x in name.split()), key) for name, key in names]
        _NAMES[catalogue.digest, of] = kept
    return kept


def _split(catalogue: Catalogue, fields: Sequence[str]) -> tuple[Sequence[str], str]:
    """Return the columns that are words, and the one that is a day; empty if there is none."""
    person = catalogue.sections["person"]
    since = next((f for f in fields if person.field(f).type == "date"), "")
    return [f for f in fields if f != since], since


def _day(day: str, month: str, year: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _put(values: dict[str, Value], key: str, value: str) -> None:
    values.pop(key, None)
    if value:
        values[key] = value


def _extra(catalogue: Catalogue, kind: str, column: str) -> str:
    kinds = catalogue.lists["change_kind"].choices
    return next((str(c.extra.get(column, "")) for c in kinds if c.key == kind), "")
