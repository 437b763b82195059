"""Questions to the rows, as SQL: find, count, exact sums, groups."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from app.store.changes import shown
from app.store.conditions import Table, Where, column, order_sql, where_sql
from app.store.driver import Database
from app.store.model import Record, Unit

_UNSEEN: Final = frozenset({"change", "journal", "searched", "col", "cell", "blob", "scratch"})
_SCALE: Final = 10_000


def tables(db: Database) -> dict[str, Table]:
    """Return the journalled tables of the file."""
    names = db.conn.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    )
    return {str(name): _table(db, str(name)) for (name,) in names if name not in _UNSEEN}


def find(
    db: Database, table: Table, where: Iterable[Where], order: Sequence[str], limit: int | None,
    offset: int,
) -> list[Record]:  # fmt: skip
    """Return whole rows. What values decide is decided first, in the index that holds them."""
    wheres = tuple(where)
    sql, values = where_sql(table, wheres)
    if any(one.field.startswith("data.") for one in wheres):
        sql = f' WHERE rowid IN (SELECT rowid FROM "{table.name}"{sql})'
    rows = db.conn.execute(
        f'SELECT * FROM "{table.name}"{sql}{order_sql(table, order)} LIMIT ? OFFSET ?',
        [*values, -1 if limit is None else limit, offset],
    )
    return [shown(dict(zip(table.columns, row, strict=True))) for row in rows]


def values(
    db: Database, table: Table, fields: Sequence[str], where: Iterable[Where], order: Sequence[str]
) -> list[tuple[Any, ...]]:
    """Return only these fields of the rows, as SQLite knows them: numbers plain, yes and no as 1 and 0."""
    sql, bound = where_sql(table, where)
    columns = ", ".join(column(table, field) for field in fields)
    rows = db.conn.execute(
        f'SELECT {columns} FROM "{table.name}"{sql}{order_sql(table, order)}', bound
    )
    found: list[tuple[Any, ...]] = rows.fetchall()
    return found


def state(db: Database) -> tuple[int, int]:
    """Return what differs once any row was written, by this connection or by another."""
    seen = db.conn.execute("PRAGMA data_version").fetchone()[0]
    return int(seen), int(db.conn.total_changes)


def total(
    db: Database, table: Table, fields: Sequence[str], where: Iterable[Where]
) -> tuple[int, dict[str, Decimal]]:
    """Return count and exact sums: whole numbers as they are, decimals as ten-thousandths."""
    sql, values = where_sql(table, where)
    parts = ["count(*)"]
    for field in fields:
        value = column(table, field)
        parts.append(f"sum(CASE typeof({value}) WHEN 'integer' THEN {value} END)")
        parts.append(
            f"sum(CASE typeof({value}) WHEN 'real'"
            f" THEN CAST(round({value} * {_SCALE}) AS INTEGER) END)"
        )
    found = db.conn.execute(
        f'SELECT {", ".join(parts)} FROM "{table.name}"{sql}', values
    ).fetchone()
    sums = {
        field: Decimal(found[1 + 2 * n] or 0) + Decimal(found[2 + 2 * n] or 0) / _SCALE
        for n, field in enumerate(fields)
    }
    return int(found[0]), sums


def grouped(
    db: Database, table: Table, what: str, by: str, where: Iterable[Where]
) -> dict[Any, Any]:
    """Return an aggregate for each value of `by`."""
    sql, values = where_sql(table, where)
    group = column(table, by)
    return dict(
        db.conn.execute(f'SELECT {group}, {what} FROM "{table.name}"{sql} GROUP BY 1', values)
    )


def latest(
    db: Database, table: Table, field: str, by: str, where: Iterable[Where]
) -> dict[Any, Any]:
    """Return the greatest `field` for each value of `by`."""
    return grouped(db, table, f"max({column(table, field)})", by, where)


def unit_of(row: Mapping[str, Any]) -> Unit:
    """Return a row of `unit` as a value."""
    return Unit(
        row["code"], row["name"], row["echelon"], row["parent"], bool(row["own"]),
        bool(row["training"]), row["data"],
    )  # fmt: skip


def _table(db: Database, name: str) -> Table:
    columns = db.conn.execute("SELECT name, pk FROM pragma_table_info(?)", [name]).fetchall()
    key = next(str(column) for column, place in columns if place == 1)
    return Table(name, key, tuple(str(column) for column, _ in columns))
