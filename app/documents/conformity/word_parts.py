"""Which paragraph of a Word file is which part of the paper: by its place, then by its words."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.documents.conformity import wanted
from app.documents.conformity.wanted import Ruled, Wanted, squeezed
from app.documents.conformity.word_reading import Grid, Para, WordFile
from app.documents.conformity.words import Said
from app.documents.sheet import Sheet


@dataclass(slots=True)
class Parts:
    """The paragraphs of each part, empty ones (rules, spacers) left out except in `raw`."""

    header: Grid | None
    left: list[Para] = field(default_factory=list)
    right: list[Para] = field(default_factory=list)
    number: list[Para] = field(default_factory=list)
    date: list[Para] = field(default_factory=list)
    title: list[Para] = field(default_factory=list)
    paragraphs: list[Para] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    closing: Grid | None = None
    raw: list[Para] = field(default_factory=list)
    flowing: list[tuple[Para, bool]] = field(default_factory=list)
    ends_with_grid: bool = False
    width: float = 0.0

    def looks(self, sheet: Sheet) -> Iterator[tuple[str, Para]]:
        """Yield every paragraph with its component."""
        known = sheet.profile.component
        for found, asked in (
            (self.left, wanted.left(sheet)), (self.right, wanted.right(sheet)), (self.title, wanted.title(sheet)),
            (self.paragraphs, [b for b in wanted.texts(sheet) if isinstance(b, Wanted)]),
        ):  # fmt: skip
            for para, one in zip(found, asked, strict=False):
                if one.key in known:
                    yield one.key, para
        yield from (("number", p) for p in self.number)
        yield from (("place_date", p) for p in self.date)
        for grid in self.grids:
            for at, row in enumerate(grid.rows):
                for cell in row:
                    key = "table_head" if at == 0 else "table_cell"
                    # How a cell is aligned is the table's own choice.
                    yield from ((key, p) for p in cell if at == 0)
        for signature, cell in zip(_signatures(sheet), self.signed_cells(), strict=False):
            lines = [p for p in cell if p.text.strip()]
            yield from ((w.key, p) for w, p in zip(signature, lines, strict=False))

    def flow(self, sheet: Sheet) -> Iterator[tuple[str, Para, bool]]:
        """Yield the paragraphs of the running text with their component; True where one opens the text or follows a table."""
        asked = [b for b in wanted.texts(sheet) if isinstance(b, Wanted)]
        for (para, opens), one in zip(self.flowing, asked, strict=False):
            yield one.key, para, opens

    def rules(self, sheet: Sheet) -> Iterator[tuple[Ruled, float, Para]]:
        """Yield what must have a line under it, with the width of its column and its paragraph."""
        for rule in wanted.rules(sheet):
            for place, at in ((self.left, 0), (self.right, 1), (self.title, -1)):
                for para in place:
                    if squeezed(para.text) == squeezed(rule.text):
                        room = self.header.widths[at] if self.header and at >= 0 else self.width
                        yield rule, room, para

    def rule_under(self, para: Para) -> Para | None:
        """Return the paragraph with a drawn line right below `para`."""
        at = next((n for n, one in enumerate(self.raw) if one is para), -1)
        below = self.raw[at + 1] if 0 <= at < len(self.raw) - 1 else None
        return below if below is not None and below.rule else None

    def signed_cells(self) -> list[tuple[Para, ...]]:
        """Return the cells that hold signatures: the right half, and the left one when there are two."""
        if self.closing is None or not self.closing.rows:
            return []
        first, last = self.closing.rows[0][-1], self.closing.rows[0][0]
        return [first, last]

    def said(self) -> Said:
        """Return the fixed lines of the paper."""
        cells = self.signed_cells()
        signature = [p.text for p in cells[0] if p.text.strip()] if cells else []
        recipients = [
            p.text for row in (self.closing.rows if self.closing else ()) for p in row[0] if p.text.startswith("- ")
        ]  # fmt: skip
        header = [p.text for p in self.header.paras()] if self.header else []
        last = self.paragraphs[-1].text if self.paragraphs and not self.ends_with_grid else ""
        return Said(
            "".join(p.text for p in self.number), "".join(p.text for p in self.date),
            tuple(signature[:-1]), tuple(recipients), last, tuple(header), "\n".join(header),
        )  # fmt: skip


def _signatures(sheet: Sheet) -> list[tuple[Wanted, ...]]:
    found = [wanted.signed(sheet, sheet.signature)]
    return [*found, wanted.signed(sheet, sheet.beside)] if sheet.beside else found


def parts_of(file: WordFile, sheet: Sheet) -> Parts:
    """Sort the body: header table, title, running text, closing table."""
    body = list(file.body)
    header = body.pop(0) if body and isinstance(body[0], Grid) and not body[0].bordered else None
    found = Parts(header if isinstance(header, Grid) else None)
    found.width = sheet.profile.text_width_mm * 72 / 25.4
    if found.header:
        _sort_header(found.header, found)
    last = next((n for n in range(len(body) - 1, -1, -1) if isinstance(body[n], Grid)), None)
    if last is not None and isinstance(body[last], Grid) and not body[last].bordered:  # type: ignore[union-attr]  # just asked
        found.closing = body[last]  # type: ignore[assignment]  # just asked
        body = body[:last]
    _sort_body(body, found, sheet)
    return found


def _sort_header(grid: Grid, found: Parts) -> None:
    found.raw += list(grid.paras())
    for at, row in enumerate(grid.rows[:2]):
        places = (found.left, found.right) if at == 0 else (found.number, found.date)
        for cell, place in zip(row, places, strict=False):
            place += [p for p in cell if p.text.strip()]


def _sort_body(body: list[Para | Grid], found: Parts, sheet: Sheet) -> None:
    lines = len(wanted.title(sheet))
    opens = True
    for one in body:
        if isinstance(one, Grid):
            found.grids.append(one)
            opens = found.ends_with_grid = True
        elif len(found.title) < lines:
            found.raw.append(one)
            if one.text.strip():
                found.title.append(one)
        elif one.text.strip():
            found.paragraphs.append(one)
            found.flowing.append((one, opens))
            opens = found.ends_with_grid = False
        else:
            found.raw.append(one)
