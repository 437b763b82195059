"""The people a form offers: read once, found by a few letters of the name, told apart when they share one."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Final

from app.ledgers import Entry, Roster, people
from app.store import Store, Where
from app.text import words
from ui.ledger.form.choices import Offer, offer

FEW: Final = 50
"""Changes, and rows of a change, that are looked at one by one."""
ABOUT_PEOPLE: Final = ("person", "personnel_change")


class Folk:
    """The roster as offers of one day; `forget` after every change, which costs nothing while nobody changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._words: dict[str, tuple[str, ...]] = {}
        self._seen = -1
        self.forget()

    def forget(self) -> None:
        """Read the roster again if a change since the last time touched somebody."""
        newest = next((x.id for x in self._store.changes(1)), 0)
        since, self._seen = self._seen, newest
        if (
            since >= 0
            and newest - since <= FEW
            and not any(self._touches(change) for change in range(since + 1, newest + 1))
        ):
            return
        self._roster = Roster(self._store)
        self._all: list[tuple[Entry, Offer]] | None = None
        self._days: dict[date, list[Offer]] = {}
        self._shared: Counter[str] = Counter()

    def offers(self, day: date) -> list[Offer]:
        """Return those who are there on `day`, by given name."""
        if day not in self._days:
            self._days[day] = [one for person, one in self._people() if people.present(person, day)]
        return self._days[day]

    def offer(self, id: str) -> Offer | None:
        """Return the offer of one person, there or not; None for somebody who is not in the roster."""
        person = self._roster.get(id)
        return offer(id, people.name(person)) if person else None

    def copy(self, id: str, day: date) -> Mapping[str, str]:
        """Return name, rank and position of somebody of the roster on `day`."""
        return self._roster.copy(id, day)

    def describe(self, copied: Mapping[str, str]) -> str:
        """Return `Đại úy, Chính trị viên`."""
        lists = self._store.catalogue.lists
        return ", ".join(lists[key].label(copied[key]) for key in people.COPIED if copied.get(key))

    def say(self, one: Offer, day: date) -> str:
        """Return `Nguyễn Văn Mẫu – Đại úy, Chính trị viên`, for namesakes the year of birth too."""
        described = self.describe(self.copy(one.value, day))
        if self._shared[one.text.casefold()] > 1:
            born = self._roster.born(one.value)
            described = ", ".join(filter(None, (f"sinh {born.year}" if born else "", described)))
        return f"{one.text} – {described}" if described else one.text

    def _people(self) -> list[tuple[Entry, Offer]]:
        if self._all is None:
            self._all = [
                (x, Offer(x.id, people.name(x), self._words_of(people.name(x))))
                for x in self._roster.people().values()  # who stand by given name already
            ]
            self._shared = Counter(one.text.casefold() for _, one in self._all)
        return self._all

    def _touches(self, change: int) -> bool:
        """Tell whether a change wrote anything about people; a big one, or one whose rows are gone, may have."""
        touched = self._store.touched(change, FEW + 1)
        keys = [key for table, key in touched if table == "entry"]
        found = self._store.find("entry", Where("id", "in", keys)) if keys else []
        gone = len(found) < len(keys)
        return gone or len(touched) > FEW or any(x["section"] in ABOUT_PEOPLE for x in found)

    def _words_of(self, name: str) -> tuple[str, ...]:
        """Return the words of a name, which outlive changes of the store."""
        if name not in self._words:
            self._words[name] = words(name)
        return self._words[name]
