"""`period` and `bundle export --lock`: closing a month, reading who did, opening it again."""

from pathlib import Path

from tests.cli.conftest import Line

JANUARY = ("--period", "2026-01")


def closed(line: Line) -> list[str]:
    return [x["period"] for x in line.value("period", "list") if x["locked"]]


def test_a_period_is_locked_listed_and_reopened(company: Line) -> None:
    made = company.value("period", "lock", "2026-01", "--reason", "Đã nộp")
    assert made["period"] == "2026-01"
    (row,) = company.value("period", "list")
    assert (row["id"], row["title"], row["reason"]) == (made["id"], "tháng 01/2026", "Đã nộp")
    assert (row["locked"], row["opened"], bool(row["locked_by"])) == (True, "", True)
    refused = company.refused(
        "entry", "add", "briefing", "--data", "-", given='{"date": "2026-01-05"}'
    )
    assert "L109" in {p["code"] for p in refused["problems"]}
    assert company.refused("period", "lock", "2026-01", "--reason", "x")["code"] == "L120"
    assert company.run("period", "reopen", "2026-01").code == 2
    told = company.told(
        "period", "reopen", "2026-01", "--reason", "Sót", "--consent", "CV 12 ngày 03/02"
    )
    assert "Đã mở lại kỳ: tháng 01/2026" in told
    (row,) = company.value("period", "list")
    assert (row["locked"], row["opened"]) == (False, "Sót (cấp trên đồng ý: CV 12 ngày 03/02)")
    assert "Sót" in company.told("period", "list")
    company.refused("period", "reopen", "2026-01", "--reason", "x")


def test_a_submission_locks_its_month_only_when_asked(
    pair: tuple[Line, Line], tmp_path: Path
) -> None:
    company, stick = pair[0], tmp_path / "USB"
    assert company.value("bundle", "export", *JANUARY, "--to", stick)["locked"] is False
    assert closed(company) == []
    told = company.told("bundle", "export", *JANUARY, "--to", stick, "--replace", "--lock")
    assert "Đã khóa kỳ: tháng 01/2026" in told
    assert closed(company) == ["2026-01"]
    assert company.value("period", "list")[0]["reason"] == "Đã nộp lên Tiểu đoàn 1, gói số 2"
    numbers = [d for d in company.value("duty", "list", "--period", "2026-02") if d["closed"]]
    assert [(d["duty"], d["period"]) for d in numbers] == [("month_numbers", "2026-01")]
    again = company.value("bundle", "export", *JANUARY, "--to", stick, "--replace", "--lock")
    assert (again["sequence"], closed(company)) == (3, ["2026-01"])
