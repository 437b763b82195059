"""Signing and locking: the only file of the exchange that knows minisign and age.

Everything is read strictly: a signature or a locked payload that is not written the one way we
write it is refused, so that a flipped bit is noticed even where the formats themselves allow slack.
"""

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pyrage
from minisign import Error as MinisignError
from minisign import KeyPair, PublicKey, SecretKey, Signature
from pyrage import x25519

from app.exchange.refusals import BagWrong, CardWrong, SignatureWrong

_UNTRUSTED: Final = "Signed by So CTD"  # minisign does not sign this line, so it is a constant
_AGE_MAGIC: Final = b"age-encryption.org/v1\n"
_STANZA: Final = re.compile(
    rb"-> ([!-~]+)((?: [!-~]+)*)\n((?:[A-Za-z0-9+/]{64}\n)*)([A-Za-z0-9+/]{0,63}\n)"
)
_MAC: Final = re.compile(rb"--- [A-Za-z0-9+/]{43}\n")
_MOST_STANZAS: Final = 8


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """What others need of a unit: `sign` is minisign's public key line, `lock` an age recipient."""

    sign: str
    lock: str

    @property
    def key_id(self) -> str:
        """Return minisign's key id as minisign prints it: 16 hex digits."""
        return base64.b64decode(self.sign)[2:10][::-1].hex().upper()

    def check(self) -> None:
        """Refuse keys that cannot be read or are written in an unusual way (`CardWrong`)."""
        try:
            same = PublicKey.from_base64(self.sign).to_base64().decode() == self.sign
            same = same and str(x25519.Recipient.from_str(self.lock)) == self.lock
        except (MinisignError, pyrage.RecipientError, ValueError) as error:
            raise CardWrong from error
        if not same:
            raise CardWrong


@dataclass(frozen=True, slots=True, repr=False)
class SecretKeys:
    """A unit's secrets: minisign's secret key line without passphrase and an age identity."""

    sign: str
    lock: str

    def public(self) -> PublicKeys:
        """Return the public halves."""
        own = SecretKey.from_base64(self.sign).get_public_key()
        recipient = x25519.Identity.from_str(self.lock).to_public()
        return PublicKeys(own.to_base64().decode(), str(recipient))


def generate() -> SecretKeys:
    """Make a new pair for signing and a new pair for locking."""
    pair = KeyPair.generate()
    return SecretKeys(pair.secret_key.to_base64().decode(), str(x25519.Identity.generate()))


def sign(content: bytes, secret: SecretKeys, comment: str) -> bytes:
    """Sign with Ed25519 in minisign's prehashed form; `comment` (ASCII) is signed too.

    The bytes are what `minisign -S` would leave in a `.minisig` file.
    """
    made = SecretKey.from_base64(secret.sign).sign(
        content, untrusted_comment=_UNTRUSTED, trusted_comment=comment
    )
    return bytes(made) + b"\n"


def verify(content: bytes, signature: bytes, public: PublicKeys, comment: str) -> None:
    """Refuse (`SignatureWrong`) unless `signature` is exactly ours over `content` and `comment`."""
    try:
        read = Signature.from_bytes(signature)
        usual = read.untrusted_comment == _UNTRUSTED and read.trusted_comment == comment
        if not usual or not read.is_prehashed() or bytes(read) + b"\n" != signature:
            raise SignatureWrong
        PublicKey.from_base64(public.sign).verify(content, read)
    except (MinisignError, ValueError, binascii.Error) as error:
        raise SignatureWrong from error


def lock(content: bytes, receivers: Sequence[PublicKeys]) -> bytes:
    """Encrypt with age to every receiver."""
    locked: bytes = pyrage.encrypt(content, [x25519.Recipient.from_str(r.lock) for r in receivers])
    return locked


def unlock(locked: bytes, secret: SecretKeys) -> bytes:
    """Decrypt; `BagWrong` when the payload is damaged or not locked to these secrets.

    Only X25519 recipients are tried: a passphrase stanza could ask for hours of work. age itself
    refuses trailing bytes and a missing last chunk.
    """
    _require_plain_recipients(locked)
    try:
        content: bytes = pyrage.decrypt(locked, [x25519.Identity.from_str(secret.lock)])
    except pyrage.DecryptError as error:
        raise BagWrong("Không mở được phần niêm phong của gói.") from error
    return content


def _require_plain_recipients(locked: bytes) -> None:
    """Walk the age header: X25519 stanzas, beside them only the grease that age writers add."""
    at, count = len(_AGE_MAGIC), 0
    while locked.startswith(_AGE_MAGIC) and count <= _MOST_STANZAS:
        stanza = _STANZA.match(locked, at)
        if stanza is None:
            if count and _MAC.match(locked, at):
                return
            break
        kind = stanza.group(1)
        if kind != b"X25519" and not kind.endswith(b"-grease"):
            break
        at, count = stanza.end(), count + 1
    raise BagWrong("Phần niêm phong của gói không đúng kiểu cho phép.")
