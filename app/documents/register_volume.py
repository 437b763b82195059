"""A register ready to be drawn: pages with their headings, tables and sums, the cover, the signatures.

Both writers draw exactly this; nothing is measured or decided after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.documents.fonts import MM
from app.documents.frame import Cell, Gap, Line
from app.documents.heights import height_of
from app.documents.layouts import Profile
from app.documents.register_grid import Fitting, Grid, listed
from app.documents.register_layout import Layout
from app.documents.register_pages import Breaker, Leaf
from app.documents.register_text import Ruler
from app.documents.sheet import SheetMark
from app.ledgers import register
from app.progress import Progress


@dataclass(frozen=True, slots=True)
class SignOff:
    """One column of the sign-off: what stands above the caption, the caption lines, the name or a blank."""

    date_line: str
    captions: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Who keeps the register and who signs it."""

    superior: str
    issuer: str
    signatures: tuple[SignOff, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page: names at the left, title lines across, the table. `signed`: the sign-off stands at its foot."""

    names: Cell
    title: Cell
    grid: Grid | None
    leaf: Leaf
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Volume:
    """The finished pages on one paper; widths and heights in mm."""

    profile: Profile
    layout: Layout
    width_mm: float
    height_mm: float
    title: str
    author: str
    dated: date
    marks: frozenset[SheetMark]
    signatures: tuple[Cell, ...]
    pages: tuple[Page, ...]

    @property
    def text_width(self) -> float:
        p = self.layout.page
        return (self.width_mm - p.margin_left_mm - p.margin_right_mm) * MM


@dataclass(slots=True)
class Binding:
    """A register being bound: parts fitted to one paper, divided into pages, given a cover if it is a whole ledger."""

    made: register.Register
    heading: Heading
    profile: Profile
    layout: Layout
    dated: date
    marks: frozenset[SheetMark]
    progress: Progress

    def volume(self) -> Volume:
        ruler = Ruler()
        blank = self.made.is_blank
        fittings = [Fitting(p, self.layout, ruler, blank) for p in self.made.parts]
        page = self.layout.page
        upright = all(f.fits_portrait() for f in fittings)
        width, height = (page.short_mm, page.long_mm) if upright else (page.long_mm, page.short_mm)
        body = (height - page.margin_top_mm - page.margin_bottom_mm) * MM - page.foot_slack_pt
        text = (width - page.margin_left_mm - page.margin_right_mm) * MM
        signatures = self._signatures()
        closing = self.profile.distance.closing_gap_pt + max(
            height_of(x, text / len(signatures), self.profile) for x in signatures
        )
        pages: list[Page] = []
        starts: list[int] = []
        for fitting in fittings:
            starts.append(len(pages))
            is_last = fitting is fittings[-1]
            pages += self._pages(fitting, width, body, text, closing if is_last else 0.0)
        if self.made.is_whole and not blank:
            pages = [*self._cover(starts, ruler, width, body, text), *pages]
        title = f"{self.made.title}, {self.made.period}"
        return Volume(
            self.profile, self.layout, width, height, title, self.heading.issuer, self.dated,
            self.marks, signatures, tuple(pages),
        )  # fmt: skip

    def _pages(
        self, fitting: Fitting, width: float, body: float, text: float, closing: float
    ) -> list[Page]:
        part = fitting.part
        grid = fitting.grid(width)
        tops = (self._names(), self._title(part)), ((), self._running(part))
        first, other = (body - self._top(*top, text) - grid.head.height for top in tops)
        breaker = Breaker(
            grid, part, self.layout, fitting.ruler, first, other, closing, self.made.is_blank
        )
        leaves, has_room = breaker.leaves(self.progress)
        last = len(leaves) - 1
        pages = [
            Page(*tops[min(n, 1)], grid, leaf, signed=bool(closing) and has_room and n == last)
            for n, leaf in enumerate(leaves)
        ]
        if closing and not has_room:
            pages.append(Page((), self._running(part), None, Leaf(()), signed=True))
        return pages

    def _top(self, names: Cell, title: Cell, text: float) -> float:
        left = self.layout.heading.left_mm * MM
        whole = height_of(names, left, self.profile) + height_of(title, text, self.profile)
        return whole + self.layout.heading.table_gap_pt

    def _names(self) -> Cell:
        room = self.layout.heading.left_mm * MM
        issuer = self.layout.line("issuer", self.heading.issuer)
        found = (
            [self.layout.line("superior", self.heading.superior)] if self.heading.superior else []
        )
        return (*found, issuer, self.layout.rule(issuer, room))

    def _title(self, part: register.Part) -> Cell:
        one = self.layout.line
        unit = [one("unit", self.layout.words.unit.format(unit=part.unit))] if part.unit else []
        return (
            Gap(self.layout.heading.title_gap_pt),
            one("title", part.title),
            *unit,
            one("period", self._period()),
        )

    def _period(self) -> str:
        if self.made.is_blank:
            return self.layout.words.blank_period
        return self.made.period[:1].upper() + self.made.period[1:]

    def _running(self, part: register.Part) -> Cell:
        title = f"{part.title} – {part.unit}" if part.unit else part.title
        words = self.layout.words.running.format(title=title, period=self.made.period)
        return (self.layout.line("running", words),)

    def _signatures(self) -> tuple[Cell, ...]:
        """Set the columns of the sign-off with their captions level, whatever stands above them."""
        one = self.layout.line
        dates = [one("place_date", s.date_line) for s in self.heading.signatures]
        deepest = max(len(s.captions) for s in self.heading.signatures)
        found: list[Cell] = []
        for above, s in zip(dates, self.heading.signatures, strict=True):
            top: Line | Gap = above if above.text else Gap(above.height)
            captions = [one("caption", x) for x in s.captions]
            name = one("signer", s.name)
            lines = self.profile.forms.signature_gap_lines + deepest - len(captions)
            end = (Gap(lines * name.height), name) if s.name else (Gap((lines + 1) * name.height),)
            found.append((top, *captions, *end))
        return tuple(found)

    def _cover(
        self, starts: Sequence[int], ruler: Ruler, width: float, body: float, text: float
    ) -> list[Page]:
        """Make the cover: the unit, the ledger, the period, and where each section begins.

        Contents too long for one page go on to the next, which moves all that begins after them.
        """
        tops = (self._names(), self._cover_title()), ((), self._running_cover())
        many = 1
        while True:
            part = self._contents(starts, many)
            grid = Fitting(part, self.layout, ruler).grid(width)
            first, other = (body - self._top(*top, text) - grid.head.height for top in tops)
            leaves, _ = Breaker(grid, part, self.layout, ruler, first, other).leaves(self.progress)
            if len(leaves) == many:
                return [Page(*tops[min(n, 1)], grid, leaf) for n, leaf in enumerate(leaves)]
            many = len(leaves)

    def _contents(self, starts: Sequence[int], covers: int) -> register.Part:
        words = self.layout.words
        columns = listed(
            [words.ordinal, words.section, words.rows, words.page],
            ["ordinal", "text", "integer", "integer"],
        )
        rows = tuple(
            register.Row(
                (str(n), _named(part), str(len(part.rows)), str(start + covers + 1)), (None,) * 4
            )
            for n, (part, start) in enumerate(zip(self.made.parts, starts, strict=True), 1)
        )
        return register.Part("", self.made.title, "", columns, rows, False)

    def _cover_title(self) -> Cell:
        cover = self.layout.cover
        return (
            Gap(cover.top_gap_mm * MM),
            self.layout.line("cover_title", self.made.title),
            Gap(cover.title_gap_mm * MM),
            self.layout.line("period", self._period()),
            Gap(cover.table_gap_mm * MM),
        )

    def _running_cover(self) -> Cell:
        words = self.layout.words.running.format(title=self.made.title, period=self.made.period)
        return (self.layout.line("running", words),)


def _named(part: register.Part) -> str:
    return f"{part.title} – {part.unit}" if part.unit else part.title
