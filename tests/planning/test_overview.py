"""The first page, and how up to date the ledgers are."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from app import period as periods
from app.planning import currency, duties, indicators, overview
from app.store import Store
from tests.planning.conftest import Write


def test_the_first_page_shows_what_is_due_and_late_and_three_figures(
    store: Store, write: Write
) -> None:
    write("session", date="2026-01-10", required=8, present=8)
    write("session", date="2026-02-10", required=8, present=6, absent_reason="Trực")
    write("task", assigned_date="2026-01-05", due_date="2026-01-31", title="nợ cũ")
    write("task", assigned_date="2026-02-05", due_date="2026-02-20", title="sắp đến")
    page = overview.today(store, date(2026, 2, 18))
    assert {o.state for o in page.due} <= {"soon", "not_due"}
    assert {o.state for o in page.late} == {"overdue"}
    assert "month_report" in {o.duty for o in page.due}
    assert "month_resolution" in {o.duty for o in page.late}
    assert [t.title for t in page.tasks_late] == ["nợ cũ"]
    assert [t.title for t in page.tasks_due] == ["sắp đến"]
    assert (page.month, page.subordinates) == ("2026-02", ())
    assert [c.now.id for c in page.figures] == ["edu_attendance", "task_done", "party_rate"]
    assert (page.figures[0].now.shown, page.figures[0].before.shown) == ("75,0 %", "100,0 %")
    assert page.figures[0].change == Fraction(-1, 4)


def test_the_unit_may_choose_its_own_three_figures(store: Store) -> None:
    with store.change("Trang đầu"):
        store.set_setting("overview_indicators", ["strength_total"])
    page = overview.today(store, date(2026, 2, 18))
    assert [c.now.id for c in page.figures] == ["strength_total"]


def test_a_month_without_rows_shows_the_last_month_that_has_some(
    store: Store, write: Write
) -> None:
    write("session", date="2026-02-10", required=8, present=8)
    assert overview.today(store, date(2026, 11, 5)).month == "2026-02"
    write("task", assigned_date="2026-02-05", due_date="2026-03-05")
    page = overview.today(store, date(2026, 11, 5))
    assert (page.month, page.figures[0].now.shown) == ("2026-02", "100,0 %")


def test_a_battalion_sees_who_below_has_sent_what(battalion: Store) -> None:
    for code in ("c1", "c2"):
        with battalion.change("Thêm đơn vị"):
            battalion.insert(
                "unit", {"code": code, "name": code, "echelon": "company", "parent": "d1"}
            )
    month = periods.parse("2026-01")
    duties.record_submission(battalion, "month_numbers", month, None, date(2026, 2, 2), unit="c1")
    one, two = overview.today(battalion, date(2026, 2, 3)).subordinates
    assert [(o.duty, o.period) for o in one.submitted] == [("month_numbers", "2026-01")]
    assert ("month_numbers", "2026-01") in {(o.duty, o.period) for o in two.missing}
    assert ("month_numbers", "2026-01") not in {(o.duty, o.period) for o in one.missing}
    assert not {o.duty for o in two.missing} & {"day_report", "week_report"}


def current(store: Store, section: str, day: str) -> bool:
    found = currency.states(store, date.fromisoformat(day))
    return next(s.current for s in found if s.section == section)


def test_a_flow_section_is_current_while_its_newest_row_is_fresh(
    store: Store, write: Write
) -> None:
    assert not current(store, "work_log", "2026-03-06")
    write("work_log", date="2026-03-06")
    write("work_log", date="2026-03-20")
    assert current(store, "work_log", "2026-03-13")
    assert not current(store, "work_log", "2026-03-14")
    assert current(store, "incident", "2026-03-14"), "nobody expects incidents"


def test_a_list_is_current_while_it_was_changed_or_looked_through_lately(
    store: Store, write: Write, today: Callable[[str], None]
) -> None:
    today("2026-03-01")
    write("member", admitted_date="2020-02-03")
    assert current(store, "member", "2026-06-09")
    assert not current(store, "member", "2026-06-10")
    currency.confirm(store, "member", date(2026, 6, 1))
    assert current(store, "member", "2026-06-10")


def test_the_share_of_current_sections_counts_every_section_of_the_unit(store: Store) -> None:
    (figure,) = indicators.compute(store, periods.parse("2026-01"), ids=["ledger_current"])
    sections = store.catalogue.sections_of("c")
    assert figure.denominator == len(sections) == 29
    assert figure.numerator == sum(s.fresh_days == 0 for s in sections)
