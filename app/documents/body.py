"""How each block of the running text is set: component, indents, width of columns (layout §1, §2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from app.documents import fonts
from app.documents.blocks import (
    Block,
    Bullet,
    Heading,
    Paragraph,
    Run,
    Runs,
    Table,
    led,
    merged,
    plain,
)
from app.documents.fonts import MM, Style
from app.documents.frame import cased
from app.documents.layouts import Component, Profile
from app.documents.sheet import Sheet

_SENTENCE_ENDS = (".", ";", ",")


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph of the body is set: its runs as printed and its geometry."""

    runs: Runs
    component: Component
    first_mm: float
    left_mm: float
    level: int = 0

    @property
    def style(self) -> Style:
        return fonts.style_of(self.component.weight, self.component.slant)


def setting(sheet: Sheet, index: int) -> Setting:
    """Return how the block at `index`, which is no table, is set in the running text."""
    p = sheet.profile
    block = sheet.blocks[index]
    key = component_key(sheet, index)
    c = p.component[key]
    match block:
        case Heading() | Bullet():
            runs = led(block.mark, block.runs)
        case Paragraph():
            runs = block.runs
        case Table():
            raise TypeError("a table is not set as a paragraph")
        case _:
            assert_never(block)
    # A number and its percent sign stay on one line.
    runs = merged(
        Run(cased(c, r.text.replace(" %", "\u00a0%")), r.bold or c.weight == "bold") for r in runs
    )
    indent = p.distance.salutation_indent_mm if key == "salutation" else 0.0
    first = 0.0 if key == "salutation" else p.text.first_line_mm.use
    return Setting(runs, c, first, indent, block.level if isinstance(block, Heading) else 0)


def columns(sheet: Sheet, table: Table) -> tuple[float, ...]:
    """Return the column widths, points: shares as typed, but no column narrower than its longest word."""
    p = sheet.profile
    whole = p.text_width_mm * MM
    shares = [whole * w / sum(table.widths) for w in table.widths]
    least = [0.0] * len(shares)
    for row, key in ((table.header, "table_head"), *((r, "table_cell") for r in table.rows)):
        size = p.component[key].use
        for i, cell in enumerate(row):
            words = plain(cell).split()
            wide = max((fonts.face("Bold").width(w, size) for w in words), default=0.0)
            least[i] = max(least[i], wide + 2 * p.table.pad_x_mm * MM + 1)
    if sum(least) >= whole:
        return tuple(shares)
    short = [max(0.0, n - s) for s, n in zip(shares, least, strict=True)]
    spare = [max(0.0, s - n) for s, n in zip(shares, least, strict=True)]
    taken = sum(short) / sum(spare) if sum(short) else 0.0
    return tuple(s + a - b * taken for s, a, b in zip(shares, short, spare, strict=True))


def leads(sheet: Sheet, index: int) -> bool:
    """Tell whether a block heads what follows and must not stand alone at the foot of a page: a heading, a bold line."""
    match sheet.blocks[index]:
        case Heading():
            return True
        case Paragraph(runs):
            return bool(runs) and all(run.bold for run in runs)
        case _:
            return False


def component_key(sheet: Sheet, index: int) -> str:
    """Return the component a block is set as (`outline_2`, `clause`, `grounds`, …)."""
    p = sheet.profile
    block = sheet.blocks[index]
    match block:
        case Heading(level=2) if not titled(block):
            return "clause" if "clause" in p.component else "body"
        case Heading(level=level):
            return f"outline_{level}"
        case Bullet():
            return "outline_4"
        case Paragraph():
            return _paragraph_key(p, sheet, index, plain(block.runs))
        case Table():
            return "table_cell"
    assert_never(block)


def titled(block: Heading) -> bool:
    """Tell a numbered title from a numbered sentence: a title does not end like a sentence."""
    return not plain(block.runs).endswith(_SENTENCE_ENDS)


def _paragraph_key(p: Profile, sheet: Sheet, index: int, text: str) -> str:
    before: Sequence[Block] = sheet.blocks[:index]
    if any(isinstance(b, Heading) for b in before):
        return "body"
    if text.startswith(p.forms.salutation_words):
        return "salutation"
    if text.startswith(p.forms.grounds_word):
        other = p.forms.grounds_codes and sheet.code not in p.forms.grounds_codes
        return "grounds_other" if other and "grounds_other" in p.component else "grounds"
    return "body"
