"""What both renderers share: the lines of header, title and closing, and how each block is set (layout §2).

Lengths are points unless a name says mm. Everything is computed from the profile and the font's advances.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from app import text as vietnamese
from app.documents import fonts
from app.documents.blocks import (
    Block,
    Bullet,
    Heading,
    Paragraph,
    Run,
    Runs,
    Table,
    led,
    merged,
    plain,
)
from app.documents.fonts import MM, Style
from app.documents.layouts import Component, LineMark, Profile, TextMark, UnderlineMark
from app.documents.sheet import Sheet
from app.errors import AppError

_SENTENCE_ENDS = (".", ";", ",")


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


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph of the body is set: its runs as printed and its geometry."""

    runs: Runs
    component: Component
    first_mm: float
    left_mm: float
    level: int = 0

    @property
    def style(self) -> Style:
        return fonts.style_of(self.component.weight, self.component.slant)


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
    return Header(left, right, tuple(rows))


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


def closing(sheet: Sheet) -> tuple[Cell, Cell]:
    """Return the two halves of the closing table: recipients, signature."""
    p = sheet.profile
    left: list[Item] = []
    if sheet.recipients:
        left = [line(p, "recipients_label", p.forms.recipients_label)]
        left += [line(p, "recipients", r) for r in sheet.recipients]
    right: list[Item] = [line(p, c.component, c.text) for c in sheet.captions]
    name = line(p, "signer", sheet.signer)
    right += [Gap(p.forms.signature_gap_lines * name.height), name]
    return tuple(left), tuple(right)


def setting(sheet: Sheet, index: int) -> Setting:
    """Return how the block at `index`, which is no table, is set in the running text."""
    p = sheet.profile
    block = sheet.blocks[index]
    key = component_key(sheet, index)
    c = p.component[key]
    match block:
        case Heading() | Bullet():
            runs = led(block.mark, block.runs)
        case Paragraph():
            runs = block.runs
        case Table():
            raise TypeError("a table is not set as a paragraph")
        case _:
            assert_never(block)
    runs = merged(Run(cased(c, r.text), r.bold or c.weight == "bold") for r in runs)
    indent = p.distance.salutation_indent_mm if key == "salutation" else 0.0
    first = 0.0 if key == "salutation" else p.text.first_line_mm.use
    return Setting(runs, c, first, indent, block.level if isinstance(block, Heading) else 0)


def columns(sheet: Sheet, table: Table) -> tuple[float, ...]:
    """Return the column widths, points: shares as typed, but no column narrower than its longest word."""
    p = sheet.profile
    whole = p.text_width_mm * MM
    shares = [whole * w / sum(table.widths) for w in table.widths]
    least = [0.0] * len(shares)
    for row, key in ((table.header, "table_head"), *((r, "table_cell") for r in table.rows)):
        size = p.component[key].use
        for i, cell in enumerate(row):
            words = plain(cell).split()
            wide = max((fonts.face("Bold").width(w, size) for w in words), default=0.0)
            least[i] = max(least[i], wide + 2 * p.table.pad_x_mm * MM + 1)
    if sum(least) >= whole:
        return tuple(shares)
    short = [max(0.0, n - s) for s, n in zip(shares, least, strict=True)]
    spare = [max(0.0, s - n) for s, n in zip(shares, least, strict=True)]
    taken = sum(short) / sum(spare) if sum(short) else 0.0
    return tuple(s + a - b * taken for s, a, b in zip(shares, short, spare, strict=True))


def component_key(sheet: Sheet, index: int) -> str:
    """Return the component a block is set as (`outline_2`, `clause`, `grounds`, …)."""
    p = sheet.profile
    block = sheet.blocks[index]
    match block:
        case Heading(level=2) if not titled(block):
            return "clause" if "clause" in p.component else "body"
        case Heading(level=level):
            return f"outline_{level}"
        case Bullet():
            return "outline_4"
        case Paragraph():
            return _paragraph_key(p, sheet, index, plain(block.runs))
        case Table():
            return "table_cell"
    assert_never(block)


def titled(block: Heading) -> bool:
    """Tell a numbered title from a numbered sentence: a title does not end like a sentence."""
    return not plain(block.runs).endswith(_SENTENCE_ENDS)


def _paragraph_key(p: Profile, sheet: Sheet, index: int, text: str) -> str:
    before: Sequence[Block] = sheet.blocks[:index]
    if any(isinstance(b, Heading) for b in before):
        return "body"
    if text.startswith(p.forms.salutation_words):
        return "salutation"
    if text.startswith(p.forms.grounds_word):
        other = p.forms.grounds_codes and sheet.code not in p.forms.grounds_codes
        return "grounds_other" if other and "grounds_other" in p.component else "grounds"
    return "body"


def require(sheet: Sheet) -> None:
    """Refuse a sheet with text that is not NFC or that the bundled fonts cannot draw."""
    texts = [sheet.superior, sheet.issuer, sheet.number, sheet.place_date, sheet.kind]
    texts += [sheet.subject, sheet.signer, *sheet.recipients, *(c.text for c in sheet.captions)]
    for block in sheet.blocks:
        match block:
            case Heading() | Bullet():
                texts += [block.mark, plain(block.runs)]
            case Paragraph():
                texts.append(plain(block.runs))
            case Table():
                texts += [plain(cell) for row in (block.header, *block.rows) for cell in row]
            case _:
                assert_never(block)
    for text in texts:
        fonts.require(text)
        fonts.require(vietnamese.upper(text))
