"""A bound register drawn as PDF: straight onto the canvas, because a table of thousands of rows must be quick."""

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from app.documents import fonts
from app.documents.fonts import MM
from app.documents.frame import Cell
from app.documents.heights import height_of
from app.documents.pdf_lines import draw, draw_marks, font_name, register_fonts
from app.documents.register_grid import Grid
from app.documents.register_pages import Band
from app.documents.register_text import Text, count
from app.documents.register_volume import Page, Volume
from app.progress import Progress

_STRIKE = 0.28
"""Height of the line through struck text, × size."""
_LINE = 0.06


def render(volume: Volume, progress: Progress) -> bytes:
    """Return the PDF of a register; the same volume gives the same bytes."""
    register_fonts()
    out = BytesIO()
    meta = volume.profile.metadata
    canvas = Canvas(
        out, pagesize=(volume.width_mm * MM, volume.height_mm * MM), invariant=1, pageCompression=1,
        lang=meta.language, initialFontName=font_name("Regular"),
    )  # fmt: skip
    canvas.setTitle(volume.title)
    canvas.setAuthor(meta.author.format(issuer=volume.author))
    canvas.setSubject(volume.title)
    canvas.setCreator(meta.application)
    canvas.setProducer(meta.application)
    for n, page in enumerate(volume.pages):
        progress(n, len(volume.pages), "Dựng trang PDF")
        _Page(canvas, volume, page).draw()
        canvas.showPage()
    canvas.save()
    return out.getvalue()


class _Page:
    """One page being drawn from the top down; `y` is where the next thing begins."""

    def __init__(self, canvas: Canvas, volume: Volume, page: Page) -> None:
        self.canvas, self.volume, self.page = canvas, volume, page
        self.left = volume.layout.page.margin_left_mm * MM
        self.y = (volume.height_mm - volume.layout.page.margin_top_mm) * MM
        self.lines: list[tuple[float, float, float, float]] = []

    def draw(self) -> None:
        v = self.volume
        draw_marks(self.canvas, v.profile, v.marks, self.left + v.text_width / 2)
        self._cell(self.page.names, v.layout.heading.left_mm * MM)
        self._cell(self.page.title, v.text_width)
        self.y -= v.layout.heading.table_gap_pt
        if self.page.grid:
            self._table(self.page.grid)
        if self.page.signed:
            self._signatures()

    def _cell(self, cell: Cell, room: float, x: float = 0.0) -> None:
        draw(self.canvas, cell, self.left + x, self.y, room, self.volume.profile)
        self.y -= height_of(cell, room, self.volume.profile)

    def _signatures(self) -> None:
        top = self.y - self.volume.profile.distance.closing_gap_pt
        room = self.volume.text_width / len(self.volume.signatures)
        for n, cell in enumerate(self.volume.signatures):
            self.y = top
            self._cell(cell, room, n * room)

    def _table(self, grid: Grid) -> None:
        edges = [self.left]
        for width in grid.widths:
            edges.append(edges[-1] + width)
        self.edges = edges
        self.lines.append((edges[0], self.y, edges[-1], self.y))
        self._head(grid)
        for band in self.page.leaf.bands:
            self._band(grid, band)
        self.canvas.setLineWidth(grid.border)
        self.canvas.lines(self.lines)

    def _head(self, grid: Grid) -> None:
        """Draw the header in three rows: headings over neighbours, labels, column numbers."""
        h, edges = grid.head, self.edges
        top = self.y
        middle, low = top - h.group_height, top - h.group_height - h.label_height
        for first, last, text in h.groups:
            self._text(grid, text, first, last, top, middle, "Bold", "center")
            self.lines.append((edges[first], middle, edges[last + 1], middle))
        for i, label in enumerate(h.labels):
            upper = middle if h.is_grouped(i) else top
            self._text(grid, label, i, i, upper, low, "Bold", "center")
        for i, number in enumerate(h.numbers):
            self._text(grid, ((number,),), i, i, low, low - h.number_height, "Regular", "center")
        self.lines.append((edges[0], low, edges[-1], low))
        inner = {i for first, last, _ in h.groups for i in range(first + 1, last + 1)}
        self.y = low - h.number_height
        for i, x in enumerate(edges):
            self.lines.append((x, middle if i in inner else top, x, self.y))
        self.lines.append((edges[0], self.y, edges[-1], self.y))

    def _band(self, grid: Grid, band: Band) -> None:
        bottom = self.y - band.height
        at = 0
        for n, text in enumerate(band.cells):
            last = at + band.across - 1 if n == 0 else at
            self.lines.append((self.edges[at], self.y, self.edges[at], bottom))
            align = (
                "left" if last > at or (band.kind == "sum" and n == 0) else grid.columns[at].align
            )
            self._text(grid, text, at, last, self.y, None, band.style, align, band.struck)
            at = last + 1
        self.lines.append((self.edges[-1], self.y, self.edges[-1], bottom))
        self.lines.append((self.edges[0], bottom, self.edges[-1], bottom))
        self.y = bottom

    def _text(
        self, grid: Grid, text: Text, first: int, last: int, top: float, bottom: float | None,
        style: fonts.Style, align: str, struck: bool = False,
    ) -> None:  # fmt: skip
        """Draw the lines of one cell from the top, or in the middle of top and bottom."""
        if not text:
            return
        face = fonts.face(style)
        canvas, size = self.canvas, grid.size
        x, room = self.edges[first] + grid.pad_x, grid.room(first, last)
        middle = top if bottom is None else (top + bottom + count(text) * grid.line) / 2
        start = top - grid.pad_y if bottom is None else middle
        # A line of exact height stands with its letters in the middle, as Word sets it.
        baseline = start - (grid.line - face.line * size) / 2 - face.ascent * size
        canvas.setFont(font_name(style), size)
        canvas.setLineWidth(size * _LINE)
        for paragraph in text:
            for line in paragraph:
                width = 0.0 if align == "left" and not struck else face.width(line, size)
                at = x + {"left": 0.0, "center": (room - width) / 2, "right": room - width}[align]
                canvas.drawString(at, baseline, line)
                if struck:
                    canvas.line(
                        at, baseline + size * _STRIKE, at + width, baseline + size * _STRIKE
                    )
                baseline -= grid.line
