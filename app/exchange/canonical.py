"""JSON with exactly one spelling: sorted keys, no blanks, UTF-8, whole numbers only."""

import json
from collections.abc import Mapping
from typing import Final, NoReturn

from app.exchange.refusals import ContainerDamaged

Value = str | int | bool | None

LIMIT: Final = 64 * 1024


def dumps(value: Mapping[str, Value]) -> bytes:
    """Return the one spelling of a flat object."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def loads(data: bytes) -> dict[str, Value]:
    """Read a flat object; `ContainerDamaged` unless `dumps` would write these very bytes.

    Refused by the comparison or before it: byte order mark, duplicate keys, NaN, fractions,
    nesting, surrogates, any other order or spacing.
    """
    if len(data) > LIMIT:
        raise ContainerDamaged
    try:
        value = json.loads(
            data.decode("utf-8"),
            parse_float=_refuse,
            parse_constant=_refuse,
            object_pairs_hook=_flat,
        )
        same = isinstance(value, dict) and dumps(value) == data
    except (ValueError, RecursionError) as error:
        raise ContainerDamaged from error
    if not same:
        raise ContainerDamaged
    return dict(value)


def _flat(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
    found = dict(pairs)
    if len(found) != len(pairs) or any(isinstance(v, dict | list) for v in found.values()):
        raise ValueError("not a flat object")
    return found


def _refuse(text: str) -> NoReturn:
    raise ValueError(text)
