"""Each form of indicator on small stores worked by hand."""

from fractions import Fraction

import pytest

from app import period as periods
from app.errors import NotFound
from app.ledgers import computed, entries
from app.planning import duties, indicators
from app.planning.indicators import IndicatorUnknown
from app.planning.judged import COLUMNS
from app.store import Store
from tests.ledgers.examples import COMPANY
from tests.planning.conftest import Paper, Write

Sides = tuple[int, int | None]


def sides(store: Store, id_: str, period: str) -> Sides:
    """Return whole numerator and denominator of one indicator of the own unit."""
    (figure,) = indicators.compute(store, periods.parse(period), ids=[id_])
    bottom = figure.denominator
    return int(figure.numerator), None if bottom is None else int(bottom)


def test_flow_counts_the_rows_dated_in_the_period(store: Store, write: Write) -> None:
    for day in ("2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01"):
        write("session", date=day, present=6, required=8, absent_reason="Trực")
    assert sides(store, "edu_sessions", "2026-02") == (2, None)
    assert sides(store, "edu_attendance", "2026-02") == (12, 16)
    assert sides(store, "edu_attendance", "2026-01..2026-03") == (24, 32)
    assert sides(store, "edu_sessions", "2026-W05") == (2, None)


def test_decimals_add_up_exactly(store: Store, write: Write) -> None:
    for day in ("2026-02-01", "2026-02-02", "2026-02-03"):
        write("session", date=day, hours="3,3")
    (hours,) = indicators.compute(store, periods.parse("2026-02"), ids=["edu_hours"])
    assert hours.value == Fraction(99, 10)
    assert hours.shown == "9,9"


def test_struck_rows_count_nowhere(store: Store, write: Write) -> None:
    row = write("session")
    write("session", date="2026-03-13")
    entries.strike(store, row.id, reason="Ghi nhầm")
    assert sides(store, "edu_sessions", "2026-03") == (1, None)
    assert len(indicators.explain(store, "edu_sessions", periods.parse("2026-03"))) == 1


def test_stock_holds_who_is_there_at_the_end_a_later_leaving_counting_as_none(
    store: Store, write: Write
) -> None:
    write("person", full_name="Ông Thay Thế", arrived_date="2025-06-01", left_date="2026-02-15")
    write("person", full_name="Lý Hư Cấu", arrived_date="2026-03-02")
    assert sides(store, "strength_total", "2026-01") == (5, None)
    assert sides(store, "strength_total", "2026-02") == (4, None)
    assert sides(store, "strength_total", "2026-03") == (5, None)
    assert sides(store, "strength_total", "2026-Q1") == (5, None)
    assert sides(store, "strength_total", "2026-02-14") == (5, None)
    assert sides(store, "strength_total", "2026-02-15") == (4, None)


def test_a_probationer_made_official_later_is_still_one_at_the_end_of_january(
    store: Store, write: Write
) -> None:
    write("member", person="Lê Minh Họa", admitted_date="2025-02-03", official_date="2026-02-03")
    assert sides(store, "members_probation", "2026-01") == (1, None)
    assert sides(store, "members_probation", "2026-02") == (0, None)
    assert sides(store, "party_rate", "2026-02") == (1, 4)


def test_another_date_field_places_a_row_where_the_indicator_says_by(
    store: Store, write: Write
) -> None:
    write("directive", received_date="2026-01-10", issued_date=None, due_date="2026-02-10")
    write(
        "directive",
        received_date="2026-01-11",
        issued_date=None,
        due_date="2026-02-11",
        done_date="2026-03-01",
        result="Xong",
    )
    write("directive", received_date="2026-02-01", issued_date=None, due_date=None)
    assert sides(store, "directives_done", "2026-01") == (0, 0)
    assert sides(store, "directives_done", "2026-02") == (1, 2)


def test_stock_of_a_flow_section_is_all_that_came_before_and_still_stands(
    store: Store, write: Write
) -> None:
    write("award", proposed_date="2026-01-10")
    write("award", proposed_date="2026-03-01")
    write("award", proposed_date="2026-01-12", status="refused", refuse_reason="Chưa đủ")
    assert sides(store, "proposals_pending", "2026-02") == (1, None)
    assert sides(store, "proposals_pending", "2026-03") == (2, None)


def test_flow_over_stock_divides_what_happened_by_who_is_there_at_the_end(
    store: Store, write: Write
) -> None:
    write("person", full_name="Ông Thay Thế", left_date="2026-03-15")
    write("discipline", decision_date="2026-03-10")
    assert sides(store, "discipline_rate", "2026-02") == (0, 5)
    assert sides(store, "discipline_rate", "2026-03") == (1, 4)
    assert sides(store, "discipline_rate", "2026-Q1") == (1, 4)


def test_month_fields_count_in_their_month_by_the_rate_of_that_month(
    store: Store, write: Write
) -> None:
    write("fee", month="2026-01", basis=9875500, paid=98755, paid_date="2026-01-13")
    write("fee", month="2026-02", basis=9875550, paid=0, paid_date=None)
    assert sides(store, "fee_rate", "2026-01") == (98755, 98755)
    assert sides(store, "fee_rate", "2026-02") == (0, 98756)
    assert sides(store, "fee_rate", "2026-Q1") == (98755, 197511)


def test_a_filter_on_a_computed_column_is_judged_row_by_row(store: Store, write: Write) -> None:
    write("task", due_date="2026-03-20", status="done", done_date="2026-03-20", result="Xong")
    write("task", due_date="2026-03-21", status="done", done_date="2026-03-22", result="Muộn")
    write("task", due_date="2026-03-22")
    write("task", due_date="2026-03-23", status="cancelled", result="Trên thay đổi kế hoạch")
    assert sides(store, "task_done", "2026-03") == (2, 3)
    assert sides(store, "task_on_time", "2026-03") == (1, 3)
    assert sides(store, "remedy_on_time", "2026-03") == (0, 0)


@pytest.mark.parametrize(
    ("kind", "begins", "dated", "on_time"),
    [
        ("thang", "2026-03-01", "2026-03-05", True),
        ("thang", "2026-03-01", "2026-03-06", False),
        ("quy", "2026-04-01", "2026-03-31", True),
        ("quy", "2026-04-01", "2026-04-01", False),
        ("chuyen_de", "2026-01-01", "2026-01-31", True),
        ("chuyen_de", "2026-01-01", "2026-02-01", False),
    ],
)
def test_a_resolution_is_judged_by_the_due_day_of_its_duty(
    store: Store, write: Write, kind: str, begins: str, dated: str, on_time: bool
) -> None:
    write(
        "resolution", kind=kind, date=dated, meeting_date=dated,
        period_from=begins, period_to="2026-12-31",
    )  # fmt: skip
    assert sides(store, "resolutions_on_time", dated[:7]) == (int(on_time), 1)


def test_a_resolution_on_one_task_is_judged_by_no_duty(store: Store, write: Write) -> None:
    write("resolution", kind="nhiem_vu")
    assert sides(store, "resolutions_on_time", "2026-03") == (0, 0)


def test_planning_computes_exactly_the_columns_the_ledgers_leave_to_it() -> None:
    assert set(COLUMNS) == set(computed.PLANNED)


def test_returned_documents_add_up_by_the_day_of_issue(store: Store, paper: Paper) -> None:
    paper("plan_month", "2026-02", "2026-01-28", returned=1)
    paper("report_month", "2026-02", "2026-02-21", returned=2)
    paper("report_month", "2026-03", "2026-03-19", state="draft", returned=4)
    assert sides(store, "documents_returned", "2026-02") == (2, None)
    assert sides(store, "documents_returned", "2026-Q1") == (3, None)


def test_what_was_to_be_sent_counts_once_it_is_due(store: Store) -> None:
    march = periods.parse("2026-03")
    duties.record_submission(store, "month_report", march, march.start.replace(day=20))
    reports = [
        e for e in indicators.explain(store, "submissions_on_time", march) if "month_report" in e.id
    ]
    assert [e.side for e in reports] == ["numerator", "denominator"]
    early = indicators.compute(
        store, march, ids=["submissions_on_time"], as_of=march.start.replace(day=2)
    )
    assert early[0].denominator == 1  # only the daily report of the first is due by then


def test_every_indicator_is_the_sum_of_the_rows_that_explain_it(store: Store, write: Write) -> None:
    for section in COMPANY:
        write(section)
    period = periods.parse("2026-Q1")
    figures = indicators.compute(store, period)
    assert len(figures) > 55
    for figure in figures:
        rows = indicators.explain(store, figure.id, period)
        top = sum((r.amount for r in rows if r.side == "numerator"), Fraction())
        bottom = sum((r.amount for r in rows if r.side == "denominator"), Fraction())
        assert top == figure.numerator, figure.id
        assert bottom == (figure.denominator or 0), figure.id
        assert all(r.id and r.title for r in rows)


def test_a_company_has_no_figures_of_sections_only_a_battalion_keeps(
    store: Store, battalion: Store
) -> None:
    month = periods.parse("2026-01")
    assert "inspection_plan_done" not in {f.id for f in indicators.compute(store, month)}
    assert {f.id for f in indicators.compute(battalion, month)} == set(
        battalion.catalogue.indicators
    )


def test_unknown_names_are_refused(store: Store) -> None:
    with pytest.raises(IndicatorUnknown):
        indicators.compute(store, periods.parse("2026-01"), ids=["edu_attendence"])
    with pytest.raises(NotFound):
        indicators.compute(store, periods.parse("2026-01"), unit="c9")


def test_the_closing_day_of_the_unit_moves_the_ends_of_a_month(store: Store, write: Write) -> None:
    write("session", date="2026-01-21")
    write("session", date="2026-02-21")
    month = periods.parse("2026-02")
    assert indicators.closing(store, month) == month
    with store.change("Ngày chốt"):
        store.set_setting("period_closing_day", 20)
    closed = indicators.closing(store, month)
    (figure,) = indicators.compute(store, closed, ids=["edu_sessions"])
    assert figure.numerator == 1 and figure.period == "2026-02"
