"""Writing what follows from an event of the roster: the person's row and the events beside it in line with it."""

from collections.abc import Mapping
from dataclasses import replace

from app import clock
from app.errors import NotFound
from app.ledgers import chain, locks, timeline
from app.ledgers.chain import State
from app.ledgers.rows import Entry, entry_of
from app.ledgers.timeline import RANK_DATE, Step
from app.store import Record, Store

_MATTERS = ("date", "person", "kind", "from_value", "to_value")


class Following:
    """Events of the roster and what follows from them, one after the other; `write` then writes each row once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._catalogue = store.catalogue
        self._entries: dict[str, Entry] = {}
        self._steps: dict[str, dict[str, Step]] = {}
        self._new: dict[str, Record] = {}
        self._changed: dict[str, None] = {}

    def insert(self, record: Record) -> None:
        """Take up a new event that is not in the store yet."""
        entry = entry_of(self._catalogue, record)
        self._entries[entry.id], self._new[entry.id] = entry, record
        self.follow(None, entry)

    def follow(self, before: Entry | None, after: Entry | None) -> bool:
        """Reckon with the event `before` becoming `after`; return whether it bears on anything."""
        written = after or before
        if written is None or written.section != timeline.EVENTS:
            return False
        if before and after and all(before.values.get(x) == after.values.get(x) for x in _MATTERS):
            return False
        said = given(self._store, before, after) if after else {}
        for person in sorted({x.person for x in (before, after) if x and x.person}):
            gone = before if before and before.person == person else None
            come = after if after and after.person == person else None
            self._of_person(person, gone, come, said)
        return True

    def write(self) -> list[Entry]:
        """Write the new events in their order, then every other row that changed; return the new ones."""
        made = []
        for key, record in self._new.items():
            self._store.insert("entry", {**record, "data": self._kept(key).values})
            made.append(self._kept(key))
        for key in self._changed:
            if key not in self._new:
                now = {"data": self._kept(key).values, "changed_at": clock.now()}
                self._store.update("entry", key, now)
        return made

    def _of_person(
        self, person: str, before: Entry | None, after: Entry | None, said: Mapping[str, str]
    ) -> None:
        row = self._entry(person)
        if row is None:
            return
        if person not in self._steps:
            self._steps[person] = {x.id: x for x in timeline.steps(self._store, person)}
        stored = self._steps[person]
        if after:
            stored[after.id] = timeline.step_of(self._catalogue, after)
        was = [x for x in stored.values() if after is None or x.id != after.id]
        if before:
            was.append(timeline.step_of(self._catalogue, before))
        state = state_of(self._store, row, tuple(sorted(was, key=lambda x: x.order)))
        if before:
            state = chain.taken_out(self._catalogue, state, was[-1])
        if after:
            state = chain.put_in(self._catalogue, state, stored[after.id], said)
        for step in map(chain.bare, state.steps):
            if stored[step.id] != step:
                self._step(step, own=after is not None and step.id == after.id)
                stored[step.id] = timeline.step_of(self._catalogue, self._kept(step.id))
        self._put(row, state.row)

    def _step(self, step: Step, *, own: bool) -> None:
        entry = self._kept(step.id)
        if not own:
            locks.require_open(self._store, entry.unit, entry.day, where="date")
        left = {k: v for k, v in step.after.items() if k != RANK_DATE}
        texts = {
            key: timeline.write(self._catalogue, step.kind, values)
            for key, values in (("from_value", step.before), ("to_value", left))
            if timeline.read(self._catalogue, step.kind, entry.values.get(key)) != values
        }
        self._put(entry, texts)

    def _put(self, entry: Entry, texts: Mapping[str, str]) -> None:
        values = {**entry.values, **texts}
        section = self._catalogue.sections[entry.section]
        kept = {f.key: values[f.key] for f in section.fields if values.get(f.key) not in (None, "")}
        if kept != entry.values:
            self._entries[entry.id] = replace(entry, values=kept)
            self._changed[entry.id] = None

    def _entry(self, key: str) -> Entry | None:
        """Return a row as it will stand, None for an unknown one."""
        if key not in self._entries:
            try:
                found = entry_of(self._catalogue, self._store.get("entry", key))
            except NotFound:
                return None
            self._entries[key] = found
        return self._entries[key]

    def _kept(self, key: str) -> Entry:
        found = self._entry(key)
        assert found is not None
        return found


def follow(store: Store, before: Entry | None, after: Entry | None) -> bool:
    """Bring everything in line with the event `before` becoming `after`; None: not there, or struck.

    Return whether anything may have been written. Runs inside the change that wrote the event. Raises
    `PeriodLocked` if the next event, whose `Từ` would change, lies in a closed period.
    """
    following = Following(store)
    bears = following.follow(before, after)
    following.write()
    return bears


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
