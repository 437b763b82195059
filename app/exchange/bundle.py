"""A `.goi` file: header, signature, locked payload. Pure; knows no store."""

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

from app.exchange import archive, seal
from app.exchange.header import Header, parse
from app.exchange.refusals import BagWrong, ContainerDamaged, KindUnknown
from app.exchange.seal import PublicKeys, SecretKeys

MEMBERS: Final = ("header.json", "header.json.minisig", "payload.age")


@dataclass(frozen=True, slots=True)
class Bundle:
    """The three members as read, not yet verified."""

    header: Header
    header_bytes: bytes
    signature: bytes
    locked: bytes


def seal_up(
    header: Header, payload: bytes, secret: SecretKeys, receiver: PublicKeys
) -> tuple[Header, bytes]:
    """Lock `payload` for the receiver and the sender, sign, and return the finished header and file.

    Hash and size of the locked payload in `header` are filled in here.
    """
    locked = seal.lock(payload, [receiver, secret.public()])
    done = replace(header, payload_sha256=sha256(locked).hexdigest(), payload_size=len(locked))
    content = done.encoded()
    signature = seal.sign(content, secret, done.comment)
    return done, archive.pack(dict(zip(MEMBERS, (content, signature, locked), strict=True)))


def read(data: bytes) -> Bundle:
    """Take a file apart; `ContainerDamaged` unless it is written exactly as `seal_up` writes it."""
    members = archive.unpack(data)
    if tuple(members) == MEMBERS[:2]:
        raise KindUnknown("Đây là thẻ khóa, không phải gói số liệu.")
    if tuple(members) != MEMBERS:
        raise ContainerDamaged
    content, signature, locked = members.values()
    return Bundle(parse(content), content, signature, locked)


def verify(bundle: Bundle, public: PublicKeys) -> None:
    """Refuse a header that `public` did not sign (`SignatureWrong`)."""
    seal.verify(bundle.header_bytes, bundle.signature, public, bundle.header.comment)


def open_payload(bundle: Bundle, secret: SecretKeys) -> bytes:
    """Return the payload; `BagWrong` when it is not the one the header names."""
    header = bundle.header
    if len(bundle.locked) != header.payload_size:
        raise BagWrong
    if sha256(bundle.locked).hexdigest() != header.payload_sha256:
        raise BagWrong
    return seal.unlock(bundle.locked, secret)
