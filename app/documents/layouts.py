"""Layout profiles: what a regulation says a paper looks like, read from `resources/layouts/*.toml`.

Every length, size, form of words and program mark is data with its allowed range and confidence;
nothing is inherited between files and nothing missing is filled in (layout §1).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from app import paths
from app.documents import strict
from app.errors import AppError, Problem

Family = Literal["party", "army", "youth", "state"]
Range = tuple[float, float]


class ProfileWrong(AppError):
    """A layout file lacks a key, has an unknown one or a wrong value; all are in `problems`."""

    code = "D101"
    message = "Tệp thể thức văn bản có lỗi."
    hint = "Sửa các khóa được nêu trong resources/layouts."


class ProfileMissing(AppError):
    code = "D102"
    message = "Không có thể thức văn bản cho hệ này."


@dataclass(frozen=True, slots=True)
class Identity:
    key: str
    title: str
    family: Family
    effective_from: date
    basis: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One length: the value that is printed and the range the regulation allows, or its words."""

    use: float
    confidence: str
    allowed: Range | str = ""


@dataclass(frozen=True, slots=True)
class Words:
    allowed: str
    use: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Paper:
    width_mm: float
    height_mm: float
    allowed: str
    use: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths of the two header columns, mm."""

    use: Range
    confidence: str


@dataclass(frozen=True, slots=True)
class Page:
    paper: Paper
    orientation: Words
    margin_top_mm: Measure
    margin_bottom_mm: Measure
    margin_left_mm: Measure
    margin_right_mm: Measure
    text_width_mm: Measure
    header_columns_mm: Columns
    page_number_top_mm: Measure


@dataclass(frozen=True, slots=True)
class Font:
    allowed: str
    docx: str
    pdf: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Text:
    """Rules of the running text: typeface, first-line indent, gap between paragraphs, exact line height."""

    font: Font
    first_line_mm: Measure
    paragraph_gap_pt: Measure
    line_spacing_pt: Measure


@dataclass(frozen=True, slots=True)
class LineMark:
    """A rule under the text; `use` is its share of the width of the text's last line."""

    kind: Literal["line"]
    share: Range
    use: float
    weight_pt: float


@dataclass(frozen=True, slots=True)
class TextMark:
    """Characters on a line of their own under the text, centred, regular."""

    kind: Literal["text"]
    text: str


@dataclass(frozen=True, slots=True)
class UnderlineMark:
    kind: Literal["underline"]


Mark = LineMark | TextMark | UnderlineMark


@dataclass(frozen=True, slots=True)
class Component:
    """How one part of a paper is set; `size` is the allowed range and `use` the printed size, pt."""

    title: str
    size: Range
    use: float
    case: Literal["upper", "sentence", "as_written"]
    weight: Literal["regular", "bold"]
    slant: Literal["upright", "italic"]
    align: Literal["center", "justify", "left", "right"]
    place: str
    confidence: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Forms:
    """Fixed words and patterns of a paper: number, date, recipients, signature, ending."""

    number_form: str
    number_form_letter: str
    number_blank: str
    number_digits: int
    number_series: Literal["year", "term"]
    date_form: str
    signature_gap_lines: int
    signer_name: str
    recipients_label: str
    recipient_form: str
    recipients_separator: str
    recipients_end: str
    archive_form: str
    salutation_words: tuple[str, ...]
    grounds_word: str
    grounds_codes: tuple[str, ...]
    ending: str
    collective_form: str
    confidence: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Distance:
    """Vertical distances and limits of the header and closing tables (layout §2)."""

    rule_gap_pt: float
    rule_line_pt: float
    rule_weight_pt: float
    row_gap_pt: float
    kind_gap_pt: float
    kind_subject_gap_pt: float
    mark_body_gap_pt: float
    closing_gap_pt: float
    left_column_least_mm: float
    right_line_slack_mm: float
    left_lines_most: int
    salutation_indent_mm: float
    body_lines_with_signature: int
    confidence: str


@dataclass(frozen=True, slots=True)
class TableRules:
    line_pt: float
    pad_x_mm: float
    pad_y_pt: float
    border_pt: float
    gap_pt: float
    confidence: str


@dataclass(frozen=True, slots=True)
class ProgramMark:
    """What the program prints on its own account; optional keys belong to one mark each."""

    text: str
    size: float
    weight: Literal["regular", "bold"]
    slant: Literal["upright", "italic"]
    confidence: str
    bottom_mm: float = 0.0
    angle: float = 0.0
    grey: float = 0.0


@dataclass(frozen=True, slots=True)
class ProgramMarks:
    draft: ProgramMark
    proposal: ProgramMark
    training: ProgramMark


@dataclass(frozen=True, slots=True)
class Metadata:
    """Patterns of the file properties that may be written; nothing else is."""

    title: str
    author: str
    application: str
    language: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Profile:
    profile: Identity
    page: Page
    text: Text
    component: Mapping[str, Component]
    forms: Forms
    distance: Distance
    table: TableRules
    mark: ProgramMarks
    metadata: Metadata
    heading: Mapping[str, str]

    @property
    def key(self) -> str:
        return self.profile.key

    @property
    def text_width_mm(self) -> float:
        page = self.page
        return page.paper.width_mm - page.margin_left_mm.use - page.margin_right_mm.use


def read(file: Path) -> Profile:
    """Read one layout file; `ProfileWrong` names every missing, unknown or wrong key."""
    problems: list[Problem] = []
    profile = strict.read(
        Profile, tomllib.loads(file.read_text("utf-8")), f"{file.name}:", problems
    )
    if profile is None or problems:
        raise ProfileWrong(problems=problems)
    return profile


@lru_cache(maxsize=4)
def load(folder: Path | None = None) -> Mapping[str, Profile]:
    """Return every profile by key, oldest first within a family (default `resources/layouts`)."""
    place = folder or paths.resources() / "layouts"
    found = sorted(
        (read(f) for f in sorted(place.glob("*.toml"))), key=lambda p: p.profile.effective_from
    )
    return {p.key: p for p in found}


def choose(family: Family, day: date, folder: Path | None = None) -> Profile:
    """Return the family's profile with the latest `effective_from` not after the document's date.

    A document older than all of them takes the oldest (layout §1.1, rule 3); an army paper
    without an army profile takes the state's (rule 5).
    """
    every = load(folder).values()
    own = [p for p in every if p.profile.family == family]
    if not own and family == "army":
        own = [p for p in every if p.profile.family == "state"]
    if not own:
        raise ProfileMissing(f"Không có thể thức văn bản cho hệ “{family}”.")
    return next((p for p in reversed(own) if p.profile.effective_from <= day), own[0])
