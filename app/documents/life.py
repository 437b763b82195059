"""What happens to a paper between draft and archive: sent for approval, sent back, recalled, approved above, withdrawn."""

from collections.abc import Mapping
from typing import Any

from app import clock
from app.documents.document import Document, document_of
from app.documents.kinds import day_of, type_of
from app.documents.papers import approved_above
from app.documents.refusals import NotDraft, WrongState, WrongValue
from app.ledgers import reason_of
from app.store import NotAllowed, Store


def send(store: Store, document: str) -> Document:
    """Hand a draft to whoever approves it; until it comes back nobody edits it."""
    found = _in(store, document, "draft", "Chỉ trình được dự thảo.")
    return _moved(store, found, "Trình duyệt", {"state": "awaiting"})


def recall(store: Store, document: str) -> Document:
    """Take a paper back from approval, to go on with the draft."""
    found = _in(store, document, "awaiting", "Văn kiện này không chờ phê duyệt.")
    return _moved(store, found, "Rút về dự thảo", {"state": "draft"})


def send_back(store: Store, document: str, reason: str) -> Document:
    """Record that a paper came back with a reason; it is a draft again and counts as returned once more."""
    found = _in(store, document, "awaiting", "Văn kiện này không chờ phê duyệt.")
    why = reason_of(reason, "trả lại")
    changes = {
        "state": "draft", "returned_count": found.returned_count + 1,
        "data": _with(found, "returned", {"reason": why, "at": clock.now()}),
    }  # fmt: skip
    return _moved(store, found, "Trả lại", changes)


def approve(store: Store, document: str, by: str, on: str) -> Document:
    """Record by hand that the superior has signed the PHÊ DUYỆT block of an issued paper: who and on which day.

    The program never simulates an approval (layout §4.5).
    """
    found = _in(store, document, "issued", "Chỉ ghi phê duyệt cho văn kiện đã ban hành.")
    if not approved_above(store, type_of(store, found.type)):
        raise WrongValue("Loại văn kiện này không có khối phê duyệt.")
    name = " ".join(by.split())
    if not name:
        raise WrongValue("Chưa ghi ai phê duyệt.")
    data = _with(found, "approved", {"by": name, "on": day_of(on).isoformat()})
    return _moved(store, found, "Ghi phê duyệt", {"data": data})


def approvable(store: Store, document: Document) -> bool:
    """Tell whether a paper carries the PHÊ DUYỆT block."""
    return approved_above(store, type_of(store, document.type))


def withdraw(store: Store, document: str, reason: str) -> Document:
    """Withdraw an issued paper with a reason; its number stays used and its files stay readable."""
    if not store.account.signs:
        raise NotAllowed("Tài khoản này soạn được dự thảo, không thu hồi được văn kiện.")
    found = _in(store, document, "issued", "Chỉ thu hồi được văn kiện đã ban hành.")
    why = reason_of(reason, "thu hồi")
    data = _with(found, "withdrawn", {"reason": why, "at": clock.now()})
    return _moved(store, found, "Thu hồi", {"state": "withdrawn", "data": data})


def _in(store: Store, document: str, state: str, otherwise: str) -> Document:
    found = document_of(store.get("document", document))
    if found.outside:
        raise NotDraft("Văn kiện này lập ngoài phần mềm.")
    if found.state != state:
        raise WrongState(otherwise)
    return found


def _with(document: Document, key: str, one: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a paper with one more event under `key`."""
    return {**document.data, key: [*document.data.get(key, []), dict(one)]}


def _moved(store: Store, document: Document, what: str, changes: Mapping[str, Any]) -> Document:
    with store.change(f"{what}: {document.title}"):
        store.update("document", document.id, changes)
    return document_of(store.get("document", document.id))
