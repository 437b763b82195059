"""Identifiers of rows: UUID version 7 (RFC 9562), rising within one process even when the clock falls back."""

import secrets
import threading
import time
from typing import Final
from uuid import UUID

_RANDOM_BITS: Final = 74
_guard = threading.Lock()
_last = 0


def new_id() -> str:
    """Return a new UUIDv7 as text, greater than every id returned before by this process."""
    global _last
    with _guard:
        fresh = (time.time_ns() // 1_000_000 << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS)
        _last = max(fresh, _last + 1 + secrets.randbits(32))
        value = _last
    moment, low = value >> _RANDOM_BITS, value & ((1 << _RANDOM_BITS) - 1)
    high = low >> 62
    bits = moment << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | (low & ((1 << 62) - 1))
    return str(UUID(int=bits))
