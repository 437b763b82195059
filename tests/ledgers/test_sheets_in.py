"""Rows from a spreadsheet: understood as people meant them, named cell by cell where they are wrong."""

import unicodedata
from datetime import date, datetime, time
from decimal import Decimal

import pytest

from app import period
from app.errors import Refused
from app.ledgers import SectionUnknown, entries, locks, sheets
from app.store import Store
from tests.ledgers.made_sheets import HEADINGS, LESSON, book, first, lessons, planned


def only(store: Store, content: bytes, **chosen: object) -> dict[str, object]:
    """Return the values of the only row of the plan, which has no refusal."""
    found = planned(store, "session", content, **chosen)
    assert not found.blocked, found.problems
    return dict(found.rows[0].values)


def test_text_dates_and_numbers_are_understood(scratch: Store) -> None:
    values = only(scratch, book(lessons({0: "12/10/2026", 5: "3,5", 6: "1.008", 7: " 8 "})))
    assert values["date"] == "2026-10-12"
    assert (values["hours"], values["required"], values["present"]) == (Decimal("3.5"), 1008, 8)


def test_real_dates_and_numbers_are_taken_as_they_are(scratch: Store) -> None:
    values = only(scratch, book(lessons({0: datetime(2026, 10, 12), 5: 3.5, 6: 8, 7: 8.0})))
    assert values["date"] == "2026-10-12"
    assert (values["hours"], values["present"]) == (Decimal("3.5"), 8)


def test_codes_stay_text(scratch: Store) -> None:
    found = first(book([["007", "1E5", "2/3", 7, True, 0.1 + 0.2]]))
    assert [c.value for c in found.rows[0].cells.values()] == [
        "007",
        "1E5",
        "2/3",
        7,
        True,
        Decimal("0.3"),
    ]
    assert only(scratch, book(lessons({2: 1234567})))["topic"] == "1234567"


def test_times_and_percents_read_as_they_are_shown() -> None:
    content = book([[time(14, 30), 0.925, datetime(2026, 1, 5, 8, 0)]], formats={"B1": "0.0%"})
    assert [c.value for c in first(content).rows[0].cells.values()] == [
        time(14, 30), "92,5 %", datetime(2026, 1, 5, 8, 0),
    ]  # fmt: skip


def test_a_bare_number_in_a_date_column_is_refused_with_the_day_it_may_be(scratch: Store) -> None:
    found = planned(scratch, "session", book(lessons({0: 46093})))
    (problem,) = [p for p in found.problems if p.severity == "block"]
    assert (problem.row, problem.column, problem.value, problem.code) == (2, "A", "46.093", "L212")
    assert "12/03/2026" in problem.what


def test_headings_are_found_below_a_title_and_in_any_spelling(scratch: Store) -> None:
    headings = ["ngay", "DOI TUONG", *(unicodedata.normalize("NFD", x) for x in HEADINGS[2:])]
    content = book([["SỔ GIÁO DỤC CHÍNH TRỊ"], [], headings, list(LESSON)])
    mapping = sheets.guess(scratch, "session", first(content))
    assert mapping.header == 3
    assert len(mapping.columns) == len(HEADINGS)
    assert only(scratch, content)["date"] == "2026-03-12"


def test_an_unknown_heading_is_named_with_what_it_may_mean(scratch: Store) -> None:
    content = book([[*HEADINGS, "Ghi chép thêm", "Lý do vắng mặt"], list(LESSON)])
    mapping = sheets.guess(scratch, "session", first(content))
    assert [u.label for u in mapping.unknown] == ["Ghi chép thêm", "Lý do vắng mặt"]
    assert "Lý do vắng" in mapping.unknown[1].near


def test_a_mapping_is_remembered_after_it_was_used(scratch: Store) -> None:
    content = book([["Hôm", *HEADINGS[1:]], list(LESSON)])
    assert 0 not in sheets.guess(scratch, "session", first(content)).columns
    found = planned(scratch, "session", content, columns={"Hôm": "date"})
    sheets.apply(scratch, found)
    assert sheets.guess(scratch, "session", first(content)).columns[0] == "date"
    assert 0 not in sheets.guess(scratch, "plan", first(content)).columns


@pytest.mark.parametrize(
    "chosen",
    [{"columns": {"Z?": "date"}}, {"columns": {"A": "dat"}}, {"colums": {}}, {"header": "1"}],
)
def test_a_wrong_mapping_is_refused(scratch: Store, chosen: dict[str, object]) -> None:
    with pytest.raises(sheets.MappingWrong):
        planned(scratch, "session", book(lessons({})), **chosen)


def test_fifty_bad_cells_are_all_named(scratch: Store) -> None:
    wrong = [{0: "32/13/2026"}, {1: "Ai đó"}, {4: "Không Có Ai"}, {5: "ba"}, {7: "-1"}]
    content = book(lessons(*(wrong[n // 4 % 5] if n % 4 == 0 else {} for n in range(200))))
    found = planned(scratch, "session", content)
    bad = [p for p in found.problems if p.severity == "block"]
    assert len(bad) == 50
    assert [p.row for p in bad] == list(range(2, 202, 4))
    assert [p.column for p in bad[:5]] == ["A", "B", "E", "F", "H"]
    assert [p.value for p in bad[:5]] == [next(iter(w.values())) for w in wrong]
    assert all(p.sheet == "Bảng 1" and p.what.endswith((".", "?")) for p in bad)
    with pytest.raises(sheets.SheetRefused) as refused:
        sheets.apply(scratch, found)
    assert len(refused.value.problems) >= 50
    assert refused.value.problems[0].where == "Bảng 1!A2"
    assert entries.count(scratch, "session") == 0


def test_a_missing_required_cell_is_named_where_it_should_stand(scratch: Store) -> None:
    found = planned(scratch, "session", book(lessons({7: None})))
    assert [(p.row, p.column, p.field, p.code) for p in found.problems] == [
        (2, "H", "present", "L101")
    ]


def test_a_dry_run_equals_the_real_run(scratch: Store) -> None:
    before = scratch.dump()
    found = planned(scratch, "session", book(lessons({}, {}, {5: "2"})))
    assert scratch.dump() == before
    saved = sheets.apply(scratch, found)
    assert [dict(e.values) for e in saved] == [dict(row.values) for row in found.rows]


def test_one_undo_takes_the_whole_import_back(store: Store, people: dict[str, str]) -> None:
    before = store.dump()
    sheets.apply(store, planned(store, "session", book(lessons(*({} for _ in range(20))))))
    assert entries.count(store, "session") == 20
    assert store.changes(1)[0].label == "Nhập bảng tính: 20 dòng, Buổi học chính trị"
    store.undo()
    assert store.dump() == before


def test_the_same_sheet_twice_is_already_there(scratch: Store) -> None:
    content = book(lessons({}, {2: "Bài 1"}, {}))
    assert len(sheets.apply(scratch, planned(scratch, "session", content))) == 3
    again = planned(scratch, "session", content)
    assert ([d.row for d in again.duplicates], again.rows) == ([2, 3, 4], ())
    assert "đã có trong sổ" in again.left_out[0][1]
    assert sheets.apply(scratch, again) == []
    kept = planned(scratch, "session", content, keep_duplicates=True)
    assert len(kept.rows) == 3


def test_equal_rows_of_one_sheet_are_taken_with_a_warning(scratch: Store) -> None:
    found = planned(scratch, "session", book(lessons({}, {2: "Bài 1"})))
    assert [(p.row, p.code, p.severity) for p in found.problems] == [(3, "L215", "warn")]
    assert len(found.rows) == 2


def test_a_period_locked_meanwhile_refuses_the_whole_plan_at_its_cell(scratch: Store) -> None:
    found = planned(scratch, "session", book(lessons({}, {0: "13/04/2026"})))
    locks.lock(scratch, period.parse("2026-04"), "Đã nộp")
    with pytest.raises(Refused) as refused:
        sheets.apply(scratch, found)
    assert [p.where for p in refused.value.problems] == ["Bảng 1!A3"]
    assert entries.count(scratch, "session") == 0


def test_a_merged_cell_counts_for_all_its_rows_and_says_so(scratch: Store) -> None:
    content = book(lessons({}, {0: None}), merged=["A2:A3"])
    found = planned(scratch, "session", content)
    assert [row.values["date"] for row in found.rows] == ["2026-03-12", "2026-03-12"]
    assert [(p.row, p.column, p.code) for p in found.problems] == [(2, "A", "L217")]


def test_hidden_rows_are_noted_and_can_be_left_out(scratch: Store) -> None:
    content = book(lessons({}, {}, {}), hidden=[3])
    found = planned(scratch, "session", content)
    assert [(p.row, p.code, p.severity) for p in found.problems] == [(3, "L216", "warn")]
    assert len(found.rows) == 3
    left = planned(scratch, "session", content, skip_hidden=True)
    assert (len(left.rows), left.left_out) == (2, ((3, "dòng ẩn"),))


def test_a_formula_without_a_result_is_refused(scratch: Store) -> None:
    found = planned(scratch, "session", book(lessons({6: "=4+4"})))
    assert [(p.column, p.code) for p in found.problems] == [("G", "L211")]


def test_a_fault_in_an_optional_column_refuses_the_import_too(scratch: Store) -> None:
    rows = lessons({})
    rows[0].append("Ghi chú")
    rows[1].append("=A1")
    found = planned(scratch, "session", book(rows))
    assert [(p.column, p.code) for p in found.problems] == [("J", "L211")]
    with pytest.raises(sheets.SheetRefused):
        sheets.apply(scratch, found)


def test_a_row_that_stands_there_once_is_left_out_once(scratch: Store) -> None:
    sheets.apply(scratch, planned(scratch, "session", book(lessons({}))))
    again = planned(scratch, "session", book(lessons({}, {2: "Bài 1"})))
    assert ([row for row, _ in again.left_out], [x.row for x in again.rows]) == ([2], [3])


def test_people_of_one_name_are_told_apart_by_the_hidden_code(scratch: Store) -> None:
    twin = dict(entries.listing(scratch, "person")[0].values)
    saved = entries.add(scratch, "person", twin | {"birth_date": "1992-01-02"})
    rows = lessons({4: twin["full_name"]}, {4: "Lê Minh Họa"})
    rows[0].append("Người giảng (mã)")
    rows[1].append(saved.id)
    rows[2].append(saved.id)
    found = planned(scratch, "session", book(rows))
    assert not found.blocked
    assert found.rows[0].values["lecturer"]["id"] == saved.id  # type: ignore[call-overload,index]
    assert found.rows[1].values["lecturer"]["name"] == "Lê Minh Họa"  # type: ignore[call-overload,index]


def test_a_name_of_two_people_is_told_apart_by_rank(scratch: Store) -> None:
    twin = dict(entries.listing(scratch, "person")[0].values)
    name = str(twin["full_name"])
    entries.add(
        scratch,
        "person",
        {**twin, "rank": "binh_nhat", "category": "HSQ_BS", "birth_date": "2005-01-02"},
    )
    rows = lessons({4: name}, {4: name})
    rows[0].append("Người giảng (cấp bậc)")
    rows[1].append("Binh nhất")
    found = planned(scratch, "session", book(rows))
    assert [(p.row, p.code) for p in found.problems if p.severity == "block"] == [(3, "L107")]
    assert found.rows[0].values["lecturer"]["rank"] == "binh_nhat"  # type: ignore[call-overload,index]


def test_somebody_outside_is_taken_only_when_marked_so(scratch: Store) -> None:
    rows = lessons({4: "Phạm Vãng Lai"})
    assert planned(scratch, "session", book(rows)).problems[0].code == "L106"
    rows[0] += ["Người giảng (cấp bậc)", "Người giảng (mã)"]
    rows[1] += ["Thiếu tá", "Ngoài đơn vị"]
    assert only(scratch, book(rows))["lecturer"] == {"name": "Phạm Vãng Lai", "rank": "thieu_ta"}


def test_a_section_of_another_echelon_is_refused(scratch: Store) -> None:
    with pytest.raises(SectionUnknown):
        sheets.plan(scratch, "cadre", first(book(lessons({}))), sheets.ColumnMap(1, {0: "date"}))


def test_an_empty_sheet_has_nothing_to_import(scratch: Store) -> None:
    with pytest.raises(sheets.NothingToImport):
        sheets.apply(scratch, planned(scratch, "session", book(lessons())))
    with pytest.raises(sheets.MappingWrong):
        planned(scratch, "session", book([["a", "b"], [date(2026, 1, 1), 2]]))
