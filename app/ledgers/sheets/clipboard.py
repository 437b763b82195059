"""The clipboard as one more sheet: the tab-separated text that Excel and Calc put there and take from there."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from app.ledgers.rows import section_of
from app.ledgers.sheets.cells import Cell, Gathering, Row, Sheet
from app.ledgers.sheets.columns import columns
from app.ledgers.sheets.guess import ColumnMap, guess
from app.store import Store

NAME: Final = "Dán"
_CELL: Final = re.compile(r'"((?:[^"]|"")*)"(?=\t|\r?\n|\r|\Z)|([^\t\r\n]*)')
_END: Final = re.compile(r"\t|\r\n|\n|\r|\Z")
_FORMULA: Final = re.compile(r"'*[=+\-@]")
"""How a formula begins; an apostrophe before it keeps it text in every spreadsheet."""
_QUOTED: Final = re.compile('[\t\r\n"]')


def pasted(text: str) -> Sheet:
    """Return copied cells as a sheet of texts, rows and columns counted from the first cell.

    A cell in quotes may hold line ends and tabs; quotes inside a bare cell are its own.
    """
    sheet = Gathering(NAME)
    for number, row in enumerate(_rows(text), 1):
        sheet.add(number, {at: Cell(value) for at, value in enumerate(row) if value.strip()})
    return sheet.finished()


def copied(rows: Sequence[Sequence[str]]) -> str:
    """Return cells as the text that spreadsheets, and `pasted`, take; no text becomes a formula there."""
    return "".join("\t".join(_quoted(cell) for cell in row) + "\r\n" for row in rows)


def placed(store: Store, section: str, sheet: Sheet, following: Sequence[str]) -> ColumnMap:
    """Return which column is which: by headings when the first row reads like them, else by place.

    `following` are the keys of the columns from the one pasted at, in the order they are shown. A first
    row reads like headings when most of its cells are names of columns, and it is not the only row.
    """
    by_name = guess(store, section, sheet)
    first = sheet.rows[0] if sheet.rows else Row(0, {})
    named = by_name.header == first.number and 2 * len(by_name.columns) > len(first.cells)
    if named and len(sheet.rows) > 1:
        return by_name
    known = {c.key for c in columns(section_of(store.catalogue, section))}
    return ColumnMap(0, {at: key for at, key in enumerate(following) if key in known})


def _rows(text: str) -> Iterator[list[str]]:
    """Yield the cells of every row; an empty line at the end is none."""
    at, row = 0, list[str]()
    while at < len(text):
        found = _CELL.match(text, at)
        assert found is not None  # a bare cell may be empty
        quoted, bare = found.groups()
        cell = bare if quoted is None else quoted.replace('""', '"').replace("\r\n", "\n")
        row.append(cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell)
        end = _END.match(text, found.end())
        assert end is not None
        at = end.end()
        if end[0] != "\t":
            yield row
            row = []
        elif at == len(text):
            row.append("")
    if row:
        yield row


def _quoted(cell: str) -> str:
    cell = f"'{cell}" if _FORMULA.match(cell) else cell
    return f'"{cell.replace(chr(34), chr(34) * 2)}"' if _QUOTED.search(cell) else cell
