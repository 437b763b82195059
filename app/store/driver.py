"""SQLCipher under sqlite-utils: the alias is laid here, once, before sqlite-utils is imported."""

import sys
from pathlib import Path

import sqlcipher3
from sqlcipher3 import dbapi2

# sqlite-utils looks for an alternative driver by the module name `pysqlite3`; without the alias its own
# `except OperationalError` would not match the errors of sqlcipher3.
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)

from sqlite_utils import Database  # noqa: E402  (only after the alias)

DatabaseError = dbapi2.DatabaseError
IntegrityError = dbapi2.IntegrityError

SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)


def connect(file: Path, key: bytes, *, read_only: bool = False) -> Database:
    """Open `file` with the raw 32-byte `key`; DatabaseError when the key does not fit or the file is damaged."""
    connection = dbapi2.connect(
        str(file), isolation_level=None, check_same_thread=False, timeout=10
    )
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for setting in SETTINGS if not read_only else SETTINGS[2:]:
            connection.execute(setting).fetchall()
        if read_only:
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return Database(connection, execute_plugins=False)
