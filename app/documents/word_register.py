"""A bound register written as Word: one table a page, rows of said height, cells as short text of few styles."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from app.documents import word_file, word_xml
from app.documents.fonts import MM
from app.documents.register_grid import Grid
from app.documents.register_pages import Band
from app.documents.register_text import Text
from app.documents.register_volume import Page, Volume
from app.documents.word_parts import Paper, cell, page
from app.documents.word_xml import Row, Shape, twips
from app.progress import Progress

_JC = {"left": "L", "center": "C", "right": "R"}


def render(volume: Volume, progress: Progress) -> bytes:
    """Return the Word file of a register; the same volume gives the same bytes."""
    p = volume.layout.page
    paper = Paper(
        volume.width_mm, volume.height_mm, p.margin_top_mm, p.margin_bottom_mm,
        p.margin_left_mm, p.margin_right_mm, p.page_number_top_mm,
    )  # fmt: skip
    author = volume.profile.metadata.author.format(issuer=volume.author)
    properties = word_file.Properties(volume.title, author, volume.dated)
    grids = {x.grid.size: x.grid for x in volume.pages if x.grid}
    styles = "".join(_style(grid, jc) for _, grid in sorted(grids.items()) for jc in _JC)
    document = word_file.blank(volume.profile, properties, styles)
    page(document, paper, volume.profile, volume.marks)
    return word_file.packed(document, _body(volume, progress))


def _style(grid: Grid, align: str) -> str:
    """Return the paragraph style of cells of one size and alignment."""
    half = round(grid.size * 2)
    name = _name(grid, align)
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:pPr><w:widowControl/><w:spacing w:before="{twips(grid.pad_y)}" '
        f'w:after="{twips(grid.pad_y)}" w:line="{twips(grid.line)}" w:lineRule="exact"/>'
        f'<w:jc w:val="{align}"/></w:pPr><w:rPr><w:color w:val="000000"/>'
        f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr></w:style>'
    )


def _name(grid: Grid, align: str) -> str:
    return f"O{_JC[align]}{round(grid.size * 2)}"


def _body(volume: Volume, progress: Progress) -> Iterator[str]:
    for n, one in enumerate(volume.pages):
        progress(n, len(volume.pages), "Dựng trang Word")
        yield from _page(volume, one, is_first=n == 0)


def _page(volume: Volume, one: Page, *, is_first: bool) -> Iterator[str]:
    """Write one page: the paragraph that begins it, names, title, table, signatures."""
    layout, profile = volume.layout, volume.profile
    yield _start(is_first)
    if one.names:
        left = layout.heading.left_mm * MM
        names = "".join(cell(one.names, profile, left))
        yield word_xml.table([Row([names])], [left])
    yield from cell(one.title, profile, volume.text_width)
    # The starting paragraph takes a point of the gap, so that the table begins where the PDF's does.
    yield word_xml.paragraph("", Shape("left", layout.heading.table_gap_pt - _TINY))
    if one.grid:
        yield from _table(one.grid, one.leaf.bands)
    if one.signed:
        gap = profile.distance.closing_gap_pt
        yield word_xml.paragraph("", Shape("left", gap, keep_next=True))
        room = volume.text_width / len(volume.signatures)
        cells = ["".join(cell(x, profile, room, keep=True)) for x in volume.signatures]
        yield word_xml.table([Row(cells)], [room] * len(cells))
        yield word_xml.paragraph("", Shape("left", _TINY))


_TINY = 1.0


def _start(is_first: bool) -> str:
    turn = "" if is_first else "<w:pageBreakBefore/>"
    return (
        f'<w:p><w:pPr>{turn}<w:spacing w:before="0" w:after="0" w:line="{twips(_TINY)}" w:lineRule="exact"/>'
        '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:pPr></w:p>'
    )


def _table(grid: Grid, bands: Sequence[Band]) -> Iterator[str]:
    columns = word_xml.columns(grid.widths)
    yield word_xml.table_start(columns, border=grid.border, pad=grid.pad_x)
    yield from _head(grid, columns)
    for band in bands:
        cells = []
        at = 0
        for n, text in enumerate(band.cells):
            last = at + band.across - 1 if n == 0 else at
            is_wide = last > at or (band.kind == "sum" and n == 0)
            align = "left" if is_wide else grid.columns[at].align
            looks = "<w:b/>" if band.style == "Bold" else "<w:i/>" if band.style == "Italic" else ""
            looks += "<w:strike/>" if band.struck else ""
            cells.append(
                _cell(grid, text, align, sum(columns[at : last + 1]), last - at + 1, looks)
            )
            at = last + 1
        yield _row(band.height - grid.border, cells)
    yield "</w:tbl>"


def _row(height: float, cells: Sequence[str], *, head: bool = False) -> str:
    marks = "<w:cantSplit/>" + (
        f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>'
        + ("<w:tblHeader/>" if head else "")
    )
    return f"<w:tr><w:trPr>{marks}</w:trPr>{''.join(cells)}</w:tr>"


def _head(grid: Grid, columns: Sequence[int]) -> Iterator[str]:
    """Write the header rows; a label without a heading over it stands in both upper rows."""
    h = grid.head
    if h.groups:
        first_row: list[str] = []
        starts = {first: (last, text) for first, last, text in h.groups}
        at = 0
        while at < len(columns):
            last, text = starts.get(at, (at, h.labels[at]))
            merged = "" if at in starts else '<w:vMerge w:val="restart"/>'
            width = sum(columns[at : last + 1])
            first_row.append(
                _cell(grid, text, "center", width, last - at + 1, "<w:b/>", f"{merged}{_MIDDLE}")
            )
            at = last + 1
        yield _row(h.group_height - grid.border, first_row, head=True)
    labels = []
    for i, label in enumerate(h.labels):
        goes_on = bool(h.groups) and not h.is_grouped(i)
        more = f"{'<w:vMerge/>' if goes_on else ''}{_MIDDLE}"
        labels.append(
            _cell(grid, () if goes_on else label, "center", columns[i], 1, "<w:b/>", more)
        )
    yield _row(h.label_height - grid.border, labels, head=True)
    numbers = [
        _cell(grid, ((n,),), "center", w, 1, "") for n, w in zip(h.numbers, columns, strict=True)
    ]
    yield _row(h.number_height - grid.border, numbers, head=True)


_MIDDLE = '<w:vAlign w:val="center"/>'


def _cell(
    grid: Grid, text: Text, align: str, width: int, span: int, looks: str, more: str = ""
) -> str:
    """Return one cell: its paragraphs as lines of one, broken by the reader where they are too long."""
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    run = ""
    if text:
        shown = '</w:t><w:br/><w:t xml:space="preserve">'.join(
            escape(" ".join(lines)) for lines in text
        )
        look = f"<w:rPr>{looks}</w:rPr>" if looks else ""
        run = f'<w:r>{look}<w:t xml:space="preserve">{shown}</w:t></w:r>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{more}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{_name(grid, align)}"/></w:pPr>{run}</w:p></w:tc>'
    )
