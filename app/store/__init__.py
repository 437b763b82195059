"""The encrypted file: one SQLCipher store per unit, changed only inside named changes.

Services: `create`, `open`, `exists`, `restore`; the `Store` with its reading and writing words;
`accounts` (add, list, remove, passphrase, recovery). Only this room knows SQL and the keyring.
"""

from app.store import accounts
from app.store.backup import restore
from app.store.changes import Change, Event
from app.store.conditions import Where
from app.store.errors import (
    BackupWrong,
    ChangedSince,
    LastHead,
    NewerFile,
    ReadOnly,
    StoreBusy,
    StoreDamaged,
    StoreExists,
    StoreMissing,
    WeakPassphrase,
    WrongPassphrase,
)
from app.store.ids import new_id
from app.store.keyring import FLOOR, Argon
from app.store.opening import Created, create, exists, open  # noqa: A004  # read as `store.open(…)`
from app.store.search import Hit
from app.store.store import Store
from app.store.units import Account, Unit
from app.store.verifying import Report

__all__ = [
    "FLOOR",
    "Account",
    "Argon",
    "BackupWrong",
    "Change",
    "ChangedSince",
    "Created",
    "Event",
    "Hit",
    "LastHead",
    "NewerFile",
    "ReadOnly",
    "Report",
    "Store",
    "StoreBusy",
    "StoreDamaged",
    "StoreExists",
    "StoreMissing",
    "Unit",
    "WeakPassphrase",
    "Where",
    "WrongPassphrase",
    "accounts",
    "create",
    "exists",
    "new_id",
    "open",
    "restore",
]
