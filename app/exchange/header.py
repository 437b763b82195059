"""The signed header of a bundle: who, to whom, which period, which place in the chain."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal, cast, get_args

from app import period as periods
from app.exchange import canonical
from app.exchange.refusals import ContainerDamaged, FormatNewer, KindUnknown
from app.period import PeriodUnreadable

Kind = Literal["submission", "receipt"]
FORMAT: Final = "soctd-goi/1"

_HASH: Final = re.compile(r"[0-9a-f]{64}")
_KEY: Final = re.compile(r"[0-9A-F]{16}")
_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII)
_EDITION: Final = re.compile(r"\d{1,6}\.\d{1,6}\.\d{1,6}", re.ASCII)
_KIND: Final = re.compile(r"[a-z]{1,20}")
_MOST_SEQUENCE: Final = 10**9


@dataclass(frozen=True, slots=True)
class Header:
    """All that is known of a bundle before it is opened (design §8).

    Hashes are sha256 in hex; `previous` is the id of the last bundle of this channel ('' for the
    first), `replaces` the id of the submission this one stands for, `journal_head` the hash of the
    sender's last journal row.
    """

    kind: Kind
    sender: str
    receiver: str
    sender_key: str
    receiver_key: str
    period: str
    sequence: int
    incarnation: str
    previous: str
    replaces: str
    catalogue_edition: str
    catalogue_hash: str
    journal_head: str
    created_at: str
    training: bool
    nil: bool
    payload_sha256: str
    payload_size: int

    def mapping(self) -> dict[str, canonical.Value]:
        """Return the header as it is written and shown, with `from` and `to`."""
        found: dict[str, canonical.Value] = {
            name: getattr(self, name) for name in self.__slots__ if name not in _RENAMED
        }
        return {"format": FORMAT, "from": self.sender, "to": self.receiver, **found}

    def encoded(self) -> bytes:
        """Return the bytes that are signed."""
        return canonical.dumps(self.mapping())

    @property
    def id(self) -> str:
        """Return the bundle's id: the sha256 of the signed bytes, hex."""
        return sha256(self.encoded()).hexdigest()

    @property
    def comment(self) -> str:
        """Return the trusted comment of the signature, ASCII, bound to this header."""
        return f"soctd {self.kind} {self.sequence} {self.created_at}"


_RENAMED: Final = ("sender", "receiver")


def parse(data: bytes) -> Header:
    """Read a header strictly.

    `FormatNewer` and `KindUnknown` are told apart from damage (`ContainerDamaged`), because they
    have another remedy.
    """
    found = canonical.loads(data)
    _require_known(found)
    names = {n for n in Header.__slots__ if n not in _RENAMED} | {"from", "to", "format"}
    if found.keys() != names:
        raise ContainerDamaged
    found.pop("format")
    found["sender"], found["receiver"] = found.pop("from"), found.pop("to")
    for name, kind in Header.__annotations__.items():
        if type(found[name]) is not (kind if isinstance(kind, type) else str):
            raise ContainerDamaged
    header = Header(**cast(dict[str, str], found))  # type: ignore[arg-type]
    if not _sensible(header):
        raise ContainerDamaged
    return header


def _require_known(found: Mapping[str, canonical.Value]) -> None:
    name, _, version = str(found.get("format")).partition("/")
    if name != "soctd-goi" or not version.isascii() or not version.isdecimal():
        raise ContainerDamaged
    if version != "1":
        raise FormatNewer if not version.startswith("0") else ContainerDamaged
    kind = found.get("kind")
    if not isinstance(kind, str) or not _KIND.fullmatch(kind):
        raise ContainerDamaged
    if kind not in get_args(Kind):
        raise KindUnknown


def _sensible(header: Header) -> bool:
    hashes = (header.catalogue_hash, header.payload_sha256)
    optional = (header.previous, header.replaces, header.journal_head)
    try:
        period = periods.parse(header.period)
    except PeriodUnreadable:
        return False
    return (
        all(_HASH.fullmatch(h) for h in hashes)
        and all(not h or _HASH.fullmatch(h) for h in optional)
        and all(_KEY.fullmatch(k) for k in (header.sender_key, header.receiver_key))
        and all(0 < len(c) <= 40 and c.isprintable() for c in (header.sender, header.receiver))
        and 0 < len(header.incarnation) <= 64
        and period.text == header.period
        and 0 < header.sequence <= _MOST_SEQUENCE
        and (header.previous == "") == (header.sequence == 1)
        and bool(_MOMENT.fullmatch(header.created_at))
        and bool(_EDITION.fullmatch(header.catalogue_edition))
        and header.payload_size > 0
    )


def edition_order(edition: str) -> tuple[int, ...]:
    """Return a semantic version as numbers, for comparing editions."""
    return tuple(int(part) for part in edition.split("."))
