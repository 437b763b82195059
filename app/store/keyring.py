"""The keyring `store.keys`: the store's key, wrapped once per account and once for the recovery code.

AES-256-GCM under Argon2id of the passphrase; name and role are bound as associated data, so that a
role edited by hand opens nothing. Nothing here knows SQL.
"""

import base64
import json
import os
import secrets
import time
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.errors import Problem
from app.store.codec import encode
from app.store.errors import KeysDamaged, PassphraseUnfit, WrongPassphrase, WrongRecoveryCode
from app.store.model import FLOOR, ROLES, Account, Argon

FILE: Final = "store.keys"
_FORMAT: Final = 1
_RECOVERY: Final = ("", "recovery")
_SHORTEST: Final = 8
_MOST_MEMORY_KIB: Final = 1 << 22
_MOST_ITERATIONS: Final = 1000
_WANTED_SECONDS: Final = 0.5

# No vowel and no tone letter of Telex, so that a Vietnamese keyboard left on changes nothing;
# nothing that looks like another (0 O, 1 I, 8 B, 6 G, 5 S, 2 Z). 18 symbols, 32 of them: 133 bits.
_SYMBOLS: Final = "CHKLMNPQTV23456789"
_GROUPS, _GROUP = 8, 4


@dataclass(frozen=True, slots=True)
class Wrapped:
    """The store's key as one holder can open it; `role` is `recovery` for the printed code."""

    name: str
    role: str
    salt: bytes
    argon: Argon
    nonce: bytes
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class Keyring:
    """Everything in `store.keys`."""

    accounts: tuple[Wrapped, ...]
    recovery: Wrapped | None

    def named(self, name: str) -> Wrapped | None:
        return next((a for a in self.accounts if a.name == name), None)


def new_key() -> bytes:
    """Return 32 random bytes for a new store."""
    return secrets.token_bytes(32)


def calibrate() -> Argon:
    """Return a cost of about half a second on this machine, never below `FLOOR`."""
    started = time.perf_counter()
    _derive("calibration", bytes(16), FLOOR)
    per_pass = (time.perf_counter() - started) / FLOOR.iterations
    iterations = min(max(FLOOR.iterations, round(_WANTED_SECONDS / per_pass)), _MOST_ITERATIONS)
    return Argon(iterations, FLOOR.memory_kib, FLOOR.lanes)


def require_fit(passphrase: str) -> None:
    """Raise `PassphraseUnfit` for a passphrase too short or made of one repeated character."""
    plain = _normal(passphrase)
    problems = []
    if len(plain) < _SHORTEST:
        problems.append(
            Problem(
                "passphrase", f"Mật khẩu phải có ít nhất {_SHORTEST} ký tự.", PassphraseUnfit.code
            )
        )
    elif len(set(plain)) < 3:
        problems.append(
            Problem("passphrase", "Mật khẩu lặp lại quá ít ký tự khác nhau.", PassphraseUnfit.code)
        )
    if problems:
        raise PassphraseUnfit(problems=problems)


def wrap(key: bytes, name: str, role: str, passphrase: str, argon: Argon) -> Wrapped:
    """Return the key wrapped for an account; the passphrase must have been checked."""
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    sealed = AESGCM(_derive(_normal(passphrase), salt, argon)).encrypt(
        nonce, key, _bound(name, role)
    )
    return Wrapped(name, role, salt, argon, nonce, sealed)


def unwrap(holder: Wrapped, passphrase: str) -> bytes | None:
    """Return the store's key, or None when this passphrase does not open this holder's copy."""
    wrapping = AESGCM(_derive(_normal(passphrase), holder.salt, holder.argon))
    try:
        return wrapping.decrypt(holder.nonce, holder.wrapped, _bound(holder.name, holder.role))
    except InvalidTag:
        return None


def unlock(ring: Keyring, passphrase: str, account: str = "") -> tuple[bytes, Account]:
    """Return the store's key and who opened it; `account` empty tries each in turn."""
    for holder in ring.accounts:
        if account in ("", holder.name):
            key = unwrap(holder, passphrase)
            if key is not None:
                return key, Account(holder.name, holder.role)
    raise WrongPassphrase()


def new_code() -> str:
    """Return a fresh recovery code, eight groups of four."""
    return "-".join(
        "".join(secrets.choice(_SYMBOLS) for _ in range(_GROUP)) for _ in range(_GROUPS)
    )


def wrap_for_code(key: bytes, code: str, argon: Argon) -> Wrapped:
    return wrap(key, *_RECOVERY, _plain_code(code), argon)


def unlock_with_code(ring: Keyring, code: str) -> bytes:
    """Return the store's key for the printed code; case, spaces and dashes do not matter."""
    key = unwrap(ring.recovery, _plain_code(code)) if ring.recovery else None
    if key is None:
        raise WrongRecoveryCode()
    return key


def read(path: Path) -> Keyring:
    """Read a keyring file; `KeysDamaged` when it is missing or not one."""
    try:
        tree = json.loads(path.read_text("utf-8"))
        if tree["format"] != _FORMAT:
            raise KeysDamaged()
        recovery = tree["recovery"]
        ring = Keyring(
            tuple(_holder(a) for a in tree["accounts"]), _holder(recovery) if recovery else None
        )
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise KeysDamaged() from fault
    if not ring.accounts or any(a.role not in ROLES for a in ring.accounts):
        raise KeysDamaged()
    return ring


def write(path: Path, ring: Keyring) -> None:
    """Replace a keyring file whole: the old one stands until the new one is on the disk."""
    tree = {
        "format": _FORMAT,
        "accounts": [_tree(a) for a in ring.accounts],
        "recovery": _tree(ring.recovery) if ring.recovery else None,
    }
    replace_file(path, (json.dumps(tree, indent=1, ensure_ascii=False) + "\n").encode())


def replace_file(path: Path, content: bytes) -> None:
    """Write a small file so that a power cut leaves either the old or the new one."""
    partial = path.with_name(path.name + ".part")
    with partial.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    partial.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Put a folder's entries on the disk; Windows does so by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _derive(secret: str, salt: bytes, argon: Argon) -> bytes:
    derivation = Argon2id(
        salt=salt,
        length=32,
        iterations=argon.iterations,
        lanes=argon.lanes,
        memory_cost=argon.memory_kib,
    )
    return derivation.derive(secret.encode())


def _normal(passphrase: str) -> str:
    """NFC, so that Unikey's composed and decomposed spellings open the same store."""
    return unicodedata.normalize("NFC", passphrase)


def _plain_code(code: str) -> str:
    return "".join(c for c in code.upper() if c.isalnum())


def _bound(name: str, role: str) -> bytes:
    return encode({"name": name, "role": role, "what": f"soctd store key {_FORMAT}"}).encode()


def _tree(holder: Wrapped) -> dict[str, object]:
    argon = holder.argon
    return {
        "name": holder.name,
        "role": holder.role,
        "salt": base64.b64encode(holder.salt).decode(),
        "argon": [argon.iterations, argon.memory_kib, argon.lanes],
        "nonce": base64.b64encode(holder.nonce).decode(),
        "wrapped": base64.b64encode(holder.wrapped).decode(),
    }


def _holder(tree: Mapping[str, object]) -> Wrapped:
    cost = tree["argon"]
    if not isinstance(cost, list) or not all(isinstance(n, int) for n in cost):
        raise KeysDamaged()
    argon = Argon(*cost)
    low_enough = argon.iterations <= _MOST_ITERATIONS and argon.memory_kib <= _MOST_MEMORY_KIB
    high_enough = argon.iterations >= FLOOR.iterations and argon.memory_kib >= FLOOR.memory_kib
    name, role = str(tree["name"]), str(tree["role"])
    salt, nonce, wrapped = (
        base64.b64decode(str(tree[k]), validate=True) for k in ("salt", "nonce", "wrapped")
    )
    if not (low_enough and high_enough and len(nonce) == 12 and len(salt) >= 16):
        raise KeysDamaged()
    return Wrapped(name, role, salt, argon, nonce, wrapped)
