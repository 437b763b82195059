"""`key`, `bundle`, `status` and `consolidate`: the loop between two units, word by word."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Line

JANUARY = ("--period", "2026-01")
Pair = tuple[Line, Line]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "USB của đơn vị"


@pytest.fixture
def sent(pair: Pair, stick: Path) -> Path:
    """The submission of January on the stick."""
    return Path(pair[0].value("bundle", "export", *JANUARY, "--to", stick)["file"])


def state(line: Line) -> tuple[object, object]:
    return line.value("verify"), line.value("history")


def test_a_card_is_trusted_by_its_fingerprint_only(stranger: Line, pair: Pair, stick: Path) -> None:
    battalion = pair[1]
    card = stranger.value("key", "card", "--to", stick / "c2.goi")
    assert card.keys() >= {"file", "unit", "fingerprint", "words"}
    wrong = card["fingerprint"].replace(card["fingerprint"][0], "0")
    refusal = battalion.refused("key", "trust", card["file"], "--fingerprint", f"0000 {wrong}")
    assert refusal["code"].startswith("G")
    assert battalion.run("key", "trust", card["file"]).code == 2
    words = " ".join(card["words"])
    assert battalion.value("key", "trust", card["file"], "--fingerprint", words)["unit"] == "c2"
    known = {k["unit"]: k for k in battalion.value("key", "list")}
    assert (known["c2"]["fingerprint"], known["c2"]["own"]) == (card["fingerprint"], False)
    assert known["d1"]["own"]
    assert "Đại đội 2" in battalion.told("key", "list")
    missing = battalion.refused("key", "trust", stick / "không có.goi", "--fingerprint", "0")
    assert missing["code"] == "G200"


def test_an_export_names_file_and_cover(pair: Pair, stick: Path) -> None:
    company = pair[0]
    told = company.told("bundle", "export", *JANUARY, "--to", stick)
    assert "không mật" in told
    assert "Có thể rút USB an toàn" in told
    refusal = company.refused("bundle", "export", *JANUARY, "--to", stick)
    assert (refusal["code"], "03/02/2026" in refusal["message"]) == ("G306", True)
    again = company.value("bundle", "export", *JANUARY, "--to", stick, "--replace")
    assert again.keys() >= {"file", "kind", "sequence", "cover"}
    assert (again["kind"], again["sequence"]) == ("submission", 2)
    assert Path(again["cover"]).read_bytes()[:5] == b"%PDF-"
    assert company.refused("bundle", "export", "--period", "2026", "--to", stick)["code"]
    nil = company.refused("bundle", "export", *JANUARY, "--to", stick, "--nil", "--replace")
    assert nil["code"].startswith("G")


def test_without_a_trusted_superior_nothing_is_exported(company: Line, stick: Path) -> None:
    assert company.refused("bundle", "export", *JANUARY, "--to", stick)["code"].startswith("G")
    assert not list(stick.glob("*"))


def test_inspecting_shows_header_and_checks_and_changes_nothing(pair: Pair, sent: Path) -> None:
    battalion = pair[1]
    before = state(battalion)
    seen = battalion.value("bundle", "inspect", sent)
    assert (
        seen.items()
        >= {
            "from": "c1",
            "to": "d1",
            "kind": "submission",
            "period": "2026-01",
            "sequence": 1,
        }.items()
    )
    assert all(check["ok"] for check in seen["checks"])
    told = battalion.told("bundle", "inspect", sent)
    assert seen["id"][:8] in told
    assert "KHÔNG ĐẠT" not in told
    assert state(battalion) == before


def test_a_flipped_byte_fails_the_inspection_by_name(pair: Pair, sent: Path) -> None:
    battalion = pair[1]
    before = state(battalion)
    data = bytearray(sent.read_bytes())
    data[len(data) // 2] ^= 1
    sent.write_bytes(data)
    seen = battalion.value("bundle", "inspect", sent, code=1)
    assert next(c["code"] for c in seen["checks"] if not c["ok"]).startswith("G2")
    said = battalion.run("bundle", "inspect", sent)
    assert (said.code, "KHÔNG ĐẠT" in said.out) == (1, True)
    units = battalion.value("bundle", "import", sent, code=1)["units"]
    assert [u["result"] for u in units] == ["refused"]
    assert state(battalion) == before


def test_a_dry_run_tells_what_would_come_and_changes_nothing(pair: Pair, sent: Path) -> None:
    battalion = pair[1]
    before = state(battalion)
    told = battalion.told("bundle", "import", sent, "--dry-run")
    assert "sẽ nhập gói nộp số 1" in told
    assert "dòng ghi" in told
    (unit,) = battalion.value("bundle", "import", sent, "--dry-run")["units"]
    assert unit["result"] == "ready"
    assert state(battalion) == before


def test_an_import_is_applied_once_and_a_bad_file_beside_it_stops_nothing(
    pair: Pair, sent: Path, stick: Path
) -> None:
    battalion = pair[1]
    (stick / "hỏng.goi").write_bytes(b"PK")
    units = battalion.value("bundle", "import", sent, stick / "hỏng.goi", code=1)["units"]
    assert [u["result"] for u in units] == ["applied", "refused"]
    assert (
        units[0].items() >= {"unit": "c1", "period": "2026-01", "changed": 0, "removed": 0}.items()
    )
    assert units[0]["new"] > 2
    (again,) = battalion.value("bundle", "import", sent)["units"]
    assert (again["result"], again["code"]) == ("already", "G214")
    assert "đã nhập rồi" in battalion.told("bundle", "import", sent)
    (gone,) = battalion.value("bundle", "import", stick / "không có.goi", code=1)["units"]
    assert gone["code"] == "G200"


def test_a_replacement_is_told_by_column_with_old_and_new(
    pair: Pair, sent: Path, stick: Path, written: dict[str, str]
) -> None:
    company, battalion = pair
    battalion.value("bundle", "import", sent)
    company.value(
        "entry", "amend", written["inspection"], "--data", "-", given='{"fixed_count": 1}'
    )
    company.value("entry", "strike", written["resolution"], "--reason", "ghi nhầm")
    file = company.value("bundle", "export", *JANUARY, "--to", stick, "--replace")["file"]
    told = battalion.told("bundle", "import", file, "--dry-run")
    assert "Số đã khắc phục: 0 → 1" in told
    assert "fixed_count" not in told
    assert "bỏ: Nghị quyết lãnh đạo" in told
    assert "tử số: " in told


def test_an_import_is_undone_by_its_id(pair: Pair, sent: Path) -> None:
    battalion = pair[1]
    (unit,) = battalion.value("bundle", "import", sent)["units"]
    assert battalion.value("entry", "list", "inspection", "--unit", "c1")
    assert battalion.value("bundle", "undo", unit["bundle"])["id"] == unit["bundle"]
    assert battalion.value("entry", "list", "inspection", "--unit", "c1") == []
    assert battalion.refused("bundle", "undo", "0" * 64)["code"] == "E001"


def test_a_receipt_goes_back_and_is_taken_in(pair: Pair, sent: Path, stick: Path) -> None:
    company, battalion = pair
    assert "Không có gói nào" in battalion.told("bundle", "receipt", "--to", stick)
    battalion.value("bundle", "import", sent)
    (file,) = battalion.value("bundle", "receipt", "--to", stick)["files"]
    assert battalion.value("bundle", "receipt", "--to", stick)["files"] == []
    (unit,) = company.value("bundle", "import", file)["units"]
    assert unit.items() >= {"unit": "d1", "result": "applied", "kind": "receipt"}.items()


def test_status_says_who_has_handed_in(pair: Pair, sent: Path) -> None:
    battalion = pair[1]
    numbers = {"unit": "c1", "duty": "month_numbers", "period": "2026-01"}

    def row(*words: str) -> dict[str, str]:
        rows: list[dict[str, str]] = battalion.value("status", *words)
        return next(r for r in rows if r.items() >= numbers.items())

    assert row()["state"] == "missing"
    assert row("--as-of", "2026-02-01")["state"] == "not_due"
    battalion.value("bundle", "import", sent)
    assert row("--period", "2026-01").items() >= {"state": "late", "at": "2026-02-03"}.items()
    told = battalion.told("status")
    assert "Gói số liệu tháng" in told
    assert not [word for word in ("late", "missing", "month_numbers") if word in told]
    assert battalion.refused("status", "--as-of", "mai kia")["code"] == "T001"


def test_consolidating_adds_up_and_writes_the_report(
    pair: Pair, sent: Path, tmp_path: Path
) -> None:
    battalion = pair[1]
    before = battalion.value("consolidate", *JANUARY)
    assert (before["complete"], before["missing"]) == (False, [{"unit": "c1", "period": "2026-01"}])
    assert "thiếu Đại đội 1, tháng 01/2026" in battalion.told("consolidate", *JANUARY)
    battalion.value("bundle", "import", sent)
    after = battalion.value(
        "consolidate", *JANUARY, "--document", "report_month", "--to", tmp_path / "ra"
    )
    assert (after["units"], after["complete"]) == (["d1", "c1"], True)
    assert [Path(f).suffix for f in after["files"]] == [".docx", ".pdf"]
    total = {r["id"]: r["total"]["value"] for r in after["rows"]}
    assert total["strength_total"] == 4
    assert json.dumps(after, allow_nan=False)
    told = battalion.told("consolidate", *JANUARY)
    assert "Cộng" in told.splitlines()[1]
