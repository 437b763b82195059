"""The small closed language of conditions, turned into SQL with bound values."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from app.store.codec import encode, is_json
from app.text import fold

_FIELD: Final = re.compile(r"[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*(\[0\])?)*")


@dataclass(frozen=True, slots=True)
class Table:
    """One table of schema.sql: its primary key and its columns in order."""

    name: str
    key: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """One test on one field, `unit` or inside a JSON column `data.kind`; several are joined by AND.

    `=`, `!=` (holds for no value too), `<`, `<=`, `>`, `>=`, `in` (a sequence); `set` and `empty` (no
    value, null or empty text); `set_by` (set and not after the value), `empty_or_after`;
    `folded_contains` (marks and case do not matter); `begins` (of a column of words: one of them does).
    """

    field: str
    op: str
    value: object = None


Sql = tuple[str, list[Any]]


def column(table: Table, field: str) -> str:
    """Return the SQL of a field (`data.files[0].name` for the first of a list); KeyError for a name the table does not have."""
    head, _, path = field.partition(".")
    if not _FIELD.fullmatch(field) or head not in table.columns:
        raise KeyError(f"{table.name}.{field}")
    if not path:
        return f'"{head}"'
    if not is_json(head):
        raise KeyError(f"{table.name}.{field}")
    return f"json_extract(\"{head}\", '$.{path}')"


def where_sql(table: Table, wheres: Iterable[Where]) -> Sql:
    """Return ` WHERE …` (or nothing) and its bound values; ValueError for an unknown operator."""
    parts: list[str] = []
    values: list[Any] = []
    for where in wheres:
        if where.op not in _OPERATORS:
            raise ValueError(f"unknown operator {where.op!r}")
        sql, bound = _OPERATORS[where.op](column(table, where.field), where.value)
        parts.append(sql)
        values += bound
    return (" WHERE " + " AND ".join(parts) if parts else ""), values


def order_sql(table: Table, order: Sequence[str]) -> str:
    """Return ` ORDER BY …`; a leading minus means descending."""
    parts = [
        column(table, name.removeprefix("-")) + (" DESC" if name.startswith("-") else "")
        for name in order
    ]
    return " ORDER BY " + ", ".join(parts) if parts else ""


def bound(value: object) -> Any:
    """Return a value as SQLite compares it: a decimal as the number json_extract gives."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Mapping | list | tuple):
        return encode(value)
    return value


def _compared(operator: str) -> Callable[[str, object], Sql]:
    return lambda name, value: (f"{name} {operator} ?", [bound(value)])


def _among(name: str, value: object) -> Sql:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise ValueError("`in` takes a sequence")
    values = [bound(item) for item in value]
    return (f"{name} IN ({','.join('?' * len(values))})", values) if values else ("0", [])


def _contains(name: str, value: object) -> Sql:
    return f"instr(folded({name}), ?) > 0", [fold(str(value))]


_OPERATORS: Final[Mapping[str, Callable[[str, object], Sql]]] = {
    "=": lambda name, value: (
        (f"{name} IS ?", [None]) if value is None else (f"{name} = ?", [bound(value)])
    ),
    "!=": _compared("IS NOT"),
    "<": _compared("<"),
    "<=": _compared("<="),
    ">": _compared(">"),
    ">=": _compared(">="),
    "in": _among,
    "set": lambda name, _: (f"({name} IS NOT NULL AND {name} <> '')", []),
    "empty": lambda name, _: (f"({name} IS NULL OR {name} = '')", []),
    "set_by": lambda name, value: (f"({name} <> '' AND {name} <= ?)", [bound(value)]),
    "empty_or_after": lambda name, value: (
        f"({name} IS NULL OR {name} = '' OR {name} > ?)",
        [bound(value)],
    ),
    "folded_contains": _contains,
    "begins": lambda name, value: (f"instr({name}, ?) > 0", [f" {value}"]),
}
