"""Opening a spreadsheet file: which kind it is, whether it is safe to unpack, and what it holds."""

import csv
import zipfile
from io import BytesIO
from typing import Final

from app.ledgers.sheets import from_csv, from_ods
from app.ledgers.sheets.cells import SheetTooLarge, SheetUnreadable, Workbook
from app.text import clean

_LARGEST_FILE: Final = 64 << 20
_LARGEST_UNPACKED: Final = 512 << 20
_MOST_TAGS: Final = 40_000_000
"""About 200,000 rows of 30 cells; the parser's memory grows with tags more than with bytes."""
_MOST_PARTS: Final = 5_000
_WIDEST_RATIO: Final = 400
_STEP: Final = 1 << 20
_OLD_EXCEL: Final = bytes.fromhex("D0CF11E0A1B11AE1")


def read(content: bytes, name: str) -> Workbook:
    """Return the sheets of an `.xlsx`, `.ods` or `.csv` file as plain values, read from memory only.

    The kind is told from the content, `name` is what people call the file. `SheetUnreadable` for anything
    that cannot be read (also password-protected files and old `.xls`), `SheetTooLarge` for a bomb.
    """
    called = clean(name)
    if len(content) > _LARGEST_FILE:
        raise SheetTooLarge()
    if content.startswith(_OLD_EXCEL):
        raise SheetUnreadable("Tệp .xls kiểu cũ, hoặc tệp đặt mật khẩu: phần mềm không mở được.")
    if not content.strip():
        raise SheetUnreadable("Tệp rỗng.")
    try:
        if content.startswith(b"PK"):
            return _package(content, called)
        if content.startswith((b"%PDF", b"\xff\xd8\xff", b"\x89PNG", b"{\\rtf")):
            raise SheetUnreadable()
        return from_csv.read(content, called)
    except (SheetUnreadable, SheetTooLarge, MemoryError):
        raise
    except csv.Error as wrong:
        raise SheetUnreadable("Tệp không phải bảng tính hay tệp CSV.") from wrong
    except Exception as wrong:  # a foreign file breaks the readers in ways nobody can list
        raise SheetUnreadable("Bảng tính bị hỏng hoặc sai khuôn dạng.") from wrong


def _package(content: bytes, name: str) -> Workbook:
    with zipfile.ZipFile(BytesIO(content)) as package:
        names = package.namelist()
        _require_modest(package)
        is_ods = "content.xml" in names and "mimetype" in names
        if is_ods:
            return from_ods.read(package.read("content.xml"), name)
    from app.ledgers.sheets import from_xlsx  # openpyxl takes a quarter of a second to load

    return from_xlsx.read(content, name)


def _require_modest(package: zipfile.ZipFile) -> None:
    """Unpack every XML part once, piece by piece, and refuse a bomb or a document type before parsing."""
    parts = package.infolist()
    total = sum(part.file_size for part in parts)
    if len(parts) > _MOST_PARTS or len({part.filename for part in parts}) < len(parts):
        raise SheetUnreadable("Bảng tính có cấu trúc lạ, phần mềm không mở.")
    packed = sum(part.compress_size for part in parts)
    if total > _LARGEST_UNPACKED or (total > 8 * _STEP and total > _WIDEST_RATIO * packed):
        raise SheetTooLarge()
    tags = 0
    for part in parts:
        if part.flag_bits & 1:
            raise SheetUnreadable("Bảng tính đặt mật khẩu: phần mềm không mở được.")
        if not part.filename.endswith((".xml", ".rels")):
            continue
        with package.open(part) as source:
            tail = b""
            while piece := source.read(_STEP):
                tags += piece.count(b"<")
                if tags > _MOST_TAGS:
                    raise SheetTooLarge()
                if not tail and piece.startswith((b"\xff\xfe", b"\xfe\xff")):
                    raise SheetUnreadable("Bảng tính có cấu trúc lạ, phần mềm không mở.")
                if b"<!DOCTYPE" in tail + piece:
                    raise SheetUnreadable("Bảng tính có cấu trúc lạ, phần mềm không mở.")
                tail = piece[-16:]
