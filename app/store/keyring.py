"""`store.keys`: the file's random key wrapped once per account and once for the recovery code.

Argon2id (RFC 9106) makes the wrapping key from a passphrase, AES-256-GCM wraps. Changing a passphrase
rewrites only this small file.
"""

import base64
import json
import os
import secrets
import time
import unicodedata
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.store.errors import StoreDamaged, WeakPassphrase, WrongPassphrase
from app.store.units import Account

FORMAT: Final = 1
SHORTEST: Final = 8
ALPHABET: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
GROUPS: Final = 8
RECOVERY: Final = "khôi phục"


@dataclass(frozen=True, slots=True)
class Argon:
    """Cost of Argon2id: passes, memory in KiB, lanes."""

    iterations: int
    memory_kib: int
    lanes: int


FLOOR: Final = Argon(3, 65536, 4)
"""RFC 9106, second recommended option; never less."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """The file's key as one account holds it."""

    name: str
    role: str
    argon: Argon
    salt: str
    nonce: str
    sealed: str


def calibrate(seconds: float = 0.5) -> Argon:
    """Return the cost that takes about `seconds` here, never below FLOOR."""
    started = time.perf_counter()
    _stretch("đo", b"0" * 16, FLOOR)
    spent = max(time.perf_counter() - started, 0.001)
    return replace(
        FLOOR, iterations=max(FLOOR.iterations, round(FLOOR.iterations * seconds / spent))
    )


def new_key() -> bytes:
    return secrets.token_bytes(32)


def new_code() -> str:
    """Return a recovery code: eight groups of four letters and digits that are not mistaken for each other."""
    letters = [secrets.choice(ALPHABET) for _ in range(4 * GROUPS)]
    return "-".join("".join(letters[i : i + 4]) for i in range(0, len(letters), 4))


def tidy_code(code: str) -> str:
    """Return a typed recovery code as it was made, whatever its case, spaces and dashes."""
    kept = [c for c in code.upper() if c in ALPHABET]
    return "-".join("".join(kept[i : i + 4]) for i in range(0, len(kept), 4))


def check_strength(passphrase: str) -> None:
    if len(unicodedata.normalize("NFC", passphrase)) < SHORTEST:
        raise WeakPassphrase


def wrap(key: bytes, account: Account, secret: str, argon: Argon) -> Wrapped:
    """Wrap `key` for `account` under its passphrase or the recovery code."""
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    sealed = AESGCM(_stretch(secret, salt, argon)).encrypt(
        nonce, key, _bound(account.name, account.role)
    )
    return Wrapped(account.name, account.role, argon, _text(salt), _text(nonce), _text(sealed))


def unwrap(wrapped: Wrapped, secret: str) -> bytes:
    """Return the file's key; WrongPassphrase."""
    stretched = _stretch(secret, _raw(wrapped.salt), wrapped.argon)
    try:
        return AESGCM(stretched).decrypt(
            _raw(wrapped.nonce), _raw(wrapped.sealed), _bound(wrapped.name, wrapped.role)
        )
    except InvalidTag:
        raise WrongPassphrase from None


def read(file: Path) -> list[Wrapped]:
    """Return every wrapped key; StoreDamaged when the file is not what this program writes."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        if content["format"] != FORMAT:
            raise ValueError(content["format"])
        found = [Wrapped(**{**row, "argon": Argon(**row["argon"])}) for row in content["keys"]]
        if any(_below_floor(w.argon) for w in found):
            raise ValueError("argon")
        return found
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        raise StoreDamaged("Tệp khóa store.keys bị hỏng hoặc thiếu.") from wrong


def write(file: Path, keys: list[Wrapped]) -> None:
    """Replace the file as a whole: written aside, flushed to the disk, then renamed."""
    content: dict[str, Any] = {"format": FORMAT, "keys": [asdict(w) for w in keys]}
    aside = file.with_name(file.name + ".moi")
    with aside.open("w", encoding="utf-8") as stream:
        json.dump(content, stream, ensure_ascii=False, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(aside, file)


def _below_floor(argon: Argon) -> bool:
    return (
        argon.iterations < FLOOR.iterations
        or argon.memory_kib < FLOOR.memory_kib
        or argon.lanes < 1
    )


def _stretch(secret: str, salt: bytes, argon: Argon) -> bytes:
    plain = unicodedata.normalize("NFC", secret).encode()
    return Argon2id(
        salt=salt,
        length=32,
        iterations=argon.iterations,
        lanes=argon.lanes,
        memory_cost=argon.memory_kib,
    ).derive(plain)


def _bound(name: str, role: str) -> bytes:
    return f"soctd {FORMAT} {name} {role}".encode()


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _raw(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
