"""Rows to SQLite and back: JSON columns as Python objects, decimals exact, one canonical JSON for the journal."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any


def is_json(column: str) -> bool:
    return column == "data" or column.endswith("_json")


def canonical(value: Any) -> str:
    """Return JSON with sorted keys and no spaces; decimals as numbers."""
    return json.dumps(
        value,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        default=_number,
        allow_nan=False,
    )


def read(text: str) -> Any:
    return json.loads(text, parse_float=Decimal)


def encode(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: canonical(value) if is_json(name) and value is not None else value
        for name, value in row.items()
    }


def decode(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: read(value) if is_json(name) and value is not None else value
        for name, value in row.items()
    }


def _number(value: Any) -> Any:
    if isinstance(value, Decimal):
        whole = int(value)
        return whole if value == whole else float(value)
    raise TypeError(f"not for a JSON column: {type(value).__name__}")
