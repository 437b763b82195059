"""`ledger export` to Word and PDF as scripts use it."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Line
from tests.documents import reading
from tests.ledgers.examples import COMPANY


def _pdf(file: Path) -> str:
    return "\n".join(p.extract_text() for p in reading.pdf_pages(file.read_bytes()))


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_ledger_is_printed_whole(company: Line, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "ra" / f"sổ.{kind}"
    told = company.value("ledger", "export", "education", "--period", "2026", "--to", out, "--json")
    assert told == {"file": str(out)}
    content = out.read_bytes()
    if kind == "docx":
        assert "SỔGIÁODỤCCHÍNHTRỊ" in reading.word_text(content)
    else:
        assert "SỔ GIÁO DỤC CHÍNH TRỊ" in _pdf(out)
    assert [x.name for x in out.parent.iterdir()] == [out.name]


def test_one_section_and_an_empty_form_are_printed(company: Line, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    words = ("ledger", "export", "education", "--period", "2026", "--to", out)
    company.told(*words, "--section", "session")
    text = _pdf(out)
    assert "BUỔI HỌC CHÍNH TRỊ" in text
    assert "KẾ HOẠCH GIÁO DỤC CHÍNH TRỊ" not in text
    company.told(*words, "--section", "session", "--empty", 40)
    assert "Từ ngày" in _pdf(out)


def test_struck_rows_can_be_left_out(company: Line, tmp_path: Path) -> None:
    row = company.value(
        "entry", "add", "test", "--data", "-", "--json", given=json.dumps(COMPANY["test"])
    )
    company.told("entry", "strike", row["id"], "--reason", "Ghi nhầm ngày")
    out = tmp_path / "a.pdf"
    words = ("ledger", "export", "education", "--period", "2026", "--to", out, "--section", "test")
    company.told(*words)
    assert "Ghi nhầm ngày" in _pdf(out)
    company.told(*words, "--no-struck")
    assert "Ghi nhầm ngày" not in _pdf(out)


def test_what_cannot_be_printed_is_refused(company: Line, tmp_path: Path) -> None:
    torn = tmp_path / "tệp"
    torn.write_bytes(b"x")
    words = ("ledger", "export", "education", "--period", "2026", "--to")
    for more, code in (
        ((tmp_path / "a.odt",), "U103"),
        ((torn / "a.pdf",), "U104"),
        ((tmp_path / "a.xlsx", "--empty", 5), "U105"),
        ((tmp_path / "a.pdf", "--section", "meeting"), "E001"),
    ):
        assert company.refused(*words, *more)["code"] == code
    assert company.refused("ledger", "export", "x", "--period", "2026", "--to", tmp_path / "a.pdf")["code"] == "E001"  # fmt: skip
