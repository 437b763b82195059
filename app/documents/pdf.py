"""A sheet drawn as PDF with the bundled fonts: the only module that knows reportlab (layout §7.2)."""

from functools import lru_cache
from io import BytesIO
from typing import assert_never

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
)

from app.documents import fonts, frame
from app.documents.blocks import Bullet, Heading, Runs, Table
from app.documents.blocks import Paragraph as Text
from app.documents.fonts import MM
from app.documents.pdf_parts import Closing, Grid, Masthead, Part, Tail
from app.documents.sheet import Sheet

_ALIGN = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT, "justify": TA_JUSTIFY}
_PROOF = 0x1EB5  # ẵ, absent from Liberation Serif 1.07, whose PostScript names are the same


def render(sheet: Sheet) -> bytes:
    """Return the PDF of a sheet; the same sheet gives the same bytes. `GlyphMissing` before anything is drawn."""
    frame.require(sheet)
    _register()
    p = sheet.profile
    page = p.page
    width, height = page.paper.width_mm * MM, page.paper.height_mm * MM
    room = Frame(
        page.margin_left_mm.use * MM, page.margin_bottom_mm.use * MM,
        p.text_width_mm * MM, height - (page.margin_top_mm.use + page.margin_bottom_mm.use) * MM,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    out = BytesIO()
    document = BaseDocTemplate(
        out, pagesize=(width, height), invariant=1, pageCompression=1, lang=p.metadata.language,
        initialFontName=_name("Regular"), title=sheet.property_title, author=sheet.property_author,
        subject=sheet.kind, creator=p.metadata.application, producer=p.metadata.application,
    )  # fmt: skip
    document.addPageTemplates(PageTemplate("page", [room], onPage=lambda c, _: _decorate(c, sheet)))
    document.build(_story(sheet, room.height))
    return out.getvalue()


@lru_cache(maxsize=1)
def _register() -> None:
    """Register the four bundled files by absolute path, once, and prove that they are the right ones."""
    names = {}
    for style in ("Regular", "Bold", "Italic", "BoldItalic"):
        face = fonts.face(style)
        names[style] = _name(style)
        font = TTFont(names[style], str(face.file.resolve()))
        if _PROOF not in font.face.charToGlyph:
            raise fonts.GlyphMissing("Phông chữ đi kèm không đúng bản.")
        pdfmetrics.registerFont(font)
    pdfmetrics.registerFontFamily(
        names["Regular"], names["Regular"], names["Bold"], names["Italic"], names["BoldItalic"]
    )


def _name(style: str) -> str:
    return "LiberationSerif" if style == "Regular" else f"LiberationSerif-{style}"


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
            case _:
                assert_never(block)
        leads.append(isinstance(block, Heading))
    closing = Closing(*frame.closing(sheet), width / 2, p)
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
    part.wrap(width, 1e6)
    return len(part.blPara.lines)


def _need(parts: list[Part], leads: list[bool], at: int, width: float) -> float:
    """Return the height a heading needs so that it does not stand alone at the foot of a page."""
    need = 0.0
    while at < len(parts):
        part = parts[at]
        height: float = part.wrap(width, 1e6)[1]
        if not leads[at]:
            least = part.least if isinstance(part, Grid) else min(height, 2 * part.style.leading)
            return float(need + part.getSpaceBefore() + least)
        need += part.getSpaceBefore() + height
        at += 1
    return need


def _paragraph(sheet: Sheet, index: int, gap: float) -> Paragraph:
    p = sheet.profile
    s = frame.setting(sheet, index)
    style = ParagraphStyle(
        s.component.place, fontName=_name("Italic" if s.component.slant == "italic" else "Regular"),
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
            key, fontName=_name(fonts.style_of(c.weight, c.slant)), fontSize=c.use,
            leading=t.line_pt, alignment=_ALIGN[align],
        )  # fmt: skip
        return Paragraph(_markup(runs), style)

    head = tuple(cell(x, "table_head", p.component["table_head"].align) for x in table.header)
    rows = tuple(
        tuple(cell(x, "table_cell", align) for x, align in zip(row, table.aligns, strict=True))
        for row in table.rows
    )
    widths = frame.columns(sheet, table)
    return Grid.laid(head, rows, widths, p, gap, page_room)


def _markup(runs: Runs) -> str:
    """Escape runs for reportlab's paragraph markup; the only place that does."""
    pieces = []
    for run in runs:
        safe = run.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        pieces.append(f"<b>{safe}</b>" if run.bold else safe)
    return "".join(pieces)


def _decorate(canvas: Canvas, sheet: Sheet) -> None:
    """Draw what stands outside the text: watermark, page number from page 2, our note at the foot."""
    p = sheet.profile
    width, height = canvas._pagesize
    middle = (p.page.margin_left_mm.use + p.text_width_mm / 2) * MM
    if "training" in sheet.marks:
        m = p.mark.training
        canvas.saveState()
        canvas.setFillColor(Color(m.grey, m.grey, m.grey))
        canvas.setFont(_name(fonts.style_of(m.weight, m.slant)), m.size)
        canvas.translate(width / 2, height / 2)
        canvas.rotate(m.angle)
        canvas.drawCentredString(0, -m.size / 3, m.text)
        canvas.restoreState()
    if canvas.getPageNumber() > 1:
        c = p.component["page_number"]
        style = fonts.style_of(c.weight, c.slant)
        canvas.setFont(_name(style), c.use)
        top = height - p.page.page_number_top_mm.use * MM
        canvas.drawCentredString(
            middle, top - fonts.face(style).ascent * c.use, str(canvas.getPageNumber())
        )
    if "proposal" in sheet.marks:
        m = p.mark.proposal
        style = fonts.style_of(m.weight, m.slant)
        canvas.setFont(_name(style), m.size)
        face = fonts.face(style)
        canvas.drawCentredString(
            middle, m.bottom_mm * MM + (face.line - face.ascent) * m.size, m.text
        )
