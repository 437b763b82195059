"""The two directions of a channel: what was sent to a unit and what was taken in from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

from app.exchange import archive, bundle, medium
from app.exchange.header import Header
from app.exchange.refusals import BundleRefused
from app.store import Store, Where

TAKEN: Final = ("applied", "receipted", "replaced")
"""States of an incoming bundle whose content stands, or stood, in the store."""
SENT: Final = "sent"
RECEIVED: Final = "received"


@dataclass(frozen=True, slots=True)
class Parcel:
    """One row of table bundle: a `.goi` file that was sent or taken in; `unit` is the other side."""

    id: str
    direction: Literal["out", "in"]
    kind: str
    unit: str
    period: str
    sequence: int
    incarnation: str
    replaces: str
    nil: bool
    file_sha256: str
    at: str
    state: str
    change: int | None


def parcels(store: Store, direction: Literal["out", "in"], *where: Where) -> list[Parcel]:
    """Return the bundles of one direction, by unit, then sequence."""
    rows = store.find(
        "bundle", Where("direction", "=", direction), *where, order=("unit", "sequence", "at")
    )
    return [_parcel(row) for row in rows]


def last_out(store: Store, receiver_key: str) -> tuple[int, str]:
    """Return sequence and id of the last bundle made for a key; (0, '') when there is none.

    A receiver with a new key has nothing from us and starts a new channel. A file in `sent/` whose
    record was undone may have reached the receiver, so it still counts.
    """
    to_key = Where("header_json.receiver_key", "=", receiver_key)
    known = {p.file_sha256 for p in parcels(store, "out")}
    loose = (peek(f) for f in (store.home / SENT).glob("*.goi") if f.stem not in known)
    undone = [(h.sequence, h.id) for h in loose if h and h.receiver_key == receiver_key]
    sent = [(p.sequence, p.id) for p in parcels(store, "out", to_key)]
    return max(sent + undone, default=(0, ""))


def last_in(store: Store, unit: str, incarnation: str) -> Parcel | None:
    """Return the newest bundle taken in from `unit` in this life of its store."""
    found = taken(store, unit, Where("incarnation", "=", incarnation))
    return found[-1] if found else None


def taken(store: Store, unit: str, *where: Where) -> list[Parcel]:
    """Return the bundles taken in from `unit`, by sequence."""
    return parcels(store, "in", Where("unit", "=", unit), Where("state", "in", TAKEN), *where)


def row(header: Header, direction: Literal["out", "in"], data: bytes, at: str) -> dict[str, object]:
    """Return the row of table bundle for a file, before its state is known."""
    return {
        "id": header.id,
        "direction": direction,
        "kind": header.kind,
        "unit": header.receiver if direction == "out" else header.sender,
        "period": header.period,
        "sequence": header.sequence,
        "incarnation": header.incarnation,
        "header_json": header.mapping(),
        "file_sha256": sha256(data).hexdigest(),
        "at": at,
        "change": None,
    }


def keep(store: Store, folder: str, data: bytes) -> Path:
    """Keep a file untouched in the store's own `sent` or `received` folder, by its sha256."""
    file = store.home / folder / f"{sha256(data).hexdigest()}.goi"
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        partial = file.with_suffix(".dang-ghi")
        partial.write_bytes(data)
        partial.replace(file)
    return file


def peek(file: Path) -> Header | None:
    """Return the header of a file as it stands there, not verified; None when it is no bundle."""
    try:
        return bundle.read(medium.read(file, archive.LIMIT)).header
    except BundleRefused:
        return None


def _parcel(found: Mapping[str, object]) -> Parcel:
    header = found["header_json"]
    assert isinstance(header, Mapping)
    change = found["change"]
    return Parcel(
        id=str(found["id"]),
        direction="out" if found["direction"] == "out" else "in",
        kind=str(found["kind"]),
        unit=str(found["unit"]),
        period=str(found["period"]),
        sequence=int(str(found["sequence"])),
        incarnation=str(found["incarnation"]),
        replaces=str(header.get("replaces", "")),
        nil=bool(header.get("nil")),
        file_sha256=str(found["file_sha256"]),
        at=str(found["at"]),
        state=str(found["state"]),
        change=int(str(change)) if change is not None else None,
    )
