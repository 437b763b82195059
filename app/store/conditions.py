"""The closed language in which other rooms ask for rows; it becomes SQL with parameters here only."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

FIELD: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
COMPARE: Final = {"=", "!=", "<", "<=", ">", ">="}


@dataclass(frozen=True, slots=True)
class Where:
    """One test: `field` is a column or `data.key`; `op` is one of = != < <= > >= in set empty
    empty_or_after set_by folded_contains. `set`/`empty` take no value, `in` a sequence."""

    field: str
    op: str
    value: Any = None


def column(field: str) -> str:
    """Return the SQL of a field name; ValueError for anything but a plain name."""
    if not FIELD.fullmatch(field):
        raise ValueError(f"no such field: {field!r}")
    name, _, path = field.partition(".")
    return f"json_extract({name}, '$.{path}')" if path else name


def sql(where: Sequence[Where]) -> tuple[str, list[Any]]:
    """Return ` WHERE …` (or nothing) and its parameters."""
    parts: list[str] = []
    values: list[Any] = []
    for one in where:
        name = column(one.field)
        if one.op in COMPARE:
            parts.append(f"{name} {one.op} ?")
            values.append(_plain(one.value))
        elif one.op == "in":
            options = [_plain(v) for v in one.value]
            parts.append(f"{name} IN ({', '.join('?' * len(options))})")
            values += options
        elif one.op == "set":
            parts.append(f"coalesce({name}, '') <> ''")
        elif one.op == "empty":
            parts.append(f"coalesce({name}, '') = ''")
        elif one.op == "empty_or_after":
            parts.append(f"(coalesce({name}, '') = '' OR {name} > ?)")
            values.append(_plain(one.value))
        elif one.op == "set_by":
            parts.append(f"(coalesce({name}, '') <> '' AND {name} <= ?)")
            values.append(_plain(one.value))
        elif one.op == "folded_contains":
            parts.append(f"instr(fold({name}), ?) > 0")
            values.append(one.value)
        else:
            raise ValueError(f"no such test: {one.op!r}")
    return (" WHERE " + " AND ".join(parts) if parts else ""), values


def order_sql(order: Sequence[str]) -> str:
    """Return ` ORDER BY …` of names, a leading `-` meaning downward."""
    parts = [column(name.lstrip("-")) + (" DESC" if name.startswith("-") else "") for name in order]
    return " ORDER BY " + ", ".join(parts) if parts else ""


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else value
