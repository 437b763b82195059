"""One writer per store: an operating-system lock, so a crash leaves nothing behind that blocks."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from app.store.errors import StoreBusy


def take(home: Path) -> Callable[[], None]:
    """Lock the store folder and return what releases it; StoreBusy when another program holds it."""
    handle = os.open(home / "lock", os.O_RDWR | os.O_CREAT)
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise StoreBusy from None

    def release() -> None:
        nonlocal handle
        if handle >= 0:
            os.close(handle)
            handle = -1

    return release
