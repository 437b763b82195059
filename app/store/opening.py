"""Create and open a store folder: key, file, lock, migrations, own unit."""

import secrets
from dataclasses import dataclass, replace
from pathlib import Path

from app import catalogue as catalogues
from app import paths
from app.catalogue import Catalogue
from app.store import keyring, lock, migrations, views
from app.store.driver import Database, DatabaseError, connect
from app.store.errors import NewerFile, StoreDamaged, StoreExists, StoreMissing, WrongPassphrase
from app.store.keyring import Argon
from app.store.store import Store
from app.store.units import Account, Unit

FILE = "store.db"
KEYS = "store.keys"
HEAD = "chinh_tri_vien"


@dataclass(frozen=True, slots=True)
class Created:
    """A new store, open, and its recovery code, which is shown once."""

    store: Store
    recovery_code: str


def exists(home: Path) -> bool:
    return (home / FILE).exists() or (home / KEYS).exists()


def create(
    home: Path,
    *,
    unit: Unit,
    passphrase: str,
    parent: Unit | None = None,
    account: str = "ctv",
    argon: Argon | None = None,
    catalogue: Catalogue | None = None,
) -> Created:
    """Make a store for `unit` in an empty folder. `argon` None calibrates to this machine.

    StoreExists, WeakPassphrase.
    """
    if exists(home):
        raise StoreExists
    keyring.check_strength(passphrase)
    for folder in (home, home / "backups", home / "received", home / "sent"):
        folder.mkdir(parents=True, exist_ok=True)
    rules = catalogue or catalogues.load()
    key, code, cost = keyring.new_key(), keyring.new_code(), argon or keyring.calibrate()
    holder = Account(account, HEAD)
    release = lock.take(home)
    try:
        db = connect(home / FILE, key)
        db.conn.executescript(paths.schema().read_text(encoding="utf-8"))
        db.execute(f"PRAGMA user_version = {migrations.VERSION}")
        views.lay(db, rules)
        keyring.write(
            home / KEYS,
            [
                keyring.wrap(key, holder, passphrase, cost),
                keyring.wrap(key, Account(keyring.RECOVERY, HEAD), code, cost),
            ],
        )
    except BaseException:
        release()
        raise
    store = _store(home, db, key, holder, rules, release)
    with store.change(f"Lập sổ của {unit.name}"):
        if parent:
            _add_unit(store, replace(parent, own=False))
        _add_unit(store, replace(unit, own=True, parent=parent.code if parent else unit.parent))
        store.set_setting("incarnation", secrets.token_hex(8))
    return Created(store, code)


def open(  # noqa: A001  # the door reads `store.open(…)`
    home: Path, *, passphrase: str, account: str = "", catalogue: Catalogue | None = None
) -> Store:
    """Open the store for writing. WrongPassphrase, StoreDamaged, NewerFile, StoreBusy and StoreMissing differ."""
    if not (home / FILE).exists():
        raise StoreMissing
    key, holder = unlock(home, passphrase, account)
    rules = catalogue or catalogues.load()
    release = lock.take(home)
    try:
        db = _connect(home / FILE, key)
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
        if version > migrations.VERSION:
            db.conn.close()
            raise NewerFile
        if version < migrations.VERSION:
            migrations.run(home / FILE, db, version)
        views.lay(db, rules)
    except BaseException:
        release()
        raise
    return _store(home, db, key, holder, rules, release)


def unlock(home: Path, secret: str, account: str = "") -> tuple[bytes, Account]:
    """Return the key and who holds it; WrongPassphrase when no wrapped key opens."""
    for wrapped in keyring.read(home / KEYS):
        if wrapped.name == keyring.RECOVERY or (account and wrapped.name != account):
            continue
        try:
            return keyring.unwrap(wrapped, secret), Account(wrapped.name, wrapped.role)
        except WrongPassphrase:
            continue
    raise WrongPassphrase


def _connect(file: Path, key: bytes) -> Database:
    try:
        return connect(file, key)
    except DatabaseError as wrong:
        raise StoreDamaged from wrong


def _store(
    home: Path, db: Database, key: bytes, account: Account, rules: Catalogue, release: object
) -> Store:
    store = Store(home, db, key, account, rules, writable=True)
    store._release = release  # type: ignore[assignment]  # opening and the Store are one thing
    return store


def _add_unit(store: Store, unit: Unit) -> None:
    store.insert(
        "unit",
        {
            "code": unit.code,
            "name": unit.name,
            "echelon": unit.echelon,
            "parent": unit.parent,
            "own": int(unit.own),
            "training": int(unit.training),
            "data": dict(unit.data),
        },
    )
