"""A sheet written as a Word file, together with `word_file` the only place that knows python-docx (layout §7.3)."""

from collections.abc import Sequence
from typing import assert_never

from app.documents import body, chart, frame, word_file, word_xml
from app.documents.blocks import Bullet, Heading, Paragraph, Runs, Table
from app.documents.fonts import MM
from app.documents.layouts import Component
from app.documents.sheet import Sheet
from app.documents.word_parts import Paper, cell, page
from app.documents.word_xml import Row, Shape


def render(sheet: Sheet) -> bytes:
    """Return the Word file of a sheet; the same sheet gives the same bytes. Refuses what the fonts cannot draw."""
    frame.require(sheet)
    document = word_file.blank(sheet.profile, _properties(sheet))
    pieces = [
        _header(sheet),
        *cell(frame.title(sheet), sheet.profile, _width(sheet), sheet.profile.distance.kind_gap_pt),
    ]
    for i, block in enumerate(sheet.blocks):
        match block:
            case Heading() | Bullet() | Paragraph():
                pieces.append(_text(sheet, i))
            case Table():
                pieces += _table(sheet, block, i)
                drawn = chart.draw(block, _width(sheet)) if block.chart else None
                if drawn:
                    pieces.append(word_file.picture(document, drawn, sheet.profile.table.gap_pt))
            case _:
                assert_never(block)
    pieces += _closing(sheet)
    page(document, _paper(sheet), sheet.profile, sheet.marks)
    return word_file.packed(document, pieces)


def _properties(sheet: Sheet) -> word_file.Properties:
    return word_file.Properties(sheet.property_title, sheet.property_author, sheet.dated)


def _paper(sheet: Sheet) -> Paper:
    p = sheet.profile.page
    return Paper(
        p.paper.width_mm, p.paper.height_mm, p.margin_top_mm.use, p.margin_bottom_mm.use,
        p.margin_left_mm.use, p.margin_right_mm.use, p.page_number_top_mm.use,
    )  # fmt: skip


def _width(sheet: Sheet) -> float:
    return sheet.profile.text_width_mm * MM


def _header(sheet: Sheet) -> str:
    h = frame.header(sheet)
    widths = (h.left, h.right)
    rows = [
        Row(
            [
                "".join(cell(items, sheet.profile, room))
                for items, room in zip(row, widths, strict=True)
            ]
        )
        for row in h.rows
    ]
    return word_xml.table(rows, widths)


def _runs(runs: Runs, component: Component, sheet: Sheet) -> str:
    italic = component.slant == "italic"
    font = sheet.profile.text.font.docx
    return "".join(
        word_xml.run(r.text, font, component.use, bold=r.bold, italic=italic) for r in runs
    )


def _text(sheet: Sheet, index: int) -> str:
    p = sheet.profile
    s = body.setting(sheet, index)
    after = p.table.gap_pt if _is_table(sheet, index + 1) else 0.0
    last = index >= len(sheet.blocks) - p.distance.body_lines_with_signature
    shape = Shape(
        s.component.align, p.text.line_spacing_pt.use,
        before=p.text.paragraph_gap_pt.use if index else p.distance.mark_body_gap_pt, after=after,
        first=s.first_mm * MM, left=s.left_mm * MM, keep_next=body.leads(sheet, index) or last, level=s.level,
    )  # fmt: skip
    return word_xml.paragraph(_runs(s.runs, s.component, sheet), shape)


def _is_table(sheet: Sheet, index: int) -> bool:
    return 0 <= index < len(sheet.blocks) and isinstance(sheet.blocks[index], Table)


def _table(sheet: Sheet, table: Table, index: int) -> list[str]:
    """Write a bordered table: header row repeated, rows not torn, a spacer where no paragraph gives the gap."""
    p = sheet.profile
    t = p.table
    head, cell = p.component["table_head"], p.component["table_cell"]
    widths = body.columns(sheet, table)
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
    rows = [
        Row(
            [
                "".join(
                    cell(items, sheet.profile, half, 0.0 if after_table or at else gap, keep=True)
                )
                for items in row
            ]
        )
        for at, row in enumerate(frame.closing(sheet))
    ]
    spacer = [word_xml.paragraph("", Shape("left", gap, keep_next=True))] if after_table else []
    return [
        *spacer,
        word_xml.table(rows, (half, half)),
        word_xml.paragraph("", Shape("left", 1.0)),
    ]
