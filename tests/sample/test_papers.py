"""The figures of the sample as they are read back from the Word and PDF files of its reports."""

from pathlib import Path

import docx
import pdfplumber
import pytest

from app.documents import drafts
from app.exchange import consolidation
from app.planning import indicators
from app.sample import Demo
from tests.sample.conftest import BOTH, Opened
from tests.sample.expected import battalion, company_one

Rows = dict[str, list[str]]


def tables(file: Path) -> list[list[list[str]]]:
    """Return the tables of a Word or PDF file as lists of rows of cells."""
    if file.suffix == ".docx":
        return [
            [[c.text for c in r.cells] for r in t.rows] for t in docx.Document(str(file)).tables
        ]
    with pdfplumber.open(file) as pdf:
        found = [table for page in pdf.pages for table in page.extract_tables()]
    return [[[" ".join((c or "").split()) for c in row] for row in table] for table in found]


def rows(file: Path, width: int) -> Rows:
    """Return the rows of all tables with `width` columns, the other cells by the first."""
    found = (row for table in tables(file) for row in table if len(row) == width)
    return {first: rest for first, *rest in found}


COMPARED, ANNEXED = 4, 6
"""Columns of a table of indicators (label, now, before, change) and of the annex (label, units, total)."""


def text_of(file: Path) -> str:
    if file.suffix == ".docx":
        return "\n".join(p.text for p in docx.Document(str(file)).paragraphs)
    with pdfplumber.open(file) as pdf:
        return " ".join(" ".join((page.extract_text() or "").split()) for page in pdf.pages)


@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_company_one_prints_the_figures_worked_by_hand(
    complete: Opened, tmp_path: Path, format: str
) -> None:
    store = complete.stores["c1"]
    draft = drafts.create(store, "report_month", BOTH)
    (file,) = drafts.render_to(store, draft.id, tmp_path, [format])
    printed, labels = rows(file, COMPARED), store.catalogue.indicators
    compared = [(k, shown) for k, _, shown in company_one() if labels[k].label in printed]
    assert len(compared) >= 17
    assert [(k, printed[labels[k].label][0]) for k, _ in compared] == compared


@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_the_battalion_prints_the_consolidated_figures_and_those_of_every_unit(
    complete: Opened, tmp_path: Path, format: str
) -> None:
    store = complete.stores["d1"]
    (file,) = consolidation.report(store, BOTH, "report_month", tmp_path, [format])
    printed, annex = rows(file, COMPARED), rows(file, ANNEXED)
    labels = store.catalogue.indicators
    of_units = {r.id: [f.shown for f in r.figures] for r in consolidation.compute(store, BOTH).rows}
    compared = [(k, shown) for k, _, _, shown in battalion() if labels[k].label in printed]
    assert len(compared) >= 16
    assert [(k, printed[labels[k].label][0]) for k, _ in compared] == compared
    annexed = [(k, shown) for k, _, _, shown in battalion() if labels[k].label in annex]
    assert len(annexed) >= 17
    for key, shown in annexed:
        assert annex[labels[key].label] == [*of_units[key], shown]


@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_a_report_without_company_three_says_so(demo: Demo, format: str) -> None:
    (file,) = [f for f in demo.documents if f.suffix == f".{format}" and "01 - 02" in f.name]
    assert "Chưa đủ đơn vị" in text_of(file)
    assert "Đại đội 3" in text_of(file)


def test_the_papers_of_company_one_bear_the_numbers_of_the_sample(opened: Opened) -> None:
    issued = drafts.listing(opened.stores["c1"], state="issued")
    numbers = {d.number: d.dated for d in issued if not d.outside}
    assert numbers == {
        "13-NQ/CB": "2026-01-05",
        "03/BC-c1": "2026-01-19",
        "15-NQ/CB": "2026-02-04",
        "14/BC-c1": "2026-02-21",
    }


def test_the_february_report_of_company_one_prints_february(opened: Opened, demo: Demo) -> None:
    store = opened.stores["c1"]
    (file,) = [f for f in demo.documents if f.name.startswith("14-BC-c1") and f.suffix == ".docx"]
    frozen = rows(file, COMPARED)
    label = store.catalogue.indicators["fee_rate"].label
    (figure,) = indicators.compute(store, BOTH.months()[1], ids=["cell_attendance"])
    attendance = store.catalogue.indicators["cell_attendance"].label
    assert frozen[attendance][0] == figure.shown
    assert frozen[label][0] == "100,0 %"
