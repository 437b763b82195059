"""Many rows are amended or struck out in one change, or none of them is."""

import pytest

from app import period as periods
from app.errors import Refused
from app.ledgers import Entry, PeriodLocked, entries, locks
from app.store import Store
from tests.ledgers.conftest import People
from tests.ledgers.examples import COMPANY


@pytest.fixture
def rows(store: Store, people: People) -> list[Entry]:
    """Three strength rows of three days of March."""
    days = ("2026-03-15", "2026-03-16", "2026-03-17")
    return entries.add_many(store, "strength", [COMPANY["strength"] | {"date": d} for d in days])


def events(store: Store) -> int:
    return len(store.changes())


def test_many_rows_are_amended_in_one_change_that_one_undo_takes_back(
    store: Store, rows: list[Entry]
) -> None:
    before = events(store)
    changes = [(row.id, {"officers": 5, "present": 12}) for row in rows]
    amended = entries.amend_many(store, changes, reason="đếm lại")
    assert events(store) == before + 1
    assert [x.values["officers"] for x in amended] == [5, 5, 5]
    assert {x.change_reason for x in amended} == {"đếm lại"}
    store.undo()
    assert [entries.get(store, x.id).values for x in rows] == [x.values for x in rows]


def test_one_wrong_row_keeps_all_rows_as_they_were_and_is_named_by_its_place(
    store: Store, rows: list[Entry]
) -> None:
    with pytest.raises(Refused) as caught:
        entries.amend_many(
            store,
            [(rows[0].id, {"officers": 5, "present": 12}), (rows[1].id, {"officers": "nhiều"})],
        )
    (where,) = [p.where for p in caught.value.problems if p.severity == "block"]
    assert where == "2.officers"
    assert [entries.get(store, x.id).values for x in rows] == [x.values for x in rows]


def test_rows_that_would_stay_as_they_are_are_left_alone(store: Store, rows: list[Entry]) -> None:
    before = events(store)
    entries.amend_many(store, [(x.id, {"officers": x.values["officers"]}) for x in rows])
    assert events(store) == before


def test_rows_may_exchange_what_must_be_unique(store: Store, rows: list[Entry]) -> None:
    first, second, _ = rows
    changed = [(first.id, {"date": "2026-03-16"}), (second.id, {"date": "2026-03-15"})]
    entries.amend_many(store, changed)
    assert entries.get(store, first.id).occurred_on == "2026-03-16"
    assert entries.get(store, second.id).occurred_on == "2026-03-15"


def test_what_must_be_unique_is_not_given_to_two_rows(store: Store, rows: list[Entry]) -> None:
    found = entries.preview_many(store, [(x.id, {"date": "2026-03-20"}) for x in rows])
    assert [x.blocked for x in found] == [False, True, True]
    assert [x.changed for x in found] == [True, True, True]
    with pytest.raises(Refused):
        entries.amend_many(store, [(x.id, {"date": "2026-03-17"}) for x in rows[:2]])


def test_struck_and_locked_rows_are_all_named_at_once(store: Store, rows: list[Entry]) -> None:
    entries.strike(store, rows[1].id, reason="ghi nhầm")
    locks.lock(store, periods.parse("2026-03-17"), "đã nộp")
    with pytest.raises(Refused) as caught:
        entries.amend_many(store, [(x.id, {"officers": 5, "present": 12}) for x in rows])
    wheres = [(p.where, p.code) for p in caught.value.problems if p.severity == "block"]
    assert sorted(wheres) == [("2.date", "L115"), ("3.date", "L109")]
    with pytest.raises(Refused):
        entries.strike_many(store, [x.id for x in rows], reason="ghi nhầm")
    assert entries.get(store, rows[0].id).struck is None


def test_rows_of_a_locked_period_alone_say_so(store: Store, rows: list[Entry]) -> None:
    locks.lock(store, periods.parse("2026-03"), "đã nộp")
    with pytest.raises(PeriodLocked):
        entries.strike_many(store, [x.id for x in rows], reason="ghi nhầm")


def test_many_rows_are_struck_with_one_reason_in_one_change(
    store: Store, rows: list[Entry]
) -> None:
    before = events(store)
    struck = entries.strike_many(store, [x.id for x in rows], reason="nhập hai lần")
    assert events(store) == before + 1
    assert {x.struck for x in struck} == {"nhập hai lần"}
    store.undo()
    assert entries.count(store, "strength") == 3


def test_nothing_is_struck_without_a_reason(store: Store, rows: list[Entry]) -> None:
    with pytest.raises(Refused):
        entries.strike_many(store, [rows[0].id], reason=" ")


def test_a_row_named_twice_is_a_mistake_of_the_caller(store: Store, rows: list[Entry]) -> None:
    with pytest.raises(ValueError, match="twice"):
        entries.amend_many(store, [(rows[0].id, {}), (rows[0].id, {})])
