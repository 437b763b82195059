"""The clipboard of Excel and Calc is one more sheet: pasted as new rows, or laid over rows that stand."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import period as periods
from app.ledgers import Entry, entries, locks, sheets
from app.store import Store
from tests.ledgers.conftest import People
from tests.ledgers.examples import COMPANY, OFFICER

LOG = ("date", "work_area", "content", "lead")
LINE = f"06/03/2026\tTổ chức đảng, đảng viên\tQuán triệt nghị quyết\t{OFFICER}\n"


def texts(sheet: sheets.Sheet) -> list[list[object]]:
    width = 1 + max((max(r.cells) for r in sheet.rows), default=-1)
    return [[r.cells[n].value if n in r.cells else "" for n in range(width)] for r in sheet.rows]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ('"hai\ndòng"\tb\n', [["hai\ndòng", "b"]]),
        ('"hai\r\ndòng"\tb\r\n', [["hai\ndòng", "b"]]),
        ('"có ""ngoặc"" và\tdấu"\tb', [['có "ngoặc" và\tdấu', "b"]]),
        ('"ngoặc" ở đầu\tb', [['"ngoặc" ở đầu', "b"]]),
        ('ống 5"\tb', [['ống 5"', "b"]]),
        ("\tb\n\n\tc", [["", "b"], ["", "c"]]),
        ("một, hai; ba\n", [["một, hai; ba"]]),
        ("", []),
    ],
)
def test_copied_cells_are_read_as_excel_and_calc_write_them(
    text: str, cells: Sequence[Sequence[str]]
) -> None:
    assert texts(sheets.pasted(text)) == cells


def test_no_copied_text_becomes_a_formula() -> None:
    assert sheets.copied([["=1+1", "-2", "'=x", "a=b"]]) == "'=1+1\t'-2\t''=x\ta=b\r\n"


CELL = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), min_size=1, max_size=12
).filter(lambda x: bool(x.strip()))


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=5))
def test_what_is_copied_is_pasted_as_it_was(rows: list[list[str]]) -> None:
    assert texts(sheets.pasted(sheets.copied(rows))) == rows


def test_columns_go_by_their_headings_or_by_the_place_pasted_at(
    store: Store, people: People
) -> None:
    headed = sheets.pasted("Nội dung hoạt động\tNgày\n" + "Quán triệt\t06/03/2026\n")
    by_name = sheets.placed(store, "work_log", headed, LOG)
    assert (by_name.header, by_name.columns) == (1, {0: "content", 1: "date"})
    bare = sheets.pasted(LINE)
    by_place = sheets.placed(store, "work_log", bare, LOG)
    assert (by_place.header, by_place.columns) == (0, dict(enumerate(LOG)))


def test_pasted_rows_are_planned_and_written_in_one_change(store: Store, people: People) -> None:
    sheet = sheets.pasted(LINE + LINE.replace("06/03", "7/3"))
    plan = sheets.plan(store, "work_log", sheet, sheets.placed(store, "work_log", sheet, LOG))
    assert not plan.blocked
    made = sheets.apply(store, plan)
    assert [x.occurred_on for x in made] == ["2026-03-06", "2026-03-07"]
    store.undo()
    assert entries.count(store, "work_log") == 0


@pytest.fixture
def rows(store: Store, people: People) -> list[Entry]:
    days = ("2026-03-06", "2026-03-07")
    return [entries.add(store, "work_log", COMPANY["work_log"] | {"date": d}) for d in days]


def laid(store: Store, rows: list[Entry], text: str, *columns: str) -> sheets.Overlay:
    sheet = sheets.pasted(text)
    mapping = sheets.ColumnMap(0, dict(enumerate(columns)))
    return sheets.lay_over(store, "work_log", sheet, mapping, [x.id for x in rows])


def test_pasting_over_rows_shows_old_and_new_and_is_one_change(
    store: Store, rows: list[Entry]
) -> None:
    overlay = laid(
        store, rows, "8/3\tHọp giao ban\n07/03/2026\tQuán triệt nghị quyết\n", "date", "content"
    )
    assert dict(overlay.differences) == {
        (1, "A"): ("06/03/2026", "08/03/2026"),
        (1, "B"): ("Quán triệt nghị quyết", "Họp giao ban"),
    }
    before = len(store.changes())
    sheets.apply_over(store, overlay)
    assert len(store.changes()) == before + 1
    assert entries.get(store, rows[0].id).values["content"] == "Họp giao ban"
    store.undo()
    assert entries.get(store, rows[0].id).values == rows[0].values


def test_an_empty_cell_leaves_what_stands_there(store: Store, rows: list[Entry]) -> None:
    overlay = laid(store, rows, "\tMột\n\tHai\n", "date", "content")
    sheets.apply_over(store, overlay)
    assert [entries.get(store, x.id).occurred_on for x in rows] == ["2026-03-06", "2026-03-07"]


def test_every_wrong_cell_is_named_and_nothing_is_written(store: Store, rows: list[Entry]) -> None:
    locks.lock(store, periods.parse("2026-03-07"), "đã nộp")
    overlay = laid(store, rows, "31/2\tMột\n9/3\tHai\n", "date", "content")
    wheres = [(p.where, p.code) for p in overlay.problems if p.severity == "block"]
    assert wheres == [("Dán!A1", "L102"), ("Dán!A2", "L109")]
    with pytest.raises(sheets.SheetRefused):
        sheets.apply_over(store, overlay)
    assert entries.get(store, rows[0].id).values["content"] == "Quán triệt nghị quyết"


def test_the_sheet_must_have_as_many_rows(store: Store, rows: list[Entry]) -> None:
    with pytest.raises(ValueError, match="as many rows"):
        laid(store, rows, "6/3\n", "date")
