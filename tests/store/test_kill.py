"""Two hundred processes killed while adding rows: every row reported saved is there, the store is sound."""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app import store as stores
from app.catalogue import load
from app.store import FLOOR, Unit, keyring, opening
from app.store.lock import StoreLock
from app.store.store import Store
from tests.conftest import PASSPHRASE
from tests.store.conftest import Kept, add

KILLS = 200
ID = 36


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL are POSIX")
def test_every_row_reported_saved_survives_two_hundred_kills(kept: Kept) -> None:
    """The passphrase is stretched once; each child opens the store with the key, as a new process would."""
    chance = random.Random(20261105)
    key, account = keyring.unlock(keyring.read(kept.home / keyring.FILE), PASSPHRASE)
    saved: set[str] = set()

    def open_() -> Store:
        return opening.open_with_key(kept.home, key, account, load(), StoreLock(kept.home))

    for turn in range(KILLS):
        saved |= killed(open_, chance.uniform(0.0, 0.05), wait=turn % 4 > 0)
        with open_() as store:
            present = {row[0] for row in store._db.conn.execute("SELECT id FROM entry")}
            assert saved <= present
            if turn % 20 == 19:
                assert store.verify().findings == []
    assert len(saved) > KILLS
    with kept.open() as store:
        assert store.verify().ok
        assert store.count("entry") >= len(saved) + 1


def killed(open_: Callable[[], Store], after: float, *, wait: bool) -> set[str]:
    """Let a child add rows, kill it, and return the ids it reported.

    It dies `after` seconds after its first row, or (`wait` false) after its start, mostly while opening.
    """
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            store = open_()
            while True:
                os.write(write, add(store, title="dòng thử").encode())
        finally:
            os._exit(1)
    os.close(write)
    first = os.read(read, ID) if wait else b""
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    told = first + b"".join(iter(lambda: os.read(read, 65536), b""))
    os.close(read)
    assert len(told) % ID == 0
    return {told[at : at + ID].decode() for at in range(0, len(told), ID)}


def test_a_store_folder_of_a_killed_set_up_can_be_used(tmp_path: Path) -> None:
    home = tmp_path / "dở dang"
    home.mkdir()
    (home / "store.db.part").write_bytes(b"half")
    (home / "store.db.part-wal").write_bytes(b"half")
    made = stores.create(
        home, unit=Unit("c1", "Đại đội 1", "company"), passphrase=PASSPHRASE, argon=FLOOR
    )
    with made.store as store:
        assert store.verify().ok
