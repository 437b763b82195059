"""Who may open the store: add, list, remove, change a passphrase, print or use the recovery code."""

from pathlib import Path

from app.errors import NotFound
from app.store import keyring, opening
from app.store.errors import LastHead, ReadOnly
from app.store.store import Store
from app.store.units import Account


def listing(home: Path) -> list[Account]:
    """Return the accounts of a store, the recovery code not among them."""
    return [
        Account(w.name, w.role)
        for w in keyring.read(home / opening.KEYS)
        if w.name != keyring.RECOVERY
    ]


def add(store: Store, name: str, role: str, *, passphrase: str) -> Account:
    """Let somebody else open the store; only a chính trị viên may."""
    _require_head(store)
    keyring.check_strength(passphrase)
    made = Account(name, role)
    _replace(store, name, keyring.wrap(store.key, made, passphrase, _cost(store.home)))
    return made


def remove(store: Store, name: str) -> None:
    """Close an account; its history stays. The last chính trị viên cannot be removed."""
    _require_head(store)
    keys = keyring.read(store.home / opening.KEYS)
    _named(keys, name)
    left = [w for w in keys if w.name != name]
    if not any(w.role == opening.HEAD and w.name != keyring.RECOVERY for w in left):
        raise LastHead
    keyring.write(store.home / opening.KEYS, left)


def change_passphrase(store: Store, name: str, *, passphrase: str) -> None:
    """Give an account a new passphrase; the data file is not touched."""
    if name != store.account.name:
        _require_head(store)
    keyring.check_strength(passphrase)
    old = _named(keyring.read(store.home / opening.KEYS), name)
    _replace(store, name, keyring.wrap(store.key, Account(name, old.role), passphrase, old.argon))


def new_recovery(store: Store) -> str:
    """Make a new recovery code; the old one opens nothing any more."""
    _require_head(store)
    code = keyring.new_code()
    holder = Account(keyring.RECOVERY, opening.HEAD)
    _replace(store, keyring.RECOVERY, keyring.wrap(store.key, holder, code, _cost(store.home)))
    return code


def recover(home: Path, code: str, name: str, *, passphrase: str) -> None:
    """Set a new passphrase of `name` with the recovery code; WrongPassphrase when the code is wrong."""
    keyring.check_strength(passphrase)
    keys = keyring.read(home / opening.KEYS)
    key = keyring.unwrap(_named(keys, keyring.RECOVERY), keyring.tidy_code(code))
    old = _named(keys, name)
    fresh = keyring.wrap(key, Account(name, old.role), passphrase, old.argon)
    keyring.write(home / opening.KEYS, [fresh if w.name == name else w for w in keys])


def _require_head(store: Store) -> None:
    if store.account.role != opening.HEAD:
        raise ReadOnly("Chỉ chính trị viên được làm việc này.")


def _named(keys: list[keyring.Wrapped], name: str) -> keyring.Wrapped:
    for wrapped in keys:
        if wrapped.name == name:
            return wrapped
    raise NotFound(f"Không có tài khoản “{name}”.")


def _cost(home: Path) -> keyring.Argon:
    return keyring.read(home / opening.KEYS)[0].argon


def _replace(store: Store, name: str, fresh: keyring.Wrapped) -> None:
    file = store.home / opening.KEYS
    keyring.write(file, [*(w for w in keyring.read(file) if w.name != name), fresh])
