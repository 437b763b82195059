"""What happened to a row, what stands of it, putting an old value back, and undoing one older change."""

import pytest

from app.ledgers import PeriodLocked, entries, locks
from app.period import parse
from app.store import Store, UndoRefused
from tests.ledgers.conftest import People
from tests.ledgers.examples import COMPANY, LEADER

SESSION = COMPANY["session"]


def test_an_undone_change_is_told_as_undone_until_it_is_done_again(
    store: Store, people: People
) -> None:
    row = entries.add(store, "session", SESSION)
    entries.amend(store, row.id, {"hours": 4})

    def told() -> list[tuple[str, str, bool]]:
        found = entries.history(store, row.id)
        return [(x.kind, x.new, x.undone) for x in found if x.field == "hours" and x.old]

    assert told() == [("do", "4", False)]
    store.undo()
    assert told() == [("do", "4", True), ("undo", "3,5", False)]
    store.redo()
    assert told() == [("do", "4", False), ("undo", "3,5", True), ("redo", "4", False)]


def test_a_value_of_the_past_goes_back_as_an_amendment_of_its_own(
    store: Store, people: People
) -> None:
    row = entries.add(store, "session", SESSION)
    entries.amend(store, row.id, {"lecturer": LEADER, "note": "Đổi người"})
    changed = {x.field: x for x in entries.history(store, row.id) if x.change == 3 or x.old}
    before = changed["lecturer"].before
    assert isinstance(before, dict)
    entries.amend(store, row.id, {"lecturer": before}, reason="Khôi phục")
    assert entries.get(store, row.id).values["lecturer"] == row.values["lecturer"]
    last = entries.history(store, row.id)[-1]
    assert (last.field, last.reason, last.kind) == ("lecturer", "Khôi phục", "do")


def test_the_reason_of_a_crossed_out_row_is_its_own(store: Store, people: People) -> None:
    row = entries.add(store, "session", SESSION)
    entries.amend(store, row.id, {"hours": 4}, reason="Đổi lịch")
    entries.strike(store, row.id, reason="Trùng")
    assert [(x.field, x.reason) for x in entries.history(store, row.id)][-2:] == [
        ("hours", "Đổi lịch"),
        ("struck", "Trùng"),
    ]


def test_one_older_change_is_taken_back_unless_it_was_built_upon_or_its_period_closed(
    store: Store, people: People
) -> None:
    march = entries.add(store, "session", SESSION)
    made = store.changes(1)[0].id
    april = entries.add(store, "session", {**SESSION, "date": "2026-04-02"})
    entries.amend(store, april.id, {"hours": 4})
    locks.lock(store, parse("2026-03"), "Đã nộp")
    with pytest.raises(PeriodLocked):
        entries.take_back(store, made)
    assert entries.get(store, march.id).struck is None
    locks.reopen(store, parse("2026-03"), "Ghi nhầm đơn vị")
    entries.take_back(store, made)
    assert [x.id for x in entries.listing(store, "session")] == [april.id]
    assert store.taken_back(made)
    with pytest.raises(UndoRefused):
        entries.take_back(store, made)
    with pytest.raises(UndoRefused):
        entries.take_back(store, made + 1)  # the row was amended since
    assert store.verify().ok


def test_a_row_moved_out_of_a_period_that_was_closed_since_does_not_go_back_into_it(
    store: Store, people: People
) -> None:
    row = entries.add(store, "session", SESSION)
    entries.amend(store, row.id, {"date": "2026-04-02"})
    moved = store.changes(1)[0].id
    locks.lock(store, parse("2026-03"), "Đã nộp")
    with pytest.raises(PeriodLocked):
        entries.take_back(store, moved)
    assert entries.get(store, row.id).occurred_on == "2026-04-02"


def test_changes_are_found_by_their_words_and_name_the_rows_they_wrote(
    store: Store, people: People
) -> None:
    rows = entries.add_many(store, "session", [SESSION, {**SESSION, "topic": "Bài 2"}])
    entries.amend(store, rows[0].id, {"hours": 4})
    found = store.changes(search="THEM buoi hoc")
    assert [x.label for x in found] == ["Thêm 2 dòng: Buổi học chính trị"]
    assert store.touched(found[0].id) == [("entry", x.id) for x in rows]
    assert store.changes(search="không có việc này") == []
    assert len(store.changes(1, 1)) == 1
    ahead = store.next_undo()
    assert ahead is not None
    assert ahead.label.startswith("Sửa: Buổi học chính trị")
    assert store.next_redo() is None
    store.undo()
    again = store.next_redo()
    assert again is not None
    assert again.undoes == ahead.id
