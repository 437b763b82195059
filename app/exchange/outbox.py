"""Submissions to the superior: gathered, sealed, written to the stick, recorded."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from app import clock
from app import period as periods
from app.exchange import channel, gather, keys, sending, snapshot
from app.exchange.channel import Parcel
from app.exchange.header import Header
from app.exchange.refusals import (
    AlreadySubmitted,
    FormerEdition,
    MonthsOnly,
    NilWithRows,
    NoSuperior,
)
from app.exchange.snapshot import Sending, Snapshot
from app.ledgers import locks
from app.period import Period
from app.planning import duties
from app.progress import Progress, silent
from app.store import Store, Where
from app.text import date_short

_STEPS: Final = ("Tập hợp số liệu", "Niêm phong gói", "Ghi và đọc lại", "Ghi vào sổ nộp")


@dataclass(frozen=True, slots=True)
class Exported:
    """A bundle on the stick: `file`, the cover sheet `cover` beside it, its header; `locked` its month."""

    file: Path
    kind: str
    sequence: int
    cover: Path
    header: Header
    locked: bool = False


def export(
    store: Store,
    period: Period,
    to: Path,
    *,
    nil: bool = False,
    replaces: bool = False,
    lock: bool = False,
    progress: Progress = silent,
) -> Exported:
    """Write the submission of one month into the folder `to` and record it as sent.

    A full snapshot of the own unit. A month that was sent before needs `replaces`; `nil` states that
    nothing happened. The superior's key must be trusted. With `lock` the month's rows are closed in the same
    change (only by the chính trị viên). A cancelled or failed export leaves nothing.
    """
    if lock:
        locks.require_may(store)
    if period.kind != "month":
        raise MonthsOnly
    if not store.unit.parent:
        raise NoSuperior
    if store.catalogue.superseded_by:
        raise FormerEdition
    key = keys.of_unit(store, store.unit.parent)
    receiver = store.unit_named(key.unit)
    before = _before(store, receiver.code, period)
    if before and not replaces:
        sent_on = date_short(date.fromisoformat(before.at[:10]))
        raise AlreadySubmitted(f"Số liệu {period.title} đã nộp ngày {sent_on}.")
    progress(0, len(_STEPS), _STEPS[0])
    found = gather.gather(store, period, receiver, nil=nil)
    if nil and (found.row_count or found.papers):
        raise NilWithRows
    progress(1, len(_STEPS), _STEPS[1])
    head = sending.head(store, "submission", key, period.text, before.id if before else "", nil=nil)
    page = sending.sheet(store, head, key, _contents(store, found))
    of = snapshot.pack(
        store.catalogue,
        found,
        lambda person: gather.birthday(store, person),
        sending.about(store, head, f"Số liệu, văn kiện {period.title}"),
    )
    header, data = sending.seal(store, head, key, of, page)
    progress(2, len(_STEPS), _STEPS[2])
    with sending.placed(store, to, header, data, page) as (file, paper):
        progress(3, len(_STEPS), _STEPS[3])
        with store.change(f"Nộp số liệu {period.title} lên {receiver.name}", final=True):
            row = channel.row(header, "out", data, clock.now())
            store.insert("bundle", row | {"state": "sent"})
            if before:
                store.update("bundle", before.id, {"state": "replaced"})
            for one in found.sendings:
                _record(store, one, clock.today(), header.id)
            if lock and period not in locks.listing(store):
                locks.lock(store, period, f"Đã nộp lên {receiver.name}, gói số {header.sequence}")
    return Exported(file, header.kind, header.sequence, paper, header, lock)


def listing(store: Store) -> list[Parcel]:
    """Return what was sent, newest first."""
    return sorted(channel.parcels(store, "out"), key=lambda p: (p.at, p.sequence), reverse=True)


def _before(store: Store, receiver: str, period: Period) -> Parcel | None:
    """Return the submission of this month that stands."""
    found = channel.parcels(
        store,
        "out",
        Where("unit", "=", receiver),
        Where("kind", "=", "submission"),
        Where("period", "=", period.text),
        Where("state", "!=", "replaced"),
    )
    return found[-1] if found else None


def _contents(store: Store, found: Snapshot) -> list[tuple[str, int]]:
    """Return what the cover lists: each kind of content and how many."""
    rows = [
        (store.catalogue.sections[key].title, len(rows)) for key, rows in found.rows.items() if rows
    ]
    return [*rows, ("Chỉ tiêu số liệu", len(found.figures)), ("Văn kiện", len(found.papers))]


def _record(store: Store, one: Sending, day: date, bundle: str) -> None:
    duties.record_submission(
        store, one.duty, periods.parse(one.period), day, nil=one.nil, bundle=bundle
    )
