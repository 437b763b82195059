"""A ledger as a spreadsheet: types, headings, struck rows, text that stays text, nothing on the disk."""

import sys
import unicodedata
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app import period
from app.errors import NotFound
from app.ledgers import entries, sheets
from app.ledgers.sheets.to_xlsx import _typed
from app.store import Store
from tests.ledgers.examples import COMPANY

YEAR = period.parse("2026")


def ledger_of(store: Store, section: str) -> str:
    return next(
        x.key for x in store.catalogue.ledgers_of(store.unit.level) if section in x.sections
    )


def opened(store: Store, section: str) -> Any:
    """Return the sheet of one section as openpyxl sees the exported file."""
    content = sheets.export(store, ledger_of(store, section), YEAR)
    book = openpyxl.load_workbook(BytesIO(content), rich_text=True)
    return book[store.catalogue.sections[section].title[:31]]


def cells(sheet: Any, row: int) -> dict[str, Any]:
    """Return the filled cells of a row by heading."""
    return {h.value: c for h, c in zip(sheet[1], sheet[row], strict=True) if c.value is not None}


def test_a_row_comes_out_with_real_dates_and_numbers(scratch: Store) -> None:
    entries.add(scratch, "session", COMPANY["session"])
    sheet = opened(scratch, "session")
    row = cells(sheet, 2)
    assert row["Ngày"].value == datetime(2026, 3, 12)
    assert row["Ngày"].number_format == "dd/mm/yyyy"
    assert row["Số giờ"].value == 3.5
    assert row["Quân số phải học"].value == 8
    assert row["Người giảng"].value == "Nguyễn Văn Mẫu"
    assert row["Người giảng (cấp bậc)"].value == "Đại úy"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.column_dimensions["A"].width == 12
    code = next(c for c in sheet[1] if c.value == "Người giảng (mã)")
    assert sheet.column_dimensions[code.column_letter].hidden


def test_every_section_of_a_ledger_has_its_sheet(scratch: Store) -> None:
    for ledger in scratch.catalogue.ledgers_of("c"):
        book = sheets.read(sheets.export(scratch, ledger.key, YEAR), "a.xlsx")
        assert len(book.sheets) == len(ledger.sections)
    with pytest.raises(NotFound):
        sheets.export(scratch, "khong_co", YEAR)


def test_rows_of_other_periods_stay_out(scratch: Store) -> None:
    entries.add(scratch, "session", COMPANY["session"])
    content = sheets.export(scratch, ledger_of(scratch, "session"), period.parse("2026-02"))
    sheet = sheets.read(content, "a.xlsx").sheet(scratch.catalogue.sections["session"].title)
    assert len(sheet.rows) == 1


def test_a_struck_row_is_crossed_out_with_its_reason(scratch: Store) -> None:
    saved = entries.add(scratch, "session", COMPANY["session"])
    entries.strike(scratch, saved.id, reason="Ghi nhầm ngày")
    row = cells(opened(scratch, "session"), 2)
    assert row["Gạch bỏ vì"].value == "Ghi nhầm ngày"
    assert all(cell.font.strike for cell in row.values())


@pytest.mark.parametrize(
    "text", ["=1+1", "+84 912", "-5 điểm", "@SUM(A1)", "#N/A", "=HYPERLINK(1)"]
)
def test_text_that_looks_like_a_formula_stays_text(scratch: Store, text: str) -> None:
    entries.add(scratch, "session", COMPANY["session"] | {"topic": text})
    cell = cells(opened(scratch, "session"), 2)["Bài, chuyên đề"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix == (text[0] in "=+-@")
    assert cell.number_format == "@"


@pytest.mark.parametrize(
    "text", ["_x0041_", "_x005F_x0041_", "a_xb_", "hai\ndòng  cách", "𝔄 &<]]>"]
)
def test_text_comes_back_as_it_was(scratch: Store, text: str) -> None:
    entries.add(scratch, "session", COMPANY["session"] | {"note": text})
    content = sheets.export(scratch, ledger_of(scratch, "session"), YEAR)
    sheet = sheets.read(content, "a.xlsx").sheet(scratch.catalogue.sections["session"].title)
    kept = entries.listing(scratch, "session")[0].values["note"]
    assert kept in [c.value for c in sheet.rows[1].cells.values()]


def test_headings_and_text_are_in_composed_form(scratch: Store) -> None:
    entries.add(scratch, "session", COMPANY["session"])
    for row in opened(scratch, "session").values:
        assert all(unicodedata.is_normalized("NFC", x) for x in row if isinstance(x, str))


def test_a_day_before_the_spreadsheets_begin_is_written_as_text(scratch: Store) -> None:
    column = next(
        c for c in sheets.columns(scratch.catalogue.sections["session"]) if c.key == "date"
    )
    assert _typed(scratch, column, "1899-12-31") == "31/12/1899"
    assert _typed(scratch, column, "1900-03-01") == date(1900, 3, 1)


WRITTEN: list[str] = []
LISTENING: list[bool] = []


def _listen(event: str, details: tuple[Any, ...]) -> None:
    """Note every file that is opened for writing while a test listens."""
    if LISTENING and event == "open" and isinstance(details[0], str | bytes):
        writes = isinstance(details[1], str) and set(details[1]) & set("wax+")
        if writes or (isinstance(details[2], int) and details[2] & 3):
            WRITTEN.append(str(details[0]))


def test_an_export_opens_no_file_for_writing(
    scratch: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    entries.add_many(
        scratch, "session", [COMPANY["session"] | {"topic": f"Bài {n}"} for n in range(50)]
    )
    sys.addaudithook(_listen)
    LISTENING.append(True)
    try:
        content = sheets.export(scratch, ledger_of(scratch, "session"), YEAR)
        sheets.read(content, "a.xlsx")
        assert [x for x in WRITTEN if "Sổ c1" not in x] == []
        (tmp_path / "control").write_bytes(b"x")
        assert len(WRITTEN) == 1, "the listener hears what is written"
    finally:
        LISTENING.clear()
        WRITTEN.clear()
