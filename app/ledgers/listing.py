"""Lists of rows: by unit, period, search text and filters, in the order a ledger is read; their sums and months.

Only the rows of a page are read whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app import period as periods
from app.ledgers import asking
from app.ledgers.asking import Filters
from app.ledgers.rows import Entry, entry_of
from app.period import Period
from app.store import Store


@dataclass(frozen=True, slots=True)
class Month:
    """The rows of one month as listed, and the sums of those that are not struck out."""

    period: Period
    count: int
    totals: Mapping[str, int | Decimal]


def listing(
    store: Store,
    section: str,
    *,
    unit: str | None = None,
    period: Period | None = None,
    search: str = "",
    filters: Filters = (),
    order: str = "",
    limit: int | None = None,
    offset: int = 0,
    struck: bool | None = None,
) -> list[Entry]:
    """Return the rows of a section, struck ones too unless `struck` chooses.

    `unit` is the own one when None. `order` is a field key, `occurred_on`, `entered_at` or `#state`, with
    `-` for descending; by default the day, and the given name for the roster. Rows without a value come
    last, equal ones in order of their day. `search` folds marks and case and wants every word of it as the
    beginning of a word of the row; a yes counts as the name of its column, columns kept for totals not at
    all. `filters` are read by `app.ledgers.filters`: `Refused` with a problem at each unreadable column.
    """
    question = asking.asked(store, section, unit, period, search, filters, struck)
    key = asking.key(question.form, order)
    if key.lstrip("-") == "occurred_on" and question.plain:
        days = asking.days(key)
        records = store.find("entry", *question.wheres, order=days, limit=limit, offset=offset)
    else:
        found = asking.found(store, question, key)
        page = found[offset:] if limit is None else found[offset : offset + limit]
        records = asking.records(store, page)
    return [entry_of(store.catalogue, x) for x in records]


def count(
    store: Store,
    section: str,
    *,
    unit: str | None = None,
    period: Period | None = None,
    search: str = "",
    filters: Filters = (),
    struck: bool | None = False,
) -> int:
    """Count the rows of a section; struck ones count nowhere unless asked for."""
    question = asking.asked(store, section, unit, period, search, filters, struck)
    if question.plain:
        return store.count("entry", *question.wheres)
    return len(asking.found(store, question, "occurred_on"))


def place(
    store: Store,
    id: str,
    section: str,
    *,
    unit: str | None = None,
    period: Period | None = None,
    search: str = "",
    filters: Filters = (),
    order: str = "",
    struck: bool | None = None,
) -> int | None:
    """Return where the row stands in `listing` of the same question, 0 for the first; None when it is not there."""
    question = asking.asked(store, section, unit, period, search, filters, struck)
    found = asking.found(store, question, asking.key(question.form, order))
    try:
        return found.index(id)
    except ValueError:
        return None


def totals(
    store: Store,
    section: str,
    *,
    unit: str | None = None,
    period: Period | None = None,
    search: str = "",
    filters: Filters = (),
) -> dict[str, int | Decimal]:
    """Return the exact sum of each numeric column over the rows listed, struck ones left out."""
    question = asking.asked(store, section, unit, period, search, filters, False)
    return asking.sums(question.form, [row[1:] for row in asking.figures(store, question)])


def months(
    store: Store,
    section: str,
    *,
    unit: str | None = None,
    period: Period | None = None,
    search: str = "",
    filters: Filters = (),
    struck: bool | None = None,
) -> list[Month]:
    """Return the months of the rows listed, newest first: how many rows, and their sums without struck ones."""
    question = asking.asked(store, section, unit, period, search, filters, struck)
    counted: dict[str, int] = {}
    known = set(asking.found(store, question, "occurred_on"))
    for one, day in store.values("entry", ["id", "occurred_on"], *question.wheres):
        if one in known:
            counted[day[:7]] = counted.get(day[:7], 0) + 1
    figures: dict[str, list[Any]] = {}
    if struck is not True:
        valid = asking.asked(store, section, unit, period, search, filters, False)
        for day, *row in asking.figures(store, valid):
            figures.setdefault(day[:7], []).append(row)
    return [
        Month(
            periods.parse(month), counted[month], asking.sums(question.form, figures.get(month, []))
        )
        for month in sorted(counted, reverse=True)
    ]
