"""A PDF file taken apart as it stands: lines of characters with place and look, drawn rules and boxes, fonts, properties."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.utils.pdfinternals import resolve_all

_SAME_LINE_PT = 0.6


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: place in points, size, font name without its subset tag."""

    text: str
    x0: float
    x1: float
    top: float
    size: float
    font: str


@dataclass(frozen=True, slots=True)
class Line:
    """Characters on one baseline; x and `base` in points from the left and top edges of the page."""

    page: int
    base: float
    glyphs: tuple[Glyph, ...]

    @property
    def solid(self) -> tuple[Glyph, ...]:
        return tuple(g for g in self.glyphs if g.text.strip())

    @property
    def text(self) -> str:
        return "".join(g.text for g in self.glyphs).strip()

    @property
    def x0(self) -> float:
        return self.solid[0].x0

    @property
    def x1(self) -> float:
        return self.solid[-1].x1

    @property
    def top(self) -> float:
        return min(g.top for g in self.solid)

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def sizes(self) -> frozenset[float]:
        return frozenset(g.size for g in self.solid)

    @property
    def fonts(self) -> frozenset[str]:
        return frozenset(g.font for g in self.solid)

    def part(self, left: float, right: float) -> "Line | None":
        """Return the stretch between two x positions; None when nothing stands there."""
        kept = tuple(g for g in self.glyphs if left <= (g.x0 + g.x1) / 2 < right)
        return Line(self.page, self.base, kept) if any(g.text.strip() for g in kept) else None


@dataclass(frozen=True, slots=True)
class Rule:
    page: int
    y: float
    x0: float
    x1: float
    weight: float


@dataclass(frozen=True, slots=True)
class PdfFile:
    """Sizes of the pages in points, their lines from the top, rules, boxes (x0, top, x1, bottom), fonts with embedding."""

    sizes: tuple[tuple[float, float], ...]
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    boxes: tuple[tuple[int, float, float, float, float], ...]
    fonts: Mapping[str, bool]
    properties: Mapping[str, str]


def read(content: bytes) -> PdfFile:
    """Read a PDF file; rotated characters (a watermark) are left out."""
    with PDF.open(BytesIO(content)) as opened:
        pages = list(opened.pages)
        return PdfFile(
            tuple((float(p.width), float(p.height)) for p in pages),
            tuple(line for n, p in enumerate(pages, 1) for line in _lines(p, n)),
            tuple(
                Rule(n, float(x["top"]), float(x["x0"]), float(x["x1"]), float(x["linewidth"]))
                for n, p in enumerate(pages, 1)
                for x in p.lines
            ),
            tuple(
                (n, float(r["x0"]), float(r["top"]), float(r["x1"]), float(r["bottom"]))
                for n, p in enumerate(pages, 1)
                for r in p.rects
            ),
            _fonts(pages),
            {str(k): str(v or "") for k, v in opened.metadata.items()},
        )


def _lines(page: Page, number: int) -> Iterator[Line]:
    upright = [c for c in page.chars if not c["matrix"][1]]
    upright.sort(key=lambda c: (-c["matrix"][5], c["x0"]))
    height = float(page.height)
    for row in _rows(upright):
        glyphs = tuple(_glyph(c) for c in sorted(row, key=lambda c: c["x0"]))
        if any(g.text.strip() for g in glyphs):
            yield Line(number, height - float(row[0]["matrix"][5]), glyphs)


def _glyph(char: dict[str, Any]) -> Glyph:
    name = str(char["fontname"])
    return Glyph(
        str(char["text"]), float(char["x0"]), float(char["x1"]), float(char["top"]),
        round(float(char["size"]), 2), name.partition("+")[2] or name,
    )  # fmt: skip


def _rows(chars: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Group characters by baseline."""
    row: list[dict[str, Any]] = []
    for char in chars:
        if row and row[0]["matrix"][5] - char["matrix"][5] > _SAME_LINE_PT:
            yield row
            row = []
        row.append(char)
    if row:
        yield row


def _fonts(pages: list[Page]) -> dict[str, bool]:
    """Return every font of the file and whether its program lies in it."""
    found: dict[str, bool] = {}
    for page in pages:
        for font in (resolve_all(page.page_obj.resources.get("Font")) or {}).values():
            inner = font["DescendantFonts"][0] if "DescendantFonts" in font else font
            described = inner.get("FontDescriptor") or {}
            found[font["BaseFont"].name] = any(key.startswith("FontFile") for key in described)
    return found
