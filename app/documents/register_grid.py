"""The table of one part: which columns stand in it, how wide, at which size, under which header.

Columns are narrowed first, then people's three columns are joined, then long texts go below their row,
then the letters shrink, within what the layout allows; a figure or date is never broken.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Final

from app.documents import fonts
from app.documents.fonts import MM
from app.documents.register_layout import Layout
from app.documents.register_text import Ruler, Text, count, longest_word
from app.ledgers import register
from app.text import number

_WHOLE: Final = frozenset({"ordinal", "integer", "decimal", "money", "date", "time", "month"})
_RIGHT: Final = frozenset({"integer", "decimal", "money"})
_CENTRED: Final = frozenset({"ordinal", "date", "time", "month", "yes_no"})
_SPREAD: Final = 1.6
"""How much wider than its mean text a column would like to be."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One printed column: where its text comes from, three places for a person whose columns are joined."""

    sources: tuple[int, ...]
    label: str
    group: str
    kind: register.Kind
    summed: bool
    length: int

    @property
    def align(self) -> str:
        return "right" if self.kind in _RIGHT else "center" if self.kind in _CENTRED else "left"


@dataclass(frozen=True, slots=True)
class Head:
    """The header: headings over neighbours (first, last, text), labels, column numbers; heights in points."""

    groups: tuple[tuple[int, int, Text], ...]
    labels: tuple[Text, ...]
    numbers: tuple[str, ...]
    group_height: float
    label_height: float
    number_height: float

    @property
    def height(self) -> float:
        return self.group_height + self.label_height + self.number_height

    def is_grouped(self, column: int) -> bool:
        return any(first <= column <= last for first, last, _ in self.groups)


@dataclass(frozen=True, slots=True)
class Grid:
    """The finished table but for its rows: widths, size, line and paddings in points."""

    columns: tuple[Shown, ...]
    below: tuple[Shown, ...]
    widths: tuple[float, ...]
    size: float
    line: float
    pad_x: float
    pad_y: float
    border: float
    head: Head

    def room(self, first: int, last: int) -> float:
        """Return the width for text over the columns `first` to `last`."""
        return sum(self.widths[first : last + 1]) - 2 * self.pad_x

    def height(self, lines: int) -> float:
        """Return the height of a row of so many lines and of one border, which word processors add."""
        return max(lines, 1) * self.line + 2 * self.pad_y + self.border

    @property
    def summed_from(self) -> int:
        """Return the first column that is added up; the label of a sum stands before it."""
        return next((i for i, c in enumerate(self.columns) if c.summed), len(self.columns))


@dataclass(slots=True)
class Fitting:
    """One part being fitted: the narrowest and the wished width of every column it could show."""

    part: register.Part
    layout: Layout
    ruler: Ruler
    is_blank: bool = False
    _measured: dict[Shown, tuple[float, float, float]] = field(default_factory=dict)

    def fits_portrait(self) -> bool:
        """Tell whether all columns stand comfortably, one text a line, on the short side."""
        size = self.layout.table.sizes[0]
        wished = sum(max(self._widths(c, size)) for c in self._split())
        return wished <= self._room(self.layout.page.short_mm)

    def grid(self, paper_mm: float) -> Grid:
        """Return the first arrangement that fits a paper of this width; the last one if none does."""
        room = self._room(paper_mm)
        for arranged in self._arrangements():
            size, columns, below = arranged
            if sum(self._widths(c, size)[0] for c in columns) <= room:
                break
        widths = _shared([self._widths(c, size) for c in columns], columns, room)
        return _made(self.layout, self.ruler, columns, below, widths, size)

    def _room(self, paper_mm: float) -> float:
        page = self.layout.page
        return (paper_mm - page.margin_left_mm - page.margin_right_mm) * MM

    def _arrangements(self) -> Iterator[tuple[float, list[Shown], list[Shown]]]:
        first, *smaller = self.layout.table.sizes
        split, joined = self._split(), self._joined()
        for columns in (split, joined):
            yield first, columns, []
        if self.is_blank:
            yield from ((size, joined, []) for size in smaller)
        for columns in (split, joined):
            yield first, *_parted(columns, [c for c in columns if c.kind == "long_text"])
        long = [c for c in joined if c.kind == "long_text"]
        for size in smaller:
            yield size, *_parted(joined, long)
        movable = sorted(joined[1:], key=lambda c: (c in long, c.kind == "text", c.length))
        for n in range(len(long) + 1, len(joined)):
            yield self.layout.table.sizes[-1], *_parted(joined, movable[-n:])

    def _split(self) -> list[Shown]:
        return [
            Shown((i,), c.label, c.group, c.kind, c.summed, c.length)
            for i, c in enumerate(self.part.columns)
        ]

    def _joined(self) -> list[Shown]:
        found: list[Shown] = []
        for person, several in groupby(enumerate(self.part.columns), lambda x: x[1].person):
            places = list(several)
            if person:
                sources = tuple(i for i, _ in places)
                found.append(Shown(sources, places[0][1].group, "", "text", False, 0))
            else:
                found += [
                    Shown((i,), c.label, c.group, c.kind, c.summed, c.length) for i, c in places
                ]
        return found

    def _widths(self, column: Shown, size: float) -> tuple[float, float]:
        """Return the narrowest and the wished width at `size`, paddings included."""
        if column not in self._measured:
            self._measured[column] = self._measure(column)
        least, wished, floor = self._measured[column]
        scale = size / fonts.face("Regular").units
        pads = 2 * self.layout.table.pad_x_mm * MM + 1
        narrow = max(least * scale, min(floor, wished * scale)) + pads
        if self.is_blank:
            narrow = max(narrow, floor * self.layout.table.blank_least_share)
            return narrow, max(narrow, floor)
        return narrow, max(narrow, wished * scale + pads)

    def _measure(self, column: Shown) -> tuple[float, float, float]:
        """Return narrowest and wished width in font units, and the least width in points."""
        t = self.layout.table
        if self.is_blank:
            label = self._label(column)
            return label, label, t.blank_mm[column.kind] * MM
        texts = [shown_text(row, column, self.layout) for row in self.part.rows]
        texts = [x for x in texts if x]
        lines = [self.ruler.units(x, "Regular") for text in texts for x in text.split("\n")]
        whole = max(lines, default=0)
        label = self._label(column)
        most = t.word_most_mm * MM * fonts.face("Regular").units / t.sizes[0]
        word = min(float(longest_word(texts, self.ruler, "Regular")), most)
        own = whole if column.kind in _WHOLE else word
        least = max(float(label), own, self._sum(column))
        if column.kind == "ordinal":
            least = max(least, self.ruler.units(self.layout.words.again, "Regular"))
        mean = sum(lines) / len(lines) if lines else 0
        wished = max(least, min(whole, mean * _SPREAD), self.ruler.units(column.label, "Bold") / 3)
        floors = {"long_text": t.long_text_least_mm, "text": t.text_least_mm}
        return least, wished, floors.get(column.kind, t.choice_least_mm if word else 0.0) * MM

    def _label(self, column: Shown) -> int:
        """Return the width of the widest word of a label, or of its share of the heading above."""
        neighbours = sum(c.group == column.group for c in self.part.columns)
        above = longest_word([column.group], self.ruler, "Bold") // max(neighbours, 1)
        return max(longest_word([column.label], self.ruler, "Bold"), above)

    def _sum(self, column: Shown) -> int:
        """Return the width of the greatest sum that may stand in the column."""
        if not column.summed:
            return 0
        at = column.sources[0]
        given: list[register.Number] = [
            row.numbers[at] or 0 for row in self.part.rows if row.struck is None
        ]
        greatest = Decimal(0)
        for value in given:
            greatest += -value if value < 0 else value
        shown = number(-greatest if any(map(_is_negative, given)) else greatest)
        return self.ruler.units(shown, "Bold")


def shown_text(row: register.Row, column: Shown, layout: Layout) -> str:
    """Return what a row says in a column; a joined person reads `Đại úy Nguyễn Văn Mẫu, Chính trị viên`."""
    if len(column.sources) == 1:
        return row.texts[column.sources[0]]
    name, rank, position = (row.texts[i] for i in column.sources)
    form = layout.words.person_position if position else layout.words.person
    return form.format(rank=rank, name=name, position=position).strip()


def _is_negative(value: register.Number) -> bool:
    return value < 0


def listed(labels: Sequence[str], kinds: Sequence[register.Kind]) -> tuple[register.Column, ...]:
    """Return plain columns for a table that is no section, such as the contents on a cover."""
    return tuple(
        register.Column(str(i), x, k) for i, (x, k) in enumerate(zip(labels, kinds, strict=True))
    )


def _parted(columns: Sequence[Shown], below: Sequence[Shown]) -> tuple[list[Shown], list[Shown]]:
    return [c for c in columns if c not in below], [c for c in columns if c in below]


def _shared(
    widths: Sequence[tuple[float, float]], columns: Sequence[Shown], room: float
) -> tuple[float, ...]:
    """Give every column its least width, then towards its wish, then what is left to the texts."""
    least, wished = [w for w, _ in widths], [w for _, w in widths]
    if sum(least) >= room:
        return tuple(w * room / sum(least) for w in least)
    more = sum(wished) - sum(least)
    share = min(1.0, (room - sum(least)) / more) if more else 0.0
    given = [a + (b - a) * share for a, b in zip(least, wished, strict=True)]
    rest = room - sum(given)
    takers = [i for i, c in enumerate(columns) if c.kind in ("text", "long_text")]
    takers = takers or [i for i, c in enumerate(columns) if c.kind != "ordinal"] or [0]
    whole = sum(given[i] for i in takers)
    for i in takers:
        given[i] += rest * given[i] / whole
    return tuple(given)


def _made(
    layout: Layout, ruler: Ruler, columns: Sequence[Shown], below: Sequence[Shown],
    widths: tuple[float, ...], size: float,
) -> Grid:  # fmt: skip
    t = layout.table
    line = round(size * t.line * 20) / 20
    pad_x = t.pad_x_mm * MM
    two = 2 * t.pad_y_pt + t.border_pt

    def set_over(first: int, last: int, text: str) -> Text:
        return ruler.wrap(text, "Bold", size, sum(widths[first : last + 1]) - 2 * pad_x)

    groups = []
    for name, several in groupby(enumerate(columns), lambda x: x[1].group):
        places = [i for i, _ in several]
        if name:
            groups.append((places[0], places[-1], set_over(places[0], places[-1], name)))
    labels = tuple(set_over(i, i, c.label) for i, c in enumerate(columns))
    numbers = tuple(layout.words.number.format(number=n) for n in range(1, len(columns) + 1))
    under = {i for first, last, _ in groups for i in range(first, last + 1)}
    over = max((count(x) for _, _, x in groups), default=0)
    group_height = over * line + two if over else 0.0
    deep = max((count(x) for i, x in enumerate(labels) if i in under), default=1)
    alone = max((count(x) for i, x in enumerate(labels) if i not in under), default=1)
    label_height = max(deep * line + two, alone * line + two - group_height)
    head = Head(tuple(groups), labels, numbers, group_height, label_height, line + two)
    return Grid(
        tuple(columns), tuple(below), widths, size, line, pad_x, t.pad_y_pt, t.border_pt, head
    )
