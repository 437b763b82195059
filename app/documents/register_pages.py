"""Registers divided into pages once, for both writers: rows not torn, sums at the foot and carried to the next page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from app.documents.fonts import MM, Style
from app.documents.register_grid import Grid, Shown, shown_text
from app.documents.register_layout import Layout
from app.documents.register_text import Ruler, Text, count, cut
from app.ledgers import register
from app.progress import Progress
from app.text import number

BandKind = Literal["row", "detail", "struck", "sum", "nothing"]
_STEP = 100
_STYLES: dict[BandKind, Style] = {"sum": "Bold", "struck": "Italic", "nothing": "Italic"}


@dataclass(frozen=True, slots=True)
class Band:
    """One drawn row: the first cell covers `across` columns, the others one each; `struck` texts are crossed out."""

    kind: BandKind
    cells: tuple[Text, ...]
    across: int
    height: float
    struck: bool = False

    @property
    def style(self) -> Style:
        return _STYLES.get(self.kind, "Regular")


@dataclass(frozen=True, slots=True)
class Block:
    """What belongs together: a row and the lines below it. `row` is None for the rest of a divided one."""

    bands: tuple[Band, ...]
    row: register.Row | None = None

    @property
    def height(self) -> float:
        return sum(b.height for b in self.bands)


@dataclass(frozen=True, slots=True)
class Leaf:
    """The bands of one page of one part, in order."""

    bands: tuple[Band, ...]


@dataclass(slots=True)
class Breaker:
    """Divides one part. `first` and `other` are the heights (points) that bands may take on its pages.

    `closing` is what the signatures need below the last band, 0 for none.
    """

    grid: Grid
    part: register.Part
    layout: Layout
    ruler: Ruler
    first: float
    other: float
    closing: float = 0.0
    is_blank: bool = False
    _pages: list[list[Block]] = field(default_factory=list)
    _left: float = 0.0

    def leaves(self, progress: Progress) -> tuple[tuple[Leaf, ...], bool]:
        """Return the pages, and whether the signatures stand on the last one or need another."""
        self._open()
        for n, row in enumerate(self.part.rows):
            if n % _STEP == 0:
                progress(n, len(self.part.rows), self.part.title)
            self._place(self._block(row))
        if not self.part.rows:
            self._place(Block((self._across("nothing", self.layout.words.nothing),)))
        has_room = self._make_room_for_signatures()
        return tuple(self._finished()), has_room

    def _open(self) -> None:
        room = self.other if self._pages else self.first
        self._left = room - self._reserved(is_first=not self._pages)
        self._pages.append([])

    def _reserved(self, *, is_first: bool) -> float:
        """Return the height of the sums that a page may carry."""
        if not self._is_summed:
            return 0.0
        words = self.layout.words
        foot = max(self._sum(x, {}).height for x in (words.carried, words.total))
        head = 0.0 if is_first else self._sum(words.brought, {}).height
        return head + self._sum(words.page_sum, {}).height + foot

    @property
    def _is_summed(self) -> bool:
        return bool(self.part.rows) and self.grid.summed_from < len(self.grid.columns)

    def _place(self, block: Block) -> None:
        """Put a block on the page, on the next one, or divide one that fits on no page."""
        fresh = self.other - self._reserved(is_first=False)
        if block.height > self._left and block.height <= fresh and self._pages[-1]:
            self._open()
        while block.height > self._left:
            first, rest = self._divided(block)
            if not first.bands:
                if not self._pages[-1]:
                    break  # not one line fits: a header as high as the page
                self._open()
                continue
            self._pages[-1].append(first)
            self._open()
            block = rest
        self._pages[-1].append(block)
        self._left -= block.height

    def _divided(self, block: Block) -> tuple[Block, Block]:
        """Return what still fits on this page and the rest, marked as going on."""
        taken: list[Band] = []
        left = self._left
        bands = list(block.bands)
        while bands and bands[0].height <= left:
            left -= bands[0].height
            taken.append(bands.pop(0))
        lines = int((left - self.grid.height(0) + self.grid.line) // self.grid.line)
        if bands and lines > 1:
            halves = [cut(text, lines) for text in bands[0].cells]
            taken.append(self._of(bands[0], tuple(a for a, _ in halves)))
            bands[0] = self._of(bands[0], self._again(bands[0], tuple(b for _, b in halves)))
        return Block(tuple(taken), block.row if taken else None), Block(
            tuple(bands), None if taken else block.row
        )

    def _again(self, band: Band, cells: tuple[Text, ...]) -> tuple[Text, ...]:
        mark: Text = ((self.layout.words.again,),)
        return (mark if band.across == 1 else mark + cells[0], *cells[1:])

    def _of(self, band: Band, cells: tuple[Text, ...]) -> Band:
        deepest = max(count(x) for x in cells)
        return replace(band, cells=cells, height=self.grid.height(deepest))

    def _block(self, row: register.Row) -> Block:
        """Set one row: its cells, the long texts below it, and why it was struck."""
        g = self.grid
        cells = tuple(
            self._wrapped(shown_text(row, c, self.layout), i) for i, c in enumerate(g.columns)
        )
        struck = row.struck is not None
        height = g.height(max(count(x) for x in cells))
        if self.is_blank:
            height = max(height, self._blank_height)
        bands = [Band("row", cells, 1, height, struck), *self._details(row, g.below, struck)]
        if row.struck is not None:
            said = self.layout.words.struck.format(ordinal=row.texts[0], reason=row.struck)
            bands.append(self._across("struck", said))
        return Block(tuple(bands), row)

    @property
    def _blank_height(self) -> float:
        return round(self.layout.table.blank_line_mm * MM)

    def _details(self, row: register.Row, below: Sequence[Shown], struck: bool) -> Iterator[Band]:
        for column in below:
            text = shown_text(row, column, self.layout)
            said = self.layout.words.detail.format(label=column.label, text=text).rstrip()
            if self.is_blank:
                band = self._across("detail", said)
                yield replace(band, height=max(band.height, self._blank_height))
            elif text:
                yield self._across("detail", said, struck)

    def _wrapped(self, text: str, column: int) -> Text:
        return self.ruler.wrap(text, "Regular", self.grid.size, self.grid.room(column, column))

    def _across(self, kind: BandKind, text: str, struck: bool = False) -> Band:
        g = self.grid
        band = Band(kind, (), len(g.columns), 0.0, struck)
        wrapped = self.ruler.wrap(text, band.style, g.size, g.room(0, len(g.columns) - 1))
        return replace(band, cells=(wrapped,), height=g.height(count(wrapped)))

    def _sum(self, label: str, sums: dict[int, register.Number | None]) -> Band:
        g = self.grid
        at = g.summed_from
        cells: list[Text] = [self.ruler.wrap(label, "Bold", g.size, g.room(0, at - 1))]
        for i in range(at, len(g.columns)):
            found = sums.get(i)
            cells.append(() if found is None else ((number(found),),))
        return Band("sum", tuple(cells), at, g.height(max(count(x) for x in cells)))

    def _make_room_for_signatures(self) -> bool:
        """Leave room below the last band, taking some rows over to a new page where there is none."""
        if self.closing <= self._left:
            self._keep_rows_with_signatures()
            return True
        moved: list[Block] = []
        last = self._pages[-1]
        while len(moved) < self.layout.table.rows_with_signatures and len(last) > 1:
            if last[-1].row is None or last[-1].height + self.closing > self.other / 2:
                break
            moved.insert(0, last.pop())
        if not moved:
            return False
        self._open()
        for block in moved:
            self._place(block)
        return self.closing <= self._left

    def _keep_rows_with_signatures(self) -> None:
        """Bring rows over from the page before, where too few stand above the signatures."""
        if not self.closing or len(self._pages) < 2:
            return
        before, last = self._pages[-2:]
        while len(last) < self.layout.table.rows_with_signatures and len(before) > 1:
            block = before[-1]
            is_whole = block.row is not None and last[0].row is not None
            if not is_whole or self.closing + block.height > self._left:
                return
            last.insert(0, before.pop())
            self._left -= block.height

    def _finished(self) -> Iterator[Leaf]:
        """Yield the pages with their sums: brought, of the page, carried or total."""
        words = self.layout.words
        columns = [(i, c.sources[0]) for i, c in enumerate(self.grid.columns) if c.summed]
        so_far: dict[int, register.Number | None] = {}
        for n, blocks in enumerate(self._pages):
            bands = [b for block in blocks for b in block.bands]
            if self._is_summed:
                rows = [x.row for x in blocks if x.row is not None]
                own = {i: register.total(at, iter(rows)) for i, at in columns}
                if n:
                    bands.insert(0, self._sum(words.brought, so_far))
                so_far = {i: _added(so_far.get(i), own[i]) for i, _ in columns}
                is_last = n == len(self._pages) - 1
                if not (is_last and n == 0):
                    bands.append(self._sum(words.page_sum, own))
                bands.append(self._sum(words.total if is_last else words.carried, so_far))
            yield Leaf(tuple(bands))


def _added(one: register.Number | None, other: register.Number | None) -> register.Number | None:
    return other if one is None else one if other is None else one + other
