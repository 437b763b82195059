"""Questions to the columns of the ledgers: rows by number in the order of a column, sums, months."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from app.store.codec import decode, is_json
from app.store.columns import DAY, STATE, STRUCK, Columns
from app.store.conditions import Table, Where, order_sql, where_sql
from app.store.driver import Database
from app.store.model import Record

CELL: Final = Table("cell", "row", ("col", "unit", "key", "day", "row", "words"))
_SCALE: Final = 10_000
_AT_ONCE: Final = 500
_SUMS: Final = (
    "sum(CASE typeof(key) WHEN 'integer' THEN key END),"
    f" sum(CASE typeof(key) WHEN 'real' THEN CAST(round(key * {_SCALE}) AS INTEGER) END)"
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a section of a unit: a field, `#day`, `#entered` or `#state`."""

    unit: str
    section: str
    field: str


def ordered(
    db: Database, columns: Columns, column: Column, where: Iterable[Where], order: Sequence[str]
) -> list[int]:
    """Return the numbers of the rows with a value in the column that meets the conditions."""
    sql, bound = _asked(columns, column, where)
    rows = db.conn.execute(f"SELECT row FROM cell{sql}{order_sql(CELL, order)}", bound)
    return [row for (row,) in rows.fetchall()]


def grouped(db: Database, columns: Columns, column: Column) -> dict[Any, list[int]]:
    """Return the numbers of the rows by value, each list by day."""
    sql, bound = _asked(columns, column, ())
    found: dict[Any, list[int]] = {}
    for key, row in db.conn.execute(
        f"SELECT key, row FROM cell{sql} ORDER BY key, day, row", bound
    ):
        found.setdefault(key, []).append(row)
    return found


def counted(
    db: Database, columns: Columns, unit: str, section: str, rows: Collection[int] | None
) -> dict[int, int]:
    """Return how many rows of a section lie in each month (202610); `rows` None for all."""
    sql, bound = _asked(columns, Column(unit, section, DAY), ())
    those, numbers = _among(rows)
    found = db.conn.execute(
        f"SELECT day / 100, count(*) FROM cell{sql}{those} GROUP BY 1", [*bound, *numbers]
    )
    return {int(month): int(many) for month, many in found}


def sums(
    db: Database, columns: Columns, unit: str, section: str, fields: Sequence[str],
    rows: Collection[int] | None, months: bool,
) -> dict[tuple[str, int], Decimal]:  # fmt: skip
    """Return the exact sum of number columns by field and month (0 for all together), struck rows left out."""
    names = {columns.number(section, field): field for field in fields}
    if not names:
        return {}
    by = "day / 100" if months else "0"
    those, numbers = _among(rows)
    struck = "SELECT row FROM cell WHERE col = ? AND unit = ? AND key & ?"
    found = db.conn.execute(
        f"SELECT col, {by}, {_SUMS} FROM cell WHERE col IN ({', '.join('?' * len(names))}) AND unit = ?"
        f" AND row NOT IN ({struck}){those} GROUP BY 1, 2",
        [*names, unit, columns.number(section, STATE), unit, STRUCK, *numbers],
    )
    return {
        (names[col], int(month)): Decimal(whole or 0) + Decimal(parts or 0) / _SCALE
        for col, month, whole, parts in found
    }


def records(db: Database, columns: Sequence[str], numbers: Sequence[int]) -> list[Record]:
    """Return the records of table `entry` with these numbers, in this order."""
    read = [name for name in columns if is_json(name)]
    found: dict[int, Record] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        rows = db.conn.execute(
            "SELECT number, entry.* FROM searched JOIN entry ON entry.id = searched.id"
            f" WHERE kind = 'entry' AND number IN ({','.join('?' * len(some))})",
            some,
        )
        for number, *row in rows:
            found[number] = record = dict(zip(columns, row, strict=True))
            for name in read:
                record[name] = decode(record[name]) if record[name] is not None else None
    return [found[number] for number in numbers]


def _asked(columns: Columns, column: Column, where: Iterable[Where]) -> tuple[str, list[Any]]:
    number = columns.number(column.section, column.field)
    return where_sql(CELL, [Where("col", "=", number), Where("unit", "=", column.unit), *where])


def _among(rows: Collection[int] | None) -> tuple[str, list[str]]:
    if rows is None:
        return "", []
    return " AND row IN (SELECT value FROM json_each(?))", [json.dumps(list(rows))]
