"""Lists of rows: by unit, period and search text, in the order a ledger is read."""

from app.catalogue import Field, Section
from app.ledgers import naming
from app.ledgers.rows import Entry, Value, entry_of, number_of, person_of, section_of
from app.period import Period
from app.store import Store, Where
from app.text import fold, name_key, word_key


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
    descending; by default the day, and the given name for the roster. `search` folds marks and case and
    looks for every word in what the row shows, columns kept for totals only left out.
    """
    form = section_of(store.catalogue, section)
    wheres = _wheres(store, section, unit, period, struck)
    by_store = order.lstrip("-") in ("", "occurred_on", "entered_at") and section != "person"
    if by_store and not search.strip():
        records = store.find(
            "entry", *wheres, order=(order or "occurred_on", "id"), limit=limit, offset=offset
        )
        return [entry_of(store.catalogue, x) for x in records]
    records = store.find("entry", *wheres, order=("occurred_on", "id"))
    found = _matching(store, form, [entry_of(store.catalogue, x) for x in records], search)
    ordered = _ordered(store, form, found, order)
    return ordered[offset:] if limit is None else ordered[offset : offset + limit]


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
    if search.strip():
        return len(listing(store, section, unit=unit, period=period, search=search, struck=struck))
    return store.count("entry", *_wheres(store, section, unit, period, struck))


def _wheres(
    store: Store, section: str, unit: str | None, period: Period | None, struck: bool | None
) -> list[Where]:
    wheres = [Where("unit", "=", unit or store.unit.code), Where("section", "=", section)]
    if period is not None:
        wheres.append(Where("occurred_on", ">=", period.start.isoformat()))
        wheres.append(Where("occurred_on", "<=", period.end.isoformat()))
    if struck is not None:
        wheres.append(Where("struck", "set" if struck else "empty"))
    return wheres


def _matching(store: Store, form: Section, rows: list[Entry], search: str) -> list[Entry]:
    words = fold(search).split()
    if not words:
        return rows
    columns = [f for f in form.fields if not f.totals_only]

    def read(row: Entry) -> str:
        return fold("\n".join(naming.shown(store, f, row.values.get(f.key)) for f in columns))

    return [row for row in rows if all(word in text for text in (read(row),) for word in words)]


def _ordered(store: Store, form: Section, rows: list[Entry], order: str) -> list[Entry]:
    key = order.lstrip("-") or ("full_name" if form.key == "person" else "occurred_on")
    down = order.startswith("-")
    if key in ("occurred_on", "entered_at"):
        return sorted(rows, key=lambda x: (getattr(x, key), x.id), reverse=down)
    column = form.field(key)
    empty = [x for x in rows if x.values.get(key) is None]
    filled = [x for x in rows if x.values.get(key) is not None]
    filled.sort(key=lambda x: _rank(store, form, column, x.values[key]), reverse=down)
    return filled + empty


def _rank(store: Store, form: Section, column: Field, value: Value) -> tuple[object, ...]:
    """Return the sorting key of one value: names by given name, choices in the order of their list."""
    if column.type == "person":
        return name_key(person_of(value).get("name", ""))
    if form.key == "person" and column.key == "full_name":
        return name_key(str(value))
    if column.type == "choice":
        keys = [c.key for c in store.catalogue.lists[column.list].choices]
        return (keys.index(str(value)) if value in keys else len(keys),)
    figure = number_of(value)
    if figure is not None or isinstance(value, bool):
        return (figure if figure is not None else int(bool(value)),)
    return word_key(naming.shown(store, column, value)) if column.type != "date" else (str(value),)
