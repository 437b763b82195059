"""`ledger`, `section` and `entry` as scripts and readers get them."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import TASK, Line
from tests.exchange.conftest import INSPECTION, RESOLUTION


def test_ledgers_are_listed_with_their_sections(company: Line) -> None:
    rows = company.value("ledger", "list")
    assert len(rows) == 7
    assert rows[0].items() >= {"id": "general", "title": "Sổ tổng hợp CTĐ, CTCT"}.items()
    first = company.told("ledger", "list").splitlines()[1]
    assert first.split(maxsplit=1) == ["general", "Sổ tổng hợp CTĐ, CTCT"]


def test_a_ledger_shows_how_many_rows_its_sections_hold(company: Line) -> None:
    shown = company.value("ledger", "show", "general")
    assert {s["id"]: s["rows"] for s in shown["sections"]}["inspection"] == 1
    assert "Kiểm tra, phúc tra" in company.told("ledger", "show", "general")


def test_an_unknown_name_is_answered_with_the_nearest(company: Line) -> None:
    assert "general" in company.refused("ledger", "show", "generl")["hint"]
    refusal = company.refused("section", "show", "meting")
    assert (refusal["code"], refusal["hint"][:14]) == ("E001", "Có phải meetin")
    assert company.refused("entry", "list", "meting")["hint"].startswith("Có phải meeting")
    assert company.refused("entry", "add", "meting", "--data", "-", given="{}")["code"] == "E001"


def test_a_section_shows_columns_choices_computed_and_rules(company: Line) -> None:
    shown = company.value("section", "show", "meeting")
    by_key = {f["key"]: f for f in shown["fields"]}
    assert by_key["body"]["choices"]["chi_bo"] == "Chi bộ"
    assert by_key["present"].items() >= {"type": "integer", "required": True}.items()
    assert [c["key"] for c in shown["computed"]] == ["must_attend", "rate", "minutes"]
    assert all(r["message"] for r in shown["rules"])
    told = company.told("section", "show", "meeting")
    assert "thuong_ky = Thường kỳ" in told
    assert "Tự tính:" in told
    assert "long_text" not in told


def test_a_row_comes_from_standard_input_and_goes_out_as_stored(company: Line) -> None:
    row = {**INSPECTION, "date": "2026-02-02", "remedy_due": "10/02/2026"}
    made = company.value("entry", "add", "inspection", "--data", "-", given=json.dumps(row))
    listed = company.value("entry", "list", "inspection", "--period", "2026-02")
    (got,) = listed
    assert {k: v for k, v in got.items() if k != "values"} == {
        "id": made["id"], "section": "inspection", "unit": "c1", "occurred_on": "2026-02-02",
        "period": "2026-02", "struck": None,
    }  # fmt: skip
    assert got["values"].items() >= {**row, "remedy_due": "2026-02-10"}.items()


def test_decimals_stay_what_they_were(company: Line) -> None:
    row = json.dumps({**TASK, "title": "Nhiệm vụ mới"})
    company.value("entry", "add", "task", "--data", "-", given=row)
    plan = {"date": "2026-01-08", "hours": 0.1}
    refusal = company.refused("entry", "add", "session", "--data", "-", given=json.dumps(plan))
    assert refusal["code"] == "E002"
    listed = company.value("entry", "list", "task", "--search", "nhiem vu MOI")
    assert [e["values"]["title"] for e in listed] == ["Nhiệm vụ mới"]


def test_many_rows_are_written_together_or_not_at_all(company: Line, tmp_path: Path) -> None:
    file = tmp_path / "dòng.json"
    good, bad = {**TASK, "title": "Một"}, {**TASK, "due_date": "2025-01-01"}
    file.write_text(json.dumps([good, bad]), encoding="utf-8-sig")
    refusal = company.refused("entry", "add", "task", "--data", file)
    assert all(p["where"].startswith("2.") for p in refusal["problems"] if p["severity"] == "block")
    assert len(company.value("entry", "list", "task")) == 1
    file.write_text(json.dumps([good, {**TASK, "title": "Hai"}]), encoding="utf-8")
    assert len(company.value("entry", "add", "task", "--data", file)["ids"]) == 2


def test_every_problem_of_a_row_is_told_at_once(company: Line) -> None:
    row = {**RESOLUTION, "date": "ngày nào đó", "kind": "không có", "voters": -1}
    refusal = company.refused("entry", "add", "resolution", "--data", "-", given=json.dumps(row))
    assert refusal["code"] == "E002"
    assert {"date", "kind", "voters"} <= {p["where"] for p in refusal["problems"]}
    assert all(p.keys() >= {"where", "what"} for p in refusal["problems"])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("{", "dòng 1, cột 2"),
        ("5", "đối tượng JSON"),
        ("[1]", "đối tượng JSON"),
        ('{"voters": NaN}', "không phải JSON"),
        ("[" * 100_000, "không phải JSON"),
        (b"\xff\xfe\x00", "UTF-8"),
        ("", "không phải JSON"),
    ],
)
def test_input_that_is_no_row_is_refused(company: Line, given: str | bytes, expected: str) -> None:
    said = company.run("entry", "add", "task", "--data", "-", "--json", given=given)
    refusal = json.loads(said.out)
    assert (said.code, refusal["code"]) == (1, "U101")
    assert expected in refusal["message"]


def test_a_missing_file_is_refused(company: Line, tmp_path: Path) -> None:
    refusal = company.refused("entry", "add", "task", "--data", tmp_path / "không có.json")
    assert (refusal["code"], "không có.json" in refusal["message"]) == ("U101", True)


def test_a_row_is_amended_struck_and_remembered(company: Line, written: dict[str, str]) -> None:
    id_ = written["inspection"]
    change = json.dumps({"fixed_count": 1, "conclusion": None})
    amended = company.value(
        "entry", "amend", id_, "--data", "-", "--reason", "ghi thiếu", given=change
    )
    assert amended["id"] == id_
    company.told("entry", "strike", id_, "--reason", "ghi nhầm sổ")
    (row,) = company.value("entry", "list", "inspection")
    assert (row["values"]["fixed_count"], row["struck"]) == (1, "ghi nhầm sổ")
    assert "ghi nhầm sổ" in company.told("entry", "list", "inspection")
    history = company.value("entry", "history", id_)
    assert {"at", "by", "field", "old", "new", "reason"} <= history[0].keys()
    changed = next(h for h in history if h["field"] == "fixed_count" and h["old"])
    assert (changed["old"], changed["new"], changed["reason"]) == ("0", "1", "ghi thiếu")
    refusal = company.refused("entry", "amend", id_, "--data", "-", given='{"fixed_count": 2}')
    assert refusal["code"] == "L115"


def test_a_strike_needs_a_reason_and_a_known_row(company: Line, written: dict[str, str]) -> None:
    assert company.run("entry", "strike", written["task"]).code == 2
    assert company.refused("entry", "strike", written["task"], "--reason", " ")["code"]
    assert company.refused("entry", "strike", "0", "--reason", "nhầm")["code"] == "E001"


def test_rows_are_listed_by_period_unit_and_words(company: Line) -> None:
    def found(*words: str) -> int:
        return len(company.value("entry", "list", "inspection", *words))

    assert found() == found("--period", "2026-Q1") == found("--unit", "c1") == 1
    assert found("--period", "2026-02") == found("--unit", "d1") == 0
    assert found("--search", "so sach") == 1
    assert company.refused("entry", "list", "inspection", "--period", "tháng sau")["code"] == "E003"
    assert company.refused("entry", "list", "inspection", "--unit", "c9")["code"] == "E001"
    assert "(không có dòng nào)" in company.told("entry", "list", "meeting")


def test_a_reader_sees_words_where_a_script_gets_keys(company: Line) -> None:
    told = company.told("entry", "list", "task")
    assert "Nghị quyết" in told
    assert "resolution" not in told
    (row,) = company.value("entry", "list", "task")
    assert row["values"]["origin"] == "resolution"
