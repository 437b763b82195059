"""Terms of indicators on the rows of the own unit: counted and summed by the store where it can.

Only columns that are computed (`fee.due`, `task.on_time`) and system records are read row by row,
and then only the rows of the period; people too, when something happened to them since the period ended:
they count as they were then (`people.everyone`). Every question is asked once per `Reader`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from app.catalogue import Condition, Section, Term
from app.ledgers import Entry, Roster, computed, entries, entry_of, people
from app.period import Period
from app.planning import judged
from app.planning.facts import entry_wheres, pushed
from app.planning.system import Records, Row
from app.store import Store, Where


@dataclass(frozen=True, slots=True)
class Pick:
    """Which rows a term counts: a section with its filter, dated `by`, as flow or stock."""

    section: str
    where: tuple[Condition, ...]
    by: str
    stock: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """One row behind a figure: what it adds to the numerator or denominator, with its sign."""

    record: str
    id: str
    title: str
    day: str
    amount: Fraction


def pick_of(term: Term, *, stock: bool) -> Pick:
    return Pick(term.section, term.where, term.by, stock)


class Reader:
    """The rows of the own unit in one period, as known on `as_of`."""

    def __init__(self, store: Store, period: Period, as_of: date) -> None:
        self._store = store
        self._period = period
        self._as_of = as_of
        self._records = Records(store, period, as_of)
        self._fields: dict[Pick, set[str]] = {}
        self._totals: dict[Pick, tuple[int, dict[str, Fraction]]] = {}
        self._roster = Roster(store)
        self._unit = store.unit.code
        self._people: list[Entry] | None = None

    def expect(self, terms: Iterable[Term], *, stock: bool) -> None:
        """Announce terms, so that all sums over the same rows are taken in one question."""
        for term in terms:
            fields = self._fields.setdefault(pick_of(term, stock=stock), set())
            if term.field:
                fields.add(term.field)

    def sum(self, terms: Iterable[Term], *, stock: bool) -> Fraction:
        """Return the exact value of `terms` joined by their signs."""
        return sum((t.sign * self._value(t, stock=stock) for t in terms), Fraction())

    def rows(self, term: Term, *, stock: bool) -> list[Counted]:
        """Return the rows behind one term, oldest first; struck rows never count."""
        pick = pick_of(term, stock=stock)
        if pick.section not in self._store.catalogue.sections:
            return [
                Counted(
                    pick.section, str(r["id"]), str(r["title"]), str(r["day"]), _signed(term, r)
                )
                for r in self._system(pick)
            ]
        return [
            Counted(
                pick.section,
                e.id,
                entries.title(self._store, e),
                e.occurred_on,
                term.sign * (self._number(e, term.field) if term.field else Fraction(1)),
            )
            for e in self.entries(pick)
        ]

    def _value(self, term: Term, *, stock: bool) -> Fraction:
        pick = pick_of(term, stock=stock)
        if pick not in self._totals:
            self.expect([term], stock=stock)
            self._totals[pick] = self._total(pick, sorted(self._fields[pick]))
        count, sums = self._totals[pick]
        return sums[term.field] if term.field else Fraction(count)

    def _total(self, pick: Pick, fields: Sequence[str]) -> tuple[int, dict[str, Fraction]]:
        section = self._store.catalogue.sections.get(pick.section)
        if section is None:
            found = self._system(pick)
            return len(found), {f: _sum(r.get(f, 0) for r in found) for f in fields}
        if self._by_row(section, pick, fields):
            rows = self.entries(pick)
            return len(rows), {
                f: sum((self._number(e, f) for e in rows), Fraction()) for f in fields
            }
        columns = {f: f"data.{f}" for f in fields}
        count, sums = self._store.total(
            "entry", list(columns.values()), *self._wheres(section, pick)
        )
        return count, {f: Fraction(sums[column]) for f, column in columns.items()}

    def _by_row(self, section: Section, pick: Pick, fields: Iterable[str]) -> bool:
        known = {c.key for c in section.computed}
        computed_ones = not known.isdisjoint({*fields, *(c.field for c in pick.where)})
        return computed_ones or self._looks_back(pick)

    def _looks_back(self, pick: Pick) -> bool:
        """Tell whether the rows of people must be read as of the end of the period."""
        if pick.section != "person" or not pick.stock or pick.by:
            return False
        if self._people is None:
            end = self._period.end
            moved = people.moved_since(self._store, end)
            self._people = [x for x, _ in people.everyone(self._store, end)] if moved else []
        return bool(self._people)

    def _people_then(self, pick: Pick) -> list[Entry]:
        """Return the people as they were at the end of the period; a day still to come counts as empty."""
        end = self._period.end.isoformat()
        section = self._store.catalogue.sections["person"]
        dates = {f.key for f in section.fields if f.type == "date"}
        known = {c.key for c in section.computed}

        def value(entry: Entry, c: Condition) -> object:
            if c.field in known:
                return self._column(entry, c.field)
            said = entry.values.get(c.field)
            to_come = c.field in dates and c.op in _AT_END and str(said or "") > end
            return None if to_come else said

        return [e for e in self._people or () if all(holds(value(e, c), c) for c in pick.where)]

    def _wheres(self, section: Section, pick: Pick) -> tuple[Where, ...]:
        known = {c.key for c in section.computed}
        stored = [c for c in pick.where if c.field not in known]
        valid = entry_wheres(self._unit, section)
        dated = self._dated(section, pick)
        return (*valid, *dated, *(self._pushed(section, c, stock=pick.stock) for c in stored))

    def _dated(self, section: Section, pick: Pick) -> tuple[Where, ...]:
        by_other = bool(pick.by) and pick.by != section.date
        column = f"data.{pick.by}" if by_other else "occurred_on"
        length = 7 if by_other and section.field(pick.by).type == "month" else 10
        last = Where(column, "<=", self._period.end.isoformat()[:length])
        if pick.stock:
            return (last,)
        return Where(column, ">=", self._period.start.isoformat()[:length]), last

    def _pushed(self, section: Section, c: Condition, *, stock: bool) -> Where:
        """Return a condition for the store; at the end of a period a later day counts as empty."""
        if stock and c.op in _AT_END and section.field(c.field).type == "date":
            return Where(f"data.{c.field}", _AT_END[c.op], self._period.end.isoformat())
        return pushed(section, c)

    def entries(self, pick: Pick) -> list[Entry]:
        """Return the valid rows a pick selects, by day."""
        if self._looks_back(pick):
            return self._people_then(pick)
        section = self._store.catalogue.sections[pick.section]
        found = self._store.find("entry", *self._wheres(section, pick), order=("occurred_on", "id"))
        rows = [entry_of(self._store.catalogue, record) for record in found]
        known = {c.key for c in section.computed}
        for c in pick.where:
            if c.field in known:
                rows = [e for e in rows if holds(self._column(e, c.field), c)]
        return rows

    def _column(self, entry: Entry, key: str) -> object:
        """Return a computed column of a row."""
        planned = judged.COLUMNS.get((entry.section, key))
        if planned:
            return planned(self._store, entry)
        return computed.one(computed.facts_of(self._store, entry, self._as_of, self._roster), key)

    def _number(self, entry: Entry, key: str) -> Fraction:
        section = self._store.catalogue.sections[entry.section]
        if any(c.key == key for c in section.computed):
            return _fraction(self._column(entry, key))
        return _fraction(entry.values.get(key))

    def _system(self, pick: Pick) -> list[Row]:
        """Return the system records that match; those with a date column lie in the period."""
        first, last = self._period.start.isoformat(), self._period.end.isoformat()
        return [
            row
            for row in self._records.rows(pick.section)
            if all(holds(row.get(c.field, ""), c) for c in pick.where)
            and (not pick.by or first <= str(row[pick.by]) <= last)
        ]


def holds(value: object, c: Condition) -> bool:
    """Tell whether a value read row by row meets a condition; yes and no stand for true and false."""
    if c.op in ("set", "empty"):
        return (value not in (None, "")) == (c.op == "set")
    wanted = (c.value,) if isinstance(c.value, str) else c.value
    if c.op in _COMPARED:
        return value is not None and _COMPARED[c.op](_fraction(value), Fraction(wanted[0]))
    text = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
    return (text in wanted) != (c.op == "!=")


def _signed(term: Term, row: Row) -> Fraction:
    return term.sign * (_fraction(row.get(term.field, 0)) if term.field else Fraction(1))


def _sum(values: Iterable[object]) -> Fraction:
    return sum((_fraction(v) for v in values), Fraction())


def _fraction(value: object) -> Fraction:
    """Return a stored or computed number exactly; no value adds nothing."""
    return Fraction(value) if isinstance(value, int | Decimal | Fraction) else Fraction()


_AT_END: Final[Mapping[str, str]] = {"empty": "empty_or_after", "set": "set_by"}
_COMPARED: Final[Mapping[str, Callable[[Fraction, Fraction], bool]]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def picked(
    store: Store, section: str, period: Period, where: Sequence[Condition] = (), *, as_of: date
) -> list[Entry]:
    """Return the own unit's valid rows of a section in a period, by day; of a list those standing at its end."""
    stock = store.catalogue.sections[section].kind == "stock"
    return Reader(store, period, as_of).entries(Pick(section, tuple(where), "", stock))
