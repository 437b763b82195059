"""A sheet laid over rows that stand in a ledger: old and new of every cell, then all of it or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app import clock
from app.errors import Problem
from app.ledgers import many, naming
from app.ledgers.people import Roster
from app.ledgers.rows import Entry
from app.ledgers.sheets.cells import Row, Sheet, letter, text_of
from app.ledgers.sheets.columns import Column, columns
from app.ledgers.sheets.guess import ColumnMap
from app.ledgers.sheets.outcome import CellProblem
from app.ledgers.sheets.plan import SheetRefused
from app.ledgers.sheets.row import Reading
from app.ledgers.writing import own_section
from app.store import Store


@dataclass(frozen=True, slots=True)
class Overlay:
    """What laying a sheet over rows would do; `differences` are (row, column letter) → (old, new) as shown."""

    section: str
    sheet: Sheet
    mapping: ColumnMap
    changes: tuple[many.Change, ...]
    differences: Mapping[tuple[int, str], tuple[str, str]]
    problems: tuple[CellProblem, ...]

    @property
    def blocked(self) -> bool:
        return any(p.severity == "block" for p in self.problems)


def lay_over(
    store: Store, section: str, sheet: Sheet, mapping: ColumnMap, rows: Sequence[str]
) -> Overlay:
    """Check the rows of a sheet as amendments of the entries `rows`, one for one; nothing changes.

    Empty cells leave what stands there. ValueError when there are not as many rows as entries.
    """
    form = own_section(store, section)
    known = {c.key: c for c in columns(form)}
    used = {at: known[key] for at, key in sorted(mapping.columns.items())}
    lines = [r for r in sheet.rows if r.number > mapping.header]
    if len(lines) != len(rows):
        raise ValueError("as many rows of the sheet as entries are laid over each other")
    reading = Reading(store, used, Roster(store), mapping.font, clock.today())
    changes, problems = [], []
    for entry, line in zip(rows, lines, strict=True):
        given, found = reading.values(line)
        changes.append((entry, given))
        for one in found:
            value = text_of(line.cells[one.column].value)
            problems.append(
                CellProblem(
                    sheet.name, line.number, letter(one.column), value, mapping.columns[one.column],
                    one.what, one.code, "warn" if one.warn else "block",
                )
            )  # fmt: skip
    differences: dict[tuple[int, str], tuple[str, str]] = {}
    told = {(p.row, p.field) for p in problems}
    for line, row in zip(lines, many.preview_many(store, changes), strict=True):
        problems += [
            _at_cell(sheet, line, used, p)
            for p in row.problems
            if (line.number, p.where) not in told
        ]
        differences |= _differences(store, line, used, row)
    problems.sort(key=lambda p: p.row)
    return Overlay(section, sheet, mapping, tuple(changes), differences, tuple(problems))


def apply_over(store: Store, overlay: Overlay, *, reason: str | None = None) -> list[Entry]:
    """Amend the rows in one change that one undo takes back; `SheetRefused` while a problem blocks."""
    if overlay.blocked:
        raise SheetRefused(
            problems=[Problem(p.where, p.what, p.code, p.severity) for p in overlay.problems]
        )
    form = own_section(store, overlay.section)
    label = f"Dán đè {len(overlay.changes)} dòng: {form.title}"
    return many.amend_many(store, overlay.changes, reason=reason, label=label)


def _differences(
    store: Store, line: Row, used: Mapping[int, Column], row: many.Preview
) -> dict[tuple[int, str], tuple[str, str]]:
    found: dict[tuple[int, str], tuple[str, str]] = {}
    for at, column in used.items():
        if row.draft is None or column.field is None or column.part:
            continue
        old, new = (x.get(column.field.key) for x in (row.entry.values, row.draft.values))
        if old != new:
            shown = (naming.shown(store, column.field, x) for x in (old, new))
            before, after = shown
            found[line.number, letter(at)] = before, after
    return found


def _at_cell(sheet: Sheet, line: Row, used: Mapping[int, Column], problem: Problem) -> CellProblem:
    at = next((n for n, c in used.items() if c.key == problem.where), None)
    value = text_of(line.cells[at].value) if at is not None and at in line.cells else ""
    column = "" if at is None else letter(at)
    return CellProblem(
        sheet.name, line.number, column, value, problem.where,
        problem.what, problem.code, problem.severity,
    )  # fmt: skip
