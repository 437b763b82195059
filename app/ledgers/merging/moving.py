"""One row on its way: which rename holds for it, and its values in the columns of the new form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.catalogue import Catalogue, Condition, Field, Rename, Section, renamed, target
from app.ledgers.facts import Facts, holds
from app.ledgers.people import Roster
from app.ledgers.rows import Entry, Value, first_day, person_of
from app.ledgers.values import show
from app.store import Store

_JOINT: Final[Mapping[str, str]] = {"text": "; ", "long_text": "\n"}


@dataclass(frozen=True, slots=True)
class Moved:
    """A row as it will stand in `section`: `dropped` values have no place there, `remainder` counts those
    that were written beside others; `content` is what it was about before that."""

    section: str
    content: str
    values: Mapping[str, Value]
    occurred_on: str
    person: str | None
    dropped: tuple[tuple[Field, str], ...]
    remainder: int


@dataclass(frozen=True, slots=True)
class NotMoved:
    """A row that stays: older than the day chosen (no rule), or kept out by a rule."""

    rule: str = ""
    reason: str = ""


class Mover:
    """Files rows of the edition a store stands on by the renames of `new`; reads only."""

    def __init__(self, store: Store, new: Catalogue, from_day: date | None) -> None:
        self._store = store
        self._roster = Roster(store)
        self._old = store.catalogue
        self._new = new
        self._from = from_day.isoformat() if from_day else ""

    def move(self, entry: Entry) -> Moved | NotMoved:
        """Return where the row goes. Rows of a `stock` (people, members) are taken whatever their date:
        they say what is, not what was done on a day."""
        before = self._old.sections[entry.section]
        rename = next(x for x in renamed(self._new, entry.section) if self._holds(entry, x.when))
        for refusal in rename.refuse:
            if self._holds(entry, refusal.when):
                return NotMoved(refusal.rule, refusal.reason)
        goes_on = before.kind == "stock" or rename.section == entry.section
        if entry.occurred_on < self._from and not goes_on:
            return NotMoved()
        return self._moved(entry, before, rename)

    def _holds(self, entry: Entry, when: tuple[Condition, ...]) -> bool:
        facts = Facts(
            self._store, self._roster, entry.section, entry.values, entry.day, entry.day, entry.id
        )
        return holds(facts, when)

    def _moved(self, entry: Entry, before: Section, rename: Rename) -> Moved:
        after = self._new.sections[rename.section]
        found: dict[str, Value] = {}
        homeless: list[Field] = []
        for f in before.fields:
            if f.key not in entry.values:
                continue
            key = target(rename, after, f.key)
            if key:
                found[key] = entry.values[f.key]
            else:
                homeless.append(f)
        content = content_of(after, found)
        dropped = tuple((f, self._text(f, entry)) for f in homeless if not rename.remainder)
        if rename.remainder and homeless:
            said = [f"{f.label}: {self._text(f, entry)}" for f in homeless]
            own = [str(found[rename.remainder])] if rename.remainder in found else []
            joint = _JOINT[after.field(rename.remainder).type]
            found[rename.remainder] = joint.join((*own, *said))
        values = {f.key: found[f.key] for f in after.fields if f.key in found}
        dated = values.get(after.date)
        day = first_day(dated).isoformat() if isinstance(dated, str) else entry.occurred_on
        about = next((f.key for f in after.fields if f.type == "person"), "")
        person = person_of(values.get(about)).get("id") or None
        return Moved(
            rename.section, content, values, day, person, dropped, len(homeless) - len(dropped)
        )

    def _text(self, field: Field, entry: Entry) -> str:
        return show(self._old, field, entry.values[field.key])


def content_of(section: Section, values: Mapping[str, Value]) -> str:
    """Return what a row is about, on one line: its first required text, else the person it is about."""
    text = next((f for f in section.fields if f.type in ("text", "long_text") and f.required), None)
    if text is not None:
        return " ".join(str(values.get(text.key, "")).split())
    person = next((f for f in section.fields if f.type == "person" and f.required), None)
    return person_of(values.get(person.key)).get("name", "") if person else ""
