"""What both renderers share: the lines of header, title and closing, and how each block is set (layout §2).

Lengths are points unless a name says mm. Everything is computed from the profile and the font's advances.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from app import text as vietnamese
from app.documents import fonts
from app.documents.blocks import (
    Bullet,
    Heading,
    Paragraph,
    Table,
    plain,
)
from app.documents.fonts import MM, Style
from app.documents.layouts import Component, LineMark, Profile, TextMark, UnderlineMark
from app.documents.sheet import Approval, Sheet, Signature
from app.errors import AppError


class LineTooLong(AppError):
    """A line of the header fits no column; never wrapped or shrunk below the regulation."""

    code = "D112"
    message = "Một dòng ở đầu văn bản quá dài."
    hint = "Dùng tên địa danh hoặc tên đơn vị ngắn hơn."


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the header, title or closing; it may wrap at spaces."""

    text: str
    style: Style
    size: float
    align: str
    underline: bool = False

    @property
    def height(self) -> float:
        """Return the natural height of one line."""
        return fonts.face(self.style).line * self.size

    @property
    def width(self) -> float:
        return fonts.face(self.style).width(self.text, self.size)

    def lines(self, room: float) -> tuple[str, ...]:
        return fonts.wrap(self.text, self.style, self.size, room)


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line of `length`, centred in its column."""

    length: float
    weight: float


@dataclass(frozen=True, slots=True)
class Gap:
    height: float


Item = Line | Rule | Gap
Cell = tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """The two-column table at the top: widths in points and the cells of each row."""

    left: float
    right: float
    rows: tuple[tuple[Cell, Cell], ...]


def line(profile: Profile, key: str, text: str) -> Line:
    """Return `text` set as the component `key`."""
    c = profile.component[key]
    underline = isinstance(c.mark, UnderlineMark)
    return Line(cased(c, text), fonts.style_of(c.weight, c.slant), c.use, c.align, underline)


def cased(component: Component, text: str) -> str:
    return vietnamese.upper(text) if component.case == "upper" else text


def header(sheet: Sheet) -> Header:
    """Lay out the header table; `LineTooLong` names the line that fits no column."""
    p = sheet.profile
    whole = p.text_width_mm * MM
    right_lines = [line(p, key, words) for key, words in p.heading.items()]
    place_date = line(p, "place_date", sheet.place_date)
    most = whole - (p.distance.left_column_least_mm + p.distance.right_line_slack_mm) * MM
    fitted = [
        _fitted(p, key, x, most)
        for key, x in zip((*p.heading, "place_date"), (*right_lines, place_date), strict=True)
    ]
    widest = max(x.width for x in fitted) + p.distance.right_line_slack_mm * MM
    right = max(p.page.header_columns_mm.use[1] * MM, widest)
    left = whole - right
    left_1: list[Item] = []
    if sheet.superior:
        left_1 += _named(p, "superior", sheet.superior, left)
    left_1 += _named(p, "issuer", sheet.issuer, left)
    right_1: list[Item] = []
    for key, one in zip(p.heading, fitted, strict=False):
        right_1 += [one, *_mark(p, key, one, right)]
    rows: list[tuple[Cell, Cell]] = [(tuple(left_1), tuple(right_1))]
    number = (line(p, "number", sheet.number),) if sheet.number else ()
    rows.append(((Gap(p.distance.row_gap_pt), *number), (Gap(p.distance.row_gap_pt), fitted[-1])))
    if "draft" in sheet.marks:
        m = p.mark.draft
        draft = Line(m.text, fonts.style_of(m.weight, m.slant), m.size, "center")
        rows.append(((Gap(p.distance.row_gap_pt), draft), ()))
    if sheet.approval:
        rows.append(((Gap(p.distance.row_gap_pt), *_approval(p, sheet.approval)), ()))
    return Header(left, right, tuple(rows))


def _approval(p: Profile, approval: Approval) -> Cell:
    """Return the block for the superior's signature; the date and the name are left for the pen."""
    head = line(p, "approval", approval.title)
    date = Line(approval.date, "Italic", head.size, head.align)
    name = Line(approval.name, head.style, head.size, head.align)
    position = line(p, "approval", approval.position)
    return head, date, position, Gap(p.forms.signature_gap_lines * name.height), name


def _fitted(p: Profile, key: str, one: Line, most: float) -> Line:
    """Return the line at its size, or at the smallest allowed size if only that fits."""
    if one.width <= most:
        return one
    small = replace(one, size=p.component[key].size[0])
    if small.width > most:
        raise LineTooLong(f"Dòng “{one.text}” không vừa cột bên phải.")
    return small


def _named(p: Profile, key: str, text: str, room: float) -> list[Item]:
    one = line(p, key, text)
    lines = one.lines(room)
    if len(lines) > p.distance.left_lines_most or any(
        replace(one, text=x).width > room for x in lines
    ):
        raise LineTooLong(f"Dòng “{one.text}” không vừa cột bên trái.")
    return [one, *_mark(p, key, one, room)]


def _mark(p: Profile, key: str, one: Line, room: float) -> Cell:
    """Return what stands under a component; shares are of the text's last line."""
    match p.component[key].mark:
        case LineMark(use=share, weight_pt=weight):
            return (Rule(share * replace(one, text=one.lines(room)[-1]).width, weight),)
        case TextMark(text=text):
            return (Line(text, "Regular", one.size, one.align),)
        case UnderlineMark() | None:
            return ()
        case mark:
            assert_never(mark)


def title(sheet: Sheet) -> Cell:
    """Return kind, subject and mark, centred on the text."""
    p = sheet.profile
    room = p.text_width_mm * MM
    subject = line(p, "subject", sheet.subject)
    return (line(p, "kind", sheet.kind), subject, *_mark(p, "subject", subject, room))


def closing(sheet: Sheet) -> tuple[tuple[Cell, Cell], ...]:
    """Return the rows of the closing table: recipients and signature, or two signatures with recipients below."""
    p = sheet.profile
    recipients: list[Item] = []
    if sheet.recipients:
        recipients = [line(p, "recipients_label", p.forms.recipients_label)]
        recipients += [line(p, "recipients", r) for r in sheet.recipients]
    right = _signed(p, sheet.signature)
    if sheet.beside is None:
        return ((tuple(recipients), right),)
    below = (((Gap(p.distance.row_gap_pt), *recipients), ()),) if recipients else ()
    return ((_signed(p, sheet.beside), right), *below)


def _signed(p: Profile, signature: Signature) -> Cell:
    name = line(p, "signer", signature.name)
    captions = (line(p, c.component, c.text) for c in signature.captions)
    return *captions, Gap(p.forms.signature_gap_lines * name.height), name


def require(sheet: Sheet) -> None:
    """Refuse a sheet with text that is not NFC or that the bundled fonts cannot draw, saying where it stands."""
    for where, text in _said(sheet):
        fonts.require(text, where)
        fonts.require(vietnamese.upper(text), where)


def _said(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Yield every text of a sheet with the words for its place."""
    yield from (
        ("tên cấp trên", sheet.superior), ("tên đơn vị", sheet.issuer), ("số, ký hiệu", sheet.number),
        ("địa danh, ngày tháng", sheet.place_date), ("tên loại", sheet.kind), ("trích yếu", sheet.subject),
    )  # fmt: skip
    yield from (("nơi nhận", line) for line in sheet.recipients)
    for signature in (sheet.signature, sheet.beside):
        if signature:
            yield "tên người ký", signature.name
            yield from (("quyền hạn, chức vụ", c.text) for c in signature.captions)
    if sheet.approval:
        said = (sheet.approval.title, sheet.approval.date, sheet.approval.position)
        yield from (("khối phê duyệt", text) for text in said)
    for number, block in enumerate(sheet.blocks, 1):
        match block:
            case Heading() | Bullet():
                yield f"đoạn {number}", f"{block.mark} {plain(block.runs)}"
            case Paragraph():
                yield f"đoạn {number}", plain(block.runs)
            case Table():
                for at, row in enumerate((block.header, *block.rows)):
                    where = f"dòng {at} của bảng" if at else "tiêu đề bảng"
                    yield from ((f"{where} ở đoạn {number}", plain(cell)) for cell in row)
            case _:
                assert_never(block)
