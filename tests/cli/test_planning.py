"""`task`, `duty` and `indicator` as scripts and readers get them."""

from tests.cli.conftest import Line


def test_tasks_are_listed_by_period_and_status(company: Line, written: dict[str, str]) -> None:
    (task,) = company.value("task", "list", "--period", "2026-01")
    assert task["id"] == written["task"]
    assert (task["due"], task["status"], task["overdue"]) == ("2026-01-20", "open", True)
    assert company.value("task", "list", "--status", "done") == []
    told = company.told("task", "list")
    assert "20/01/2026" in told
    assert "open" not in told
    assert company.run("task", "list", "--status", "xong").code == 2


def test_duties_have_their_days_and_state(company: Line) -> None:
    rows = company.value("duty", "list", "--period", "2026-02")
    resolution = next(r for r in rows if r["label"] == "Nghị quyết lãnh đạo tháng")
    assert {"duty", "label", "unit", "period", "due", "lock", "state"} <= resolution.keys()
    assert (resolution["due"], resolution["period"]) == ("2026-02-05", "2026-02")
    told = company.told("duty", "list", "--period", "2026-02")
    assert "05/02/2026" in told
    assert not [word for word in ("not_due", "soon", "overdue", "done") if word in told]
    assert company.refused("duty", "list", "--period", "2026-13")["code"] == "E003"


def test_indicators_are_exact_and_shown(company: Line) -> None:
    rows = {r["id"]: r for r in company.value("indicator", "list", "--period", "2026-01")}
    share = rows["resolutions_on_time"]
    assert (
        share.items() >= {"unit": "c1", "period": "2026-01", "value": 1, "shown": "100,0 %"}.items()
    )
    assert (share["numerator"], share["denominator"]) == (1, 1)
    assert (
        rows["strength_total"].items() >= {"value": 4, "numerator": 4, "denominator": None}.items()
    )
    party = rows["party_rate"]
    assert party["value"] == party["numerator"] / party["denominator"]
    assert rows["edu_attendance"]["value"] is None
    assert "100,0 %" in company.told("indicator", "list", "--period", "2026-01")
    assert (
        company.refused("indicator", "list", "--period", "2026-01", "--unit", "c9")["code"]
        == "E001"
    )


def test_an_indicator_opens_to_its_rows(company: Line, written: dict[str, str]) -> None:
    found = company.value("indicator", "explain", "resolutions_on_time", "--period", "2026-01")
    assert {(r["id"], r["side"], r["amount"]) for r in found["rows"]} == {
        (written["resolution"], "numerator", 1), (written["resolution"], "denominator", 1),
    }  # fmt: skip
    assert found["value"] == 1
    told = company.told("indicator", "explain", "resolutions_on_time", "--period", "2026-01")
    assert told.startswith("Tỷ lệ nghị quyết")
    assert "tử số" in told
    refusal = company.refused("indicator", "explain", "resolution_on_time", "--period", "2026-01")
    assert "resolutions_on_time" in refusal["hint"]
