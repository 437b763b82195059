"""What other rows give a form, and unsaved typing that is never lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.ledgers import Entry, entries
from tests.ledgers.examples import COMPANY, OFFICER
from tests.ui.conftest import (
    click,
    ctrl,
    desk_of,
    focused,
    press,
    said,
    tab,
    type_text,
    unlock,
)
from tests.ui.forms import DOWN, ENTER, ESC, F3, into, line, offered, open_new, type_into
from tests.ui.test_ledgers_page import directive
from ui.ledger import LedgersPage
from ui.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so


@pytest.fixture(autouse=True)
def _spring(spring: None) -> None:
    """All of this happens in March."""


@pytest.fixture
def page(form_page: LedgersPage) -> LedgersPage:
    return form_page


def test_earlier_values_of_a_field_are_at_hand(page: LedgersPage) -> None:
    store = page.session.store
    for n, issuer in enumerate(("Tiểu đoàn 1", "Trung đoàn 2", "Tiểu đoàn 1", "Sư đoàn 3"), 1):
        entries.add(
            store,
            "directive",
            directive(n) | {"issuer": issuer, "received_date": f"2026-03-{n:02d}"},
        )
    open_new(page, "directive")
    issuer_line = into(page, "issuer")
    press(F3)
    assert offered(page) == ["Sư đoàn 3", "Tiểu đoàn 1", "Trung đoàn 2"]
    press(DOWN)
    press(ENTER)
    assert issuer_line.text() == "Tiểu đoàn 1"
    assert focused() is issuer_line
    press(F3)
    press(ESC)
    assert issuer_line.text() == "Tiểu đoàn 1"


def test_ctrl_apostrophe_takes_the_value_of_the_row_before(page: LedgersPage) -> None:
    store = page.session.store
    entries.add(store, "directive", directive(1) | {"received_date": "2026-03-02"})
    open_new(page, "directive")
    for key in ("received_date", "kind"):
        into(page, key)
        press(Qt.Key.Key_Apostrophe, Qt.KeyboardModifier.ControlModifier)
    assert line(page, "received_date").text() == "02/03/2026"
    assert line(page, "kind").text() != ""


def test_a_duplicate_leaves_out_the_day_and_what_is_its_own(page: LedgersPage) -> None:
    store = page.session.store
    meeting = entries.add(store, "meeting", COMPANY["meeting"])
    resolution = entries.add(store, "resolution", COMPANY["resolution"])
    assert meeting.section == "meeting"
    page.open(resolution.id)
    ctrl("D")
    assert line(page, "number").text() == ""
    assert line(page, "date").text() == ""
    assert line(page, "kind").text() != ""
    assert line(page, "voters").text() == "4"
    assert page.form.dirty
    type_into(page, {"number": "18-NQ/CB"})
    assert entries.count(store, "resolution") == 1


@pytest.fixture
def rows(page: LedgersPage) -> list[Entry]:
    store = page.session.store
    return [entries.add(store, "directive", directive(n)) for n in (1, 2)]


def type_something(page: LedgersPage, entry: Entry) -> None:
    page.open(entry.id)
    into(page, "number").selectAll()
    type_text("55/HD")


def test_another_row_waits_until_unsaved_typing_is_settled(
    page: LedgersPage, rows: list[Entry]
) -> None:
    type_something(page, rows[0])
    page.open(rows[1].id)
    assert "chưa lưu" in said(page, "unsaved_question")
    assert line(page, "number").text() == "55/HD"
    click(page, "unsaved_save")
    assert entries.get(page.session.store, rows[0].id).values["number"] == "55/HD"
    assert line(page, "number").text() == "2/HD-d1"


def test_unsaved_typing_is_dropped_only_when_told_so(page: LedgersPage, rows: list[Entry]) -> None:
    type_something(page, rows[0])
    page.open(rows[1].id)
    click(page, "unsaved_stay")
    assert line(page, "number").text() == "55/HD"
    page.open(rows[1].id)
    click(page, "unsaved_drop")
    assert line(page, "number").text() == "2/HD-d1"
    assert entries.get(page.session.store, rows[0].id).values["number"] == "1/HD-d1"


def test_saving_what_is_wrong_stays_with_it(page: LedgersPage, rows: list[Entry]) -> None:
    type_something(page, rows[0])
    into(page, "received_date").selectAll()
    type_text("31/2")
    page.open(rows[1].id)
    click(page, "unsaved_save")
    assert line(page, "received_date").text() == "31/2"
    assert "✖" in said(page, "received_date_problem")


def test_a_row_looked_at_is_not_unsaved(page: LedgersPage, rows: list[Entry]) -> None:
    for row in (*rows, *rows):
        page.open(row.id)
        tab(4)
        assert not page.form.dirty


def test_another_section_waits_too_and_staying_shows_the_one_typed_in(
    page: LedgersPage, rows: list[Entry]
) -> None:
    type_something(page, rows[0])
    page.open_section("work_log")
    click(page, "unsaved_stay")
    assert page.section is not None
    assert page.section.key == "directive"
    assert line(page, "number").text() == "55/HD"
    page.open_section("work_log")
    click(page, "unsaved_drop")
    assert page.section.key == "work_log"
    assert line(page, "lead").isEnabled()


def test_a_row_of_another_section_is_shown_once_the_typing_is_settled(
    page: LedgersPage, rows: list[Entry]
) -> None:
    other = entries.add(page.session.store, "work_log", COMPANY["work_log"])
    type_something(page, rows[0])
    page.open(other.id)
    click(page, "unsaved_drop")
    assert line(page, "lead").text() == OFFICER


def test_the_window_does_not_close_over_unsaved_typing(
    page: LedgersPage, rows: list[Entry], window: MainWindow, qtbot: QtBot
) -> None:
    type_something(page, rows[0])
    assert not window.close()
    assert "chưa lưu" in said(page, "unsaved_question")
    click(page, "unsaved_drop")
    qtbot.waitUntil(lambda: not window.isVisible())


def test_a_row_half_typed_comes_back_after_the_idle_lock(
    page: LedgersPage, rows: list[Entry], window: MainWindow, qtbot: QtBot
) -> None:
    type_something(page, rows[0])
    into(page, "received_date").selectAll()
    type_text("31/2")
    again = locked_and_opened(window, qtbot)
    assert line(again, "number").text() == "55/HD"
    assert line(again, "received_date").text() == "31/2"
    assert again.form.dirty
    into(again, "received_date").selectAll()
    type_text("28/2")
    ctrl("S")
    assert entries.get(again.session.store, rows[0].id).values["number"] == "55/HD"
    assert not locked_and_opened(window, qtbot).form.dirty


def locked_and_opened(window: MainWindow, qtbot: QtBot) -> LedgersPage:
    """Let the screen lock itself, and unlock it again."""
    window.lock()
    assert window.session is None
    unlock(window, qtbot)
    desk = desk_of(window)
    desk.go(1)
    found = desk.current()
    assert isinstance(found, LedgersPage)
    return found


def test_what_something_else_changed_in_the_row_is_left_as_it_is(
    page: LedgersPage, rows: list[Entry]
) -> None:
    store = page.session.store
    type_something(page, rows[0])
    entries.amend(store, rows[0].id, {"issuer": "Trung đoàn 2"})
    ctrl("S")
    after = entries.get(store, rows[0].id)
    assert (after.values["number"], after.values["issuer"]) == ("55/HD", "Trung đoàn 2")


def test_a_row_that_is_only_looked_at_follows_an_undo(page: LedgersPage, rows: list[Entry]) -> None:
    store = page.session.store
    entries.amend(store, rows[0].id, {"number": "55/HD"})
    page.open(rows[0].id)
    assert line(page, "number").text() == "55/HD"
    store.undo()
    assert line(page, "number").text() == "1/HD-d1"
    fresh = entries.add(store, "directive", directive(3))
    page.open(fresh.id)
    store.undo()
    assert line(page, "number").text() == ""
    assert said(page, "form_heading") == "Dòng mới"


@pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")
def test_the_mouse_reaches_earlier_values_too(page: LedgersPage, rows: list[Entry]) -> None:
    open_new(page, "directive")
    issuer = into(page, "issuer")
    spot = issuer.rect().center()
    QApplication.sendEvent(
        issuer,
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, issuer.mapToGlobal(spot)),
    )
    menu = next(m for m in page.window().findChildren(QMenu, "field_menu") if m.isVisible())
    next(a for a in menu.actions() if a.text().startswith("Như dòng trước")).trigger()
    menu.close()
    assert issuer.text() == "Tiểu đoàn 1"
