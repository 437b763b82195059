"""The key card of a unit: its public keys, signed by themselves, and a fingerprint to compare.

A card is a `.goi` of two members, header and signature: there is nothing in it to lock. It is
trusted only by comparing the fingerprint on paper or by voice, once.
"""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Final, cast

from app import paths
from app.catalogue import Level
from app.exchange import archive, canonical, seal
from app.exchange.refusals import BundleRefused, CardWrong
from app.exchange.seal import PublicKeys, SecretKeys
from app.text import fold

MEMBERS: Final = ("header.json", "header.json.minisig")
FORMAT: Final = "soctd-goi/1"
LEVELS: Final[dict[str, Level]] = {"company": "c", "battalion": "d", "regiment": "e"}
_TEXTS: Final = ("unit", "name", "echelon", "parent", "incarnation", "created_at", "sign", "lock")
_FINGERPRINT_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Card:
    """What a unit says of itself. `parent` is '' without a superior; `echelon` as in table unit."""

    unit: str
    name: str
    echelon: str
    parent: str
    training: bool
    incarnation: str
    created_at: str
    keys: PublicKeys

    @property
    def digest(self) -> bytes:
        """Return the 16 bytes both sides compare: over the unit's code and both public keys."""
        text = "\n".join((FORMAT, self.unit, self.keys.sign, self.keys.lock))
        return sha256(text.encode()).digest()[:_FINGERPRINT_BYTES]

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint as eight groups of four hex digits."""
        text = self.digest.hex().upper()
        return " ".join(text[at : at + 4] for at in range(0, len(text), 4))

    @property
    def words(self) -> tuple[str, ...]:
        """Return the fingerprint as sixteen Vietnamese words, for reading out."""
        known = word_list()
        return tuple(known[byte] for byte in self.digest)

    def matches(self, said: str) -> bool:
        """Tell whether `said` is this fingerprint: hex digits or words, spacing and marks aside."""
        plain = fold(said).replace("-", " ").replace(":", " ").split()
        words = [fold(w) for w in self.words]
        return "".join(plain) == self.digest.hex() or plain == words

    def mapping(self) -> dict[str, canonical.Value]:
        """Return the card as it is written and kept."""
        return {
            "format": FORMAT,
            "kind": "card",
            "unit": self.unit,
            "name": self.name,
            "echelon": self.echelon,
            "parent": self.parent,
            "training": self.training,
            "incarnation": self.incarnation,
            "created_at": self.created_at,
            "sign": self.keys.sign,
            "lock": self.keys.lock,
        }


@lru_cache(maxsize=1)
def word_list() -> tuple[str, ...]:
    """Return the 256 words of `resources/exchange/words.txt`; no two differ by marks alone."""
    file = paths.resources() / "exchange" / "words.txt"
    return tuple(file.read_text("utf-8").split())


def write(card: Card, secret: SecretKeys) -> bytes:
    """Return the card as a file, signed by the keys it carries."""
    content = canonical.dumps(card.mapping())
    signature = seal.sign(content, secret, _comment(card))
    return archive.pack(dict(zip(MEMBERS, (content, signature), strict=True)))


def read(data: bytes) -> Card:
    """Read a card; `CardWrong` unless it is whole and signed by the keys it carries."""
    try:
        members = archive.unpack(data)
        if tuple(members) != MEMBERS:
            raise CardWrong
        content, signature = members.values()
        card = of_mapping(canonical.loads(content))
        card.keys.check()
        seal.verify(content, signature, card.keys, _comment(card))
    except BundleRefused as error:
        raise CardWrong from error
    return card


def of_mapping(found: dict[str, canonical.Value]) -> Card:
    """Read what `Card.mapping` returned; `CardWrong` for anything else."""
    names = {*_TEXTS, "format", "kind", "training"}
    texts = all(isinstance(found.get(n), str) for n in _TEXTS)
    if found.keys() != names or not texts or not isinstance(found["training"], bool):
        raise CardWrong
    if (found["format"], found["kind"]) != (FORMAT, "card") or found["echelon"] not in LEVELS:
        raise CardWrong
    said = cast(dict[str, str], found)
    readable = all(said[n].isprintable() and len(said[n]) <= 200 for n in _TEXTS)
    if not readable or not said["unit"] or not said["name"]:
        raise CardWrong
    keys = PublicKeys(said["sign"], said["lock"])
    return Card(
        said["unit"], said["name"], said["echelon"], said["parent"], bool(found["training"]),
        said["incarnation"], said["created_at"], keys,
    )  # fmt: skip


def _comment(card: Card) -> str:
    return f"soctd card {card.keys.key_id}"
