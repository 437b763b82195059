"""Reading `.csv`: every cell is text; encoding and separator are told from the file itself."""

import codecs
import csv
from collections.abc import Iterator
from io import StringIO
from typing import Final

from app.ledgers.sheets.cells import Cell, Gathering, SheetUnreadable, Workbook

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS: Final = ";\t,|"
_LONGEST_CELL: Final = 1_000_000


def read(content: bytes, name: str) -> Workbook:
    """Return one sheet named like the file; csv.Error is the caller's to catch."""
    text = decoded(content)
    sheet = Gathering(name.rsplit(".", 1)[0])
    csv.field_size_limit(_LONGEST_CELL)
    lines = csv.reader(StringIO(text, newline=""), delimiter=_separator(text))
    for number, row in enumerate(lines, 1):
        sheet.add(number, {n: Cell(value) for n, value in enumerate(row) if value.strip()})
    return Workbook(name, (sheet.finished(),))


def decoded(content: bytes) -> str:
    """Return the text: by its mark, as UTF-16 without one, as UTF-8, else as Windows' Vietnamese page."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content, encoding)
    head = content[:4000]
    if head.count(0) > len(head) // 4:
        return _strict(
            content, "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(_western(content))


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as wrong:
        raise SheetUnreadable("Tệp văn bản bị hỏng hoặc bị cắt giữa chừng.") from wrong


def _western(content: bytes) -> Iterator[str]:
    """Decode Windows-1258; the few bytes it does not know keep their number."""
    try:
        yield content.decode("cp1258")
    except UnicodeDecodeError:
        for byte in content:
            try:
                yield bytes((byte,)).decode("cp1258")
            except UnicodeDecodeError:
                yield chr(byte)


def _separator(text: str) -> str:
    """Return the separator found most often, outside quotes, in the first lines."""
    outside = "".join(text[:20_000].split('"')[::2])
    return max(_SEPARATORS, key=outside.count)
