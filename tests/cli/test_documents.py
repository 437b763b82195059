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


def test_issuing_names_what_was_left_blank(company: Line) -> None:
    made = company.value("document", "draft", "award_minutes", "--period", "2026")
    issued = company.value("document", "issue", made["id"])
    assert "Còn chỗ trống chưa điền." in issued["findings"]


def test_a_paper_goes_through_its_life_on_the_command_line(company: Line, tmp_path: Path) -> None:
    plan = company.value("document", "draft", "plan_month", *FEBRUARY)["id"]
    assert company.value("document", "send", plan)["state"] == "awaiting"
    assert company.value("document", "return", plan, "--reason", "Sửa chỉ tiêu")["state"] == "draft"
    assert company.value("document", "send", plan)["state"] == "awaiting"
    assert company.value("document", "recall", plan)["state"] == "draft"
    issued = company.value("document", "issue", plan)
    assert company.value("document", "approve", plan, "--by", "Thiếu tá A", "--on", "2026-02-26")
    assert company.value("document", "withdraw", plan, "--reason", "Nhầm")["state"] == "withdrawn"
    assert company.value("document", "check", plan) == []
    series = company.value("document", "numbers")
    assert [n["ordinal"] for n in series] == [1]
    company.value("document", "reserve", series[0]["series"], "2", "--reason", "Giữ chỗ")
    assert [n["note"] for n in company.value("document", "numbers")] == ["", "Giữ chỗ"]
    (sent,) = company.value("document", "register", "out", "--period", "2026")
    assert sent["number"] == issued["number"]
    file = tmp_path / "so di.pdf"
    company.value("document", "register", "out", "--period", "2026", "--to", str(file))
    assert file.read_bytes().startswith(b"%PDF")


def test_a_batch_and_a_template_on_the_command_line(company: Line, tmp_path: Path) -> None:
    rows = company.value("document", "batch", "--period", "2026-W06", "--to", str(tmp_path))
    assert {r["result"] for r in rows} == {"made"}
    assert all(Path(f).exists() for r in rows for f in r["files"])
    text = company.value("document", "template", "report_week")["text"]
    wrong = tmp_path / "mau.txt"
    wrong.write_text(text + "\n{{ f.edu_sesions.now }}", "utf-8")
    asked = ("document", "template", "report_week", "--period", "2026-W06")
    refused = company.refused(*asked, "--text", str(wrong))
    assert "edu_sessions" in refused["problems"][0]["what"]
    wrong.write_text(text + "\nRiêng./.", "utf-8")
    assert company.value(*asked, "--text", str(wrong))["own"]
    fields = {f["name"] for f in company.value(*asked, "--fields")}
    assert {"unit.name", "f.edu_sessions.now"} <= fields
    assert not company.value("document", "template", "report_week", "--reset")["own"]


def test_recipients_of_a_type_are_shown_replaced_and_given_back(company: Line) -> None:
    shipped = company.value("document", "recipients", "plan_month")["recipients"]
    own = company.value("document", "recipients", "plan_month", "--line", "Ban Chính trị")
    assert own["recipients"] == ["Ban Chính trị"]
    back = company.value("document", "recipients", "plan_month", "--reset")
    assert back["recipients"] == shipped
