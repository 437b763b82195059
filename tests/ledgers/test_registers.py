"""Which rows and columns a register holds, what they say and what they add up to."""

from decimal import Decimal
from typing import Any

import pytest

from app import period as periods
from app.errors import NotFound
from app.ledgers import entries, registers
from app.ledgers.register import Part, total
from app.store import Store, Unit, new_id
from tests.ledgers.conftest import People
from tests.ledgers.examples import COMPANY, OFFICER

MARCH = periods.parse("2026-03")


def only(store: Store, section: str, period: str = "2026-03", **given: Any) -> Part:
    (part,) = registers.make(store, section, periods.parse(period), **given).parts
    return part


def column(part: Part, key: str) -> int:
    return next(n for n, c in enumerate(part.columns) if c.key == key)


def test_a_ledger_has_its_sections_in_printing_order(store: Store) -> None:
    register = registers.make(store, "education", MARCH)
    kept = next(x for x in store.catalogue.ledgers_of("c") if x.key == "education")
    assert [p.section for p in register.parts] == list(kept.sections)
    assert (register.title, register.period, register.is_whole) == (
        kept.title,
        "tháng 03/2026",
        True,
    )


def test_a_section_alone_knows_its_ledger(store: Store) -> None:
    register = registers.make(store, "session", MARCH)
    assert (register.key, register.ledger, register.is_whole) == ("session", "education", False)


def test_an_unknown_ledger_is_refused(store: Store) -> None:
    with pytest.raises(NotFound, match="inspection_case"):
        registers.make(store, "inspection_case", MARCH)


def test_rows_are_numbered_in_order_of_their_day(store: Store, people: People) -> None:
    for day in ("2026-03-20", "2026-03-12", "2026-04-02"):
        entries.add(store, "session", COMPANY["session"] | {"date": day})
    part = only(store, "session")
    assert [row.texts[:2] for row in part.rows] == [("1", "12/03/2026"), ("2", "20/03/2026")]


def test_a_person_is_three_columns_under_one_heading(store: Store, people: People) -> None:
    entries.add(store, "session", COMPANY["session"])
    part = only(store, "session")
    three = [c for c in part.columns if c.person == "lecturer"]
    assert [(c.group, c.label) for c in three] == [
        ("Người giảng", "Họ tên"), ("Người giảng", "Cấp bậc"), ("Người giảng", "Chức vụ"),
    ]  # fmt: skip
    at = part.columns.index(three[0])
    assert part.rows[0].texts[at : at + 3] == (OFFICER, "Đại úy", "Chính trị viên đại đội")


def test_counts_and_amounts_are_added_up_and_struck_rows_are_not(
    store: Store, people: People
) -> None:
    for _ in range(3):
        last = entries.add(store, "session", COMPANY["session"])
    entries.strike(store, last.id, reason="Ghi nhầm buổi")
    part = only(store, "session")
    assert [row.struck for row in part.rows] == [None, None, "Ghi nhầm buổi"]
    assert total(column(part, "hours"), iter(part.rows)) == 7
    assert total(column(part, "required"), iter(part.rows)) == 16
    assert len(only(store, "session", struck=False).rows) == 2


def test_what_makes_no_sense_added_up_has_no_sum(store: Store) -> None:
    part = only(store, "strength")
    assert not part.is_summed


def test_computed_columns_are_shown_and_exact(store: Store, people: People) -> None:
    entries.add(store, "fee", COMPANY["fee"] | {"paid": 50000})
    part = only(store, "fee")
    at = column(part, "missing")
    assert part.rows[0].texts[at] == "30.000"
    assert part.rows[0].numbers[at] == 30000
    assert isinstance(part.rows[0].numbers[at], int | Decimal)


def test_a_member_admitted_under_older_rules_is_printed(store: Store, people: People) -> None:
    entries.add(store, "member", COMPANY["member"] | {"admitted_date": "1999-09-02"})
    part = only(store, "member", "2026")
    assert part.rows[0].texts[column(part, "probation_due")] == "–"


def test_nothing_is_computed_for_another_unit_from_the_own_rows(
    battalion: Store, battalion_people: People
) -> None:
    own = entries.add(battalion, "resolution", COMPANY["resolution"])
    row = battalion.get("entry", own.id)
    with battalion.change("Nhận"):
        battalion.insert("unit", _unit("c2"))
        battalion.insert("entry", {**row, "id": new_id(), "unit": "c2"})
    mine, theirs = registers.make(battalion, "resolution", MARCH).parts
    at = column(mine, "tasks_total")
    assert [p.rows[0].texts[at] for p in (mine, theirs)] == ["0", "–"]


def test_columns_kept_for_totals_or_switched_off_are_not_printed(store: Store) -> None:
    with store.change("Thiết lập"):
        store.set_setting("optional_fields", ["person.religion"])
    keys = {c.key for c in only(store, "person").columns}
    assert not keys & {"ethnic_group", "religion", "rank_group"}


def test_lists_of_what_stands_hold_those_who_were_there_in_the_period(
    store: Store, people: People
) -> None:
    entries.amend(store, people[OFFICER], {"left_date": "2026-02-15"})

    def names(period: str) -> set[str]:
        return {row.texts[1] for row in only(store, "person", period).rows}

    assert OFFICER in names("2026-02")
    assert OFFICER not in names("2026-03")
    assert names("2026-03")


def test_a_year_is_printed_without_a_dot(store: Store, people: People) -> None:
    entries.add(store, "member_grade", COMPANY["member_grade"])
    part = only(store, "member_grade", "2026")
    assert part.rows[0].texts[column(part, "year")] == "2026"


def test_an_empty_form_has_so_many_blank_lines(store: Store, people: People) -> None:
    entries.add(store, "session", COMPANY["session"])
    register = registers.make(store, "session", MARCH, blank=25)
    (part,) = register.parts
    assert register.is_blank
    assert len(part.rows) == 25
    assert {text for row in part.rows for text in row.texts} == {""}


def test_companies_stand_apart_from_the_battalions_own_rows(
    battalion: Store, battalion_people: People
) -> None:
    own = entries.add(battalion, "campaign", COMPANY["campaign"])
    row = battalion.get("entry", own.id)
    with battalion.change("Nhận"):
        battalion.insert("unit", _unit("c2"))
        battalion.insert("entry", {**row, "id": new_id(), "unit": "c2"})
    parts = registers.make(battalion, "campaign", MARCH).parts
    assert [(p.unit, len(p.rows)) for p in parts] == [("", 1), ("Đại đội 2", 1)]
    assert [p.rows[0].texts[0] for p in parts] == ["1", "1"]
    own_only = registers.make(battalion, "campaign", MARCH, subordinates=False).parts
    assert [p.unit for p in own_only] == [""]


def _unit(code: str) -> dict[str, object]:
    unit = Unit(code, f"Đại đội {code[1:]}", "company", "d1")
    return {
        "code": unit.code, "name": unit.name, "echelon": unit.echelon, "parent": unit.parent,
        "own": 0, "training": 0, "data": {},
    }  # fmt: skip
