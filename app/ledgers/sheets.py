"""Spreadsheets out and in: a ledger as `.xlsx`, and rows from `.xlsx`, `.ods`, `.csv` into a section.

In: `read` the file, `guess` which column is which, `plan` (shown, nothing changes), `apply` (one change).
"""

from app.ledgers.sheet_cells import (
    Cell,
    Sheet,
    SheetTooLarge,
    SheetUnreadable,
    Workbook,
    letter,
    text_of,
)
from app.ledgers.sheet_columns import Column, columns
from app.ledgers.sheet_files import read
from app.ledgers.sheet_guess import ColumnMap, MappingWrong, Unknown, given, guess
from app.ledgers.sheet_out import CellTooLong, export
from app.ledgers.sheet_outcome import CellProblem, Decoded, Duplicate, Plan, Planned
from app.ledgers.sheet_plan import NothingToImport, SheetRefused, apply, plan

__all__ = [
    "export",
    "read",
    "guess",
    "given",
    "plan",
    "apply",
    "columns",
    "letter",
    "text_of",
    "Cell",
    "CellProblem",
    "CellTooLong",
    "Column",
    "ColumnMap",
    "Decoded",
    "Duplicate",
    "MappingWrong",
    "NothingToImport",
    "Plan",
    "Planned",
    "Sheet",
    "SheetRefused",
    "SheetTooLarge",
    "SheetUnreadable",
    "Unknown",
    "Workbook",
]
