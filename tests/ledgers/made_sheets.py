"""Spreadsheets as units make them: built cell by cell for the tests of importing."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
from openpyxl.styles import Font

from app.ledgers import sheets
from app.ledgers.sheets import Plan, Sheet
from app.store import Store

HEADINGS = (
    "Ngày",
    "Đối tượng",
    "Bài, chuyên đề",
    "Hình thức",
    "Người giảng",
    "Số giờ",
    "Quân số phải học",
    "Có mặt",
    "Học bù",
)
LESSON = (
    "12/03/2026",
    "Toàn đơn vị",
    "Truyền thống đơn vị",
    "Lên lớp",
    "Nguyễn Văn Mẫu",
    "3,5",
    "8",
    "8",
    "0",
)


def book(
    rows: Sequence[Sequence[object]],
    *,
    fonts: Mapping[str, str] | None = None,
    merged: Sequence[str] = (),
    hidden: Sequence[int] = (),
    formats: Mapping[str, str] | None = None,
) -> bytes:
    """Return an `.xlsx` with one sheet `Bảng 1`."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Bảng 1"
    for row in rows:
        sheet.append(list(row))
    for place, font in (fonts or {}).items():
        sheet[place].font = Font(name=font)
    for place, code in (formats or {}).items():
        sheet[place].number_format = code
    for area in merged:
        sheet.merge_cells(area)
    for number in hidden:
        sheet.row_dimensions[number].hidden = True
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def first(content: bytes, name: str = "bang.xlsx") -> Sheet:
    return sheets.read(content, name).sheet()


def planned(store: Store, section: str, content: bytes, **chosen: object) -> Plan:
    """Read, guess (changed by `chosen`) and plan."""
    sheet = first(content)
    return sheets.plan(store, section, sheet, sheets.given(store, section, sheet, chosen))


def lessons(*changes: Mapping[int, object]) -> list[list[object]]:
    """Return headings and one lesson per change, each with the cells of its change by column."""
    rows: list[list[object]] = [list(HEADINGS)]
    for n, change in enumerate(changes):
        row: list[object] = [*LESSON]
        row[2] = f"Bài {n + 1}"
        for column, value in change.items():
            row[column] = value
        rows.append(row)
    return rows


def odf(table: str, styles: str = "") -> bytes:
    """Return an `.ods` whose only table is `table` (XML of its rows)."""
    names = "".join(
        f' xmlns:{x}="urn:oasis:names:tc:opendocument:xmlns:{x}:1.0"'
        for x in ("office", "table", "text", "style")
    )
    content = (
        f"<?xml version='1.0' encoding='UTF-8'?><office:document-content{names}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="Bảng 1">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}
    )


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def changed(content: bytes, part: str, old: str, new: str) -> bytes:
    """Return the package with one text of one part replaced."""
    with ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode())
    return zipped(parts)
