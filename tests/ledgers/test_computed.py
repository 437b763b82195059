"""Computed columns: exact, from the row, named rows and dated rules."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from app.catalogue import Catalogue
from app.ledgers import computed, entries
from app.ledgers.computed import FORMULAS, PLANNED
from app.ledgers.reckoning import months_after, whole_months, whole_years
from app.store import Store
from tests.ledgers.examples import BATTALION, COMPANY

AS_OF = date(2026, 4, 1)


def test_every_computed_column_of_the_catalogue_has_its_formula(catalogue: Catalogue) -> None:
    columns = {(s.key, c.key) for s in catalogue.sections.values() for c in s.computed}
    assert columns == set(FORMULAS) | PLANNED
    assert not set(FORMULAS) & PLANNED


@pytest.mark.parametrize(
    ("section", "change", "expected"),
    [
        ("directive", {"done_date": "2026-03-15", "result": "x"}, {"on_time": True}),
        ("directive", {"done_date": "2026-03-16", "result": "x"}, {"on_time": False}),
        ("directive", {}, {"on_time": False}),
        ("task", {}, {"on_time": False, "overdue": True}),
        ("task", {"due_date": "2026-04-01"}, {"on_time": False, "overdue": False}),
        (
            "task",
            {"status": "done", "done_date": "2026-03-20"},
            {"on_time": True, "overdue": False},
        ),
        (
            "task",
            {"status": "done", "done_date": "2026-03-21"},
            {"on_time": False, "overdue": False},
        ),
        ("inspection", {}, {"open_count": 1}),
        ("strength", {}, {"total": 13, "rate": Fraction(11, 13)}),
        ("strength", {"workers": None}, {"total": 13, "rate": Fraction(11, 13)}),
        ("incident", {}, {"report_delay_hours": Fraction(5, 12)}),
        (
            "incident",
            {"first_report_date": "2026-03-07"},
            {"report_delay_hours": Fraction(293, 12)},
        ),
        (
            "incident",
            {"first_report_date": "2026-03-07", "first_report_time": None},
            {"report_delay_hours": 24},
        ),
        ("meeting", {}, {"must_attend": 5, "rate": 1, "minutes": 100}),
        (
            "meeting",
            {
                "exempt": 1,
                "present": 3,
                "voters": 2,
                "vote_for": 2,
                "start_time": "23:00",
                "end_time": "00:40",
            },
            {"must_attend": 4, "rate": Fraction(3, 4), "minutes": 100},
        ),
        (
            "meeting",
            {"exempt": 5, "present": 0, "voters": 0, "vote_for": 0},
            {"must_attend": 0, "rate": None, "minutes": 100},
        ),
        (
            "resolution",
            {"vote_for": 3},
            {"vote_rate": Fraction(3, 4), "tasks_total": 0, "tasks_done": 0},
        ),
        ("member", {}, {"probation_due": "2026-02-03", "age": 20, "party_age": 1}),
        (
            "member",
            {"person": {"name": "Người Ngoài"}},
            {"probation_due": "2026-02-03", "age": None, "party_age": 1},
        ),
        ("candidate", {}, {"dossier_done": 0, "official_due": None}),
        (
            "candidate",
            {
                "has_history": "yes",
                "has_opinions": "yes",
                "has_application": "no",
                "admitted_date": "2026-03-03",
                "decision_number": "1",
            },
            {"dossier_done": 2, "official_due": "2027-03-03"},
        ),
        ("fee", {}, {"due": 80000, "missing": 0}),
        ("fee", {"basis": 8125450}, {"due": 81255, "missing": 1255}),
        ("fee", {"basis": 8125449}, {"due": 81254, "missing": 1254}),
        ("fee", {"exemption": "quyet_dinh"}, {"due": 0, "missing": 0}),
        ("fee", {"payer": "hoc_vien", "basis": 0}, {"due": 5000, "missing": 0}),
        ("fee", {"payer": "hoc_vien", "basis": 0, "month": "2026-01"}, {"due": 2000, "missing": 0}),
        ("fee", {"payer": "phu_cap", "basis": 505000, "paid": 0}, {"due": 5050, "missing": 5050}),
        ("fee", {"payer": "khac"}, {"due": None, "missing": None}),
        ("fee", {"month": "2009-05"}, {"due": None, "missing": None}),
        ("member_grade", {}, {"done_rate": Fraction(9, 10), "late_rate": Fraction(1, 10)}),
        (
            "member_grade",
            {"tasks_total": 0, "tasks_done": 0, "tasks_late": 0},
            {"done_rate": None, "late_rate": None},
        ),
        ("person", {}, {"age": 21, "served_months": 13, "rank_group": "HSQ_BS"}),
        (
            "person",
            {"category": "LDHD", "rank": None},
            {"age": 21, "served_months": 13, "rank_group": None},
        ),
        ("plan", {}, {"held": False}),
        (
            "session",
            {"present": 7, "absent_reason": "Ốm"},
            {"rate": Fraction(7, 8), "man_hours": Decimal("24.5")},
        ),
        ("test", {}, {"pass_rate": 1, "good_rate": Fraction(3, 4)}),
        ("culture_day", {}, {"rate": Fraction(11, 12)}),
        ("award", {"vote_for": None}, {"vote_rate": None}),
        ("discipline", {}, {"within_authority": True}),
        ("discipline", {"form": "canh_cao"}, {"within_authority": False}),
        ("soldiers_council", {}, {"open_count": 1}),
        ("union_meeting", {}, {"rate": Fraction(7, 8)}),
        ("union_member", {}, {"age": 20}),
    ],
)
def test_computed_columns_follow_the_formulas(
    scratch: Store,
    section: str,
    change: dict[str, object],
    expected: dict[str, object],
) -> None:
    saved = entries.add(scratch, section, {**COMPANY[section], **change})
    assert computed.values(scratch, saved, AS_OF) == expected


def test_an_inspection_case_knows_what_is_still_open(battalion: Store) -> None:
    saved = entries.add(battalion, "inspection_case", BATTALION["inspection_case"])
    assert computed.values(battalion, saved) == {"open_count": 1}


def test_a_resolution_counts_its_tasks(scratch: Store) -> None:
    resolution = entries.add(scratch, "resolution", COMPANY["resolution"])
    number = {"origin_ref": "17-NQ/CB"}
    done = {"status": "done", "done_date": "2026-03-19"}
    rows = [number, {**number, **done}, {**number, "origin": "plan"}, {}, {**number, **done}]
    tasks = entries.add_many(scratch, "task", [{**COMPANY["task"], **x} for x in rows], "Giao việc")
    entries.strike(scratch, tasks[4].id, reason="Trùng")
    found = computed.values(scratch, resolution)
    assert (found["tasks_total"], found["tasks_done"]) == (2, 1)


@pytest.mark.parametrize(
    ("change", "held"),
    [
        ({}, True),
        ({"topic": "TRUYỀN THỐNG ĐƠN VỊ"}, True),
        ({"date": "2026-03-31"}, True),
        ({"date": "2026-03-11"}, False),
        ({"date": "2026-04-01"}, False),
        ({"audience": "HSQ_BS"}, False),
        ({"topic": "Bài khác"}, False),
    ],
)
def test_a_plan_is_held_by_a_session_of_its_quarter(
    scratch: Store, change: dict[str, object], held: bool
) -> None:
    plan = entries.add(scratch, "plan", COMPANY["plan"])
    entries.add(scratch, "session", {**COMPANY["session"], **change})
    assert computed.values(scratch, plan) == {"held": held}


@pytest.mark.parametrize(
    ("section", "key", "value", "text"),
    [
        ("session", "rate", Fraction(26, 32), "81,3 %"),
        ("session", "rate", Fraction(1), "100,0 %"),
        ("session", "rate", None, "–"),
        ("session", "man_hours", Decimal("1024.5"), "1.024,5"),
        ("incident", "report_delay_hours", Fraction(5, 12), "0,4"),
        ("member", "probation_due", "2026-02-03", "03/02/2026"),
        ("person", "rank_group", "cap_uy", "cap_uy"),
        ("task", "overdue", True, "Có"),
        ("fee", "due", 1098490, "1.098.490"),
    ],
)
def test_computed_values_are_shown_in_vietnamese(
    scratch: Store, section: str, key: str, value: computed.Result, text: str
) -> None:
    assert computed.shown(scratch, section, key, value) == text


def test_the_last_day_of_a_long_month_moves_to_the_last_day_of_a_short_one() -> None:
    assert months_after(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)


def test_months_and_years_count_when_they_are_complete() -> None:
    assert whole_months(date(2025, 2, 13), date(2026, 2, 12)) == 11
    assert whole_months(date(2025, 2, 13), date(2026, 2, 13)) == 12
    assert whole_months(date(2026, 2, 13), date(2025, 2, 13)) == 0
    assert whole_years(date(2004, 2, 29), date(2025, 2, 28)) == 21
