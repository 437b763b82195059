"""JSON of the store: one spelling per value, decimals exact in both directions."""

import json
import math
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from json.encoder import encode_basestring
from typing import Any, Final

_DECODER: Final = json.JSONDecoder(parse_float=Decimal)
"""Made once: `json.loads` with arguments makes one for every text, which takes as long as reading a row."""


def encode(value: object) -> str:
    """Return canonical JSON: sorted keys, no spaces, Vietnamese letters as they are.

    A Decimal becomes the same digits (a whole one comes back as int); TypeError for values JSON
    does not know, ValueError for NaN and infinities.
    """
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("not a JSON number")
        return _number(Decimal(repr(value)))
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, Mapping):
        pairs = sorted((_key(key), item) for key, item in value.items())
        return (
            "{" + ",".join(f"{encode_basestring(key)}:{encode(item)}" for key, item in pairs) + "}"
        )
    if isinstance(value, list | tuple):
        return "[" + ",".join(encode(item) for item in value) + "]"
    raise TypeError(f"{type(value).__name__} has no JSON form")


def decode(text: str) -> Any:
    """Return the Python value of JSON text; numbers with a point or exponent become Decimal."""
    return _DECODER.decode(text)


@cache
def is_json(column: str) -> bool:
    """Tell whether a column holds JSON, by the naming rule of schema.sql."""
    return column == "data" or column.endswith("_json")


def image(row: Mapping[str, Any]) -> str:
    """Return the canonical JSON of a row as it stands in the database (JSON columns still text)."""
    return (
        "{"
        + ",".join(
            f"{encode_basestring(name)}:{value if is_json(name) and value is not None else encode(value)}"
            for name, value in sorted(row.items())
        )
        + "}"
    )


def stands(row: Mapping[str, Any], left: str) -> bool:
    """Tell whether a row still stands as the image `left` of it in the journal.

    An image from before a column was added does not speak of it.
    """
    if image(row) == left:
        return True
    known = decode(left).keys()
    return known < row.keys() and image({name: row[name] for name in known}) == left


def _number(value: Decimal) -> str:
    if not value.is_finite():
        raise ValueError("not a JSON number")
    text = format(value, "f")
    return text if value else text.removeprefix("-")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError("JSON object keys are text")
    return key
