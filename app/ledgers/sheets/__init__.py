"""Spreadsheets out and in: a ledger as `.xlsx`, and rows from `.xlsx`, `.ods`, `.csv` into a section.

In: `read` the file, `guess` which column is which, `plan` (shown, nothing changes), `apply` (one change).
The clipboard: `pasted` text is a sheet, `placed` by headings or by place, then planned and applied as any other, or
`lay_over` and `apply_over` rows that stand; `copied` is the text to put there.
"""

from app.ledgers.sheets.cells import (
    Cell,
    CellTooLong,
    Row,
    Sheet,
    SheetTooLarge,
    SheetUnreadable,
    Workbook,
    letter,
    text_of,
)
from app.ledgers.sheets.clipboard import copied, pasted, placed
from app.ledgers.sheets.columns import Column, columns
from app.ledgers.sheets.files import read
from app.ledgers.sheets.guess import ColumnMap, MappingWrong, Unknown, fitting, given, guess
from app.ledgers.sheets.look import Look, lacking, look, read_as
from app.ledgers.sheets.outcome import CellProblem, Decoded, Duplicate, Plan, Planned
from app.ledgers.sheets.over import Overlay, apply_over, lay_over
from app.ledgers.sheets.plan import NothingToImport, SheetRefused, apply, plan
from app.period import Period
from app.progress import Progress, silent
from app.store import Store

__all__ = [
    "export",
    "read",
    "guess",
    "fitting",
    "given",
    "plan",
    "apply",
    "copied",
    "pasted",
    "placed",
    "lay_over",
    "apply_over",
    "columns",
    "lacking",
    "letter",
    "look",
    "read_as",
    "text_of",
    "Cell",
    "CellProblem",
    "CellTooLong",
    "Column",
    "ColumnMap",
    "Decoded",
    "Duplicate",
    "Look",
    "MappingWrong",
    "NothingToImport",
    "Overlay",
    "Plan",
    "Planned",
    "Row",
    "Sheet",
    "SheetRefused",
    "SheetTooLarge",
    "SheetUnreadable",
    "Unknown",
    "Workbook",
]


def export(
    store: Store, ledger: str, period: Period | None, *, progress: Progress = silent
) -> bytes:
    """Return the own unit's rows of a ledger as `.xlsx`: struck rows too, crossed out with their reason.

    All rows without a period.

    `NotFound` for a ledger the unit does not keep, `CellTooLong` naming every such text. The writer is
    imported here: openpyxl takes a quarter of a second, and most starts write no spreadsheet.
    """
    from app.ledgers.sheets import to_xlsx

    return to_xlsx.export(store, ledger, period, progress=progress)
