"""One question to a ledger: which rows, in which order; answered with numbers of rows that the store remembers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.catalogue import Section
from app.errors import Problem, Refused
from app.ledgers import filters as filtering
from app.ledgers.filters import Among, Condition, Filled, Words
from app.ledgers.rows import section_of
from app.ledgers.typed import Between
from app.period import Period
from app.store import DAY, ENTERED, STATE, STRUCK, Column, Store, Where
from app.text import fold

_ALWAYS: Final = {"occurred_on": DAY, "entered_at": ENTERED}
"""Columns that every row has; ties of them turn round with the order."""
Filters = Sequence[tuple[str, str]]
"""(column key or `#state`, text as typed in the filter row)."""


@dataclass(frozen=True, slots=True)
class Question:
    """Which rows, whatever their order."""

    unit: str
    section: str
    days: tuple[int, int] | None
    words: str
    conditions: tuple[Condition, ...]
    struck: bool | None


def asked(
    store: Store, section: str, unit: str | None, period: Period | None, search: str,
    filters: Filters, struck: bool | None,
) -> Question:  # fmt: skip
    """Return the question; `Refused` names every filter that cannot be read."""
    form = section_of(store.catalogue, section)
    conditions = filtering.read(store, form, filters)
    days = (_day(period.start.isoformat()), _day(period.end.isoformat())) if period else None
    words = " ".join(fold(search).split())
    return Question(unit or store.unit.code, section, days, words, conditions, struck)


def found(store: Store, question: Question, order: str) -> Sequence[int]:
    """Return the numbers of the rows asked for, in their order."""
    if order.startswith("-") and order[1:] in _ALWAYS:
        return found(store, question, order[1:])[::-1]

    def those() -> Sequence[int]:
        rows = _whole(store, question.unit, question.section, order)
        for keep, numbers in _narrowed(store, question):
            rows = [row for row in rows if (row in numbers) is keep]
        return rows

    return store.remembered((question, order), those)


def order_of(store: Store, section: str, order: str) -> str:
    """Return the order of a ledger, its own when none is given; `Refused` for a column nobody sorts by."""
    if not order:
        return "full_name" if section == "person" else "occurred_on"
    key = order.removeprefix("-")
    form = section_of(store.catalogue, section)
    if key not in _ALWAYS and key != STATE and filtering.usable(store, form, key) is None:
        raise Refused(
            "Không sắp xếp được theo cột đã chọn.", hint="Chọn cột khác.",
            problems=[Problem(key, "Không sắp xếp theo cột này được.", "L161")],
        )  # fmt: skip
    return order


def rows_of(store: Store, question: Question) -> Collection[int] | None:
    """Return the numbers of the rows asked for when they are fewer than the whole section, else None."""
    if question.days or question.words or question.conditions or question.struck is not None:
        return found(store, question, "occurred_on")
    return None


def numeric(form: Section) -> list[str]:
    """Return the keys of the columns that the catalogue adds up: counts and amounts, no votes, years, men by day."""
    return [f.key for f in form.fields if f.sum and not f.totals_only]


def plain(value: Decimal) -> int | Decimal:
    """Return a sum without a point it does not need."""
    return int(value) if value == value.to_integral_value() else value.normalize()


def _whole(store: Store, unit: str, section: str, order: str) -> Sequence[int]:
    """Return the numbers of all rows of a section: those with a value in its order, then the others by day."""

    def those() -> Sequence[int]:
        if order in _ALWAYS:
            return store.column(Column(unit, section, _ALWAYS[order]))
        filled = _filled(store, Column(unit, section, order.removeprefix("-")), order[0] == "-")
        every = _whole(store, unit, section, "occurred_on")
        if len(filled) == len(every):
            return filled
        known = frozenset(filled)
        return filled + [row for row in every if row not in known]

    return store.remembered((unit, section, order), those)


def _filled(store: Store, column: Column, down: bool) -> list[int]:
    form = section_of(store.catalogue, column.section)
    field = next((f for f in form.fields if f.key == column.field), None)
    if field is None or field.type != "choice":
        return store.column(column, order=("-key" if down else "key", "day", "row"))
    places = {c.key: n for n, c in enumerate(store.catalogue.lists[field.list].choices)}
    groups = store.column_groups(column)
    keys = sorted(groups, key=lambda key: places.get(key, len(places)), reverse=down)
    return [row for key in keys for row in groups[key]]


def _narrowed(store: Store, question: Question) -> list[tuple[bool, Collection[int]]]:
    """Return the rows that each part of the question keeps (True) or leaves out."""
    unit, section = question.unit, question.section
    parts: list[tuple[bool, Collection[int]]] = []
    if question.days:
        first, last = question.days
        days = Where("key", ">=", first), Where("key", "<=", last)
        parts.append((True, frozenset(store.column(Column(unit, section, DAY), *days))))
    if question.struck is not None:
        state = Column(unit, section, STATE)
        marked = Where("key", "in", [n for n in range(8) if n & STRUCK])
        parts.append((question.struck, frozenset(store.column(state, marked, order=()))))
    matching = store.remembered(
        (unit, section, question.words, "words"),
        lambda: store.matching(question.words, unit=unit, section=section),
    )
    if matching is not None:
        parts.append((True, matching))
    for one in question.conditions:
        kept = not isinstance(one.test, Filled) or one.test.filled
        parts.append((kept, _meeting(store, Column(unit, section, one.key), one)))
    return parts


def _meeting(store: Store, column: Column, condition: Condition) -> frozenset[int]:
    """Return the rows that meet one test; for an empty value, those that do not."""

    def those() -> frozenset[int]:
        return frozenset(store.column(column, *_wheres(condition), order=()))

    return store.remembered((column, condition), those)


def _wheres(condition: Condition) -> list[Where]:
    match condition.test:
        case Filled():
            return []
        case Words(words):
            return [Where("words", "begins", word) for word in words]
        case Among(values):
            if condition.key == STATE:
                bits = sum(filtering.BITS[str(value)] for value in values)
                return [Where("key", "in", [n for n in range(8) if n & bits])]
            return [Where("key", "in", [int(x) if isinstance(x, bool) else x for x in values])]
        case Between() as test:
            low = [] if test.low is None else [Where("key", ">" if test.above else ">=", test.low)]
            if test.high is None:
                return low
            return [*low, Where("key", "<" if test.below else "<=", test.high)]


def _day(iso: str) -> int:
    return int(iso.replace("-", ""))
