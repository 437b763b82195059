"""The cover sheet of a bundle (bìa, phiếu giao nhận), signed by both hands at the hand-over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app import period as periods
from app.documents import Sheet, Signature, drafts, layouts, outline
from app.text import date_short, date_words

_TITLES = {"submission": "Gói nộp số liệu, văn kiện", "receipt": "Biên nhận gói"}
_SHORT = 8


@dataclass(frozen=True, slots=True)
class Cover:
    """What the sheet says. `header_hash` is '' inside the bundle: the hash covers the payload."""

    kind: str
    sender: str
    receiver: str
    place: str
    period: str
    sequence: int
    replaces: bool
    nil: bool
    training: bool
    made_on: date
    contents: Sequence[tuple[str, int]]
    header_hash: str = ""


def render(cover: Cover) -> bytes:
    """Return the sheet as PDF; the same cover gives the same bytes."""
    marks = {"proposal", "training"} if cover.training else {"proposal"}
    return drafts.draw(
        Sheet(
            profile=layouts.choose("army", cover.made_on),
            superior=cover.receiver if cover.kind == "submission" else "",
            issuer=cover.sender,
            number="",
            place_date=_place_date(cover),
            kind="Phiếu giao nhận",
            code="",
            subject=f"{_TITLES[cover.kind]} {periods.parse(cover.period).title}",
            blocks=outline.parse(_text(cover)),
            recipients=(),
            signature=Signature((), ""),
            dated=cover.made_on,
            marks=frozenset(marks),  # type: ignore[arg-type]  # literals above
        ),
        "pdf",
    )


def _place_date(cover: Cover) -> str:
    words = date_words(cover.made_on)
    return f"{cover.place}, {words}" if cover.place else words[:1].upper() + words[1:]


def _text(cover: Cover) -> str:
    """Return the body as outline text."""
    facts = [
        ("Đơn vị gửi", cover.sender),
        ("Đơn vị nhận", cover.receiver),
        ("Gói số", str(cover.sequence)),
        ("Ngày lập", date_short(cover.made_on)),
    ]
    if cover.header_hash:
        facts.append(("Dấu gói (8 ký tự đầu)", cover.header_hash[:_SHORT].upper()))
    if cover.replaces:
        facts.append(("Ghi chú", "Thay gói đã nộp của kỳ này"))
    if cover.nil:
        facts.append(("Ghi chú", "Không phát sinh"))
    lines = [f"{label}: **{outline.escape(text)}**" for label, text in facts]
    rows = [f"| {outline.escape(label)} | {count} |" for label, count in cover.contents]
    contents = ["| Nội dung trong gói | Số lượng |", "| ---------- | ----: |", *rows]
    lines_to_sign = ("Họ tên:", "Cấp bậc, chức vụ:", "Ngày, giờ:", "Chữ ký:")
    hands = [
        "| Người giao | Người nhận |",
        "| --- | --- |",
        *(f"| {x} | {x} |" for x in lines_to_sign),
    ]
    return "\n".join((*lines, "", *contents, "", "Giao, nhận tại chỗ:", "", *hands))
