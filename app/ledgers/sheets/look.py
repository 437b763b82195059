"""A sheet before its columns are named: headings, a few values of each column, text of old fonts decoded."""

from dataclasses import dataclass
from typing import Final

from app.catalogue import Section
from app.ledgers.sheets.cells import Cell, Row, Sheet, text_of
from app.ledgers.sheets.columns import columns
from app.ledgers.sheets.guess import ColumnMap
from app.ledgers.sheets.text import decoded, is_old

SAMPLES: Final = 3
_LOOKED_AT: Final = 500
"""Rows in which a column must show itself."""


@dataclass(frozen=True, slots=True)
class Look:
    """One column of a sheet: from 0, what its heading reads, its first values as they are understood."""

    column: int
    heading: str
    samples: tuple[str, ...]


def look(sheet: Sheet, header: int, font: str = "") -> tuple[Look, ...]:
    """Return the filled columns of a sheet from left to right; `header` as in `ColumnMap`."""
    headings = next((r for r in sheet.rows if r.number == header), Row(0, {}))
    below = [r for r in sheet.rows if r.number > header][:_LOOKED_AT]
    found: dict[int, list[str]] = {at: [] for at in headings.cells}
    for row in below:
        for at, cell in row.cells.items():
            kept = found.setdefault(at, [])
            text = read_as(cell, font)
            if text and len(kept) < SAMPLES:
                kept.append(text)
    return tuple(
        Look(at, read_as(headings.cells[at], font) if at in headings.cells else "", tuple(kept))
        for at, kept in sorted(found.items())
    )


def read_as(cell: Cell, font: str = "") -> str:
    """Return what a cell shows, text of an old font decoded; `font` where the cell says none."""
    old = isinstance(cell.value, str) and is_old(cell, font)
    return " ".join((decoded(cell, font) if old else text_of(cell.value)).split())


def lacking(form: Section, mapping: ColumnMap) -> tuple[str, ...]:
    """Return the labels of the fields every row needs that no column of the sheet is mapped to."""
    given = set(mapping.columns.values())
    return tuple(
        c.label for c in columns(form) if c.field and c.field.required and not c.part
        and c.key not in given
    )  # fmt: skip
