"""January at Đại đội 1 and on the stick to Tiểu đoàn 1, told by commands only."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pytest

from tests.end_to_end.conftest import Program, written_by

JANUARY = ("--period", "2026-01")
SECTIONS = (
    "member", "resolution", "meeting", "task", "inspection", "session", "test", "fee",
)  # fmt: skip
FIGURES = {
    "strength_total": (12, None, "12"),
    "edu_sessions": (3, None, "3"),
    "edu_hours": (11.5, None, "11,5"),
    "edu_attendance": (19, 20, "95,0 %"),
    "edu_good": (6, 8, "75,0 %"),
    "cell_attendance": (8, 9, "88,9 %"),
    "task_done": (3, 4, "75,0 %"),
    "fee_paid": (603395, None, "603.395"),
}
"""Domain 10 as it stood on 31 January: numerator, denominator and how it is shown."""


def lay(place: Path, *, code: str, echelon: str, name: str, above: tuple[str, str]) -> Program:
    made = Program(place / f"Sổ của {name}", "2026-01-01")
    unit = ("--echelon", echelon, "--code", code, "--name", name)
    answer = made.value("init", *unit, "--parent-code", above[0], "--parent-name", above[1])
    assert answer["recovery_code"]
    return made


def acquaint(one: Program, other: Program, stick: Path) -> None:
    """Carry the card of each to the other, who compares the fingerprint."""
    for giver, taker in ((one, other), (other, one)):
        card = giver.value("key", "card", "--to", stick)
        taker.value("key", "trust", card["file"], "--fingerprint", card["fingerprint"])


def keep_january(company: Program) -> int:
    """Write the sample's rows of January, people first; return how many."""
    rows = written_by("c1", date(2026, 1, 31))
    people = [values for _, values in rows["person"]]
    ids = company.value("entry", "add", "person", "--data", "-", given=people)["ids"]
    known = dict(zip((ref for ref, _ in rows["person"]), ids, strict=True))

    def named(values: Mapping[str, Any]) -> dict[str, Any]:
        return {k: known.get(v, v) if isinstance(v, str) else v for k, v in values.items()}

    count = len(ids)
    for section in SECTIONS:
        given = [named(values) for _, values in rows[section]]
        count += len(company.value("entry", "add", section, "--data", "-", given=given)["ids"])
    return count


def paper(company: Program, type_: str, day: str, added: str, to: Path) -> tuple[str, str]:
    """Draft, edit, issue and write one document; return the text of its Word and of its PDF file."""
    draft = company.value("document", "draft", type_, *JANUARY, "--set", f"dated={day}")
    text = company.value("document", "text", draft["id"])["text"]
    done = company.home.parent / "sửa.txt"
    done.write_text(f"{text}\n{added}", encoding="utf-8")
    company.value("document", "edit", draft["id"], "--text", done)
    issued = company.value("document", "issue", draft["id"])
    assert (issued["state"], issued["dated"]) == ("issued", day)
    word, pdf = (
        Path(f) for f in company.value("document", "render", draft["id"], "--to", to)["files"]
    )
    read = docx.Document(str(word))
    cells = [c.text for t in read.tables for r in t.rows for c in r.cells]
    with pdfplumber.open(pdf) as pages:
        printed = " ".join(" ".join((p.extract_text() or "").split()) for p in pages.pages)
    return "\n".join([*(p.text for p in read.paragraphs), *cells]), printed


@pytest.mark.slow
def test_a_month_from_the_first_row_to_the_consolidated_report(tmp_path: Path) -> None:
    stick, shelf = tmp_path / "USB", tmp_path / "văn bản"
    battalion = lay(
        tmp_path, code="d1", echelon="battalion", name="Tiểu đoàn 1", above=("e00", "Trung đoàn 00")
    )
    company = lay(
        tmp_path, code="c1", echelon="company", name="Đại đội 1", above=("d1", "Tiểu đoàn 1")
    )
    acquaint(company, battalion, stick)

    company = company.on("2026-01-31")
    assert keep_january(company) > 36
    figures = {f["id"]: f for f in company.value("indicator", "list", *JANUARY)}
    found = {
        k: (figures[k]["numerator"], figures[k]["denominator"], figures[k]["shown"])
        for k in FIGURES
    }
    assert found == FIGURES

    resolution = paper(company, "resolution_month", "2026-01-05", "- Việc ghi thêm.", shelf)
    report = paper(company, "report_month", "2026-01-31", "- Việc báo thêm.", shelf)
    assert all("Việc ghi thêm." in text for text in resolution)
    for text in report:
        assert "Việc báo thêm." in text
        assert not [k for k in ("edu_attendance", "cell_attendance") if FIGURES[k][2] not in text]
    numbers = {d["number"] for d in company.value("document", "list", *JANUARY)}
    assert numbers == {"01-NQ/CB", "01/BC-c1"}

    company = company.on("2026-02-02")
    sent = company.value("bundle", "export", *JANUARY, "--to", stick)
    assert (sent["kind"], sent["sequence"], Path(sent["cover"]).is_file()) == (
        "submission",
        1,
        True,
    )

    battalion = battalion.on("2026-02-02")
    before = battalion.value("verify"), battalion.value("history")
    seen = battalion.value("bundle", "inspect", sent["file"])
    assert all(check["ok"] for check in seen["checks"])
    (planned,) = battalion.value("bundle", "import", sent["file"], "--dry-run")["units"]
    assert (battalion.value("verify"), battalion.value("history")) == before
    (done,) = battalion.value("bundle", "import", sent["file"])["units"]
    assert (done["result"], done["new"]) == ("applied", planned["new"])
    (again,) = battalion.value("bundle", "import", sent["file"])["units"]
    assert (again["result"], again["code"]) == ("already", "G214")

    (receipt,) = battalion.value("bundle", "receipt", "--to", stick)["files"]
    (taken,) = company.value("bundle", "import", receipt)["units"]
    assert (taken["result"], taken["unit"]) == ("applied", "d1")

    board = {r["duty"]: r for r in battalion.value("status", *JANUARY)}
    assert (board["month_numbers"]["unit"], board["month_numbers"]["state"]) == ("c1", "on_time")
    below = {f["id"]: f for f in battalion.value("indicator", "list", *JANUARY, "--unit", "c1")}
    assert {
        k: (below[k]["numerator"], below[k]["denominator"], below[k]["shown"]) for k in FIGURES
    } == FIGURES

    whole = battalion.value(
        "consolidate", *JANUARY, "--document", "report_month", "--to", shelf / "d1"
    )
    assert (whole["complete"], len(whole["files"])) == (True, 2)
    total = {r["id"]: r["total"]["shown"] for r in whole["rows"]}
    assert total["edu_attendance"] == FIGURES["edu_attendance"][2]
    (draft,) = battalion.value("document", "list", *JANUARY)
    assert battalion.value("undo")["undone"]["label"].startswith("Soạn dự thảo")
    assert battalion.value("document", "list", *JANUARY) == []
    assert draft["state"] == "draft"
    assert all(unit.value("verify")["ok"] for unit in (company, battalion))
