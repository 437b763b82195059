"""What a printed register looks like, read from `resources/layouts/registers/so.toml` (layout §1.7)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from app import paths
from app.documents import fonts, strict
from app.documents.fonts import Style
from app.documents.frame import Line, Rule
from app.documents.layouts import Family, ProfileWrong
from app.errors import Problem
from app.text import upper


@dataclass(frozen=True, slots=True)
class Page:
    short_mm: float
    long_mm: float
    margin_top_mm: float
    margin_bottom_mm: float
    margin_left_mm: float
    margin_right_mm: float
    page_number_top_mm: float
    foot_slack_pt: float


@dataclass(frozen=True, slots=True)
class Heading:
    left_mm: float
    title_gap_pt: float
    table_gap_pt: float
    rule_share: float
    rule_pt: float


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How one line outside the table is set."""

    size: float
    weight: Literal["regular", "bold"]
    slant: Literal["upright", "italic"]
    case: Literal["upper", "as_written"]
    align: Literal["left", "center", "right"]

    @property
    def style(self) -> Style:
        return fonts.style_of(self.weight, self.slant)


@dataclass(frozen=True, slots=True)
class TableRules:
    """The table: sizes to try (pt), paddings, least widths; `blank_mm` widths of an empty form by kind."""

    sizes: tuple[float, ...]
    line: float
    pad_x_mm: float
    pad_y_pt: float
    border_pt: float
    blank_line_mm: float
    blank_least_share: float
    text_least_mm: float
    long_text_least_mm: float
    choice_least_mm: float
    word_most_mm: float
    rows_with_signatures: int
    blank_mm: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Cover:
    top_gap_mm: float
    title_gap_mm: float
    table_gap_mm: float


@dataclass(frozen=True, slots=True)
class Words:
    page_sum: str
    carried: str
    brought: str
    total: str
    again: str
    running: str
    struck: str
    detail: str
    nothing: str
    number: str
    person: str
    person_position: str
    unit: str
    ordinal: str
    section: str
    rows: str
    page: str
    blank_date: str
    blank_period: str


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs the named ledgers and sections, left to right."""

    registers: tuple[str, ...]
    family: Family
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    effective_from: date
    source: str
    confidence: str
    page: Page
    heading: Heading
    style: Mapping[str, TextStyle]
    table: TableRules
    cover: Cover
    words: Words
    signing: tuple[Signing, ...]

    def line(self, key: str, text: str) -> Line:
        """Return `text` set as the style `key`."""
        s = self.style[key]
        return Line(upper(text) if s.case == "upper" else text, s.style, s.size, s.align)

    def rule(self, under: Line, room: float) -> Rule:
        """Return the rule under the unit's name, a share of its last line."""
        last = under.lines(room)[-1]
        width = fonts.face(under.style).width(last, under.size)
        return Rule(self.heading.rule_share * width, self.heading.rule_pt)

    def signing_of(self, register: str, ledger: str) -> Signing:
        """Return who signs: what names the register itself, else its ledger, else everybody's."""
        for key in (register, ledger):
            found = next((s for s in self.signing if key in s.registers), None)
            if found:
                return found
        return self.signing[-1]


@lru_cache(maxsize=1)
def load() -> Layout:
    """Return the layout; a faulty file is refused with every key named."""
    file = paths.resources() / "layouts" / "registers" / "so.toml"
    problems: list[Problem] = []
    found = strict.read(Layout, tomllib.loads(file.read_text("utf-8")), f"{file.name}:", problems)
    if found is None or problems:
        raise ProfileWrong(problems=problems)
    return found
