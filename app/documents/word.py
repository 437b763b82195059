"""A sheet written as a Word file, together with `word_file` the only place that knows python-docx (layout §7.3)."""

from collections.abc import Sequence
from typing import assert_never

from docx.document import Document
from docx.oxml import parse_xml
from docx.section import _BaseHeaderFooter
from docx.shared import Mm

from app.documents import fonts, frame, word_file, word_xml
from app.documents.blocks import Bullet, Heading, Paragraph, Runs, Table
from app.documents.fonts import MM
from app.documents.frame import Cell, Gap, Line, Rule
from app.documents.layouts import Component
from app.documents.sheet import Sheet
from app.documents.word_xml import Row, Shape


def render(sheet: Sheet) -> bytes:
    """Return the Word file of a sheet; the same sheet gives the same bytes. Refuses what the fonts cannot draw."""
    frame.require(sheet)
    document = word_file.blank(sheet)
    pieces = [
        _header(sheet),
        *_cell(frame.title(sheet), sheet, _width(sheet), sheet.profile.distance.kind_gap_pt),
    ]
    for i, block in enumerate(sheet.blocks):
        match block:
            case Heading() | Bullet() | Paragraph():
                pieces.append(_text(sheet, i))
            case Table():
                pieces += _table(sheet, block, i)
            case _:
                assert_never(block)
    pieces += _closing(sheet)
    _page(document, sheet)
    return word_file.packed(document, "".join(pieces))


def _width(sheet: Sheet) -> float:
    return sheet.profile.text_width_mm * MM


def _page(document: Document, sheet: Sheet) -> None:
    p = sheet.profile
    section = document.sections[0]
    section.page_width, section.page_height = Mm(p.page.paper.width_mm), Mm(p.page.paper.height_mm)
    section.top_margin, section.bottom_margin = (
        Mm(p.page.margin_top_mm.use),
        Mm(p.page.margin_bottom_mm.use),
    )
    section.left_margin, section.right_margin = (
        Mm(p.page.margin_left_mm.use),
        Mm(p.page.margin_right_mm.use),
    )
    section.header_distance = Mm(p.page.page_number_top_mm.use)
    section.footer_distance = Mm(p.mark.proposal.bottom_mm)
    section.different_first_page_header_footer = True
    c = p.component["page_number"]
    shape = Shape(c.align, fonts.face("Regular").line * c.use)
    mark = (
        word_file.watermark(p.mark.training, p.text.font.docx) if "training" in sheet.marks else ""
    )
    _fill(
        section.header,
        word_xml.paragraph(word_xml.field("PAGE", p.text.font.docx, c.use) + mark, shape),
    )
    _fill(section.first_page_header, word_xml.paragraph(mark, shape))
    if "proposal" in sheet.marks:
        m = p.mark.proposal
        note = word_xml.run(
            m.text, p.text.font.docx, m.size, bold=m.weight == "bold", italic=m.slant == "italic"
        )
        foot = word_xml.paragraph(note, Shape("center", fonts.face("Regular").line * m.size))
        _fill(section.footer, foot)
        _fill(section.first_page_footer, foot)


def _fill(part: _BaseHeaderFooter, xml: str) -> None:
    part.is_linked_to_previous = False
    root = part._element
    for child in list(root):
        root.remove(child)
    wrapped = parse_xml(f"<w:hdr {word_xml.NAMESPACES}>{xml}</w:hdr>")
    for child in list(wrapped):
        root.append(child)


def _header(sheet: Sheet) -> str:
    h = frame.header(sheet)
    widths = (h.left, h.right)
    rows = [
        Row(["".join(_cell(items, sheet, room)) for items, room in zip(row, widths, strict=True)])
        for row in h.rows
    ]
    return word_xml.table(rows, widths)


def _cell(
    items: Cell, sheet: Sheet, room: float, before: float = 0.0, keep: bool = False
) -> list[str]:
    """Write lines, rules and gaps of one cell; a gap becomes space before the next line."""
    p = sheet.profile
    pieces: list[str] = []
    for item in items:
        match item:
            case Line():
                run = word_xml.run(
                    item.text, p.text.font.docx, item.size,
                    bold="Bold" in item.style, italic="Italic" in item.style, underline=item.underline,
                )  # fmt: skip
                pieces.append(
                    word_xml.paragraph(run, Shape(item.align, item.height, before, keep_next=keep))
                )
                before = 0.0
            case Rule():
                side = (room - item.length) / 2
                gap, line = p.distance.rule_gap_pt, p.distance.rule_line_pt
                shape = Shape(
                    "left",
                    line,
                    before + gap,
                    left=side,
                    right=side,
                    rule=item.weight,
                    keep_next=keep,
                )
                pieces.append(word_xml.paragraph("", shape))
                before = 0.0
            case Gap():
                before += item.height
            case _:
                assert_never(item)
    return pieces or [word_xml.paragraph("", Shape("left", 1.0))]


def _runs(runs: Runs, component: Component, sheet: Sheet) -> str:
    italic = component.slant == "italic"
    font = sheet.profile.text.font.docx
    return "".join(
        word_xml.run(r.text, font, component.use, bold=r.bold, italic=italic) for r in runs
    )


def _text(sheet: Sheet, index: int) -> str:
    p = sheet.profile
    s = frame.setting(sheet, index)
    after = p.table.gap_pt if _is_table(sheet, index + 1) else 0.0
    last = index >= len(sheet.blocks) - p.distance.body_lines_with_signature
    shape = Shape(
        s.component.align, p.text.line_spacing_pt.use,
        before=p.text.paragraph_gap_pt.use if index else p.distance.mark_body_gap_pt, after=after,
        first=s.first_mm * MM, left=s.left_mm * MM, keep_next=bool(s.level) or last, level=s.level,
    )  # fmt: skip
    return word_xml.paragraph(_runs(s.runs, s.component, sheet), shape)


def _is_table(sheet: Sheet, index: int) -> bool:
    return 0 <= index < len(sheet.blocks) and isinstance(sheet.blocks[index], Table)


def _table(sheet: Sheet, table: Table, index: int) -> list[str]:
    """Write a bordered table: header row repeated, rows not torn, a spacer where no paragraph gives the gap."""
    p = sheet.profile
    t = p.table
    head, cell = p.component["table_head"], p.component["table_cell"]
    widths = frame.columns(sheet, table)
    rows = [Row(_cells(table.header, head, [head.align] * len(widths), sheet, True), head=True)]
    closing = index == len(sheet.blocks) - 1
    for i, row in enumerate(table.rows):
        keep = closing and i >= len(table.rows) - p.distance.body_lines_with_signature
        rows.append(Row(_cells(row, cell, table.aligns, sheet, keep)))
    drawn = word_xml.table(rows, widths, border=t.border_pt, pad_x_mm=t.pad_x_mm)
    if index and not _is_table(sheet, index - 1):
        return [drawn]
    gap = t.gap_pt if index else p.distance.mark_body_gap_pt
    return [word_xml.paragraph("", Shape("left", gap, keep_next=True)), drawn]


def _cells(
    row: Sequence[Runs], component: Component, aligns: Sequence[str], sheet: Sheet, keep: bool
) -> list[str]:
    t = sheet.profile.table
    bold = component.weight == "bold"
    cells = []
    for runs, align in zip(row, aligns, strict=True):
        shape = Shape(align, t.line_pt, t.pad_y_pt, t.pad_y_pt, keep_next=keep)
        italic, font = component.slant == "italic", sheet.profile.text.font.docx
        drawn = (
            word_xml.run(r.text, font, component.use, bold=r.bold or bold, italic=italic)
            for r in runs
        )
        cells.append(word_xml.paragraph("".join(drawn), shape))
    return cells


def _closing(sheet: Sheet) -> list[str]:
    """Write the closing table; tables may not touch, and a body may not end in one."""
    p = sheet.profile
    half = _width(sheet) / 2
    gap = p.distance.closing_gap_pt
    after_table = _is_table(sheet, len(sheet.blocks) - 1)
    cells = [
        "".join(_cell(items, sheet, half, 0.0 if after_table else gap, keep=True))
        for items in frame.closing(sheet)
    ]
    spacer = [word_xml.paragraph("", Shape("left", gap, keep_next=True))] if after_table else []
    return [
        *spacer,
        word_xml.table([Row(cells)], (half, half)),
        word_xml.paragraph("", Shape("left", 1.0)),
    ]
