"""`catalogue editions | adopt | join`: going over to another edition on the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Line
from tests.ledgers.examples import PEOPLE
from tests.ledgers.former import LOG


@pytest.fixture
def former(line: Line) -> Line:
    """Đại đội 1 with fourteen ledgers, its people and two rows that begin alike."""
    line.told(
        "init", "--echelon", "company", "--code", "c1", "--name", "Đại đội 1", "--edition", "former"
    )
    for person in PEOPLE:
        line.value("entry", "add", "person", "--data", "-", given=json.dumps(person))
    for _ in range(2):
        line.value("entry", "add", "nhat_ky", "--data", "-", given=json.dumps(LOG))
    return line


def test_a_store_of_the_former_edition_lists_fourteen_or_sixteen_ledgers(
    line: Line, tmp_path: Path
) -> None:
    for echelon, code, count in (("company", "c1", 14), ("battalion", "d1", 16)):
        here = line.at(tmp_path / code)
        here.told(
            "init", "--echelon", echelon, "--code", code, "--name", code, "--edition", "0.9.0"
        )
        assert len(here.value("ledger", "list")) == count


def test_the_editions_are_listed_with_what_each_takes(line: Line) -> None:
    rows = line.value("catalogue", "editions")
    assert [(x["name"], x["edition"], x["takes"]) for x in rows] == [
        ("catalogue", "1.0.0", "0.9.0"),
        ("former", "0.9.0", ""),
    ]
    assert "trước tinh gọn" in line.told("catalogue", "editions")
    assert line.value("catalogue", "check", "former")["counts"]["sections"] > 25


def test_a_dry_run_says_what_the_real_run_does_and_does_nothing(former: Line) -> None:
    dry = former.value("catalogue", "adopt", "1.0.0", "--dry-run")
    assert not dry["applied"]
    assert len(former.value("ledger", "list")) == 14
    real = former.value("catalogue", "adopt", "1.0.0")
    assert real == dry | {"applied": True}
    assert (real["rows"], real["taken"]) == (6, 6)
    assert (real["before"], real["after"]) == (
        {"nhat_ky": 2, "person": 4},
        {"person": 4, "work_log": 2},
    )
    assert len(former.value("ledger", "list")) == 7
    assert len(former.value("entry", "list", "work_log")) == 2
    assert former.value("verify")["ok"]
    former.told("undo")
    assert len(former.value("ledger", "list")) == 14
    assert len(former.value("entry", "list", "nhat_ky")) == 2


def test_a_reader_sees_counts_before_and_after_and_the_doubles(former: Line) -> None:
    told = former.told("catalogue", "adopt", "1.0.0", "--dry-run")
    assert "Nhật ký hoạt động CTĐ, CTCT 2" in told
    assert "Có thể trùng (gộp bằng lệnh catalogue join): 1" in told
    assert told.endswith("Sẽ chuyển 6 / 6 dòng sang bộ biểu mẫu 1.0.0.\n")


def test_doubles_are_joined_by_hand(former: Line) -> None:
    (double,) = former.value("catalogue", "adopt", "1.0.0")["doubles"]
    keep, drop = double["first"]["id"], double["second"]["id"]
    said = former.value("catalogue", "join", keep, drop)
    assert said["id"] == drop
    assert "Sổ nhật ký, dòng 1" in said["struck"]


def test_rows_before_the_day_stay_in_the_closed_ledgers(former: Line, tmp_path: Path) -> None:
    file = tmp_path / "bao-cao.txt"
    done = former.value("catalogue", "adopt", "catalogue", "--from", "11/01/2026", "--report", file)
    assert (done["taken"], done["left"]) == (4, 2)
    assert "để lại sổ cũ 2" in file.read_text("utf-8")
    assert "so_nhat_ky" in {x["id"] for x in former.value("ledger", "list", "--closed")}
    (row, _) = former.value("entry", "list", "nhat_ky")
    assert row["values"]["thoi_tiet"] == "Mưa nhỏ"
    refusal = former.refused("entry", "add", "nhat_ky", "--data", "-", given=json.dumps(LOG))
    assert refusal["code"] == "L112"


def test_an_edition_that_is_not_next_is_refused_by_name(former: Line, company: Line) -> None:
    assert former.refused("catalogue", "adopt", "former")["code"] == "L171"
    assert company.refused("catalogue", "adopt", "1.0.0", "--dry-run")["code"] == "L171"
    assert former.refused("catalogue", "adopt", "9.9.9")["code"] == "C102"
