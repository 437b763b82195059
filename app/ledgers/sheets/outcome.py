"""What an import of a sheet would do, as values that screens and scripts show."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.errors import Severity
from app.ledgers.check import Draft
from app.ledgers.rows import Values
from app.ledgers.sheets.cells import Sheet
from app.ledgers.sheets.guess import ColumnMap


@dataclass(frozen=True, slots=True)
class CellProblem:
    """One thing wrong in the sheet: where it stands, what stands there, what to do.

    `column` is a letter, empty for the whole row; `field` the key of the section's column.
    """

    sheet: str
    row: int
    column: str
    value: str
    field: str
    what: str
    code: str
    severity: Severity = "block"

    @property
    def where(self) -> str:
        return f"{self.sheet}!{self.column}{self.row}"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of an old font, before and after."""

    row: int
    column: str
    font: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row of the sheet that stands in the ledger already, or, without `entry`, earlier in the sheet."""

    row: int
    entry: str
    title: str


@dataclass(frozen=True, slots=True)
class Planned:
    """A row that would be written: its number in the sheet, what the form is given, what came of it."""

    row: int
    given: Mapping[str, object]
    draft: Draft

    @property
    def values(self) -> Values:
        """Return what is stored."""
        return self.draft.values


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do; nothing has changed yet.

    `left_out` are rows that are not imported and why: struck out, hidden, already there. `checked`
    names what the rows were checked against, as of `sheets.plan.state`.
    """

    section: str
    sheet: Sheet
    mapping: ColumnMap
    rows: tuple[Planned, ...]
    problems: tuple[CellProblem, ...]
    duplicates: tuple[Duplicate, ...]
    decoded: tuple[Decoded, ...]
    left_out: tuple[tuple[int, str], ...]
    checked: str = ""

    @property
    def blocked(self) -> bool:
        return any(p.severity == "block" for p in self.problems)
