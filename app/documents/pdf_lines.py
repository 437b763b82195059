"""Lines, rules and gaps drawn on a PDF canvas, the fonts they need, and what stands outside the text."""

from functools import lru_cache
from typing import assert_never

from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app.documents import fonts
from app.documents.fonts import MM
from app.documents.frame import Cell, Gap, Line, Rule
from app.documents.heights import item_height
from app.documents.layouts import Profile
from app.documents.sheet import SheetMark

_PROOF = 0x1EB5  # ẵ, absent from Liberation Serif 1.07, whose PostScript names are the same


@lru_cache(maxsize=1)
def register_fonts() -> None:
    """Register the four bundled files by absolute path, once, and prove that they are the right ones."""
    names = {}
    for style in ("Regular", "Bold", "Italic", "BoldItalic"):
        face = fonts.face(style)
        names[style] = font_name(style)
        font = TTFont(names[style], str(face.file.resolve()))
        if _PROOF not in font.face.charToGlyph:
            raise fonts.GlyphMissing("Phông chữ đi kèm không đúng bản.")
        pdfmetrics.registerFont(font)
    pdfmetrics.registerFontFamily(
        names["Regular"], names["Regular"], names["Bold"], names["Italic"], names["BoldItalic"]
    )


def font_name(style: str) -> str:
    return "LiberationSerif" if style == "Regular" else f"LiberationSerif-{style}"


def draw(canvas: Canvas, cell: Cell, x: float, top: float, room: float, profile: Profile) -> None:
    for item in cell:
        match item:
            case Line():
                _draw_line(canvas, item, x, top, room)
            case Rule():
                y = top - profile.distance.rule_gap_pt
                canvas.setLineWidth(item.weight)
                start = x + (room - item.length) / 2
                canvas.line(start, y, start + item.length, y)
            case Gap():
                pass
            case _:
                assert_never(item)
        top -= item_height(item, room, profile)


def _draw_line(canvas: Canvas, line: Line, x: float, top: float, room: float) -> None:
    face = fonts.face(line.style)
    canvas.setFont(font_name(line.style), line.size)
    for i, text in enumerate(line.lines(room)):
        baseline = top - i * line.height - face.ascent * line.size
        width = face.width(text, line.size)
        start = x + (room - width) / 2 if line.align == "center" else x
        canvas.drawString(start, baseline, text)
        if line.underline:
            canvas.setLineWidth(line.size / 20)
            canvas.line(start, baseline - line.size / 10, start + width, baseline - line.size / 10)


def draw_marks(
    canvas: Canvas, profile: Profile, marks: frozenset[SheetMark], middle: float
) -> None:
    """Draw what stands outside the text: watermark, page number from page 2, our note at the foot.

    `middle` is where the text's centre lies, in points from the left edge.
    """
    p = profile
    width, height = canvas._pagesize
    if "training" in marks:
        m = p.mark.training
        canvas.saveState()
        canvas.setFillColor(Color(m.grey, m.grey, m.grey))
        canvas.setFont(font_name(fonts.style_of(m.weight, m.slant)), m.size)
        canvas.translate(width / 2, height / 2)
        canvas.rotate(m.angle)
        canvas.drawCentredString(0, -m.size / 3, m.text)
        canvas.restoreState()
    if canvas.getPageNumber() > 1:
        c = p.component["page_number"]
        style = fonts.style_of(c.weight, c.slant)
        canvas.setFont(font_name(style), c.use)
        top = height - p.page.page_number_top_mm.use * MM
        canvas.drawCentredString(
            middle, top - fonts.face(style).ascent * c.use, str(canvas.getPageNumber())
        )
    if "proposal" in marks:
        m = p.mark.proposal
        style = fonts.style_of(m.weight, m.slant)
        canvas.setFont(font_name(style), m.size)
        face = fonts.face(style)
        canvas.drawCentredString(
            middle, m.bottom_mm * MM + (face.line - face.ascent) * m.size, m.text
        )
