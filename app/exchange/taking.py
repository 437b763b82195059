"""Writing a checked bundle into the store: one change for everything it brings."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from app import clock
from app import period as periods
from app.exchange import channel, comparing, package
from app.exchange.checks import Inspection
from app.exchange.comparing import Difference, Item
from app.exchange.header import Header
from app.exchange.package import Column, Package, Table
from app.exchange.refusals import ReceiptUnmatched, TableWrong
from app.exchange.snapshot import FORMATS, TEXT, Paper, Snapshot
from app.planning import duties
from app.store import Store, Unit, Where, new_id

RECEIPT: Final = "receipt"
RECEIPT_COLUMNS: Final = (
    Column("bundle", "string", "Mã gói", True),
    Column("period", "string", "Kỳ", True),
    Column("sequence", "integer", "Gói số", True),
    Column("file_sha256", "string", "Dấu tệp", True),
    Column("received_on", "date", "Ngày nhận", True),
    Column("state", "string", "Kết quả", True),
)


def take(store: Store, seen: Inspection, found: Snapshot | None, items: Sequence[Item]) -> None:
    """Keep the file, then write what it brings; the receiver's day decides on time or late."""
    header = seen.header
    assert header is not None
    sender = store.unit_named(header.sender)
    channel.keep(store, channel.RECEIVED, seen.data)
    period = periods.parse(header.period)
    what = "Nhập gói" if found else "Nhập biên nhận"
    with store.change(f"{what} {period.title} của {sender.name}") as change:
        earlier = _earlier(store, header) if found else []
        row = channel.row(header, "in", seen.data, clock.now())
        store.insert("bundle", row | {"state": "applied", "change": change.id})
        if found is None:
            _accept(store, header, _receipt(header, seen.files))
            return
        for bundle in earlier:
            store.update("bundle", bundle, {"state": "replaced"})
        for item in items:
            _write(store, header, sender, found, item)
        for one in found.sendings:
            duties.record_submission(
                store,
                one.duty,
                periods.parse(one.period),
                date.fromisoformat(header.created_at[:10]),
                clock.today(),
                one.nil,
                header.id,
                unit=sender.code,
            )


def receipt_table(rows: Sequence[tuple[str, ...]]) -> Table:
    """Return the one table of a receipt."""
    return Table(RECEIPT, "Biên nhận", RECEIPT_COLUMNS, tuple(rows), ("bundle",))


def receipt_items(store: Store, header: Header, files: Mapping[str, bytes]) -> tuple[Item, ...]:
    """Return what a receipt changes; `ReceiptUnmatched` when we never sent what it names."""
    row = _receipt(header, files)
    sent = store.find("bundle", Where("id", "=", header.replaces), Where("direction", "=", "out"))
    known = (
        sent and sent[0]["unit"] == header.sender and row["file_sha256"] == sent[0]["file_sha256"]
    )
    if not known or row["bundle"] != header.replaces:
        raise ReceiptUnmatched
    title = f"Gói số {row['sequence']}, {periods.parse(header.period).title}"
    change = Difference("received_on", "", row["received_on"])
    return (Item("bundle", header.replaces, title, "changed", (change,)),)


def _receipt(header: Header, files: Mapping[str, bytes]) -> dict[str, str]:
    found: Package = package.read(files, {RECEIPT: RECEIPT_COLUMNS})
    table = found.table(RECEIPT)
    if table is None or len(table.rows) != 1:
        raise TableWrong
    row = dict(zip((c.name for c in table.columns), table.rows[0], strict=True))
    try:
        date.fromisoformat(row["received_on"])
    except ValueError as error:
        raise TableWrong from error
    return row


def _accept(store: Store, header: Header, row: Mapping[str, str]) -> None:
    """Mark our submission as received on the receiver's day."""
    store.update("bundle", header.replaces, {"state": "receipted"})
    for sent in store.find("submission", Where("bundle", "=", header.replaces)):
        changed: dict[str, object] = {"received_on": row["received_on"]}
        if sent["state"] in ("sent", "received"):
            changed["state"] = "accepted"
        store.update("submission", str(sent["id"]), changed)


def _earlier(store: Store, header: Header) -> list[str]:
    """Return the bundles of the same unit and period that this one stands for from now on."""
    return [
        p.id
        for p in channel.taken(store, header.sender, Where("period", "=", header.period))
        if p.kind == "submission" and p.state != "replaced"
    ]


def _write(store: Store, header: Header, sender: Unit, found: Snapshot, item: Item) -> None:
    match item.table:
        case "entry":
            _write_entry(store, header, sender, found, item)
        case "figure":
            _write_figure(store, header, sender, found, item)
        case _:
            paper = next(p for p in found.papers if p.id == item.id)
            _write_paper(store, header, sender, paper, item)


def _write_entry(store: Store, header: Header, sender: Unit, found: Snapshot, item: Item) -> None:
    if item.action == "removed":
        store.remove("entry", item.id)
        return
    section, (edition, values) = next(
        (key, rows[item.id]) for key, rows in found.rows.items() if item.id in rows
    )
    day = comparing.day_of(store.catalogue.sections[section], values)
    row: dict[str, object] = {
        "occurred_on": day,
        "period": day[:7],
        "data": dict(values),
        "edition": edition,
        "changed_at": clock.now(),
        "bundle": header.id,
    }
    if item.action == "changed":
        store.update("entry", item.id, row)
        return
    made = {"id": item.id, "unit": sender.code, "section": section, "person": None}
    entered = {"struck": None, "entered_by": sender.code, "entered_at": header.created_at}
    store.insert("entry", made | row | entered | {"change_reason": None, "former_ref": None})


def _write_figure(store: Store, header: Header, sender: Unit, found: Snapshot, item: Item) -> None:
    where = (
        Where("unit", "=", sender.code),
        Where("period", "=", header.period),
        Where("indicator", "=", item.id),
    )
    present = [str(row["id"]) for row in store.find("figure", *where)]
    if item.action == "removed":
        store.remove("figure", present[0])
        return
    top, bottom = found.figures[item.id]
    sides = {"numerator": top, "denominator": bottom, "bundle": header.id}
    if present:
        store.update("figure", present[0], sides)
    else:
        about = {"unit": sender.code, "period": header.period, "indicator": item.id}
        store.insert("figure", {"id": new_id(), **about, **sides})


def _write_paper(store: Store, header: Header, sender: Unit, paper: Paper, item: Item) -> None:
    """Store a received document; its number stays text, the ordinal belongs to the sender's series."""
    text = paper.files.get(TEXT, b"").decode("utf-8", "replace")
    facts = {**paper.facts, "text": text, "bundle": header.id}
    if item.action == "changed":
        store.update("document", paper.id, facts)
        return
    issued = {"state": "issued", "issued_at": header.created_at, "issued_by": sender.code}
    row = {"id": paper.id, "unit": sender.code, "outside": int(paper.outside), "data": {}}
    store.insert("document", row | facts | issued | {"ordinal": None, "returned_count": 0})
    for form in FORMATS:
        if form in paper.files:
            blob = store.put_blob(paper.files[form])
            file = {"id": new_id(), "document": paper.id, "format": form, "blob": blob}
            store.insert("document_file", file)
