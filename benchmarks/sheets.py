"""Spreadsheets in: a sheet of 10,000 rows read, checked, written and taken back."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from time import perf_counter

import openpyxl

from app import store
from app.ledgers import Entry, entries, sheets
from app.store import FLOOR, Store, Unit
from benchmarks.measure import Row

SECTION = "session"
COUNT = 10_000
PEOPLE = 1000
CELLS = {
    "Đối tượng": "Toàn đơn vị",
    "Hình thức": "Lên lớp",
    "Người giảng": "Nguyễn Văn Mẫu",
    "Số giờ": "3,5",
    "Quân số phải học": "98",
    "Có mặt": "96",
    "Học bù": "2",
    "Lý do vắng": "02 công tác",
}
LECTURER = {
    "full_name": "Nguyễn Văn Mẫu", "gender": "nam", "birth_date": "1991-03-12", "category": "SQ",
    "rank": "dai_uy", "position": "chinh_tri_vien_c", "enlisted_date": "2009-09-05",
    "arrived_date": "2019-01-01", "home_province": "Đồng Nai", "education": "dai_hoc",
    "membership": "official",
}  # fmt: skip


def sheet() -> bytes:
    """Return an `.xlsx` of lessons, dates and figures typed as text, as units have them."""
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("Học chính trị")
    page.append(["Ngày", "Bài, chuyên đề", *CELLS])
    for number in range(COUNT):
        day = date(2019, 1, 1) + timedelta(days=number // 4)
        page.append([f"{day:%d/%m/%Y}", f"Bài {number}: truyền thống đơn vị", *CELLS.values()])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def rows(place: Path) -> Iterator[Row]:
    """Yield the whole way of a sheet into the ledger, and the one undo that takes it out again."""
    unit = Unit("c1", "Đại đội 1", "company", own=True)
    made = store.create(place / "sheets", unit=unit, passphrase="đo tốc độ 1", argon=FLOOR)
    content = sheet()
    with made.store as ours:
        entries.add(ours, "person", LECTURER)
        started = perf_counter()
        taken_in(ours, content)
        spent = perf_counter() - started
        yield Row(f"import a sheet of {COUNT:,} rows, opened to saved", "s", spent, most=10)
        started = perf_counter()
        ours.undo()
        spent = perf_counter() - started
        assert entries.count(ours, SECTION) == 0
        yield Row("undo that import", "s", spent, most=10)
        people = entries.add_many(ours, "person", [_soldier(n) for n in range(PEOPLE)])
        told = [_posting(people[n % PEOPLE], n // PEOPLE) for n in range(COUNT)]
        started = perf_counter()
        entries.add_many(ours, "personnel_change", told)
        spent = perf_counter() - started
        yield Row(f"write {COUNT:,} events of {PEOPLE:,} people at once", "s", spent, most=10)


def _soldier(number: int) -> dict[str, object]:
    return {**LECTURER, "full_name": f"Nguyễn Văn {chr(65 + number // 40)}{chr(65 + number % 40)}"}


def _posting(person: Entry, number: int) -> dict[str, object]:
    """Return the appointment of the month `number`, by turns to two positions."""
    to = ("Trung đội trưởng Trung đội 1", "Chính trị viên đại đội")[number % 2]
    return {
        "date": f"2025-{number + 1:02}-05", "person": person.id, "kind": "bo_nhiem", "to_value": to,
    }  # fmt: skip


def taken_in(ours: Store, content: bytes) -> None:
    """Do what the window does between choosing the file and “Đã nhập”."""
    page = sheets.read(content, "bang.xlsx").sheet()
    plan = sheets.plan(ours, SECTION, page, sheets.guess(ours, SECTION, page))
    assert not plan.blocked, plan.problems[:3]
    assert len(sheets.apply(ours, plan)) == COUNT
