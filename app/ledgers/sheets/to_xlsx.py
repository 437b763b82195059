"""A ledger as `.xlsx`: one sheet per section, real dates and numbers, text that stays text.

openpyxl writes each sheet through a temporary file in plain text before it packs it; `_InMemory` keeps
that step in memory, because rows never touch the disk unencrypted except in the file people asked for.
"""

import json
import re
from collections.abc import Sequence
from copy import copy
from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from app import clock
from app.catalogue import Section
from app.errors import NotFound, Problem
from app.ledgers import naming
from app.ledgers.check import OPTIONAL_FIELDS
from app.ledgers.listing import listing
from app.ledgers.rows import Entry, Value, first_day, person_of
from app.ledgers.sheets.cells import CellTooLong, letter
from app.ledgers.sheets.columns import OUTSIDE, Column, columns
from app.period import Period
from app.progress import Progress, silent
from app.store import Store
from app.text import clean

_LONGEST: Final = 32_767
"""Characters Excel keeps in one cell."""
_FIRST_DAY: Final = date(1900, 3, 1)
"""Excel counts a 29th of February 1900; days before are written as text."""
_YEAR: Final = "0"
_FORMATS: Final = {
    "date": "dd/mm/yyyy", "month": "mm/yyyy", "time": "hh:mm", "integer": "#,##0", "money": "#,##0",
    "decimal": "#,##0.##########",
}  # fmt: skip
_WIDTHS: Final = {
    "date": 12,
    "month": 10,
    "time": 8,
    "integer": 10,
    "decimal": 10,
    "money": 14,
    "yes_no": 8,
}
_TEXT_WIDTH: Final = 24
_LONG_WIDTH: Final = 48
_NO_XML: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "'")
_THIN: Final = Side(style="thin", color="999999")
_GRID: Final = Border(_THIN, _THIN, _THIN, _THIN)


def export(
    store: Store, ledger: str, period: Period | None, *, progress: Progress = silent
) -> bytes:
    """Return the own unit's rows of a ledger as `.xlsx`: struck rows too, crossed out with their reason.

    `NotFound` for a ledger the unit does not keep, `CellTooLong` naming every such text.
    """
    kept = {x.key: x for x in store.catalogue.kept_ledgers(store.unit.level)}
    if ledger not in kept:
        raise NotFound(f"Đơn vị không mở sổ “{ledger}”.")
    book = Workbook()
    book.remove(book.active)
    too_long: list[Problem] = []
    sections = kept[ledger].sections
    for n, key in enumerate(sections):
        section = store.catalogue.sections[key]
        progress(n, len(sections), section.title)
        rows = listing(store, key, period=period)
        sheet = book.create_sheet(_sheet_name(section.title, book.sheetnames))
        too_long += _write(sheet, store, section, rows)
    if too_long:
        raise CellTooLong(problems=too_long)
    return _packed(book)


class _InMemory(ExcelWriter):  # type: ignore[misc]  # openpyxl carries no types
    """Differs from its parent in the one place where that goes through a temporary file."""

    def write_worksheet(self, sheet: Any) -> None:
        sheet._drawing = None
        written = WorksheetWriter(sheet, out=BytesIO())
        written.write()
        sheet._rels = written._rels
        self._archive.writestr(sheet.path[1:], written.read())
        self.manifest.append(sheet)


def _packed(book: Workbook) -> bytes:
    moment = datetime.fromisoformat(clock.now()).astimezone(UTC).replace(tzinfo=None)
    book.properties.creator = "Sổ CTĐ"
    book.properties.created = book.properties.modified = moment
    out = BytesIO()
    _InMemory(book, ZipFile(out, "w", ZIP_DEFLATED)).save()
    return out.getvalue()


def _write(
    sheet: Worksheet, store: Store, section: Section, rows: Sequence[Entry]
) -> list[Problem]:
    """Fill one sheet and return the texts that do not fit a cell."""
    wanted = [c for c in columns(section) if _is_wanted(store, section, c, rows)]
    too_long = []
    _head(sheet, wanted, len(rows))
    styles: dict[tuple[int, bool, bool], Any] = {}
    for at, row in enumerate(rows, start=2):
        for n, column in enumerate(wanted, start=1):
            value = _value(store, column, row)
            if value is None:
                continue
            if isinstance(value, str) and len(value) > _LONGEST:
                where = f"{sheet.title}!{letter(n - 1)}{at}"
                too_long.append(Problem(where, f"{column.label}: dài {len(value)} ký tự."))
                continue
            cell = sheet.cell(at, n, value)
            is_formula = isinstance(value, str) and value.startswith(_FORMULA)
            if isinstance(value, str):
                cell.data_type = "s"  # openpyxl would take `=1+1` for a formula
            look = (n, row.struck is not None, is_formula)
            if look not in styles:
                styles[look] = _styled(cell, column, struck=look[1], quoted=is_formula)
            cell._style = copy(styles[look])
    return too_long


def _head(sheet: Worksheet, wanted: Sequence[Column], rows: int) -> None:
    for n, column in enumerate(wanted, start=1):
        cell = sheet.cell(1, n, column.label)
        cell.font = Font(name="Times New Roman", size=12, bold=True)
        cell.fill = PatternFill("solid", fgColor="E7E6E6")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = _GRID
        shape = sheet.column_dimensions[letter(n - 1)]
        shape.width, shape.hidden = _width(column), column.hidden
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{letter(len(wanted) - 1)}{rows + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
    sheet.print_title_rows = "1:1"


def _styled(cell: Any, column: Column, *, struck: bool, quoted: bool) -> Any:
    kind = column.field.type if column.field and not column.part else "text"
    cell.font = Font(
        name="Times New Roman", size=12, strike=struck, color="808080" if struck else None
    )
    cell.alignment = Alignment(vertical="top", wrap_text=kind in ("text", "long_text"))
    cell.border = _GRID
    if isinstance(cell.value, str):
        cell.number_format = "@"
    elif column.field and column.field.is_year:
        cell.number_format = _YEAR
    else:
        cell.number_format = _FORMATS.get(kind, "General")
    cell.quotePrefix = quoted
    return cell._style


def _width(column: Column) -> int:
    kind = column.field.type if column.field and not column.part else "text"
    return _LONG_WIDTH if kind == "long_text" else _WIDTHS.get(kind, _TEXT_WIDTH)


def _is_wanted(store: Store, section: Section, column: Column, rows: Sequence[Entry]) -> bool:
    """Leave out columns that are switched off and empty, and that of struck rows where none is."""
    if column.part == "struck":
        return any(row.struck is not None for row in rows)
    f = column.field
    if f is None or not f.optional_off:
        return True
    on = store.setting(OPTIONAL_FIELDS, default=[])
    return f"{section.key}.{f.key}" in on or any(f.key in row.values for row in rows)


def _value(store: Store, column: Column, row: Entry) -> str | int | Decimal | date | time | None:
    f = column.field
    if f is None:
        return _text(row.struck) if row.struck is not None else None
    value = row.values.get(f.key)
    if value is None:
        return None
    if f.type == "person":
        return _text(_of_person(store, column.part, value)) or None
    if column.part == "files":
        assert isinstance(value, tuple)
        return _text(json.dumps([dict(x) for x in value], ensure_ascii=False))
    return _typed(store, column, value)


def _typed(store: Store, column: Column, value: Value) -> str | int | Decimal | date | time:
    f = column.field
    assert f is not None
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return value
    if f.type in ("date", "month") and (day := first_day(str(value))) >= _FIRST_DAY:
        return day
    if f.type == "time":
        return time.fromisoformat(str(value))
    return _text(naming.shown(store, f, value))


def _of_person(store: Store, part: str, value: Value) -> str:
    person = person_of(value)
    if part == "id":
        return person.get("id", OUTSIDE)
    said = person.get(part or "name", "")
    return store.catalogue.lists[part].label(said) if part and said else said


def _text(text: str) -> str:
    """Return text a cell can hold: NFC, no character XML forbids, `_x0041_` kept as it was written."""
    return _LOOKS_ESCAPED.sub("_x005F_", _NO_XML.sub("\ufffd", clean(text)))


def _sheet_name(title: str, taken: Sequence[str]) -> str:
    """Return at most 31 characters, none that spreadsheets refuse, unlike every other."""
    plain = " ".join(re.sub(r"[\[\]:*?/\\']", " ", clean(title)).split())[:31].strip()
    name, n = plain, 2
    while name.casefold() in {x.casefold() for x in taken}:
        name, n = f"{plain[:27].strip()} ({n})", n + 1
    return name
