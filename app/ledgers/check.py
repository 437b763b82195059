"""One row before it is saved: read every value, apply every rule, and say everything that is wrong at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from app import clock
from app.catalogue import Field, Level, Section
from app.errors import Problem
from app.ledgers import locks, rules, timeline
from app.ledgers.bearing import Bearing
from app.ledgers.facts import Facts
from app.ledgers.people import Roster
from app.ledgers.reading import Spot
from app.ledgers.rows import Entry, Value, Values, first_day, person_of
from app.ledgers.unfit import Unfit
from app.ledgers.values import read
from app.store import Store, Unit, new_id
from app.text import similar

OPTIONAL_FIELDS = "optional_fields"
"""Setting: the optional sensitive columns the unit switched on, as `person.religion` (domain P6)."""
_AHEAD: Final = frozenset({"plan", "task", "campaign", "inspection_plan"})
"""Sections whose rows look ahead by nature (domain 3.12); all others record facts."""
_OUT_OF_BOUNDS: Final = "L104"
"""A rule that refuses the same field says it better than the bare bounds; then this one is left out."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A row as it would be stored, and all that was found wrong with it."""

    values: Values
    occurred_on: str
    period: str
    person: str | None
    problems: tuple[Problem, ...]

    @property
    def blocked(self) -> bool:
        return any(p.severity == "block" for p in self.problems)


@dataclass(slots=True)
class Checking:
    """The look-ups shared by all rows checked in one action."""

    store: Store
    section: Section
    today: date = field(default_factory=clock.today)
    unit: Unit = field(init=False)
    roster: Roster = field(init=False)
    switched_on: frozenset[str] = field(init=False)
    keys: frozenset[str] = field(init=False)
    seen: rules.Seen = field(default_factory=dict)
    aside: frozenset[str] = frozenset()
    bearing: Bearing = field(init=False)
    _locked: dict[tuple[str, date], bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.unit = self.store.unit
        self.roster = Roster(self.store)
        self.bearing = Bearing(self.roster)
        self.keys = frozenset(f.key for f in self.section.fields)
        chosen = self.store.setting(OPTIONAL_FIELDS, default=[])
        self.switched_on = (
            frozenset(str(x) for x in chosen) if isinstance(chosen, list) else frozenset()
        )

    def draft(self, given: Mapping[str, object], before: Entry | None = None) -> Draft:
        """Check `given` as a new row, or as what replaces fields of `before`."""
        values, found = self._values(given, before)
        unread = {p.where for p in found if p.code != _OUT_OF_BOUNDS}
        dated = values.get(self.section.date)
        day = first_day(dated) if isinstance(dated, str) else None
        found += self._day_problems(day, before)
        identity = before.id if before else ""
        facts = Facts(
            self.store,
            self.roster,
            self.section.key,
            values,
            day or self.today,
            self.today,
            identity,
            self.aside,
        )
        broken = rules.problems(self.section, facts, unread, self.seen)
        told = {p.where for p in broken if p.severity == "block"}
        found = [p for p in found if p.code != _OUT_OF_BOUNDS or p.where not in told] + broken
        occurred = day.isoformat() if day else ""
        about = self._about(values)
        found += self._on_roster(values, occurred, about, before)
        return Draft(values, occurred, occurred[:7], about, self._ordered(found))

    def _on_roster(
        self, values: Values, occurred: str, about: str | None, before: Entry | None
    ) -> list[Problem]:
        """Hold an event of the roster, or a person amended by hand, against the events of the person."""
        if self.section.key == "person" and before:
            return self.bearing.of_person(values, before)
        if self.section.key != timeline.EVENTS:
            return []
        identity = before.id if before else new_id()
        return self.bearing.of_event(_event(identity, occurred, about, values), before)

    def _values(
        self, given: Mapping[str, object], before: Entry | None
    ) -> tuple[dict[str, Value], list[Problem]]:
        values: dict[str, Value] = dict(before.values) if before else {}
        found = [self._unknown(key) for key in given if key not in self.keys]
        day = self._day(given, before)
        for f in self.section.fields:
            if f.key in given and given[f.key] != values.get(f.key):
                try:
                    value = self._read(f, given[f.key], day)
                except Unfit as wrong:
                    found.append(Problem(f.key, wrong.what, wrong.code))
                    values.pop(f.key, None)
                    if wrong.value is not None:
                        values[f.key] = wrong.value
                    continue
                values.pop(f.key, None)
                if value is not None:
                    values[f.key] = value
            if f.required and f.key not in values:
                found.append(Problem(f.key, f"Chưa nhập: {f.label}.", "L101"))
        return {f.key: values[f.key] for f in self.section.fields if f.key in values}, found

    def _read(self, f: Field, given: object, day: date) -> Value | None:
        value = read(given, self._spot(f, day))
        if value is None:
            return None
        if f.optional_off and f"{self.section.key}.{f.key}" not in self.switched_on:
            raise Unfit(
                "L113",
                f"{f.label}: cột này đang tắt. Bật ở phần Thiết lập nếu đơn vị phải theo dõi.",
            )
        level: Level = self.unit.level
        if f.values and value not in f.values.get(level, (value,)):
            labels = self.store.catalogue.lists[f.list]
            allowed = "; ".join(labels.label(x) for x in f.values[level])
            raise Unfit("L105", f"{f.label}: cấp của đơn vị chỉ dùng: {allowed}.")
        return value

    def _spot(self, f: Field, day: date) -> Spot:
        return Spot(f, self.store.catalogue, self.roster, day, self.today)

    def _day(self, given: Mapping[str, object], before: Entry | None) -> date:
        """Return the day the row is dated, today when it cannot be read: lists and people are as of it."""
        key = self.section.date
        if key not in given:
            return before.day if before else self.today
        try:
            value = read(given[key], self._spot(self.section.field(key), self.today))
        except Unfit:
            value = None
        return first_day(value) if isinstance(value, str) else self.today

    def _day_problems(self, day: date | None, before: Entry | None) -> list[Problem]:
        """Check the row's day, and the day it would be moved from."""
        key, unit = self.section.date, self.unit.code
        days = {x for x in (day, before.day if before else None) if x is not None}
        found = [locks.problem(key)] if any(self._is_locked(unit, x) for x in days) else []
        if day is not None and day > self.today and self.section.key not in _AHEAD:
            found.append(Problem(key, "Ngày ghi ở tương lai.", "L111", "warn"))
        return found

    def _is_locked(self, unit: str, day: date) -> bool:
        if (unit, day) not in self._locked:
            self._locked[unit, day] = locks.locked(self.store, unit, day)
        return self._locked[unit, day]

    def _about(self, values: Values) -> str | None:
        """Return the roster id of the person the row is about: its first person field."""
        key = next((f.key for f in self.section.fields if f.type == "person"), "")
        return person_of(values.get(key)).get("id") or None

    def _unknown(self, key: str) -> Problem:
        labels = {f.key: f.label for f in self.section.fields}
        near = similar(key, labels)
        ask = f" Có phải: {', '.join(f'{x} ({labels[x]})' for x in near)}?" if near else ""
        if key in {c.key for c in self.section.computed}:
            ask = " Cột này tự tính, không nhập."
        return Problem(key, f"Mục “{self.section.title}” không có cột “{key}”.{ask}", "L110")

    def _ordered(self, found: Sequence[Problem]) -> tuple[Problem, ...]:
        """Return the problems in the order of the form, refusals before warnings at one field."""
        place = {f.key: n for n, f in enumerate(self.section.fields)}
        return tuple(sorted(found, key=lambda p: (place.get(p.where, -1), p.severity == "warn")))


def _event(identity: str, occurred: str, person: str | None, values: Values) -> Entry:
    """Return an event that is not stored yet, as far as it bears on the roster."""
    section, no = timeline.EVENTS, ""
    return Entry(
        identity, no, section, occurred, occurred[:7], person, values, no, None, no, no, no
    )
