"""The pieces a PDF page is made of: masthead, table, closing, and the tail that keeps a signature with its text."""

from collections.abc import Sequence
from io import BytesIO
from typing import TypeAlias

from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, Paragraph

from app.documents.chart import Chart
from app.documents.fonts import MM
from app.documents.frame import Cell, Header
from app.documents.heights import height_of
from app.documents.layouts import Profile
from app.documents.pdf_lines import draw

_ENDLESS = 1e6


class Masthead(Flowable):  # type: ignore[misc]  # the library is untyped
    """Header table and title, drawn to the computed positions."""

    def __init__(self, header: Header, title: Cell, profile: Profile) -> None:
        super().__init__()
        self.header, self.title, self.profile = header, title, profile

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        self.height = sum(self._row(r) for r in self.header.rows) + self._title_gap()
        self.height += height_of(self.title, width, self.profile)
        return width, self.height

    def draw(self) -> None:
        top = self.height
        for row in self.header.rows:
            draw(self.canv, row[0], 0, top, self.header.left, self.profile)
            draw(self.canv, row[1], self.header.left, top, self.header.right, self.profile)
            top -= self._row(row)
        draw(self.canv, self.title, 0, top - self._title_gap(), self.width, self.profile)

    def _row(self, row: tuple[Cell, Cell]) -> float:
        left, right = self.header.left, self.header.right
        return max(height_of(row[0], left, self.profile), height_of(row[1], right, self.profile))

    def _title_gap(self) -> float:
        return self.profile.distance.kind_gap_pt


class Closing(Flowable):  # type: ignore[misc]  # the library is untyped
    """Rows of two halves, level at the top and never torn: recipients and signature, or two signatures."""

    def __init__(self, rows: tuple[tuple[Cell, Cell], ...], half: float, profile: Profile) -> None:
        super().__init__()
        self.rows, self.half, self.profile = rows, half, profile

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        self.height = sum(self._row(row) for row in self.rows)
        return width, self.height

    def draw(self) -> None:
        top = self.height
        for row in self.rows:
            for at, cell in enumerate(row):
                draw(self.canv, cell, at * self.half, top, self.half, self.profile)
            top -= self._row(row)

    def _row(self, row: tuple[Cell, Cell]) -> float:
        return max(height_of(cell, self.half, self.profile) for cell in row)


class Grid(Flowable):  # type: ignore[misc]  # the library is untyped
    """A bordered table whose header row is repeated and whose rows are not torn."""

    def __init__(
        self,
        head: tuple[Paragraph, ...],
        rows: tuple[tuple[Paragraph, ...], ...],
        heights: tuple[float, ...],
        widths: tuple[float, ...],
        profile: Profile,
        gap: float,
    ) -> None:
        super().__init__()
        self.head, self.rows, self.heights = head, rows, heights
        self.widths, self.profile, self.spaceBefore = widths, profile, gap
        self.head_height = self._row_height(head)

    @classmethod
    def laid(
        cls,
        head: tuple[Paragraph, ...],
        rows: Sequence[tuple[Paragraph, ...]],
        widths: tuple[float, ...],
        profile: Profile,
        gap: float,
        page_room: float,
    ) -> "Grid":
        """Measure every row once; a row taller than a page is cut into pieces that fit."""
        one = cls(head, (), (), widths, profile, gap)
        most = page_room - one.head_height - gap
        pieces = [piece for row in rows for piece in one._pieces(row, most)]
        return one._with(pieces, [one._row_height(r) for r in pieces], gap)

    @property
    def least(self) -> float:
        """Return the height of the header with the first row."""
        return self.head_height + (self.heights[0] if self.heights else 0.0)

    def cut(self, count: int) -> "tuple[Grid, Grid]":
        """Return the table of the first `count` rows and that of the rest, each with the header."""
        first = self._with(self.rows[:count], self.heights[:count], self.spaceBefore)
        return first, self._with(self.rows[count:], self.heights[count:], 0.0)

    def fitting(self, height: float) -> int:
        """Return how many rows fit in `height` under the header."""
        left, count = height - self.head_height, 0
        for one in self.heights:
            left -= one
            if left < 0:
                break
            count += 1
        return count

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return width, self.head_height + sum(self.heights)

    def split(self, width: float, height: float) -> list[Flowable]:
        count = self.fitting(height)
        return list(self.cut(count)) if 0 < count < len(self.rows) else []

    def draw(self) -> None:
        t = self.profile.table
        self.canv.setLineWidth(t.border_pt)
        top = self.head_height + sum(self.heights)
        rows = zip((self.head, *self.rows), (self.head_height, *self.heights), strict=True)
        for row, height in rows:
            x = 0.0
            for cell, width in zip(row, self.widths, strict=True):
                self.canv.rect(x, top - height, width, height)
                room = width - 2 * t.pad_x_mm * MM
                _, own = cell.wrap(room, _ENDLESS)
                cell.drawOn(self.canv, x + t.pad_x_mm * MM, top - t.pad_y_pt - own)
                x += width
            top -= height

    def _with(
        self, rows: Sequence[tuple[Paragraph, ...]], heights: Sequence[float], gap: float
    ) -> "Grid":
        return Grid(self.head, tuple(rows), tuple(heights), self.widths, self.profile, gap)

    def _row_height(self, row: tuple[Paragraph, ...]) -> float:
        t = self.profile.table
        inner = (
            c.wrap(w - 2 * t.pad_x_mm * MM, _ENDLESS)[1]
            for c, w in zip(row, self.widths, strict=True)
        )
        return max(inner, default=0.0) + 2 * t.pad_y_pt

    def _pieces(self, row: tuple[Paragraph, ...], most: float) -> list[tuple[Paragraph, ...]]:
        if self._row_height(row) <= most:
            return [row]
        t = self.profile.table
        first, rest = [], []
        for cell, width in zip(row, self.widths, strict=True):
            room = width - 2 * t.pad_x_mm * MM
            parts = cell.split(room, most - 2 * t.pad_y_pt) or [cell]
            first.append(parts[0])
            rest.append(parts[1] if len(parts) > 1 else Paragraph("", cell.style))
        return [tuple(first), *self._pieces(tuple(rest), most)]


class Picture(Flowable):  # type: ignore[misc]  # the library is untyped
    """A chart under its table."""

    def __init__(self, chart: Chart, gap: float) -> None:
        super().__init__()
        self.chart, self.spaceBefore = chart, gap

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self.chart.width, self.chart.height

    def draw(self) -> None:
        image = ImageReader(BytesIO(self.chart.png))
        self.canv.drawImage(image, 0, 0, self.chart.width, self.chart.height)


Part: TypeAlias = Paragraph | Grid | Picture


class Tail(Flowable):  # type: ignore[misc]  # the library is untyped
    """The last text and the closing table on one page, with at least `lines` lines of text.

    The first `leads` parts are headings and stay with the text after them.
    """

    def __init__(
        self, parts: tuple[Part, ...], leads: int, closing: Closing, gap: float, lines: int
    ) -> None:
        super().__init__()
        self.parts, self.leads, self.closing = parts, leads, closing
        self.gap, self.lines = gap, lines

    def getSpaceBefore(self) -> float:
        return float(self.parts[0].getSpaceBefore()) if self.parts else self.gap

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        self.heights = [p.wrap(width, _ENDLESS)[1] for p in self.parts]
        between = sum(p.getSpaceBefore() for p in self.parts[1:])
        gap = self.gap if self.parts else 0.0
        self.height = sum(self.heights) + between + gap + self.closing.wrap(width, _ENDLESS)[1]
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Leave as much of the first part as may stay behind; nothing if it is too short to divide."""
        if self.leads >= len(self.parts):
            return []
        leads, first, rest = (
            self.parts[: self.leads],
            self.parts[self.leads],
            self.parts[self.leads + 1 :],
        )
        for i, lead in enumerate(leads):
            height -= lead.wrap(width, _ENDLESS)[1] + (lead.getSpaceBefore() if i else 0.0)
        height -= first.getSpaceBefore() if leads else 0.0
        halves = _halves(first, width, height, max(1, self.lines - len(rest)))
        if not halves:
            return []
        return [*leads, halves[0], Tail((halves[1], *rest), 0, self.closing, self.gap, self.lines)]

    def draw(self) -> None:
        top = self.height
        for i, (part, height) in enumerate(zip(self.parts, self.heights, strict=True)):
            top -= (part.getSpaceBefore() if i else 0.0) + height
            part.drawOn(self.canv, 0, top)
        self.closing.drawOn(self.canv, 0, 0)


def _halves(part: Part, width: float, height: float, keep: int) -> tuple[Part, Part] | None:
    """Divide a part so that the first half fits `height` and the second keeps `keep` rows or lines."""
    if isinstance(part, Grid):
        count = min(part.fitting(height), len(part.rows) - keep)
        return part.cut(count) if count > 0 else None
    if isinstance(part, Picture):
        return None
    part.wrap(width, _ENDLESS)
    leading = part.style.leading
    count = min(int(height // leading), len(part.blPara.lines) - max(keep, 2))
    halves = part.split(width, count * leading) if count > 1 else []
    return (halves[0], halves[1]) if len(halves) == 2 else None
