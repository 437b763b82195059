"""One row under examination: its values, the day it is dated and the day we look at it.

Rules and computed columns read a row only through this; it also evaluates the small expressions of
the catalogue's rules (`present + exempt`, `year of decision_date`) and their conditions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from app.catalogue import Catalogue, Condition
from app.ledgers.people import Roster
from app.ledgers.rows import Value, Values, number_of, person_of
from app.store import Store

YEAR_OF = "year of "


@dataclass(frozen=True, slots=True)
class Facts:
    """The row of `section` with `values`; `id` is empty for a row not stored yet."""

    store: Store
    roster: Roster
    section: str
    values: Values
    day: date
    as_of: date
    id: str = ""
    aside: frozenset[str] = frozenset()
    """Stored rows that the same action changes: what they hold now counts no more."""

    @property
    def catalogue(self) -> Catalogue:
        return self.store.catalogue

    def number(self, key: str) -> int | Decimal | None:
        return number_of(self.values.get(key))

    def text(self, key: str) -> str:
        """Return a text, choice, day, time or month; empty for none."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def day_of(self, key: str) -> date | None:
        said = self.text(key)
        return date.fromisoformat(said) if said else None

    def person(self, key: str) -> Mapping[str, str]:
        return person_of(self.values.get(key))

    def born(self) -> date | None:
        """Return the birthday of the person the row is about; None when not known here."""
        if self.section == "person":
            return self.day_of("birth_date")
        section = self.catalogue.sections[self.section]
        key = next((f.key for f in section.fields if f.type == "person"), "")
        return self.roster.born(self.person(key).get("id", ""))


def value_of(facts: Facts, name: str) -> Value | None:
    """Return what `name` stands for: a field, or `year of` a date field."""
    if name.startswith(YEAR_OF):
        return facts.text(name.removeprefix(YEAR_OF))[:4] or None
    return facts.values.get(name)


def amount(facts: Facts, expression: str) -> int | Decimal | None:
    """Add up fields and plain numbers joined by `+`; empty ones count 0, None when all are empty."""
    found = [_figure(facts, part) for part in names(expression)]
    given = [x for x in found if x is not None]
    return sum(given) if given else None


def names(expression: str) -> list[str]:
    return [part.strip() for part in expression.split("+")]


def holds(facts: Facts, conditions: Iterable[Condition]) -> bool:
    """Tell whether every condition is true of the row."""
    return all(_holds(facts, c) for c in conditions)


def _holds(facts: Facts, c: Condition) -> bool:
    if c.op in ("set", "empty"):
        return (facts.values.get(c.field) is not None) == (c.op == "set")
    if c.op in ("<", "<=", ">", ">="):
        left, right = amount(facts, c.field), amount(facts, str(c.value))
        if left is None or right is None:
            return False
        return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[
            c.op
        ]
    wanted = (c.value,) if isinstance(c.value, str) else c.value
    same = any(_equal(facts.values.get(c.field), x) for x in wanted)
    return same != (c.op == "!=")


def _equal(value: Value | None, wanted: str) -> bool:
    if isinstance(value, bool):
        return value == (wanted == "yes")
    figure = number_of(value)
    return figure == _plain(wanted) if figure is not None else value == wanted


def _figure(facts: Facts, part: str) -> int | Decimal | None:
    figure = facts.number(part)
    return figure if figure is not None else _plain(part)


def _plain(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
