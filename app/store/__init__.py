"""The encrypted store: one SQLCipher file, its keyring, its journal.

Services: `create`, `open`, `exists`, `restore`; the methods of `Store`; `accounts` (add, listing,
remove, change_passphrase, new_recovery, recover); `new_id`. Values: `Unit`, `Account`, `Change`,
`Event`, `Hit`, `Report`, `Where`, `Argon` with its `FLOOR`. Refusals are named in `app.store` too.
Only this room knows SQL.
"""

from app.store import accounts
from app.store.columns import AMENDED, DAY, ENTERED, FILES, STATE, STRUCK
from app.store.conditions import Where
from app.store.errors import (
    AccountUnfit,
    BackupUnfit,
    DiskFailed,
    DiskFull,
    KeysDamaged,
    NewerFile,
    NoStore,
    NotAllowed,
    PassphraseUnfit,
    ReadOnly,
    StoreBusy,
    StoreDamaged,
    StoreExists,
    UndoRefused,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.store.ids import new_id
from app.store.model import (
    FLOOR,
    ROLES,
    Account,
    Argon,
    Change,
    Event,
    Hit,
    HitKind,
    Record,
    Report,
    Unit,
)
from app.store.opening import Created, create, exists, open, restore  # noqa: A004
from app.store.sorting import Column
from app.store.store import Store

__all__ = [
    "create",
    "open",
    "exists",
    "restore",
    "Created",
    "Store",
    "Where",
    "Column",
    "DAY",
    "ENTERED",
    "STATE",
    "STRUCK",
    "AMENDED",
    "FILES",
    "Unit",
    "Account",
    "ROLES",
    "Argon",
    "FLOOR",
    "Change",
    "Event",
    "Record",
    "Hit",
    "HitKind",
    "Report",
    "accounts",
    "new_id",
    "AccountUnfit",
    "BackupUnfit",
    "DiskFailed",
    "DiskFull",
    "KeysDamaged",
    "NewerFile",
    "NoStore",
    "NotAllowed",
    "PassphraseUnfit",
    "ReadOnly",
    "StoreBusy",
    "StoreDamaged",
    "StoreExists",
    "UndoRefused",
    "WrongPassphrase",
    "WrongRecoveryCode",
]
