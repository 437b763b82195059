"""A year is written without a dot wherever a row can be read; other numbers keep theirs."""

import pytest

from app.errors import Refused
from app.ledgers import entries
from app.ledgers.sheets.cells import Cell, text_of
from app.ledgers.sheets.look import read_as
from app.store import Store
from tests.ledgers.examples import COMPANY
from tests.ledgers.test_sheets_out import opened

GRADE = COMPANY["member_grade"]


def test_only_fields_of_four_digits_are_years(store: Store) -> None:
    years = {
        (section.key, field.key)
        for section in store.catalogue.sections.values()
        for field in section.fields
        if field.is_year
    }
    assert years == {("inspection_plan", "year"), ("member_grade", "year")}


def test_a_year_is_found_and_shown_by_the_search_as_it_is_written(scratch: Store) -> None:
    row = entries.add(scratch, "member_grade", GRADE)
    found = [hit for hit in scratch.search("2026 mẫu") if hit.id == row.id]
    assert len(found) == 1
    assert "2026" in found[0].snippet
    assert "2.026" not in found[0].snippet


def test_a_refused_year_is_told_without_dots(store: Store) -> None:
    with pytest.raises(Refused) as refused:
        entries.add(store, "member_grade", {**GRADE, "year": 1999})
    said = [p.what for p in refused.value.problems if p.where == "year"]
    assert said == ["Năm: phải từ 2000 đến 2100, đang là 1999."]


def test_a_year_keeps_its_look_in_a_sheet(scratch: Store) -> None:
    entries.add(scratch, "member_grade", GRADE)
    sheet = opened(scratch, "member_grade")
    year = next(c for c in sheet[1] if c.value == "Năm")
    cell = sheet.cell(2, year.column)
    assert (cell.value, cell.number_format) == (2026, "0")


def test_a_year_reads_the_same_in_the_history(scratch: Store) -> None:
    row = entries.add(scratch, "member_grade", GRADE)
    entries.amend(scratch, row.id, {"year": 2027})
    told = [(x.old, x.new) for x in entries.history(scratch, row.id) if x.field == "year"]
    assert ("2026", "2027") in told


@pytest.mark.parametrize(
    ("value", "said"), [(2026, "2026"), (999, "999"), (12345, "12.345"), (-2026, "-2026")]
)
def test_a_cell_of_a_sheet_that_may_be_a_year_is_shown_as_the_sheet_shows_it(
    value: int, said: str
) -> None:
    assert text_of(value) == said
    assert read_as(Cell(value)) == said
