"""How the state of a paper is told: a sign, a word, and why its text may not be edited."""

from app.documents import Document
from app.text import iso_short
from ui import shown

MARKS = {"draft": "✎", "awaiting": "…", "issued": "✔", "replaced": "⇄", "withdrawn": "✖"}
STATES = {
    "draft": "Dự thảo",
    "awaiting": "Chờ phê duyệt",
    "issued": "Đã ban hành",
    "replaced": "Đã thay thế",
    "withdrawn": "Đã thu hồi",
}
FAMILIES = {
    "party": "Văn kiện đảng",
    "army": "Văn bản chỉ huy, CTĐ, CTCT",
    "state": "Văn bản hành chính",
    "youth": "Văn bản Đoàn",
}
_CLOSED = {
    "awaiting": "Đang chờ phê duyệt nên không sửa được; bấm Rút về nếu cần sửa.",
    "issued": "Đã ban hành nên không sửa được; cần sửa thì lập Bản thay thế.",
    "replaced": "Đã có bản thay thế nên không sửa được.",
    "withdrawn": "Đã thu hồi nên không sửa được.",
}


def state(name: str) -> str:
    """Return the state as sign and word."""
    return f"{MARKS[name]} {STATES[name]}"


def told(document: Document) -> str:
    """Return the paper in a line or two: its title, its state, and what was recorded with it."""
    lines = [f"{document.title} – {state(document.state)}"]
    if document.outside:
        return f"{document.title} – văn kiện giấy, chỉ ghi số và ngày."
    if document.state in _CLOSED:
        lines.append(_CLOSED[document.state])
    returned = document.data.get("returned")
    if document.state == "draft" and returned:
        lines.append(f"⚠ Bị trả lại lần {len(returned)}: {returned[-1]['reason']}")
    if document.data.get("approved"):
        last = document.data["approved"][-1]
        lines.append(f"✔ {last['by']} phê duyệt ngày {iso_short(last['on'])}.")
    if document.state == "withdrawn" and document.data.get("withdrawn"):
        lines.append(f"Lý do thu hồi: {document.data['withdrawn'][-1]['reason']}")
    return "\n".join(lines)


def about_text(period: str) -> str:
    """Return a stored period as a list shows it."""
    return shown.short_period(period)
