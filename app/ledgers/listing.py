"""Lists of rows: by unit, period, search text and filters, in the order a ledger is read; their sums and months.

Only the rows of a page are read whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from app import period as periods
from app.errors import NotFound
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
    found = asking.found(store, question, asking.order_of(store, section, order))
    page = found[offset:] if limit is None else found[offset : offset + limit]
    return [entry_of(store.catalogue, x) for x in store.numbered(page)]


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
    found = asking.found(store, question, asking.order_of(store, section, order))
    try:
        return found.index(store.number_of(id))
    except (ValueError, NotFound):
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
    """Return the exact sum of each column that is added up over the rows listed, struck ones left out."""
    question = asking.asked(store, section, unit, period, search, filters, None)
    fields = asking.numeric(store.catalogue.sections[section])
    rows = asking.rows_of(store, question)
    sums = store.column_sums(question.unit, section, fields, rows)
    return {field: asking.plain(sums.get((field, 0), Decimal(0))) for field in fields}


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
    fields = asking.numeric(store.catalogue.sections[section])
    rows = asking.rows_of(store, question)
    counted = store.month_counts(question.unit, section, rows)
    sums = store.column_sums(question.unit, section, fields, rows, months=True)
    return [
        Month(
            periods.parse(f"{month // 100:04}-{month % 100:02}"),
            counted[month],
            {field: asking.plain(sums.get((field, month), Decimal(0))) for field in fields},
        )
        for month in sorted(counted, reverse=True)
    ]
