"""What a table says about a row: corrected cells with old and new, warnings, closed periods."""

from app.ledgers import entries, locks
from app.ledgers.states import States
from app.period import parse
from app.store import Store
from tests.ledgers.conftest import People
from tests.ledgers.examples import COMPANY

SESSION = COMPANY["session"]


def test_only_the_corrected_cells_are_told_with_the_first_text_and_the_newest(
    store: Store, people: People
) -> None:
    entry = entries.add(store, "session", SESSION)
    assert States(store, "session").of(entry).changed == {}
    entries.amend(store, entry.id, {"topic": "Bài hai"})
    entries.amend(store, entry.id, {"topic": "Bài ba"})
    changed = States(store, "session").of(entries.get(store, entry.id)).changed
    assert list(changed) == ["topic"]
    assert (changed["topic"].old, changed["topic"].new) == (SESSION["topic"], "Bài ba")
    assert changed["topic"].by == store.account.name


def test_a_correction_taken_back_leaves_no_mark(store: Store, people: People) -> None:
    entry = entries.add(store, "session", SESSION)
    entries.amend(store, entry.id, {"topic": "Bài hai"})
    store.undo()
    assert States(store, "session").of(entries.get(store, entry.id)).changed == {}
    store.undo()
    store.redo()
    assert States(store, "session").of(entries.get(store, entry.id)).changed == {}


def test_warnings_stand_at_their_cell_and_no_row_doubles_another(store: Store) -> None:
    ahead = entries.add(store, "directive", COMPANY["directive"] | {"received_date": "2027-03-06"})
    states = States(store, "directive")
    assert "tương lai" in states.of(ahead).warnings["received_date"][0]
    assert states.of(ahead).warnings == states.of(ahead).warnings
    entries.strike(store, ahead.id, reason="nhầm")
    assert states.of(entries.get(store, ahead.id)).warnings == {}


def test_a_row_in_a_closed_period_names_it(store: Store, people: People) -> None:
    entry = entries.add(store, "session", SESSION)
    assert States(store, "session").of(entry).locked == ""
    locks.lock(store, parse("2026-03"), "đã nộp")
    assert States(store, "session").of(entry).locked == "tháng 03/2026"
    locks.reopen(store, parse("2026-03"), "sửa")
    assert States(store, "session").of(entry).locked == ""
