"""What a spreadsheet is once read: sheets, rows and cells as plain values, and the limits of size."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final, NamedTuple

from app.errors import AppError
from app.text import date_short, number

Plain = str | int | Decimal | bool | date | time | None
"""Text, exact number, yes/no, day (a `datetime` when the cell keeps a time too), time, or nothing."""
MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 256


class SheetUnreadable(AppError):
    code = "L201"
    message = "Không đọc được bảng tính."
    hint = "Mở bằng Excel hoặc LibreOffice, lưu lại dạng .xlsx rồi nhập."


class SheetTooLarge(AppError):
    code = "L202"
    message = "Bảng tính quá lớn, phần mềm không mở."
    hint = f"Chia bảng thành nhiều tệp, mỗi tệp không quá {number(MOST_ROWS)} dòng."


class CellTooLong(AppError):
    """Spreadsheets cannot hold a text of this length; nothing is cut silently."""

    code = "L206"
    message = "Có phần chữ dài hơn một ô bảng tính chứa được."
    hint = "Rút gọn các dòng được nêu, hoặc in sổ ra Word, PDF."


class Run(NamedTuple):
    """A piece of a cell's text in one font."""

    text: str
    font: str


class Cell(NamedTuple):
    """One filled cell; `font` is its font's name, empty where the file says none.

    `runs` are given when the text changes font. `fault` says why there is no usable value.
    """

    value: Plain
    font: str = ""
    runs: tuple[Run, ...] = ()
    fault: str = ""


class Row(NamedTuple):
    """One row that has cells: its number as the program shows it, cells by column from 0."""

    number: int
    cells: Mapping[int, Cell]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """Merged cells, rows from 1, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def name(self) -> str:
        return f"{letter(self.left)}{self.top}:{letter(self.right)}{self.bottom}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; merged areas are filled with the value of their first cell."""

    name: str
    rows: tuple[Row, ...]
    merged: tuple[Area, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """A spreadsheet file as plain values."""

    name: str
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str = "") -> Sheet:
        """Return the sheet of this name, or the first one with rows that is not hidden."""
        named = [s for s in self.sheets if s.name == name]
        found = named or [s for s in self.sheets if s.rows and not s.hidden] or list(self.sheets)
        if not found or (name and not named):
            which = "; ".join(s.name for s in self.sheets)
            raise SheetUnreadable(f"Tệp không có bảng “{name}”.", hint=f"Các bảng: {which}.")
        return found[0]


@dataclass(slots=True)
class Gathering:
    """A sheet while it is read; `finished` fills merged cells and holds the limits."""

    name: str
    hidden: bool = False
    rows: list[Row] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)

    def add(self, number: int, cells: Mapping[int, Cell], *, hidden: bool = False) -> None:
        """Take one row; `SheetTooLarge` above the limits."""
        if not cells:
            return
        if max(cells) >= MOST_COLUMNS:
            raise SheetTooLarge(f"Bảng “{self.name}” rộng quá {MOST_COLUMNS} cột.")
        if len(self.rows) >= MOST_ROWS:
            raise SheetTooLarge()
        self.rows.append(Row(number, dict(cells), hidden))

    def finished(self) -> Sheet:
        by_number = {row.number: row for row in self.rows}
        width = 1 + max((max(row.cells) for row in self.rows), default=-1)
        areas = tuple(a for a in self.merged if a.top in by_number)
        for area in areas:
            self._fill(area, by_number, width)
        return Sheet(self.name, tuple(self.rows), areas, self.hidden)

    def _fill(self, area: Area, by_number: Mapping[int, Row], width: int) -> None:
        first = by_number[area.top].cells.get(area.left)
        if first is None:
            return
        numbers: Iterator[int] = iter(range(area.top, area.bottom + 1))
        if area.bottom - area.top > len(by_number):
            numbers = (n for n in by_number if area.top <= n <= area.bottom)
        for n in numbers:
            cells = by_number[n].cells if n in by_number else {}
            assert isinstance(cells, dict)
            for column in range(area.left, min(area.right + 1, width)):
                cells.setdefault(column, first)


def letter(column: int) -> str:
    """Return `A` for 0, `AB` for 27."""
    name, left = "", column + 1
    while left:
        left, rest = divmod(left - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_of(name: str) -> int:
    """Return 0 for `A`, 27 for `AB`; ValueError for anything else."""
    if not re.fullmatch("[A-Za-z]{1,3}", name):
        raise ValueError(name)
    column = 0
    for one in name.upper():
        column = column * 26 + ord(one) - ord("A") + 1
    return column - 1


def text_of(value: Plain) -> str:
    """Return a cell's value as Vietnamese screens show it; four digits may be a year and get no dot."""
    match value:
        case None:
            return ""
        case bool():
            return "Có" if value else "Không"
        case datetime():
            return f"{value:%H:%M} {date_short(value)}"
        case date():
            return date_short(value)
        case time():
            return f"{value:%H:%M}"
        case int() if abs(value) < 10_000:
            return str(value)
        case int() | Decimal():
            return number(value)
        case str():
            return value
