"""Every golden paper passes all ten checks; every mutant is caught by exactly its own (layout §8)."""

import pytest

from app.documents import conformity, drafts
from tests.documents import golden
from tests.documents.mutants import MUTANTS

FORMATS = ("docx", "pdf")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("key", golden.KEYS)
def test_a_golden_paper_departs_nowhere(key: str, format: str) -> None:
    sheet = golden.sheet(key)
    assert conformity.check_file(drafts.draw(sheet, format), format, sheet) == []


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("key", golden.KEYS)
@pytest.mark.parametrize("name", MUTANTS)
def test_a_mutant_is_caught_by_exactly_its_check(
    name: str, key: str, format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = golden.sheet(key)
    mutate, check = MUTANTS[name]
    content = mutate(sheet, format, monkeypatch)
    monkeypatch.undo()
    found = conformity.check_file(content, format, sheet)
    assert {d.check for d in found} == {check}, found
