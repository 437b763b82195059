"""`document`: from the types to the issued paper and its replacement."""

from pathlib import Path

import pytest

from tests.cli.conftest import Line

FEBRUARY = ("--period", "2026-02")


@pytest.fixture
def draft(company: Line) -> str:
    made = company.value("document", "draft", "report_month", *FEBRUARY, "--set", "place=Xã Mẫu")
    return str(made["id"])


def test_types_name_family_period_and_profile(company: Line) -> None:
    rows = {r["id"]: r for r in company.value("document", "types")}
    assert (
        rows["report_month"].items()
        >= {"family": "army", "period_kind": "month", "profile": "quan-doi"}.items()
    )
    assert rows["resolution_month"]["family"] == "party"
    company.monkeypatch.setenv("SOCTD_TODAY", "2026-06-10")
    later = {r["id"]: r["profile"] for r in company.value("document", "types")}
    assert later["resolution_month"] == "dang-hd05-2026" != rows["resolution_month"]["profile"]
    told = company.told("document", "types")
    assert "army" not in told


def test_a_draft_is_listed_read_and_edited(company: Line, draft: str) -> None:
    (row,) = company.value("document", "list", *FEBRUARY)
    assert (
        row.items()
        >= {
            "id": draft,
            "type": "report_month",
            "period": "2026-02",
            "state": "draft",
            "number": "",
        }.items()
    )
    assert "dự thảo" in company.told("document", "list")
    text = company.value("document", "text", draft)["text"]
    assert company.told("document", "text", draft).strip() == text.strip()
    company.value("document", "edit", draft, "--text", "-", given=f"{text}\n- Thêm một dòng.")
    assert company.value("document", "text", draft)["text"].endswith("- Thêm một dòng.")


def test_rendering_writes_the_files_it_names(company: Line, draft: str, tmp_path: Path) -> None:
    files = company.value("document", "render", draft, "--to", tmp_path / "văn bản")["files"]
    assert [Path(f).suffix for f in files] == [".docx", ".pdf"]
    assert Path(files[0]).read_bytes()[:2] == b"PK"
    assert Path(files[1]).read_bytes()[:5] == b"%PDF-"
    (one,) = company.value(
        "document", "render", draft, "--to", tmp_path / "pdf", "--format", "pdf"
    )["files"]
    assert Path(one).read_bytes() == Path(files[1]).read_bytes()
    assert company.run("document", "render", draft, "--to", tmp_path, "--format", "odt").code == 2


def test_issuing_takes_a_number_once_and_a_replacement_names_it(
    company: Line, draft: str, tmp_path: Path
) -> None:
    issued = company.value(
        "document", "issue", draft, "--dated", "2026-02-20", "--number", 7, "--to", tmp_path / "ra"
    )
    assert (
        issued.items() >= {"state": "issued", "number": "07/BC-c1", "dated": "2026-02-20"}.items()
    )
    assert len(issued["files"]) == 2
    assert all(Path(f).is_file() for f in issued["files"])
    again = company.refused("document", "issue", draft)
    assert again["code"].startswith("D")
    assert company.refused("document", "edit", draft, "--text", "-", given="khác")["code"]
    made = company.value("document", "replace", draft)
    assert (made["replaces"], made["state"]) == (draft, "draft")


def test_what_cannot_be_drafted_is_refused(company: Line, draft: str) -> None:
    assert company.refused("document", "draft", "report_moth", *FEBRUARY)["code"]
    assert company.refused("document", "draft", "report_month", "--period", "2026-W05")["code"]
    assert company.refused("document", "draft", "report_month", *FEBRUARY, "--set", "màu=đỏ")[
        "code"
    ]
    assert company.run("document", "draft", "report_month", *FEBRUARY, "--set", "place").code == 2
    assert company.refused("document", "text", "0")["code"] == "E001"
    assert company.refused("document", "issue", draft, "--dated", "hôm nào")["code"]
    secret = company.refused("document", "edit", draft, "--text", "-", given="MẬT\nNội dung")
    assert secret["code"].startswith("D")
    assert company.refused("document", "edit", draft, "--text", "/không/có")["code"] == "U101"
