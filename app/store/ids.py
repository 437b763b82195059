"""UUIDv7 as text: sortable by time, monotonic within one process."""

import secrets
import threading
import time
import uuid

_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """Return a new UUIDv7 (RFC 9562), greater than every earlier one of this process."""
    global _last
    with _lock:
        stamp = max((time.time_ns() // 1_000_000) << 12 | secrets.randbits(10), _last + 1)
        _last = stamp
    milliseconds, counter = stamp >> 12, stamp & 0xFFF
    number = milliseconds << 80 | 0x7 << 76 | counter << 64 | 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=number))
