"""The board of the superior and the consolidated report: nothing missing is passed over."""

from datetime import date
from pathlib import Path

import pdfplumber

from app import period as periods
from app.exchange import consolidation, outbox, status
from app.exchange.outbox import Exported
from app.store import Store, Where
from tests.exchange.conftest import FEBRUARY, JANUARY, take


def states(store: Store, duty: str, as_of: str) -> dict[tuple[str, str], str]:
    both = periods.parse("2026-01..2026-02")
    rows = status.board(store, both, as_of=date.fromisoformat(as_of))
    return {(r.unit, r.period): r.state for r in rows if r.duty == duty}


def test_every_unit_stands_on_the_board(
    company: Store, another: Store, battalion: Store, sent: Exported
) -> None:
    take(battalion, sent.file)
    assert states(battalion, "month_numbers", "2026-02-02") == {
        ("c1", "2026-01"): "on_time",
        ("c2", "2026-01"): "not_due",
        ("c1", "2026-02"): "not_due",
        ("c2", "2026-02"): "not_due",
    }
    assert states(battalion, "month_numbers", "2026-03-03") == {
        ("c1", "2026-01"): "on_time",
        ("c2", "2026-01"): "missing",
        ("c1", "2026-02"): "missing",
        ("c2", "2026-02"): "missing",
    }


def test_a_duty_switched_off_or_before_the_first_day_is_not_asked(
    company: Store, battalion: Store
) -> None:
    with battalion.change("Thiết lập"):
        battalion.update("unit", "c1", {"data": {"started_on": "2026-02-01"}})
        battalion.set_setting("duties_off", ["month_fee_report"])
    assert states(battalion, "month_numbers", "2026-03-03") == {("c1", "2026-02"): "missing"}
    assert states(battalion, "month_fee_report", "2026-03-03") == {}
    assert consolidation.compute(battalion, JANUARY).complete


def test_parts_sum_to_the_whole(
    company: Store, another: Store, battalion: Store, sent: Exported, stick: Path
) -> None:
    take(battalion, sent.file, outbox.export(another, JANUARY, stick).file)
    found = consolidation.compute(battalion, JANUARY)
    assert found.units == ("d1", "c1", "c2")
    for row in found.rows:
        assert row.total.numerator == sum(f.numerator for f in row.figures)
        if row.total.denominator is not None:
            assert row.total.denominator == sum(f.denominator or 0 for f in row.figures)
    assert next(r for r in found.rows if r.id == "findings_fixed").total.shown == "0,0 %"


def test_the_report_names_who_is_missing(
    company: Store, another: Store, battalion: Store, sent: Exported, tmp_path: Path
) -> None:
    take(battalion, sent.file)
    files = consolidation.report(battalion, JANUARY, "report_month", tmp_path / "ra")
    assert sorted(f.suffix for f in files) == [".docx", ".pdf"]
    with pdfplumber.open(next(f for f in files if f.suffix == ".pdf")) as opened:
        text = "\n".join(page.extract_text() for page in opened.pages)
    assert "Đại đội 2" in text
    assert "Đại đội 1" in text
    assert battalion.count("document") == 1


def test_a_rate_over_a_strength_not_received_adds_nothing(
    company: Store, battalion: Store, sent: Exported
) -> None:
    take(battalion, sent.file)
    (known,) = battalion.find(
        "figure", Where("unit", "=", "c1"), Where("indicator", "=", "discipline_rate")
    )
    with battalion.change("Nhập thay"):
        battalion.update("figure", known["id"], {"numerator": "1", "denominator": "12"})
    both = periods.parse("2026-01..2026-02")
    for period, numerator in ((JANUARY, 1), (both, 0)):
        rows = {r.id: r.total for r in consolidation.compute(battalion, period).rows}
        assert rows["discipline_rate"].numerator == numerator


def test_a_quarter_is_missing_by_month(company: Store, battalion: Store, sent: Exported) -> None:
    take(battalion, sent.file)
    found = consolidation.compute(battalion, periods.parse("2026-01..2026-02"))
    assert [(m.unit, m.period) for m in found.missing] == [("c1", FEBRUARY.text)]
    assert not found.complete


def test_a_part_of_a_range_is_shown_marked_and_stands_in_the_total(
    company: Store, battalion: Store, sent: Exported, tmp_path: Path
) -> None:
    take(battalion, sent.file)
    rows = {
        r.id: r for r in consolidation.compute(battalion, periods.parse("2026-01..2026-02")).rows
    }
    assert rows["findings"].cells == ("0", "2 (chưa đủ)", "2")
    assert rows["strength_total"].cells == ("0", "–", "0")
    draft = consolidation.draft(battalion, periods.parse("2026-01..2026-02"), "report_month")
    assert "Cộng (chưa đủ đơn vị)" in draft.text
    assert "“chưa đủ” là số của những tháng đã nhận" in draft.text
    assert "| Số hạn chế qua kiểm tra | 0 | 2 (chưa đủ) | 2 |" in draft.text


def test_months_before_the_first_day_of_a_unit_leave_its_figures_whole(
    company: Store, battalion: Store, sent: Exported
) -> None:
    take(battalion, sent.file)
    with battalion.change("Thiết lập"):
        battalion.update("unit", "c1", {"data": {"started_on": "2026-01-01"}})
    found = consolidation.compute(battalion, periods.parse("2025-12..2026-01"))
    assert found.complete
    assert next(r for r in found.rows if r.id == "findings").cells == ("0", "2", "2")


def test_a_total_is_compared_only_with_a_total_of_the_same_units(
    company: Store, battalion: Store, sent: Exported
) -> None:
    take(battalion, sent.file)
    draft = consolidation.draft(battalion, JANUARY, "report_month")
    assert "| Số hạn chế qua kiểm tra | 2 | – | – |" in draft.text
    assert "chưa đủ đơn vị" not in draft.text
    later = consolidation.draft(battalion, FEBRUARY, "report_month")
    assert "| Số hạn chế qua kiểm tra | 0 | 2 | – |" in later.text


def test_a_battalion_drafts_its_report_with_the_figures_of_its_companies(
    company: Store, battalion: Store, sent: Exported
) -> None:
    take(battalion, sent.file)
    report = consolidation.compose(battalion, JANUARY, "report_month", dated="2026-02-04")
    assert "| Số hạn chế qua kiểm tra | 0 | 2 | 2 |" in report.text
    assert report.dated == "2026-02-04"
    own = consolidation.compose(company, JANUARY, "report_month")
    assert "tổng hợp của" not in own.text


def test_a_week_is_never_called_complete(company: Store, battalion: Store, sent: Exported) -> None:
    take(battalion, sent.file)
    assert not consolidation.compute(battalion, periods.parse("2026-W02")).complete
