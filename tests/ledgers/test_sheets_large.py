"""Ten thousand rows with fifty bad cells: all are named, nothing is written; mended, all go in and one undo takes them out."""

from collections import Counter
from datetime import date, timedelta

from pytest import raises

from app import period
from app.ledgers import entries, locks, sheets
from app.store import Store
from tests.ledgers.made_sheets import HEADINGS, LESSON, book, first

ROWS = 10_000
BAD: tuple[tuple[int, object, str, str, str], ...] = (
    (0, "31/02/2026", "L102", "31/02/2026", "hãy nhập ngày/tháng/năm"),
    (0, 46100, "L212", "46.100", "định dạng ô là ngày"),
    (0, "05/05/2026", "L109", "05/05/2026", "mở lại kỳ"),
    (1, "Toàn đơn vi khác", "L105", "Toàn đơn vi khác", "Có phải: Toàn đơn vị?"),
    (2, "MẬT", "L108", "MẬT", "xử lý theo quy định"),
    (2, "x" * 201, "L103", "x" * 201, "hãy rút gọn còn 200 ký tự"),
    (3, "=1/0", "L211", "", "Tính lại trong bảng tính"),
    (4, "Nguyễn Văn Mẫn", "L106", "Nguyễn Văn Mẫn", "Có phải: Nguyễn Văn Mẫu?"),
    (4, None, "L101", "", "Chưa nhập"),
    (5, "13", "L104", "13", "đến 12"),
    (5, "ba", "L102", "ba", "nhập số"),
    (6, "8,5", "L102", "8,5", "nhập số nguyên"),
    (7, "-1", "L104", "-1", "trở lên"),
    (7, "9", "R54", "9", "không được lớn hơn"),
)
"""Column, what stands in it, the code it is refused with, how the cell is shown, and part of what is said."""
LETTERS = "ABCDEFGHI"


def sheet_of(bad: dict[int, tuple[int, object]]) -> bytes:
    rows: list[list[object]] = [list(HEADINGS)]
    for n in range(ROWS):
        row: list[object] = [*LESSON]
        row[0] = f"{date(2019, 1, 1) + timedelta(days=n // 4):%d/%m/%Y}"
        row[2] = f"Bài {n}"
        if n + 2 in bad:
            row[bad[n + 2][0]] = bad[n + 2][1]
        rows.append(row)
    return book(rows)


def test_all_fifty_bad_cells_of_ten_thousand_rows_are_named_and_the_mended_sheet_goes_in(
    store: Store, people: dict[str, str]
) -> None:
    locks.lock(store, period.parse("2026-05"), "Đã nộp")
    before = store.dump()
    wanted = {2 + 200 * n: BAD[n % len(BAD)] for n in range(50)}
    wrong = first(sheet_of({row: (column, value) for row, (column, value, *_) in wanted.items()}))
    mapping = sheets.guess(store, "session", wrong)
    plan = sheets.plan(store, "session", wrong, mapping)
    named = {p.row: p for p in plan.problems if p.severity == "block"}
    missed = [w for row, w in wanted.items() if row not in named]
    assert missed == []
    assert len(named) == len([p for p in plan.problems if p.severity == "block"]) == 50
    assert len(Counter(p.code for p in named.values())) >= 10
    for row, (column, _, code, shown, said) in wanted.items():
        found = named[row]
        assert (found.sheet, found.column, found.value) == ("Bảng 1", LETTERS[column], shown)
        assert (found.code, said in found.what) == (code, True), found
    with raises(sheets.SheetRefused) as refused:
        sheets.apply(store, plan)
    assert [p.where for p in refused.value.problems if p.severity == "block"] == [
        f"Bảng 1!{LETTERS[column]}{row}" for row, (column, *_) in wanted.items()
    ]
    assert store.dump() == before

    mended = sheets.plan(store, "session", first(sheet_of({})), mapping)
    assert mended.problems == ()
    assert len(sheets.apply(store, mended)) == entries.count(store, "session") == ROWS
    assert store.undo()
    assert store.dump() == before
