"""`search`, `history`, `undo`, `verify` and `catalogue`; and how values and tables are printed."""

import shutil
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import paths
from app.cli.labels import amount
from app.cli.output import plain, table
from tests.cli.conftest import Line


def test_search_finds_without_marks(company: Line, written: dict[str, str]) -> None:
    (hit,) = company.value("search", "BIEN SOAN bai giang")
    assert hit.items() >= {"kind": "entry", "id": written["task"]}.items()
    assert hit.keys() == {"kind", "id", "title", "snippet"}
    told = company.told("search", "biên soạn bài giảng")
    assert "dòng ghi" in told
    assert company.value("search", "không đâu có chữ này") == []
    assert len(company.value("search", "nguyen", "--limit", 1)) == 1


def test_a_person_in_a_hit_reads_as_rank_and_post(company: Line) -> None:
    (hit,) = company.value("search", "Minh Họa bài giảng")
    assert "Lê Minh Họa · Trung đội trưởng · Trung úy" in hit["snippet"]


def test_the_last_change_is_undone_and_both_stay_in_the_history(
    company: Line, written: dict[str, str]
) -> None:
    company.value("entry", "strike", written["task"], "--reason", "ghi nhầm")
    undone = company.value("undo")["undone"]
    assert undone["label"].startswith("Gạch bỏ")
    (task,) = company.value("entry", "list", "task")
    assert task["struck"] is None
    first, second = company.value("history", "--limit", 2)
    assert (first["kind"], first["undoes"], second["kind"]) == ("undo", second["id"], "do")
    told = company.told("history")
    assert "hoàn tác" in told
    assert "03/02/2026" in told


def test_undo_ends_where_the_store_began(stranger: Line) -> None:
    assert stranger.value("undo") == {"undone": None}
    assert "Không còn" in stranger.told("undo")


def test_verify_tells_what_it_looked_at(company: Line) -> None:
    report = company.value("verify")
    assert (report["ok"], report["findings"]) == (True, [])
    assert report["counts"]["entry"] == 7
    told = company.told("verify")
    assert "7 dòng ghi" in told
    assert not [key for key in report["counts"] if key in told]


def test_verify_ends_with_1_and_names_the_page_when_one_is_spoilt(company: Line) -> None:
    file = company.home / "store.db"
    whole = file.read_bytes()
    said = []
    for page in range(2, len(whole) // 4096, 6):
        data = bytearray(whole)
        data[page * 4096 + 100] ^= 0xFF
        file.write_bytes(data)
        told = company.run("verify")
        assert told.code == 1
        said.append(told.out)
    assert any(out.startswith("SỔ CÓ LỖI:\n  Trang hỏng") for out in said)


def test_the_catalogue_is_shown_and_checked_whole(line: Line, tmp_path: Path) -> None:
    shown = line.value("catalogue", "show")
    assert shown["counts"]["sections"] > 20
    assert "chỉ tiêu" in line.told("catalogue", "show")
    copy = shutil.copytree(paths.resources() / "catalogue", tmp_path / "bộ")
    assert line.value("catalogue", "check", copy)["digest"] == shown["digest"]
    copy = copy.rename(tmp_path / "bộ hỏng")
    for name in ("rates.toml", "lists.toml"):
        file = copy / name
        file.write_text(f"lạ = 1\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    refusal = line.refused("catalogue", "check", copy)
    assert {p["where"].split(":")[0] for p in refusal["problems"]} >= {"rates.toml", "lists.toml"}
    assert line.refused("catalogue", "check", tmp_path / "không có")["code"] == "C101"


def test_values_become_what_json_knows() -> None:
    value = {
        "a": Decimal("3.5"),
        "b": Fraction(4, 2),
        "c": date(2026, 2, 1),
        "d": (Path("x"), None),
    }
    assert plain(value) == {"a": 3.5, "b": 2, "c": "2026-02-01", "d": ["x", None]}


@pytest.mark.parametrize(
    ("value", "expected"), [(603395, "603.395"), (11.5, "11,5"), (1 / 3, "0,333"), (0, "0")]
)
def test_amounts_read_as_people_write_them(value: float, expected: str) -> None:
    assert amount(value) == expected


CELLS = st.text(st.characters(categories=["L", "N"]), max_size=100)


@given(st.lists(st.fixed_dictionaries({"a": CELLS, "b": CELLS}), min_size=1, max_size=5))
def test_every_column_begins_under_its_heading(rows: list[dict[str, str]]) -> None:
    heading, *lines = table(rows, {"a": "Một", "b": "Hai"})
    at = heading.index("Hai")
    assert len(lines) == len(rows)
    for row, line in zip(rows, lines, strict=True):
        shown = row["b"] if len(row["b"]) <= 80 else f"{row['b'][:79]}…"
        assert line[at:] == shown
