"""Events of the roster as the officer records them: who comes and goes, new ranks, new positions.

One call is one change: the dated line in `personnel_change` and, through `following`, the person's row.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from app import clock
from app.catalogue import Catalogue, Choice
from app.errors import Problem, Refused
from app.ledgers import entries, timeline
from app.ledgers.bearing import CONTRADICTIONS
from app.ledgers.people import Roster, keyed, name
from app.ledgers.reading import Spot
from app.ledgers.rows import Entry
from app.ledgers.timeline import ARRIVED, LEFT, Step
from app.ledgers.unfit import Unfit
from app.ledgers.values import read
from app.store import Store
from app.text import DateUnreadable, parse_date

To = Mapping[str, object] | str
"""What is so from the day on: columns of `person` by key (`{"rank": "Hạ sĩ"}`), or a text for kinds that change none."""


def record(
    store: Store,
    person: str,
    kind: str,
    day: date | str,
    to: To = "",
    *,
    decision_number: str = "",
    decision_date: date | str = "",
) -> Entry:
    """Record one event of a person of the roster and return its line, with warnings.

    `kind` is a key of `change_kind` or its label. Refused (`Refused`, every problem beside its field: `date`,
    `kind`, a column of `person`, `to_value`) when it contradicts the other events or says nothing. Somebody
    whose leaving stands only in the row and who comes back gets the line of leaving too.
    """
    kind = keyed(store.catalogue, "change_kind", kind)
    given = {
        "date": _text(day),
        "person": person,
        "kind": kind,
        "decision_number": decision_number,
        "decision_date": _text(decision_date),
    }
    given["to_value"], found = _to(store, person, kind, given["date"], to)
    given["from_value"] = _own_name(store) if timeline.presence(store.catalogue, kind) else ""
    if timeline.presence(store.catalogue, kind) == "arrives":
        given["from_value"], given["to_value"] = given["to_value"], given["from_value"]
    with store.change(f"Biến động: {_label(store, kind)} – {_named(store, person)}"):
        _leave_first(store, person, kind, given["date"])
        refuse([*entries.check(store, timeline.EVENTS, given), *found])
        return entries.add(store, timeline.EVENTS, given)


def arrive(
    store: Store,
    values: Mapping[str, object],
    come_from: str = "",
    *,
    decision_number: str = "",
    decision_date: date | str = "",
) -> Entry:
    """Write somebody new into the roster with the line of their arrival, and return the person's row.

    `values` are those of `person`; the day of arrival is theirs. Problems of both rows come together.
    """
    found = entries.check(store, "person", values)
    event = {
        "date": values.get(ARRIVED, ""),
        "kind": kinds(store.catalogue, "arrives")[0].key,
        "from_value": come_from,
        "to_value": _own_name(store),
        "decision_number": decision_number,
        "decision_date": _text(decision_date),
    }
    beside = entries.check(store, timeline.EVENTS, event)
    refuse([*found, *(p for p in beside if p.where not in ("person", "date"))])
    with store.change(f"Biến động: {_label(store, str(event['kind']))} – {values['full_name']}"):
        made = entries.add(store, "person", values)
        entries.add(store, timeline.EVENTS, {**event, "person": made.id})
    return made


def history(store: Store, person: str) -> list[Entry]:
    """Return the dated line of one person: every valid event, newest first."""
    steps = Roster(store).steps(person)
    return [entries.get(store, x.id) for x in reversed(steps)]


def since(person: Entry, events: Iterable[Step], day: date) -> str:
    """Return the day (ISO) from which the person was there on `day`: the first arrival, or the last return."""
    back = [x.day for x in timeline.moves(person.occurred_on, events) if x.presence == "arrives"]
    return next((x for x in reversed(back) if x <= day.isoformat()), person.occurred_on)


def refuse(found: Iterable[Problem]) -> None:
    """Raise `Refused` with everything found, if anything blocks or contradicts the other events."""
    told = [
        replace(p, severity="block") if p.code in CONTRADICTIONS else p
        for p in dict.fromkeys(found)
    ]
    if any(p.severity == "block" for p in told):
        raise Refused(problems=told)


def _to(store: Store, person: str, kind: str, day: str, to: To) -> tuple[str, list[Problem]]:
    """Return the text of `Đến`, and what is wrong with the columns given."""
    fields = timeline.changes(store.catalogue, kind)
    if isinstance(to, str):
        if fields and not to.strip():
            return "", [_missing(store, fields[0])]
        read_back = timeline.read(store.catalogue, kind, to)
        known = fields and all(
            timeline.readable(store.catalogue, f, v) for f, v in read_back.items()
        )
        return timeline.write(store.catalogue, kind, read_back) if known else to, []
    said, found = {}, []
    section, roster = store.catalogue.sections["person"], Roster(store)
    for key in fields:
        if to.get(key):
            spot = Spot(section.field(key), store.catalogue, roster, clock.today(), clock.today())
            try:
                said[key] = str(read(to[key], spot))
            except Unfit as wrong:
                found.append(Problem(key, wrong.what, wrong.code))
    if fields and not said and not found:
        found.append(_missing(store, fields[0]))
    if said and fields[0] not in said and roster.get(person):
        stood = roster.known(person, date.fromisoformat(day)) if _is_day(day) else None
        said[fields[0]] = str(stood.values.get(fields[0], "")) if stood else ""
    return timeline.write(store.catalogue, kind, said), found


def _missing(store: Store, key: str) -> Problem:
    label = store.catalogue.sections["person"].field(key).label
    return Problem(key, f"Chưa nhập: {label} mới.", "L101")


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _leave_first(store: Store, person: str, kind: str, day: str) -> None:
    """Write the line of leaving that the row alone knew of, before somebody comes back."""
    who = Roster(store).get(person)
    left = str(who.values.get(LEFT, "")) if who else ""
    known = timeline.steps(store, person) if who else []
    if timeline.presence(store.catalogue, kind) != "arrives" or not left or left > day:
        return
    if not any(x.presence == "leaves" for x in known):
        line = {"date": left, "person": person, "kind": kinds(store.catalogue, "leaves")[0].key}
        entries.add(store, timeline.EVENTS, {**line, "from_value": _own_name(store)})


def kinds(catalogue: Catalogue, what: str, day: date | None = None) -> list[Choice]:
    """Return the kinds of event that do `what`: `arrives`, `leaves`, a column of `person`, or nothing of these."""
    of = catalogue.lists["change_kind"]
    offered = of.choices if day is None else of.offered(day)
    return [c for c in offered if what in (_does(catalogue, c.key) or ("",))]


def _does(catalogue: Catalogue, kind: str) -> tuple[str, ...]:
    moves = timeline.presence(catalogue, kind)
    return (*timeline.changes(catalogue, kind), *((moves,) if moves else ()))


def _own_name(store: Store) -> str:
    return store.unit.name


def _label(store: Store, kind: str) -> str:
    return store.catalogue.lists["change_kind"].label(kind)


def _named(store: Store, person: str) -> str:
    found = Roster(store).get(person)
    return name(found) if found else "?"


def _text(day: date | str) -> str:
    """Return a day as ISO text, or the text as typed when it cannot be read: the check will say so."""
    if isinstance(day, date):
        return day.isoformat()
    try:
        return parse_date(day, clock.today()).isoformat()
    except DateUnreadable:
        return day
