"""The state of a row as a table shows it: corrected cells, warnings, a closed period, attachments.

Nothing here is stored; a state is read for the rows in sight only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.ledgers import locks
from app.ledgers.check import Checking
from app.ledgers.history import FieldChange, history
from app.ledgers.rows import Entry, section_of
from app.period import Period
from app.store import Store


@dataclass(frozen=True, slots=True)
class State:
    """`changed` holds per corrected field the first text and the newest, who and when; `warnings` the sentences
    per field; `locked` names the closed period, empty when open."""

    changed: Mapping[str, FieldChange] = field(default_factory=dict)
    warnings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    locked: str = ""
    files: int = 0


class States:
    """The look-ups shared by the rows of one section; make a new one after a change."""

    def __init__(self, store: Store, section: str) -> None:
        self._store = store
        self._checking = Checking(store, section_of(store.catalogue, section))
        self._own = store.unit.code
        self._locks = locks.listing(store)

    def locked(self, entry: Entry) -> Period | None:
        """Return the closed period an own row lies in, None when it may be changed."""
        if entry.unit != self._own:
            return None
        return next((p for p in self._locks if p.contains(entry.day)), None)

    def of(self, entry: Entry) -> State:
        """Return everything a table says about one row; rows of other units were checked there."""
        period = self.locked(entry)
        return State(
            self._changed(entry),
            self._warnings(entry) if entry.unit == self._own and entry.struck is None else {},
            period.title if period else "",
            files(entry),
        )

    def _changed(self, entry: Entry) -> dict[str, FieldChange]:
        """Return the fields that no longer read as they were first written."""
        told = history(self._store, entry.id)
        written = (told[0].at, told[0].action) if told else ("", "")
        spans: dict[str, FieldChange] = {}
        for one in told:
            if (one.at, one.action) == written and not one.old:
                continue
            first = spans.get(one.field, one).old
            spans[one.field] = FieldChange(
                one.at, one.by, one.label, one.field, first, one.new, one.action, one.reason
            )
        cells = {f.key for f in self._checking.section.fields}
        return {key: x for key, x in spans.items() if x.old != x.new and key in cells}

    def _warnings(self, entry: Entry) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        self._checking.seen.clear()  # the rows in sight are no one action: none doubles another
        for problem in self._checking.draft({}, entry).problems:
            if problem.severity == "warn":
                found[problem.where] = (*found.get(problem.where, ()), problem.what)
        return found


def files(entry: Entry) -> int:
    """Return how many files a row has: its own and those of its fields."""
    return len(entry.files) + sum(len(x) for x in entry.values.values() if isinstance(x, tuple))
