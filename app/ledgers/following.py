"""Writing what follows from an event of the roster: the person's row and the events beside it in line with it."""

from collections.abc import Mapping

from app import clock
from app.errors import NotFound
from app.ledgers import chain, locks, timeline
from app.ledgers.chain import State
from app.ledgers.rows import Entry, entry_of
from app.ledgers.timeline import RANK_DATE, Step
from app.store import Store

_MATTERS = ("date", "person", "kind", "from_value", "to_value")


def follow(store: Store, before: Entry | None, after: Entry | None) -> bool:
    """Bring everything in line with the event `before` becoming `after`; None: not there, or struck.

    Return whether anything may have been written. Runs inside the change that wrote the event. Raises
    `PeriodLocked` if the next event, whose `Từ` would change, lies in a closed period.
    """
    written = after or before
    if written is None or written.section != timeline.EVENTS:
        return False
    if before and after and all(before.values.get(x) == after.values.get(x) for x in _MATTERS):
        return False
    said = given(store, before, after) if after else {}
    for person in sorted({x.person for x in (before, after) if x and x.person}):
        gone = before if before and before.person == person else None
        come = after if after and after.person == person else None
        _of_person(store, person, gone, come, said)
    return True


def state_of(store: Store, person: Entry, steps: tuple[Step, ...]) -> State:
    """Return the chain of one person as the store has it."""
    keys = {*timeline.tracked(store.catalogue), RANK_DATE, timeline.ARRIVED, timeline.LEFT}
    row = {k: str(person.values.get(k) or "") for k in keys}
    return chain.filled(store.catalogue, State(row, steps))


def given(store: Store, before: Entry | None, after: Entry) -> Mapping[str, str]:
    """Return what the writer of an event says it found; nothing if `Từ` was filled in by the program."""
    said = after.values.get("from_value")
    if before and before.values.get("from_value") == said:
        return {}
    return timeline.read(store.catalogue, str(after.values.get("kind") or ""), said)


def _of_person(
    store: Store,
    person: str,
    before: Entry | None,
    after: Entry | None,
    said: Mapping[str, str],
) -> None:
    try:
        row = entry_of(store.catalogue, store.get("entry", person))
    except NotFound:
        return
    stored = {x.id: x for x in timeline.steps(store, person)}
    was = [x for x in stored.values() if after is None or x.id != after.id]
    if before:
        was.append(timeline.step_of(store.catalogue, before))
    state = state_of(store, row, tuple(sorted(was, key=lambda x: x.order)))
    if before:
        state = chain.taken_out(store.catalogue, state, was[-1])
    if after:
        state = chain.put_in(store.catalogue, state, stored[after.id], said)
    for step in map(chain.bare, state.steps):
        if stored[step.id] != step:
            _write_step(store, step, own=after is not None and step.id == after.id)
    _write_row(store, row, state)


def _write_step(store: Store, step: Step, *, own: bool) -> None:
    entry = entry_of(store.catalogue, store.get("entry", step.id))
    if not own:
        locks.require_open(store, entry.unit, entry.day, where="date")
    left = {k: v for k, v in step.after.items() if k != RANK_DATE}
    texts = {
        key: timeline.write(store.catalogue, step.kind, values)
        for key, values in (("from_value", step.before), ("to_value", left))
        if timeline.read(store.catalogue, step.kind, entry.values.get(key)) != values
    }
    _write(store, entry, texts)


def _write_row(store: Store, row: Entry, state: State) -> None:
    _write(store, row, state.row)


def _write(store: Store, entry: Entry, texts: Mapping[str, str]) -> None:
    values = {**entry.values, **texts}
    section = store.catalogue.sections[entry.section]
    kept = {f.key: values[f.key] for f in section.fields if values.get(f.key) not in (None, "")}
    if kept != entry.values:
        store.update("entry", entry.id, {"data": kept, "changed_at": clock.now()})
