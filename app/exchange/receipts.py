"""Receipts for what was taken in, and the record of papers handed over without a bundle."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from app import clock
from app import period as periods
from app.exchange import channel, keys, sending, taking
from app.exchange.channel import Parcel
from app.exchange.package import Package
from app.period import Period
from app.planning import duties
from app.store import Store, Where


def due(store: Store) -> list[Parcel]:
    """Return the submissions taken in that have no receipt yet, by unit and number."""
    answered = {p.replaces for p in channel.parcels(store, "out", Where("kind", "=", "receipt"))}
    taken = channel.parcels(
        store, "in", Where("kind", "=", "submission"), Where("state", "in", channel.TAKEN)
    )
    return [p for p in taken if p.id not in answered]


def write(store: Store, to: Path) -> list[Path]:
    """Write one receipt for every submission not receipted yet into the folder `to`; return the files."""
    return [_write(store, parcel, to) for parcel in due(store)]


def record_paper(
    store: Store,
    unit: str,
    duty: str,
    period: Period,
    received_on: date,
    sent_on: date | None = None,
    *,
    nil: bool = False,
) -> str:
    """Record that a subordinate handed something over on paper; return the record's id."""
    return duties.record_submission(
        store, duty, period, sent_on or received_on, received_on, nil, unit=unit
    )


def _write(store: Store, parcel: Parcel, to: Path) -> Path:
    key = keys.of_unit(store, parcel.unit)
    head = sending.head(store, "receipt", key, parcel.period, parcel.id)
    period = periods.parse(parcel.period)
    row = (
        parcel.id,
        parcel.period,
        str(parcel.sequence),
        parcel.file_sha256,
        _received_on(store, parcel),
        "accepted",
    )
    of = Package(
        sending.about(store, head, f"Biên nhận {period.title}"), (taking.receipt_table([row]),)
    )
    page = sending.sheet(store, head, key, [(f"Gói số {parcel.sequence}, {period.title}", 1)])
    header, data = sending.seal(store, head, key, of, replace(page, replaces=False))
    with (
        sending.placed(store, to, header, data, page) as (file, _),
        store.change(f"Biên nhận {period.title} cho {key.name}", final=True),
    ):
        made = channel.row(header, "out", data, clock.now())
        store.insert("bundle", made | {"state": "sent"})
    return file


def _received_on(store: Store, parcel: Parcel) -> str:
    """Return the day the bundle came in, as recorded with it."""
    rows = store.find("submission", Where("bundle", "=", parcel.id))
    return str(rows[0]["received_on"]) if rows else parcel.at[:10]
