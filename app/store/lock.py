"""One program per store: an operating-system lock, which dies with its process, so a stale file never blocks."""

import os
import sys
from pathlib import Path

from app.store.errors import DiskFailed, StoreBusy

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _give(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _give(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


class StoreLock:
    """The file `lock` of a store folder, held from opening to closing."""

    def __init__(self, home: Path) -> None:
        """Take the lock at once; `StoreBusy` when another program, or this one, already holds it."""
        try:
            self._handle = os.open(home / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as fault:
            raise DiskFailed() from fault
        try:
            _take(self._handle)
        except OSError as held:
            os.close(self._handle)
            self._handle = -1
            raise StoreBusy() from held

    def release(self) -> None:
        """Give the lock back; the file stays. Twice is harmless."""
        if self._handle >= 0:
            _give(self._handle)
            os.close(self._handle)
            self._handle = -1
