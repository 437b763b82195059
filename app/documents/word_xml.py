"""WordprocessingML of paragraphs, runs and tables as text: exact lines, four font slots, literal marks.

Pure: points and millimetres in, XML out. Element order follows the schema, which Word insists on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.sax.saxutils import escape

from app.documents.fonts import MM

NAMESPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")
_JC = {"left": "left", "center": "center", "right": "right", "justify": "both"}


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph stands: alignment, exact line height, gaps and indents (points), rule on top.

    `grows`: the line is at least that high, as around a picture.
    """

    align: str
    line: float
    before: float = 0.0
    after: float = 0.0
    first: float = 0.0
    left: float = 0.0
    right: float = 0.0
    keep_next: bool = False
    level: int = 0
    rule: float = 0.0
    grows: bool = False


def twips(points: float) -> int:
    return round(points * 20)


def fonts(name: str) -> str:
    return "<w:rFonts " + " ".join(f'w:{slot}="{escape(name)}"' for slot in _SLOTS) + "/>"


def run(
    text: str,
    font: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    underline: bool = False,
) -> str:
    """Return one run, every property said outright so that no style can change it."""
    return (
        f"<w:r>{_look(font, size, bold, italic, underline)}"
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )


def field(code: str, font: str, size: float) -> str:
    """Return a field such as PAGE with a placeholder result."""
    look = _look(font, size, False, False, False)
    kinds = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>2</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{look}{kind}</w:r>" for kind in kinds)


def _look(font: str, size: float, bold: bool, italic: bool, underline: bool) -> str:
    half = round(size * 2)
    return (
        f"<w:rPr>{fonts(font)}{_on('b', bold)}{_on('i', italic)}"
        f'<w:color w:val="000000"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        f'<w:u w:val="{"single" if underline else "none"}"/></w:rPr>'
    )


def _on(name: str, value: bool) -> str:
    bit = "1" if value else "0"
    return f'<w:{name} w:val="{bit}"/><w:{name}Cs w:val="{bit}"/>'


def paragraph(content: str, shape: Shape) -> str:
    """Return one paragraph around finished runs."""
    pieces = ["<w:keepNext/>" if shape.keep_next else "", "<w:widowControl/>"]
    if shape.rule:
        eighths = round(shape.rule * 8)
        pieces.append(
            f'<w:pBdr><w:top w:val="single" w:sz="{eighths}" w:space="0" w:color="000000"/></w:pBdr>'
        )
    pieces.append(
        f'<w:spacing w:before="{twips(shape.before)}" w:after="{twips(shape.after)}" '
        f'w:line="{twips(shape.line)}" w:lineRule="{"atLeast" if shape.grows else "exact"}"/>'
        f'<w:ind w:left="{twips(shape.left)}" w:right="{twips(shape.right)}" '
        f'w:firstLine="{twips(shape.first)}"/><w:jc w:val="{_JC[shape.align]}"/>'
    )
    if shape.level:
        pieces.append(f'<w:outlineLvl w:val="{shape.level - 1}"/>')
    if not content:
        pieces.append('<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>')
    return f"<w:p><w:pPr>{''.join(pieces)}</w:pPr>{content}</w:p>"


@dataclass(frozen=True, slots=True)
class Row:
    """One table row: the finished paragraphs of each cell."""

    cells: Sequence[str]
    head: bool = False


def table(
    rows: Sequence[Row], widths: Sequence[float], *, border: float = 0.0, pad_x_mm: float = 0.0
) -> str:
    """Return a fixed table; `widths` in points stand in the grid and in every cell alike."""
    edges = columns(widths)
    head = table_start(edges, border=border, pad=pad_x_mm * MM)
    return f"{head}{''.join(_row(r, edges) for r in rows)}</w:tbl>"


def table_start(widths: Sequence[int], *, border: float = 0.0, pad: float = 0.0) -> str:
    """Return the opening of a fixed table with its grid; `widths` in twips, `border` and `pad` in points."""
    whole = sum(widths)
    pad = twips(pad)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    kind = f'w:val="single" w:sz="{round(border * 8)}"' if border else 'w:val="nil" w:sz="0"'
    borders = "".join(f'<w:{s} {kind} w:space="0" w:color="000000"/>' for s in sides)
    margins = "".join(
        f'<w:{s} w:w="{w}" w:type="dxa"/>'
        for s, w in (("top", 0), ("left", pad), ("bottom", 0), ("right", pad))
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{whole}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f"<w:tblBorders>{borders}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        "<w:tblGrid>" + "".join(f'<w:gridCol w:w="{w}"/>' for w in widths) + "</w:tblGrid>"
    )


def columns(widths: Sequence[float]) -> list[int]:
    """Round the edges, not the widths, so that the columns add up to the whole."""
    edges = [0]
    total = 0.0
    for width in widths:
        total += width
        edges.append(twips(total))
    return [b - a for a, b in pairwise(edges)]


def _row(row: Row, columns: Sequence[int]) -> str:
    properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if row.head else "")
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{w}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
        for content, w in zip(row.cells, columns, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"
