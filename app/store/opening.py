"""Making, opening and restoring a store in its folder."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from app.catalogue import Catalogue, Edition, load
from app.store import backup, keyring, migrations
from app.store.driver import connect
from app.store.errors import DiskFailed, NoStore, ReadOnly, StoreExists
from app.store.lock import StoreLock
from app.store.model import Account, Argon, Unit
from app.store.store import Store

_DB = "store.db"


@dataclass(frozen=True, slots=True)
class Created:
    """A new store, open, and the recovery code to print; the code is kept nowhere."""

    store: Store
    recovery_code: str


def exists(home: Path) -> bool:
    """Tell whether the folder holds a store."""
    return (home / _DB).exists()


def create(
    home: Path,
    *,
    unit: Unit,
    passphrase: str,
    parent: Unit | None = None,
    account: str = "ctv",
    full_name: str = "",
    argon: Argon | None = None,
    catalogue: Catalogue | None = None,
    edition: Edition | None = None,
) -> Created:
    """Make a store for `unit` in the folder `home` and open it for its chính trị viên.

    It stands on `edition`, by default the one that comes with the program. `argon` None: as costly as about half a second here. `StoreExists`, `PassphraseUnfit`.
    """
    keyring.require_fit(passphrase)
    _make_folder(home)
    lock = StoreLock(home)
    try:
        if exists(home):
            raise StoreExists()
        return _create(home, lock, unit, parent, Account(account, "chinh_tri_vien", full_name),
                       passphrase, argon or keyring.calibrate(), catalogue or load(), edition)  # fmt: skip
    except BaseException:
        lock.release()
        raise


def open(  # noqa: A001  (read as store.open)
    home: Path, *, passphrase: str, account: str = "", catalogue: Catalogue | None = None
) -> Store:
    """Open the store in `home`; `account` empty tries each.

    `NoStore`, `StoreBusy`, `KeysDamaged`, `WrongPassphrase`, `StoreDamaged`, `NewerFile`: each its own answer.
    """
    if not exists(home):
        raise NoStore()
    lock = StoreLock(home)
    try:
        key, who = keyring.unlock(keyring.read(home / keyring.FILE), passphrase, account)
        return open_with_key(home, key, who, catalogue or load(), lock)
    except BaseException:
        lock.release()
        raise


def restore(file: Path, home: Path, passphrase: str, *, catalogue: Catalogue | None = None) -> None:
    """Bring a backup back into a folder without a store. The restored store gets a new incarnation.

    The folder has either no store or the whole one, at every moment.
    """
    _make_folder(home)
    if exists(home):
        raise StoreExists()
    aside = home / "restoring"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    try:
        backup.copy_for_restore(file, aside)
        with open(aside, passphrase=passphrase, catalogue=catalogue) as store:
            if store.account.role == "xem":
                raise ReadOnly()
            with store.change("Khôi phục từ bản sao lưu", final=True):
                store.set_setting("incarnation", secrets.token_hex(16))
        for name in (keyring.FILE, _DB):
            (aside / name).replace(home / name)
        keyring.sync_folder(home)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _create(
    home: Path, lock: StoreLock, unit: Unit, parent: Unit | None, account: Account,
    passphrase: str, argon: Argon, catalogue: Catalogue, edition: Edition | None,
) -> Created:  # fmt: skip
    key, code = keyring.new_key(), keyring.new_code()
    partial = home / f"{_DB}.part"
    for left in home.glob(f"{_DB}.part*"):
        left.unlink()
    with _lay(partial, key, account, catalogue, lock) as store:
        _found(store, unit, parent, edition)
    ring = keyring.Keyring(
        (keyring.wrap(key, account.name, account.role, passphrase, argon),),
        keyring.wrap_for_code(key, code, argon),
    )
    keyring.write(home / keyring.FILE, ring)
    partial.replace(home / _DB)
    keyring.sync_folder(home)
    return Created(open_with_key(home, key, account, catalogue, lock), code)


@contextmanager
def _lay(
    file: Path, key: bytes, account: Account, catalogue: Catalogue, lock: StoreLock
) -> Iterator[Store]:
    """Give a store under a name that nobody opens, to be filled; whole in its file afterwards."""
    db = connect(file, key, new=True)
    try:
        migrations.lay(db)
        store = Store(file.parent, key, account, catalogue, db, lock)
        store.stand()
        yield store
        db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        db.close()


def _found(store: Store, unit: Unit, parent: Unit | None, edition: Edition | None) -> None:
    above = replace(parent, own=False) if parent else None
    own = replace(unit, own=True, parent=unit.parent or (above.code if above else ""))
    with store.change(f"Lập sổ: {own.name}", final=True):
        for one in (above, own):
            if one:
                store.insert("unit", row_of(one))
        store.set_setting("incarnation", secrets.token_hex(16))
        store.set_setting("accounts", {store.account.name: store.account.full_name})
        if edition and edition.catalogue.digest != store.catalogue.digest:
            store.stand_on(edition)


def row_of(unit: Unit) -> dict[str, object]:
    """Return a unit as a row of its table."""
    return {
        "code": unit.code,
        "name": unit.name,
        "echelon": unit.echelon,
        "parent": unit.parent,
        "own": int(unit.own),
        "training": int(unit.training),
        "data": dict(unit.data),
    }


def open_with_key(
    home: Path, key: bytes, who: Account, catalogue: Catalogue, lock: StoreLock
) -> Store:
    """Open the file for an account whose key is known; the lock is held and becomes the store's."""
    db = connect(home / _DB, key)
    try:
        migrations.migrate(db, lambda: backup.write(db, key, home, None))
        store = Store(home, key, who, catalogue, db, lock)
        store.stand()
        store.account = replace(who, full_name=store.setting("accounts", {}).get(who.name, ""))
    except BaseException:
        db.close()
        raise
    return store


def _make_folder(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise DiskFailed() from fault
