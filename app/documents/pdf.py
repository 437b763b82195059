"""A sheet drawn as PDF with the bundled fonts: the only module that knows reportlab (layout §7.2)."""

from io import BytesIO
from typing import assert_never

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
)

from app.documents import body, chart, fonts, frame
from app.documents.blocks import Bullet, Heading, Runs, Table
from app.documents.blocks import Paragraph as Text
from app.documents.fonts import MM
from app.documents.pdf_lines import draw_marks, font_name, register_fonts
from app.documents.pdf_parts import Closing, Grid, Masthead, Part, Picture, Tail
from app.documents.sheet import Sheet

_ALIGN = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT, "justify": TA_JUSTIFY}


def render(sheet: Sheet) -> bytes:
    """Return the PDF of a sheet; the same sheet gives the same bytes. `GlyphMissing` before anything is drawn."""
    frame.require(sheet)
    register_fonts()
    p = sheet.profile
    page = p.page
    width, height = page.paper.width_mm * MM, page.paper.height_mm * MM
    room = Frame(
        page.margin_left_mm.use * MM, page.margin_bottom_mm.use * MM,
        p.text_width_mm * MM, height - (page.margin_top_mm.use + page.margin_bottom_mm.use) * MM,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    middle = (page.margin_left_mm.use + p.text_width_mm / 2) * MM
    out = BytesIO()
    document = BaseDocTemplate(
        out, pagesize=(width, height), invariant=1, pageCompression=1, lang=p.metadata.language,
        initialFontName=font_name("Regular"), title=sheet.property_title, author=sheet.property_author,
        subject=sheet.kind, creator=p.metadata.application, producer=p.metadata.application,
    )  # fmt: skip
    document.addPageTemplates(
        PageTemplate("page", [room], onPage=lambda c, _: draw_marks(c, p, sheet.marks, middle))
    )
    document.build(_story(sheet, room.height))
    return out.getvalue()


def _story(sheet: Sheet, page_room: float) -> list[Flowable]:
    p = sheet.profile
    width = p.text_width_mm * MM
    parts: list[Part] = []
    leads: list[bool] = []
    for i, block in enumerate(sheet.blocks):
        gap = p.distance.mark_body_gap_pt if i == 0 else p.text.paragraph_gap_pt.use
        match block:
            case Heading() | Bullet() | Text():
                parts.append(_paragraph(sheet, i, gap))
            case Table():
                parts.append(_grid(sheet, block, gap if i == 0 else p.table.gap_pt, page_room))
                drawn = chart.draw(block, width) if block.chart else None
                if drawn:
                    leads.append(False)
                    parts.append(Picture(drawn, p.table.gap_pt))
            case _:
                assert_never(block)
        leads.append(body.leads(sheet, i))
    closing = Closing(frame.closing(sheet), width / 2, p)
    kept = _kept(parts, width, p.distance.body_lines_with_signature)
    first = kept
    while kept and leads[kept - 1]:
        kept -= 1
    tail = Tail(
        tuple(parts[kept:]),
        first - kept,
        closing,
        p.distance.closing_gap_pt,
        p.distance.body_lines_with_signature,
    )
    story: list[Flowable] = [Masthead(frame.header(sheet), frame.title(sheet), p)]
    for i, part in enumerate(parts[:kept]):
        if leads[i] and not (i and leads[i - 1]):
            story.append(CondPageBreak(_need(parts, leads, i, width)))
        story.append(part)
    return [*story, tail]


def _kept(parts: list[Part], width: float, lines: int) -> int:
    """Return the index from which parts stay with the signature: at least `lines` lines of text."""
    found, at = 0, len(parts)
    while at and found < lines:
        at -= 1
        found += _lines(parts[at], width)
    return at


def _lines(part: Part, width: float) -> int:
    if isinstance(part, Grid):
        return len(part.rows) + 1
    if isinstance(part, Picture):
        return 1
    part.wrap(width, 1e6)
    return len(part.blPara.lines)


def _need(parts: list[Part], leads: list[bool], at: int, width: float) -> float:
    """Return the height a heading needs so that it does not stand alone at the foot of a page."""
    need = 0.0
    while at < len(parts):
        part = parts[at]
        height: float = part.wrap(width, 1e6)[1]
        if not leads[at]:
            least = height
            if not isinstance(part, Picture):
                least = (
                    part.least if isinstance(part, Grid) else min(height, 2 * part.style.leading)
                )
            return float(need + part.getSpaceBefore() + least)
        need += part.getSpaceBefore() + height
        at += 1
    return need


def _paragraph(sheet: Sheet, index: int, gap: float) -> Paragraph:
    p = sheet.profile
    s = body.setting(sheet, index)
    style = ParagraphStyle(
        s.component.place, fontName=font_name("Italic" if s.component.slant == "italic" else "Regular"),
        fontSize=s.component.use, leading=p.text.line_spacing_pt.use, spaceBefore=gap,
        firstLineIndent=s.first_mm * MM, leftIndent=s.left_mm * MM,
        alignment=_ALIGN[s.component.align], allowWidows=0, allowOrphans=0,
    )  # fmt: skip
    return Paragraph(_markup(s.runs), style)


def _grid(sheet: Sheet, table: Table, gap: float, page_room: float) -> Grid:
    p = sheet.profile
    t = p.table

    def cell(runs: Runs, key: str, align: str) -> Paragraph:
        c = p.component[key]
        style = ParagraphStyle(
            key, fontName=font_name(fonts.style_of(c.weight, c.slant)), fontSize=c.use,
            leading=t.line_pt, alignment=_ALIGN[align],
        )  # fmt: skip
        return Paragraph(_markup(runs), style)

    head = tuple(cell(x, "table_head", p.component["table_head"].align) for x in table.header)
    rows = tuple(
        tuple(cell(x, "table_cell", align) for x, align in zip(row, table.aligns, strict=True))
        for row in table.rows
    )
    widths = body.columns(sheet, table)
    return Grid.laid(head, rows, widths, p, gap, page_room)


def _markup(runs: Runs) -> str:
    """Escape runs for reportlab's paragraph markup; the only place that does."""
    pieces = []
    for run in runs:
        safe = run.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        pieces.append(f"<b>{safe}</b>" if run.bold else safe)
    return "".join(pieces)
