"""Reading `.xlsx`: the package, its strings and styles by openpyxl, the cells exactly as they are kept.

openpyxl's own read-only mode tells neither merged cells nor hidden rows nor the fonts inside a cell, and
its full mode needs some hundred bytes more per cell; so two of its classes are bent here: `ExcelReader`
(which parts are read) and `WorkSheetParser` (what a cell becomes). Everything is read from memory.
"""

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any, Final
from xml.etree.ElementTree import Element

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.datetime import from_excel, from_ISO8601
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from app.ledgers.rows import plain
from app.ledgers.sheets.cells import Area, Cell, Gathering, Plain, Run, Workbook
from app.text import number

_NS: Final = f"{{{SHEET_MAIN_NS}}}"
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CERTAIN_DIGITS: Final = 15
_WRITTEN_DIGITS: Final = 17
"""Excel shows 15 digits and writes 17; the last two are noise of binary numbers."""


def read(content: bytes, name: str) -> Workbook:
    """Return every sheet; the caller has held the package to its limits and catches what it throws."""
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # openpyxl tells of styles it replaces; they are not read here
        package = _Package(BytesIO(content), read_only=True, keep_links=False)
        package.read()
        return Workbook(name, tuple(x.finished() for x in package.gathered()))


class _Package(ExcelReader):  # type: ignore[misc]  # openpyxl carries no types
    """The parts of the file that hold values: strings with their fonts, styles, sheets."""

    def read(self) -> None:
        self.read_manifest()
        self.read_strings()
        self.read_workbook()
        apply_stylesheet(self.archive, self.wb)

    def read_strings(self) -> None:
        part = self.package.find(SHARED_STRINGS)
        if part is None:
            return
        with self.archive.open(part.PartName[1:]) as source:
            for _, node in iterparse(source):
                if node.tag == f"{_NS}si":
                    self.shared_strings.append(_runs(node))
                    node.clear()

    def gathered(self) -> Iterator[Gathering]:
        styles = [self._style(s) for s in self.wb._cell_styles]
        for sheet, place in self.parser.find_sheets():
            if "worksheet" not in place.Type or place.target not in self.valid_files:
                continue
            found = Gathering(sheet.name, sheet.state != "visible")
            with self.archive.open(place.target) as source:
                cells = _Cells(
                    source,
                    self.shared_strings,
                    epoch=self.wb.epoch,
                    date_formats=self.wb._date_formats,
                    timedelta_formats=self.wb._timedelta_formats,
                )
                cells.styles = styles
                for row, filled in cells.parse():
                    held = dict(x for x in filled if x is not None)
                    found.add(row, held, hidden=cells.is_hidden(row))
                for area in cells.merged_cells.mergeCell if cells.merged_cells else ():
                    found.merged.append(
                        Area(area.min_row, area.min_col - 1, area.max_row, area.max_col - 1)
                    )
            yield found

    def _style(self, style: Any) -> tuple[str, bool]:
        """Return the name of a style's font and whether it shows numbers as percent."""
        fonts, formats, code = self.wb._fonts, self.wb._number_formats, style.numFmtId
        font = fonts[style.fontId].name if style.fontId < len(fonts) else ""
        if code < BUILTIN_FORMATS_MAX_SIZE:
            shown = BUILTIN_FORMATS.get(code, "")
        else:
            own = code - BUILTIN_FORMATS_MAX_SIZE
            shown = formats[own] if own < len(formats) else ""
        return font or "", "%" in shown


class _Cells(WorkSheetParser):  # type: ignore[misc]  # openpyxl carries no types
    """The cells of one sheet: `parse` yields (row number, [(column from 0, Cell) or None])."""

    styles: list[tuple[str, bool]]

    def is_hidden(self, row: int) -> bool:
        kept = self.row_dimensions.get(row) or self.row_dimensions.get(str(row)) or {}
        return str(kept.get("hidden", "")) in ("1", "true", "True")

    def parse_cell(self, element: Element) -> tuple[int, Cell] | None:
        if place := element.get("r"):
            self.col_counter = coordinate_to_tuple(place)[1]
        else:
            self.col_counter += 1
        style = int(element.get("s") or 0)
        font, is_percent = self.styles[style] if style < len(self.styles) else ("", False)
        kind, kept = element.get("t", "n"), element.findtext(f"{_NS}v")
        cell: Cell | None
        if kind in ("s", "inlineStr"):
            inside = element.find(f"{_NS}is")
            runs = self.shared_strings[int(kept)] if kind == "s" and kept else ()
            cell = _text(_runs(inside) if inside is not None else runs, font)
        elif not kept:
            computed = element.find(f"{_NS}f") is not None
            cell = Cell(None, font, fault="công thức chưa có kết quả") if computed else None
        elif kind == "e":
            cell = Cell(kept, font, fault=f"công thức báo lỗi {kept}")
        elif kind == "n":
            cell = self._number(kept, style, font, is_percent)
        elif kind == "b":
            cell = Cell(kept.strip() in ("1", "true"), font)
        else:
            cell = Cell(_moment(from_ISO8601(kept)) if kind == "d" else _unescaped(kept), font)
        return None if cell is None else (self.col_counter - 1, cell)

    def _number(self, kept: str, style: int, font: str, is_percent: bool) -> Cell:
        try:
            exact = _exact(kept)
            if style in self.date_formats:
                if exact < 0:
                    raise ValueError(kept)
                spanned = style in self.timedelta_formats
                return Cell(_moment(from_excel(float(exact), self.epoch, spanned)), font)
        except (InvalidOperation, OverflowError, ValueError):
            return Cell(kept, font, fault=f"số {kept[:20]} không phải một ngày hay một số đọc được")
        value = int(exact) if exact == exact.to_integral_value() else exact
        return Cell(f"{number(plain(exact * 100))} %" if is_percent else value, font)


def _exact(kept: str) -> Decimal:
    exact = Decimal(kept)
    if not exact.is_finite() or abs(exact.adjusted()) > 30:
        raise ValueError(kept)
    digits = len(exact.as_tuple().digits)
    if digits <= _CERTAIN_DIGITS:
        return exact
    short = f"{float(kept):.{_CERTAIN_DIGITS}g}"
    is_noise = digits >= _WRITTEN_DIGITS or float(short) == float(kept)
    return Decimal(short) if is_noise else exact


def _moment(read: object) -> Plain:
    """Return a day, a time, or both, from what openpyxl makes of a date cell."""
    if isinstance(read, timedelta):
        if not timedelta(0) <= read < timedelta(days=1):
            raise ValueError(read)
        minutes, second = divmod(read.seconds, 60)
        return time(*divmod(minutes, 60), second)
    if isinstance(read, datetime):
        return read.date() if read.time() == time() else read
    if isinstance(read, date | time):
        return read
    raise ValueError(read)


def _runs(node: Element) -> tuple[Run, ...]:
    """Return the pieces of a string: of one without runs a single piece without a font of its own."""
    plain = node.find(f"{_NS}t")
    if plain is not None:
        return (Run(_unescaped(plain.text or ""), ""),)
    return tuple(
        Run(_unescaped(run.findtext(f"{_NS}t") or ""), "" if font is None else font.get("val", ""))
        for run in node.findall(f"{_NS}r")
        for font in (run.find(f"{_NS}rPr/{_NS}rFont"),)
    )


def _text(runs: tuple[Run, ...], font: str) -> Cell | None:
    """Return a text cell; runs are kept only where the font changes inside."""
    named = tuple(Run(text, own or font) for text, own in runs if text)
    if not named:
        return None
    whole = "".join(run.text for run in named)
    fonts = {run.font for run in named}
    return Cell(whole, font, named) if len(fonts) > 1 else Cell(whole, fonts.pop())


def _unescaped(text: str) -> str:
    """Read `_x000D_` as the character it stands for (ECMA-376, ST_Xstring)."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
