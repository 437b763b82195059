"""The keys a store knows: its own pair, made at first use, and the cards of others it trusts."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app import clock
from app.exchange import cards, medium, seal
from app.exchange.cards import Card
from app.exchange.refusals import (
    CardRefused,
    FingerprintDiffers,
    KeyUnknown,
    ReceiverKeyMissing,
    TrainingMixed,
)
from app.exchange.seal import PublicKeys, SecretKeys
from app.store import NotAllowed, Store, Unit, Where

_MOST_CARD: Final = 64 * 1024
_ABOVE: Final = ("company", "battalion", "regiment")


@dataclass(frozen=True, slots=True)
class Known:
    """One key in the store. Only one key of a unit is in use: trusted and not retired."""

    id: str
    unit: str
    name: str
    own: bool
    trusted_at: str | None
    retired_at: str | None
    card: Card

    @property
    def fingerprint(self) -> str:
        return self.card.fingerprint

    @property
    def words(self) -> tuple[str, ...]:
        return self.card.words

    @property
    def in_use(self) -> bool:
        return self.retired_at is None and (self.own or self.trusted_at is not None)


def ensure(store: Store) -> Card:
    """Return the own card, making the pair of keys at first use."""
    own = _own_row(store)
    if own is None:
        secret = seal.generate()
        public = secret.public()
        row: dict[str, object] = {
            "id": public.key_id,
            "unit": store.unit.code,
            "card_json": _card(store, public).mapping(),
            "secret_json": {"sign": secret.sign, "lock": secret.lock},
            "trusted_at": clock.now(),
            "retired_at": None,
        }
        with store.change("Tạo khóa của đơn vị", final=True):
            store.insert("key", row)
        return _card(store, public)
    return _card(store, _known(own).card.keys)


def secret(store: Store) -> SecretKeys:
    """Return the own secrets; they never leave the process."""
    ensure(store)
    row = _own_row(store)
    assert row is not None
    kept = row["secret_json"]
    assert isinstance(kept, Mapping)
    return SecretKeys(str(kept["sign"]), str(kept["lock"]))


def own_id(store: Store) -> str:
    """Return the id of the own key, '' while there is none; changes nothing."""
    row = _own_row(store)
    return str(row["id"]) if row else ""


def export_identity(store: Store) -> str:
    """Return the own age identity line, for opening bundles without this program (`age -d -i`)."""
    return secret(store).lock


def write_card(store: Store, to: Path) -> Path:
    """Write the own card to the file `to`, or into the folder `to`, and return the file."""
    card = ensure(store)
    named = to.suffix.lower() in (".goi", ".json") and not to.is_dir()
    file = to if named else to / f"{medium.plain_name(card.unit)}-the-khoa.goi"
    with medium.placed(file.parent, {file.name: cards.write(card, secret(store))}):
        pass
    return file


def read_card(path: Path) -> Card:
    """Read a card file; `CardWrong` when it is damaged, `FileUnreadable` when it cannot be read."""
    return cards.read(medium.read(path, _MOST_CARD))


def trust(store: Store, path: Path, fingerprint: str) -> Card:
    """Trust a card whose fingerprint was compared with its unit, as hex digits or as words.

    The unit becomes known here when it is the direct superior or a direct subordinate; a key it
    had before is retired. The same card again takes over a new name or a restored store.
    Only the chính trị viên trusts (`NotAllowed`).
    """
    if not store.account.signs:
        raise NotAllowed("Tài khoản này không được tin khóa của đơn vị khác.")
    card = read_card(path)
    if not card.matches(fingerprint):
        raise FingerprintDiffers
    relation = _relation(store, card)
    others = [k for k in listing(store) if k.unit == card.unit and k.in_use]
    with store.change(f"Tin khóa của {card.name}"):
        _know_unit(store, card, relation)
        for key in others:
            if key.id != card.keys.key_id:
                store.update("key", key.id, {"retired_at": clock.now()})
        row: dict[str, object] = {
            "card_json": card.mapping(),
            "trusted_at": clock.now(),
            "retired_at": None,
        }
        if find(store, card.keys.key_id) is None:
            row |= {"id": card.keys.key_id, "unit": card.unit, "secret_json": None}
            store.insert("key", row)
        else:
            store.update("key", card.keys.key_id, row)
    return card


def listing(store: Store) -> list[Known]:
    """Return every key, the own one first, then by unit."""
    known = [_known(row) for row in store.find("key", order=("unit", "id"))]
    return sorted(known, key=lambda k: (not k.own, k.unit, k.retired_at is not None))


def find(store: Store, key_id: str) -> Known | None:
    rows = store.find("key", Where("id", "=", key_id))
    return _known(rows[0]) if rows else None


def of_unit(store: Store, unit: str) -> Known:
    """Return the key in use of another unit; `ReceiverKeyMissing` when there is none."""
    for key in listing(store):
        if key.unit == unit and key.in_use and not key.own:
            return key
    raise ReceiverKeyMissing(f"Chưa có thẻ khóa của đơn vị {unit}.")


def signer(store: Store, key_id: str) -> Known:
    """Return the key that signed a bundle; `KeyUnknown` when it is not known, or is retired."""
    key = find(store, key_id)
    if key is None:
        raise KeyUnknown
    if not key.in_use:
        raise KeyUnknown("Khóa của đơn vị gửi đã được thay bằng khóa mới.")
    return key


def _relation(store: Store, card: Card) -> str:
    """Tell which side the card's unit stands on; `CardRefused` for anyone else."""
    own = store.unit
    if card.training != own.training:
        raise TrainingMixed("Đơn vị thật không tin thẻ khóa của đơn vị huấn luyện, và ngược lại.")
    if card.unit == own.code:
        raise CardRefused(
            "Đây là thẻ của chính đơn vị mình hoặc của đơn vị trùng mã.",
            hint="Hai đơn vị không được cùng mã; kiểm tra mã trong phần thiết lập.",
        )
    if card.parent == own.code and _ABOVE.index(card.echelon) < _ABOVE.index(own.echelon):
        return "subordinate"
    higher = _ABOVE.index(card.echelon) > _ABOVE.index(own.echelon)
    if higher and own.parent in (card.unit, ""):
        return "superior"
    raise CardRefused(
        f"{card.name} không phải cấp trên hoặc cấp dưới trực tiếp của đơn vị mình.",
        hint="Kiểm tra mã đơn vị và mã cấp trên ghi trên thẻ.",
    )


def _know_unit(store: Store, card: Card, relation: str) -> None:
    own = store.unit
    parent = own.code if relation == "subordinate" else card.parent
    facts = {"name": card.name, "echelon": card.echelon, "parent": parent}
    known = {u.code: u for u in store.units()}.get(card.unit)
    if known is None:
        training = int(card.training)
        row: dict[str, object] = {
            "code": card.unit,
            **facts,
            "own": 0,
            "training": training,
            "data": {},
        }
        store.insert("unit", row)
    elif (known.name, known.echelon, known.parent) != tuple(facts.values()):
        store.update("unit", card.unit, facts)
    if relation == "superior" and own.parent == "":
        store.update("unit", own.code, {"parent": card.unit})


def _card(store: Store, public: PublicKeys) -> Card:
    unit: Unit = store.unit
    return Card(
        unit.code, unit.name, unit.echelon, unit.parent, unit.training,
        store.incarnation, clock.now(), public,
    )  # fmt: skip


def _own_row(store: Store) -> dict[str, object] | None:
    rows = store.find("key", Where("secret_json", "set"), Where("retired_at", "empty"))
    return rows[0] if rows else None


def _known(row: Mapping[str, object]) -> Known:
    kept = row["card_json"]
    assert isinstance(kept, Mapping)
    card = cards.of_mapping(dict(kept))
    own = row["secret_json"] is not None
    trusted, retired = row["trusted_at"], row["retired_at"]
    return Known(
        str(row["id"]), str(row["unit"]), card.name, own,
        str(trusted) if trusted else None, str(retired) if retired else None, card,
    )  # fmt: skip
