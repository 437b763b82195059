"""The roster: who is there on a day and as what, found by name, and the copy a row keeps of a person.

Only people of the own unit stand here; people of other units are kept in rows as a copy without id.
What a day saw is read from the row and the dated events after it (`timeline`).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.catalogue import Catalogue
from app.errors import NotFound
from app.ledgers import timeline
from app.ledgers.rows import Entry, Values, entry_of
from app.ledgers.timeline import Step
from app.progress import Progress, silent
from app.store import Store, Where
from app.text import clean, fold, name_key, word_key

COPIED = ("rank", "position")
"""What a copy keeps beside id and name; both are keys of the list of that name, or free text."""


def listing(store: Store, as_of: date | None = None) -> list[Entry]:
    """Return the people of the own unit in Vietnamese name order; with `as_of` those there, as of that day.

    A person is there from the day of arrival up to, not including, the day of leaving (domain 5).
    """
    if as_of is None:
        return list(_roll(store))
    return [x for x, there in everyone(store, as_of) if there]


def everyone(store: Store, day: date) -> list[tuple[Entry, bool]]:
    """Return every valid person who had arrived by `day`, as of that day, and whether they were there.

    They stand in Vietnamese name order.
    """
    events, on = timeline.later(store, day), day.isoformat()
    found = []
    for person in _roll(store):
        if person.occurred_on > on:
            continue
        own = events.get(person.id)
        if not own:
            found.append((person, present(person, day)))
            continue
        first = next((x for x in own if x.presence), None)
        if first and first.presence == "arrives":  # was there a leaving before, and when?
            own = timeline.steps(store, person.id)
        found.append((timeline.known(store, person, day, own), present(person, day, own)))
    return found


def moved_since(store: Store, day: date) -> bool:
    """Tell whether any event is dated after `day`, so that the rows alone do not say what that day saw."""
    return timeline.any_later(store, day)


def returns(store: Store, day: date) -> dict[str, str]:
    """Return the last day, up to `day`, on which each of those who came back came back (ISO), by id."""
    kinds = store.catalogue.lists["change_kind"].choices
    coming = tuple(c.key for c in kinds if timeline.presence(store.catalogue, c.key) == "arrives")
    until = Where("occurred_on", "<=", day.isoformat())
    found = _entries(store, timeline.EVENTS, Where("data.kind", "in", coming), until)
    return {x.person: x.occurred_on for x in found if x.person}


def counts(store: Store, found: Iterable[Entry], field: str) -> list[tuple[str, int]]:
    """Return how many of `found` have each value of a column, by label in the order of its list; empty ones left out."""
    section = store.catalogue.sections["person"]
    many = Counter(str(x.values[field]) for x in found if field in x.values)
    if not section.field(field).list:
        return sorted(many.items(), key=lambda x: (-x[1], word_key(x[0])))
    choices = store.catalogue.lists[section.field(field).list].choices
    return [(c.label, many[c.key]) for c in choices if many[c.key]]


def mentions(
    store: Store, person: str, *, limit: int = 500, progress: Progress = silent
) -> list[Entry]:
    """Return the valid rows of the own unit that name the person in any column, newest first."""
    sections = store.catalogue.sections_of(store.unit.level)
    found: dict[str, Entry] = {}
    for at, section in enumerate(sections):
        progress(at, len(sections), section.title)
        for column in section.fields:
            if column.type == "person":
                wheres = (
                    Where("unit", "=", store.unit.code),
                    Where("section", "=", section.key),
                    Where("struck", "empty"),
                    Where(f"data.{column.key}.id", "=", person),
                )
                rows = store.find("entry", *wheres, order=("-occurred_on",), limit=limit)
                found |= {str(x["id"]): entry_of(store.catalogue, x) for x in rows}
    return sorted(found.values(), key=lambda x: (x.occurred_on, x.id), reverse=True)[:limit]


def as_of(store: Store, person: str, day: date) -> Values:
    """Return the values of a person's row as they read on `day`; `NotFound` for an unknown id."""
    return Roster(store).known(person, day).values


def find(store: Store, text: str, as_of: date | None = None) -> list[Entry]:
    """Return the people whose name holds every word of `text`, marks and case aside."""
    words = fold(text).split()
    return [x for x in listing(store, as_of) if all(w in fold(name(x)) for w in words)]


def copy(store: Store, person: str, day: date) -> dict[str, str]:
    """Return `{'id', 'name', 'rank', 'position'}` of the person `person` as of `day`."""
    return Roster(store).copy(person, day)


def name(person: Entry) -> str:
    return str(person.values.get("full_name", ""))


present = timeline.present


def title(catalogue: Catalogue, copied: Mapping[str, str]) -> str:
    """Return `Đại úy Nguyễn Văn Mẫu`; only the name for people without rank."""
    rank = copied.get("rank", "")
    shown = catalogue.lists["rank"].label(rank) if rank else ""
    return f"{shown} {copied.get('name', '')}".strip()


@dataclass(slots=True)
class Roster:
    """The people of the own unit, read once and kept for the many look-ups of one action."""

    store: Store
    _people: dict[str, Entry] | None = None
    _known: dict[str, Entry | None] = field(default_factory=dict)
    _index: dict[str, list[Entry]] = field(default_factory=dict)
    _steps: dict[str, list[Step]] = field(default_factory=dict)

    def people(self) -> Mapping[str, Entry]:
        if self._people is None:
            self._people = {x.id: x for x in _roll(self.store)}
            self._known |= self._people
        return self._people

    def get(self, person: str) -> Entry | None:
        """Return the person with this id, struck or not; None for anything else."""
        if person not in self._known:
            self._known[person] = self._read(person)
        return self._known[person]

    def named(self, text: str, day: date) -> list[Entry]:
        """Return the people called `text`, with or without rank; those there on `day` if there are any.

        Spelling with marks decides first: `Lê Hoa` is not `Lê Hòa`; without marks both are meant.
        """
        wanted = " ".join(clean(text).split()).casefold()
        called = (
            self._called().get(wanted)
            or self._called().get(fold(wanted))
            or self._ranked(wanted, day, str.casefold)
            or self._ranked(fold(wanted), day, fold)
        )
        return [x for x in called if present(x, day, self.steps(x.id))] or called

    def copy(self, person: str, day: date) -> dict[str, str]:
        """Return the copy of a person as of `day`; `NotFound` for an unknown id."""
        found = self._known_person(person)
        kept = {"id": found.id, "name": name(found)}
        for key in COPIED:
            if value := timeline.value_on(found.values, key, day, self.steps(person)):
                kept[key] = value
        return kept

    def known(self, person: str, day: date) -> Entry:
        """Return the row of a person as it read on `day`; `NotFound` for an unknown id."""
        return timeline.known(self.store, self._known_person(person), day, self.steps(person))

    def steps(self, person: str) -> list[Step]:
        """Return the events of one person, oldest first."""
        if person not in self._steps:
            self._steps[person] = timeline.steps(self.store, person)
        return self._steps[person]

    def names(self) -> Iterable[str]:
        return (name(x) for x in self.people().values())

    def born(self, person: str) -> date | None:
        """Return the day of birth, or None when the person or the day is not known."""
        found = self.get(person)
        born = found.values.get("birth_date") if found else None
        return date.fromisoformat(born) if isinstance(born, str) else None

    def _called(self) -> Mapping[str, list[Entry]]:
        """Return the people by their name in small letters, and by their folded name."""
        if not self._index:
            for one in self.people().values():
                for spelling in {name(one).casefold(), fold(name(one))}:
                    self._index.setdefault(spelling, []).append(one)
        return self._index

    def _ranked(self, wanted: str, day: date, spelt: Callable[[str], str]) -> list[Entry]:
        """Return the people whose rank and name on `day` read `wanted`."""
        return [
            x
            for x in self.people().values()
            if wanted.endswith(spelt(name(x)))
            and wanted == spelt(title(self.store.catalogue, self.copy(x.id, day)))
        ]

    def _known_person(self, person: str) -> Entry:
        found = self.get(person)
        if found is None:
            raise NotFound("Không có người này trong danh sách quân nhân.")
        return found

    def _read(self, person: str) -> Entry | None:
        if not person or " " in person:
            return None
        try:
            found = entry_of(self.store.catalogue, self.store.get("entry", person))
        except NotFound:
            return None
        return found if (found.section, found.unit) == ("person", self.store.unit.code) else None


def keyed(catalogue: Catalogue, list_key: str, text: str) -> str:
    """Return the key of the choice that reads `text`, or the cleaned text of another unit's word."""
    said = " ".join(clean(text).split())
    for choice in catalogue.lists[list_key].choices:
        if said == choice.key or fold(said) == fold(choice.label):
            return choice.key
    return said


def by_name(found: Iterable[Entry]) -> list[Entry]:
    """Return people in Vietnamese name order: given name first."""
    return sorted(found, key=lambda x: (name_key(name(x)), x.id))


def _roll(store: Store) -> tuple[Entry, ...]:
    """Return every valid person in name order, read once while no row changes."""
    return store.remembered("roll", lambda: tuple(by_name(_entries(store, "person"))))


def _entries(store: Store, section: str, *more: Where) -> list[Entry]:
    """Return the valid rows of the own unit by day."""
    wheres = (
        Where("unit", "=", store.unit.code),
        Where("section", "=", section),
        Where("struck", "empty"),
    )
    records = store.find("entry", *wheres, *more, order=("occurred_on", "id"))
    return [entry_of(store.catalogue, x) for x in records]
