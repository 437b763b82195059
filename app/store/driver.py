"""The only door to SQLCipher: sqlite-utils on the sqlcipher3 driver, opened the same way every time."""

import sys
from pathlib import Path

import sqlcipher3
from sqlcipher3 import dbapi2

# sqlite-utils takes another driver only under this name; without it, its own `except OperationalError`
# would not match what sqlcipher3 raises. It must stand before sqlite-utils is first imported.
sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = dbapi2

from sqlite_utils import Database  # noqa: E402

from app.store.errors import NoStore, StoreDamaged, known_fault  # noqa: E402
from app.text import fold  # noqa: E402

__all__ = ["Database", "DriverFault", "connect", "damage_of", "in_memory"]

DriverFault: type[Exception] = dbapi2.DatabaseError
_PAGE = 4096


def connect(path: Path, key: bytes, *, new: bool = False, reading: bool = False) -> Database:
    """Open the encrypted file with its raw 32-byte key.

    `StoreDamaged` when it does not read under that key. A `reading` connection refuses to write.
    Transactions are begun by hand (`isolation_level=None`).
    """
    if not new:
        _require_whole(path)
    conn = dbapi2.connect(
        str(path), isolation_level=None, check_same_thread=False, cached_statements=512, timeout=10
    )
    try:
        # Faults are answered as refusals; SQLCipher need not print them as well.
        conn.execute("PRAGMA cipher_log_level = NONE")
        # A pragma takes no bound value; the key is our own hexadecimal.
        conn.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        conn.execute("PRAGMA temp_store = MEMORY")
        conn.execute("PRAGMA foreign_keys = ON")
        conn.execute("PRAGMA secure_delete = ON")
        conn.execute("PRAGMA cache_size = -32000")
        conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
        conn.execute("PRAGMA journal_mode = WAL").fetchone()
        conn.execute("PRAGMA synchronous = FULL")
        conn.execute("PRAGMA recursive_triggers = ON")
        if reading:
            conn.execute("PRAGMA query_only = ON")
    except dbapi2.DatabaseError as fault:
        conn.close()
        raise (known_fault(fault) or StoreDamaged()) from fault
    conn.create_function("folded", 1, _folded, deterministic=True)
    return Database(conn, execute_plugins=False)


def damage_of(path: Path, key: bytes) -> list[str]:
    """Return what the page checks of SQLCipher and SQLite say; empty when every page is sound."""
    db = connect(path, key, reading=True)
    try:
        found = [str(row[0]) for row in db.conn.execute("PRAGMA cipher_integrity_check")]
        said = [str(row[0]) for row in db.conn.execute("PRAGMA integrity_check")]
    except dbapi2.DatabaseError as fault:
        return [str(fault)]
    finally:
        db.close()
    return found + [line for line in said if line != "ok"]


def _require_whole(path: Path) -> None:
    if not path.exists():
        raise NoStore()
    if path.stat().st_size < _PAGE:
        raise StoreDamaged()


def _folded(value: object) -> str | None:
    return None if value is None else fold(str(value))


def in_memory() -> Database:
    """Return an empty database that lives in memory only."""
    return Database(dbapi2.connect(":memory:", isolation_level=None), execute_plugins=False)
