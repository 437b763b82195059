"""The people a form offers: read once, found by a few letters of the name, told apart when they share one."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from app.ledgers import Entry, Roster, people
from app.store import Store
from app.text import name_key, words
from ui.ledger.form.choices import Offer, offer


class Folk:
    """The roster as offers of one day; `forget` when people may have changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._names: dict[str, tuple[Any, tuple[str, ...]]] = {}
        self.forget()

    def forget(self) -> None:
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
            everyone = sorted(
                self._roster.people().values(),
                key=lambda x: (self._placed(people.name(x))[0], x.id),
            )
            self._all = [
                (x, Offer(x.id, people.name(x), self._placed(people.name(x))[1])) for x in everyone
            ]
            self._shared = Counter(one.text.casefold() for _, one in self._all)
        return self._all

    def _placed(self, name: str) -> tuple[Any, tuple[str, ...]]:
        """Return where a name stands in Vietnamese order, and its words: names outlive changes of the store."""
        if name not in self._names:
            self._names[name] = name_key(name), words(name)
        return self._names[name]
