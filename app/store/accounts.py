"""Who may open the store: add, list, remove, new passphrases, recovery. The data is never rewritten."""

from dataclasses import replace
from pathlib import Path

from app.store import keyring
from app.store.errors import AccountUnfit, NoStore, NotAllowed
from app.store.model import ROLES, Account
from app.store.store import Store

_ALL = "chinh_tri_vien"


def listing(home: Path) -> list[Account]:
    """Return the accounts of the store in `home`; needs no passphrase, so it tells no full names."""
    return [Account(a.name, a.role) for a in _kept(home).accounts]


def add(store: Store, name: str, role: str, *, passphrase: str, full_name: str = "") -> Account:
    """Give somebody a passphrase of their own; only the chính trị viên does."""
    _require_all(store)
    ring = _ring(store)
    if role not in ROLES:
        raise AccountUnfit("Không có vai trò này.", hint=", ".join(ROLES))
    if not name.strip() or ring.named(name):
        raise AccountUnfit(f"Tên tài khoản “{name}” trống hoặc đã có.")
    keyring.require_fit(passphrase)
    wrapped = keyring.wrap(store.key, name, role, passphrase, ring.accounts[0].argon)
    with store.change(f"Thêm tài khoản: {name}", final=True):
        store.set_setting("accounts", {**store.setting("accounts", {}), name: full_name})
        _write(store, replace(ring, accounts=(*ring.accounts, wrapped)))
    return Account(name, role, full_name)


def remove(store: Store, name: str) -> None:
    """Close an account; what it did stays in the history. One chính trị viên always remains."""
    _require_all(store)
    ring = _ring(store)
    left = tuple(a for a in ring.accounts if a.name != name)
    if len(left) == len(ring.accounts):
        raise AccountUnfit(f"Không có tài khoản “{name}”.")
    if not any(a.role == _ALL for a in left):
        raise AccountUnfit("Phải còn ít nhất một tài khoản chính trị viên.")
    names = {k: v for k, v in store.setting("accounts", {}).items() if k != name}
    with store.change(f"Đóng tài khoản: {name}", final=True):
        store.set_setting("accounts", names)
        _write(store, replace(ring, accounts=left))


def change_passphrase(store: Store, name: str, *, passphrase: str) -> None:
    """Set a new passphrase: one's own, or as chính trị viên anybody's. Only `store.keys` is written."""
    if name != store.account.name:
        _require_all(store)
    keyring.require_fit(passphrase)
    _write(store, _rewrapped(_ring(store), store.key, name, passphrase))


def new_recovery(store: Store) -> str:
    """Return a new recovery code to print; the old one no longer opens anything."""
    _require_all(store)
    ring, code = _ring(store), keyring.new_code()
    wrapped = keyring.wrap_for_code(store.key, code, ring.accounts[0].argon)
    _write(store, replace(ring, recovery=wrapped))
    return code


def recover(home: Path, code: str, account: str, *, passphrase: str) -> None:
    """Set a new passphrase with the printed recovery code; `WrongRecoveryCode` when it does not open."""
    keyring.require_fit(passphrase)
    ring = _kept(home)
    key = keyring.unlock_with_code(ring, code)
    keyring.write(home / keyring.FILE, _rewrapped(ring, key, account, passphrase))


def _rewrapped(ring: keyring.Keyring, key: bytes, name: str, passphrase: str) -> keyring.Keyring:
    old = ring.named(name)
    if old is None:
        raise AccountUnfit(f"Không có tài khoản “{name}”.")
    new = keyring.wrap(key, old.name, old.role, passphrase, old.argon)
    return replace(ring, accounts=tuple(new if a is old else a for a in ring.accounts))


def _kept(home: Path) -> keyring.Keyring:
    """Return the keyring of the store in `home`; `NoStore` where there is no store."""
    if not (home / "store.db").exists():
        raise NoStore()
    return keyring.read(home / keyring.FILE)


def _require_all(store: Store) -> None:
    if store.account.role != _ALL:
        raise NotAllowed()


def _ring(store: Store) -> keyring.Keyring:
    return keyring.read(store.home / keyring.FILE)


def _write(store: Store, ring: keyring.Keyring) -> None:
    keyring.write(store.home / keyring.FILE, ring)
