"""The figures of the sample as they are read back from the Word and PDF files of its reports."""

from collections.abc import Iterable
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

Rows = dict[str, list[list[str]]]


def by_label(rows: Iterable[list[str]]) -> Rows:
    """Return the other cells of every row by its first cell, in the order of the paper."""
    found: Rows = {}
    for first, *rest in rows:
        found.setdefault(first, []).append(rest)
    return found


def printed(file: Path) -> Rows:
    """Return the table rows of a Word or PDF file."""
    if file.suffix == ".docx":
        tables = docx.Document(str(file)).tables
        return by_label([c.text for c in row.cells] for t in tables for row in t.rows)
    with pdfplumber.open(file) as pdf:
        found = [table for page in pdf.pages for table in page.extract_tables()]
    return by_label([" ".join((c or "").split()) for c in row] for table in found for row in table)


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
    rows = printed(file)
    labels = store.catalogue.indicators
    compared = [(k, shown) for k, _, shown in company_one() if labels[k].label in rows]
    assert len(compared) >= 18
    assert [(k, rows[labels[k].label][0][0]) for k, _ in compared] == compared


@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_the_battalion_prints_the_consolidated_figures(
    complete: Opened, tmp_path: Path, format: str
) -> None:
    store = complete.stores["d1"]
    (file,) = consolidation.report(store, BOTH, "report_month", tmp_path, [format])
    rows = printed(file)
    labels = store.catalogue.indicators
    compared = [(k, shown) for k, _, _, shown in battalion() if labels[k].label in rows]
    assert len(compared) >= 17
    assert [(k, rows[labels[k].label][0][0]) for k, _ in compared] == compared


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
    frozen = printed(file)
    label = store.catalogue.indicators["fee_rate"].label
    (figure,) = indicators.compute(store, BOTH.months()[1], ids=["cell_attendance"])
    attendance = store.catalogue.indicators["cell_attendance"].label
    assert frozen[attendance][0][0] == figure.shown
    assert frozen[label][0][0] == "100,0 %"
