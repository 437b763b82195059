"""Papers made outside the program: entered so that duties, numbers and the register know them."""

from datetime import date

from app import clock
from app.documents import layouts, numbering
from app.documents.document import Document, document_of
from app.documents.kinds import day_of
from app.documents.refusals import TypeUnknown
from app.period import Period
from app.store import Store, new_id


def record_outside(
    store: Store,
    type: str,
    period: Period | str,
    number: str,
    issued_on: date | str,
    due_on: date | str | None = None,
    returned_count: int = 0,
) -> Document:
    """Enter a paper made outside the program, so that duties, numbers and the register know it."""
    kind = store.catalogue.documents.get(type)
    if kind is None:
        raise TypeUnknown(f"Không có loại văn kiện “{type}”.")
    day = day_of(issued_on)
    profile = layouts.choose(kind.family, day)
    about = period.title if isinstance(period, Period) else period
    head = number.split("/")[0].split("-")[0]
    ordinal = int(head) if head.isdigit() and kind.series != "none" else None
    row = {
        "id": new_id(), "unit": store.unit.code, "type": type,
        "period": period.text if isinstance(period, Period) else period,
        "title": _about(kind.title, about), "state": "issued", "outside": 1, "profile": profile.key,
        "dated": day.isoformat(), "number": number, "ordinal": ordinal,
        "series": numbering.series_of(store, profile, kind.code, day) if ordinal else "",
        "returned_count": returned_count, "issued_at": clock.now(), "issued_by": store.account.name,
        "data": {"due_on": day_of(due_on).isoformat()} if due_on else {},
    }  # fmt: skip
    if ordinal is not None and ordinal in numbering.used(store, str(row["series"])):
        raise numbering.NumberTaken(f"Số {number} đã dùng.")
    with store.change(f"Ghi văn kiện ngoài phần mềm: {number or row['title']}"):
        store.insert("document", row)
    return document_of(store.get("document", str(row["id"])))


def _about(title: str, period: str) -> str:
    """Return `Kế hoạch CTĐ, CTCT tháng 03/2026`: the kind of period is said once."""
    said = title.split()[-1]
    return f"{title} {period.removeprefix(said + ' ')}".strip()
