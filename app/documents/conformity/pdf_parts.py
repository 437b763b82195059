"""Which line of a PDF file is which part of the paper: by its place, then by its words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.documents import frame
from app.documents.conformity import wanted
from app.documents.conformity.pdf_reading import Line, PdfFile
from app.documents.conformity.wanted import Wanted, squeezed
from app.documents.conformity.words import Said
from app.documents.fonts import MM
from app.documents.sheet import Sheet

Found = tuple[str, tuple[Line, ...]]
"""A component with the lines it takes."""


@dataclass(slots=True)
class Parts:
    """The lines of each part of the paper; `lost` is the text at which file and sheet part company."""

    left: list[Found] = field(default_factory=list)
    right: list[Found] = field(default_factory=list)
    number: list[Line] = field(default_factory=list)
    date: list[Line] = field(default_factory=list)
    title: list[Found] = field(default_factory=list)
    blocks: list[Found] = field(default_factory=list)
    cells: list[Line] = field(default_factory=list)
    closing_left: list[Line] = field(default_factory=list)
    closing_right: list[Line] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    above: list[Line] = field(default_factory=list)
    lost: str = ""

    def looks(self, sheet: Sheet) -> Iterator[tuple[str, Line]]:
        """Yield every line with its component."""
        known = sheet.profile.component
        for key, taken in (*self.left, *self.right, *self.title, *self.blocks):
            if key in known:
                yield from ((key, line) for line in taken)
        yield from (("number", line) for line in self.number)
        yield from (("place_date", line) for line in self.date)
        for signature, lines in zip(
            _signatures(sheet), (self.closing_right, self.closing_left), strict=False
        ):
            yield from ((w.key, line) for w, line in zip(signature, lines, strict=False))

    def said(self, sheet: Sheet) -> Said:
        """Return the fixed lines of the paper."""
        captions = len(sheet.signature.captions)
        recipients: list[str] = []
        for line in self.closing_left:
            if line.text.startswith("- "):
                recipients.append(line.text)
            elif recipients:
                recipients[-1] += f" {line.text}"
        last = self.blocks[-1][1] if self.blocks and not sheet_ends_with_table(sheet) else ()
        return Said(
            " ".join(x.text for x in self.number), " ".join(x.text for x in self.date),
            tuple(x.text for x in self.closing_right[:captions]), tuple(recipients),
            " ".join(x.text for x in last), tuple(self.headings), "\n".join(self.headings),
        )  # fmt: skip


def sheet_ends_with_table(sheet: Sheet) -> bool:
    found = wanted.texts(sheet)
    return bool(found) and not isinstance(found[-1], Wanted)


def _signatures(sheet: Sheet) -> list[tuple[Wanted, ...]]:
    found = [wanted.signed(sheet, sheet.signature)]
    return [*found, wanted.signed(sheet, sheet.beside)] if sheet.beside else found


def parts_of(file: PdfFile, sheet: Sheet) -> Parts:
    """Sort the lines of a file."""
    p = sheet.profile.page
    found = Parts()
    top, bottom = (
        p.margin_top_mm.use * MM - 1,
        (p.paper.height_mm - p.margin_bottom_mm.use) * MM + 3,
    )
    inside = [line for line in file.lines if line.top >= top and line.base <= bottom]
    found.above = [line for line in file.lines if line.top < top]
    kind = squeezed(wanted.title(sheet)[0].text)
    start = next(
        (n for n, x in enumerate(inside) if x.page == 1 and squeezed(x.text) == kind), None
    )
    if start is None:
        found.lost = sheet.kind
        return found
    _header(inside[:start], sheet, min(x.x0 for x in inside), found)
    rest, found.title = _matched(inside[start:], wanted.title(sheet), found)
    boxed = [line for line in rest if _in_box(line, file)]
    found.cells = boxed
    plain = [line for line in rest if not _in_box(line, file)]
    texts = [b for b in wanted.texts(sheet) if isinstance(b, Wanted)]
    rest, found.blocks = _matched(plain, texts, found)
    _closing(rest, sheet, found)
    return found


def _in_box(line: Line, file: PdfFile) -> bool:
    return any(
        page == line.page
        and x0 - 1 <= line.x0
        and line.x1 <= x1 + 1e4
        and top <= line.base <= bottom
        for page, x0, top, x1, bottom in file.boxes
    )


def _header(lines: Sequence[Line], sheet: Sheet, edge: float, found: Parts) -> None:
    """Sort what stands above the title into two columns; `edge` is where the text begins, points."""
    border = edge + frame.header(sheet).left
    left = [part for x in lines if (part := x.part(0, border))]
    right = [part for x in lines if (part := x.part(border, 1e4))]
    found.headings = [x.text for x in lines]
    rest, found.left = _matched(left, wanted.left(sheet), found)
    found.number = [x for x in rest if x.text.startswith("Số")][:1]
    rest, found.right = _matched(right, wanted.right(sheet), found)
    found.date = list(rest[:1])


def _matched(
    lines: Sequence[Line], asked: Sequence[Wanted], found: Parts
) -> tuple[list[Line], list[Found]]:
    """Give each wanted text the lines that spell it, in order; stop at the first that does not come."""
    matched: list[Found] = []
    at = 0
    for one in asked:
        text, taken, first = "", 0, at
        whole = squeezed(one.text)
        while at < len(lines) and len(text) < len(whole):
            text += squeezed(lines[at].text)
            at, taken = at + 1, taken + 1
        if text != whole:
            found.lost = found.lost or one.text
            return list(lines[first:]), matched
        matched.append((one.key, tuple(lines[first : first + taken])))
    return list(lines[at:]), matched


def _closing(lines: Sequence[Line], sheet: Sheet, found: Parts) -> None:
    middle = (sheet.profile.page.margin_left_mm.use + sheet.profile.text_width_mm / 2) * MM
    found.closing_left = [part for x in lines if (part := x.part(0, middle))]
    found.closing_right = [part for x in lines if (part := x.part(middle, 1e4))]
