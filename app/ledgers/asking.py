"""One question to a ledger: which rows, in which order; answered with lists of ids that the store remembers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter
from typing import Any, Final

from app.catalogue import Field, Section
from app.errors import Problem, Refused
from app.ledgers import filters as filtering
from app.ledgers.filters import STATE, Condition
from app.ledgers.rows import entry_of, section_of
from app.period import Period
from app.store import Record, Store, Where
from app.text import fold, name_key, word_key

_BY_STORE: Final = ("occurred_on", "entered_at")
_AT_ONCE: Final = 500
_NUMBERS: Final = ("integer", "decimal", "money")
Filters = Sequence[tuple[str, str]]
"""(column key or `#state`, text as typed in the filter row)."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: which rows, whatever their order."""

    form: Section
    unit: str
    words: str
    conditions: tuple[Condition, ...]
    wheres: tuple[Where, ...]

    @property
    def plain(self) -> bool:
        return not self.words.strip() and not self.conditions

    def __hash__(self) -> int:
        return hash((self.form.key, self.words, self.conditions, self.wheres))


def asked(
    store: Store, section: str, unit: str | None, period: Period | None, search: str,
    filters: Filters, struck: bool | None,
) -> Question:  # fmt: skip
    form = section_of(store.catalogue, section)
    wheres = _wheres(store, section, unit, period, struck)
    conditions = filtering.read(store, form, filters)
    return Question(form, unit or store.unit.code, fold(search), conditions, wheres)


def figures(store: Store, question: Question) -> list[tuple[Any, ...]]:
    """Return day and numbers of every row asked for."""
    known = set(found(store, question, "occurred_on"))
    paths = [f"data.{key}" for key in _numeric(question.form)]
    rows = store.values("entry", ["id", "occurred_on", *paths], *question.wheres)
    return [row[1:] for row in rows if row[0] in known]


def _numeric(form: Section) -> list[str]:
    return [f.key for f in form.fields if f.type in _NUMBERS]


def sums(form: Section, rows: Sequence[Sequence[Any]]) -> dict[str, int | Decimal]:
    found: dict[str, int | Decimal] = {}
    for n, key in enumerate(_numeric(form)):
        values = [Decimal(str(row[n])) for row in rows if row[n] is not None]
        added = sum(values, Decimal(0))
        found[key] = int(added) if added == added.to_integral_value() else added.normalize()
    return found


def _wheres(
    store: Store, section: str, unit: str | None, period: Period | None, struck: bool | None
) -> tuple[Where, ...]:
    wheres = [Where("unit", "=", unit or store.unit.code), Where("section", "=", section)]
    if period is not None:
        wheres.append(Where("occurred_on", ">=", period.start.isoformat()))
        wheres.append(Where("occurred_on", "<=", period.end.isoformat()))
    if struck is not None:
        wheres.append(Where("struck", "set" if struck else "empty"))
    return tuple(wheres)


def key(form: Section, order: str) -> str:
    return order or ("full_name" if form.key == "person" else "occurred_on")


def days(order: str) -> tuple[str, str]:
    """Return the order of a column of the table, its ties in the same direction."""
    return order, "-id" if order.startswith("-") else "id"


def found(store: Store, question: Question, key: str) -> Sequence[str]:
    """Return the ids of the rows asked for, in their order."""
    if key.removeprefix("-") in _BY_STORE and key.startswith("-"):
        return found(store, question, key[1:])[::-1]
    form, wheres = question.form, question.wheres

    def those() -> Sequence[str]:
        ordered = store.remembered((wheres, key), lambda: _ordered(store, form, wheres, key))
        sets: list[Any] = [_meeting(store, question, one) for one in question.conditions]
        matching = store.remembered(
            (question.unit, form.key, question.words),
            lambda: store.matching(question.words, unit=question.unit, section=form.key),
        )
        if matching is not None:
            sets.append(matching)
        for these in sets:
            ordered = [one for one in ordered if one in these]
        return ordered

    return store.remembered((wheres, key, question.words, question.conditions), those)


def _meeting(store: Store, question: Question, condition: Condition) -> frozenset[str]:
    """Return the ids of the rows that meet one test."""

    def those() -> frozenset[str]:
        rows = store.find("entry", *question.wheres)
        entries = (entry_of(store.catalogue, x) for x in rows)
        return frozenset(
            x.id for x in entries if filtering.holds(store, question.form, condition, x)
        )

    return store.remembered((question.wheres, condition), those)


def _ordered(store: Store, form: Section, wheres: tuple[Where, ...], order: str) -> Sequence[str]:
    """Return the ids of all rows by one column."""
    if order in _BY_STORE:
        return [one for (one,) in store.values("entry", ["id"], *wheres, order=(order, "id"))]
    key, down = order.removeprefix("-"), order.startswith("-")
    if key == STATE:
        rows_ = [
            entry_of(store.catalogue, x)
            for x in store.find("entry", *wheres, order=("occurred_on", "id"))
        ]
        rows_.sort(key=lambda x: sorted(filtering.states(x)), reverse=True)
        rows_.sort(key=lambda x: not filtering.states(x))
        return [x.id for x in rows_]
    if filtering.usable(store, form, key) is None:
        raise Refused(problems=(Problem(key, "Không sắp xếp theo cột này được.", "L141"),))
    rows = store.remembered((wheres, key, None), lambda: _column(store, form, wheres, key))
    filled = [row for row in rows if row[1] is not None]
    filled.sort(key=itemgetter(1), reverse=down)
    return [one for one, _ in filled] + [one for one, place in rows if place is None]


def _column(
    store: Store, form: Section, wheres: tuple[Where, ...], key: str
) -> list[tuple[str, Any]]:
    """Return id and place of every row in one column, None without a value, by day."""
    column = form.field(key)
    days = "occurred_on"
    ids = store.remembered((wheres, days), lambda: _ordered(store, form, wheres, days))
    found = store.values("entry", [_path(column)], *wheres, order=(days, "id"))
    values = [value for (value,) in found]
    if rank := _rank(store, form, column):
        keys = {value: rank(value) for value in set(values) - {None}}
        places = {key: n for n, key in enumerate(sorted(set(keys.values())))}
        by_value = {value: places[key] for value, key in keys.items()}
        values = [by_value.get(value) for value in values]
    return list(zip(ids, values, strict=True))


def _path(column: Field) -> str:
    """Return what a column is sorted by: of people and files the name."""
    return f"data.{column.key}" + {"person": ".name", "file": "[0].name"}.get(column.type, "")


def _rank(store: Store, form: Section, column: Field) -> Callable[[Any], Any] | None:
    """Return how values are compared: names by given name, choices in the order of their list."""
    if column.type == "person" or (form.key, column.key) == ("person", "full_name"):
        return lambda value: name_key(str(value))
    if column.type == "choice":
        choices = store.catalogue.lists[column.list].choices
        places = {choice.key: n for n, choice in enumerate(choices)}
        return lambda value: places.get(str(value), len(places))
    if column.type in ("text", "long_text", "file"):
        return lambda value: word_key(str(value))
    return None


def records(store: Store, ids: Sequence[str]) -> list[Record]:
    """Return the records of these ids in this order."""
    records: dict[str, Record] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        records |= {x["id"]: x for x in store.find("entry", Where("id", "in", some))}
    return [records[one] for one in ids]
