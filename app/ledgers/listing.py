"""Lists of rows: by unit, period and search text, in the order a ledger is read.

Only the rows of a page are read whole. The order of a column and the rows that hold a word are lists of
ids, which the store remembers until something changes.
"""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, Final

from app.catalogue import Field, Section
from app.ledgers.rows import Entry, entry_of, section_of
from app.period import Period
from app.store import Record, Store, Where
from app.text import fold, name_key, word_key

_BY_STORE: Final = ("occurred_on", "entered_at")
_AT_ONCE: Final = 500


def listing(
    store: Store,
    section: str,
    *,
    unit: str | None = None,
    period: Period | None = None,
    search: str = "",
    order: str = "",
    limit: int | None = None,
    offset: int = 0,
    struck: bool | None = None,
) -> list[Entry]:
    """Return the rows of a section, struck ones too unless `struck` chooses.

    `unit` is the own one when None. `order` is a field key, `occurred_on` or `entered_at`, with `-` for
    descending; by default the day, and the given name for the roster. Rows without a value come last,
    equal ones in order of their day. `search` folds marks and case and wants every word of it as the
    beginning of a word of the row; a yes counts as the name of its column, columns kept for totals not at all.
    """
    form = section_of(store.catalogue, section)
    wheres = _wheres(store, section, unit, period, struck)
    key = _key(form, order)
    if key.lstrip("-") == "occurred_on" and not fold(search).strip():
        records = store.find("entry", *wheres, order=_days(key), limit=limit, offset=offset)
    else:
        found = _found(store, form, unit, wheres, search, key)
        page = found[offset:] if limit is None else found[offset : offset + limit]
        records = _records(store, page)
    return [entry_of(store.catalogue, x) for x in records]


def count(
    store: Store,
    section: str,
    *,
    unit: str | None = None,
    period: Period | None = None,
    search: str = "",
    struck: bool | None = False,
) -> int:
    """Count the rows of a section; struck ones count nowhere unless asked for."""
    wheres = _wheres(store, section, unit, period, struck)
    if not fold(search).strip():
        return store.count("entry", *wheres)
    form = section_of(store.catalogue, section)
    return len(_found(store, form, unit, wheres, search, "occurred_on"))


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


def _key(form: Section, order: str) -> str:
    return order or ("full_name" if form.key == "person" else "occurred_on")


def _days(order: str) -> tuple[str, str]:
    """Return the order of a column of the table, its ties in the same direction."""
    return order, "-id" if order.startswith("-") else "id"


def _found(
    store: Store, form: Section, unit: str | None, wheres: tuple[Where, ...], search: str, key: str
) -> Sequence[str]:
    """Return the ids of the rows that hold the words, in their order."""
    if key.removeprefix("-") in _BY_STORE and key.startswith("-"):
        return _found(store, form, unit, wheres, search, key[1:])[::-1]
    words = fold(search)

    def those() -> Sequence[str]:
        ordered = store.remembered((wheres, key), lambda: _ordered(store, form, wheres, key))
        named = unit or store.unit.code
        matching = store.remembered(
            (named, form.key, words),
            lambda: store.matching(words, unit=named, section=form.key),
        )
        return ordered if matching is None else [one for one in ordered if one in matching]

    return store.remembered((wheres, key, words), those)


def _ordered(store: Store, form: Section, wheres: tuple[Where, ...], order: str) -> Sequence[str]:
    """Return the ids of all rows by one column."""
    if order in _BY_STORE:
        return [one for (one,) in store.values("entry", ["id"], *wheres, order=(order, "id"))]
    key, down = order.lstrip("-"), order.startswith("-")
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


def _records(store: Store, ids: Sequence[str]) -> list[Record]:
    """Return the records of these ids in this order."""
    records: dict[str, Record] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        records |= {x["id"]: x for x in store.find("entry", Where("id", "in", some))}
    return [records[one] for one in ids]
