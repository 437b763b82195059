"""Walking through rows by the keyboard, marks of rows and cells, and rows that are only looked at."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QInputDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app import clock
from app import period as periods
from app import store as stores
from app.ledgers import attachments, entries, locks
from app.store import Store, accounts
from tests.conftest import PASSPHRASE
from tests.ledgers.made_files import pdf, png
from tests.ui.conftest import click, ctrl, focused, press, said, type_text
from tests.ui.table import ALT, THREE, choose_period, column, directive, opened, strength, texts
from ui.ledger.page import LedgersPage
from ui.main_window import Desk, MainWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(desk: Desk, today: object) -> LedgersPage:
    """The ledgers page at the directives, three of them written."""
    return opened(desk, "directive", THREE)


def test_alt_and_arrows_walk_through_table_and_form_together(page: LedgersPage) -> None:
    page.rows.table.go(0)
    page.form.take_focus()
    number = page.findChild(QLineEdit, "number")
    assert number is not None
    assert number.text() == "3"
    before = page.session.store.dump()
    press(Qt.Key.Key_Down, ALT)
    assert number.text() == "2"
    press(Qt.Key.Key_End, ALT)
    assert number.text() == "1"
    press(Qt.Key.Key_Down, ALT)
    assert number.text() == "1"
    press(Qt.Key.Key_Up, ALT)
    assert number.text() == "2"
    assert page.session.store.dump() == before


def test_f6_goes_from_part_to_part_and_back(page: LedgersPage) -> None:
    page.tree.setFocus()
    passed = []
    for _ in range(5):
        press(Qt.Key.Key_F6)
        passed.append(focused().objectName())
    assert passed[:3] == ["filter", "filter_state", "entries"]
    assert passed[3] == "received_date"
    assert passed[4] == "sections"
    press(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert focused().objectName() == passed[3]


def test_an_earlier_year_is_only_looked_at(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOCTD_TODAY", "2026-03-06")
    page = opened(desk, "directive", (*THREE, directive("9", "Năm cũ", "2024-05-05")))
    choose_period(page, "Chỉ xem năm 2024")
    assert texts(page, "number") == ["9"]
    assert said(page, "watch_text").startswith("Chỉ xem năm 2024")
    assert page.reading_only
    page.rows.table.go(0)
    number = page.findChild(QLineEdit, "number")
    save = page.findChild(QPushButton, "save")
    assert number is not None
    assert save is not None
    assert not number.isEnabled()
    assert not save.isEnabled()
    before = page.session.store.dump()
    for keys in ("N", "S"):
        ctrl(keys)
    for one in page.findChildren(QAction, "row_strike"):
        one.trigger()
    assert page.session.store.dump() == before
    assert page.findChild(QInputDialog) is None
    click(page, "watch_back")
    assert not page.reading_only
    assert said(page, "watch_text") == "" or not page.rows.watch.isVisible()
    assert page.rows.model.rowCount() == 4
    page.rows.table.go(0)
    assert number.isEnabled()


def test_a_row_in_a_closed_period_says_why_it_cannot_be_changed(page: LedgersPage) -> None:
    locks.lock(page.session.store, periods.parse("2026-02"), "đã nộp")
    page.rows.table.go(1)
    number = page.findChild(QLineEdit, "number")
    assert number is not None
    assert not number.isEnabled()
    assert "tháng 02/2026 đã khóa" in said(page, "form_summary")
    signs = page.rows.model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "đã khóa" in signs
    locks.reopen(page.session.store, periods.parse("2026-02"), "cần sửa")
    assert number.isEnabled()  # at once, in the row that stands in the form
    locks.lock(page.session.store, periods.parse("2026-02"), "đã sửa")
    assert not number.isEnabled()
    page.rows.table.go(0)
    assert number.isEnabled()
    assert said(page, "form_summary") == ""


def test_only_the_cells_that_were_corrected_are_marked(page: LedgersPage, qtbot: QtBot) -> None:
    entry = page.rows.model.entry(0)
    entries.amend(page.session.store, entry.id, {"subject": "Đón quân"})
    model = page.rows.model
    cell = model.index(0, column(page, "subject"))
    qtbot.waitUntil(lambda: cell.data(Qt.ItemDataRole.DecorationRole) is not None)
    said_of = model.index(0, cell.column()).data(Qt.ItemDataRole.ToolTipRole)
    assert "Đón chiến sĩ mới → Đón quân" in said_of
    assert model.index(0, column(page, "number")).data(Qt.ItemDataRole.DecorationRole) is None


def test_an_account_that_only_reads_uses_looks_but_changes_nothing(
    store: Store, window: MainWindow, qtbot: QtBot
) -> None:
    with stores.open(store.home, passphrase=PASSPHRASE) as own:
        entries.add_many(own, "directive", list(THREE))
        accounts.add(own, "xem", "xem", passphrase="mật khẩu xem 2")
    window.enter(stores.open(store.home, passphrase="mật khẩu xem 2"))
    desk = window.centralWidget()
    assert isinstance(desk, Desk)
    page = opened(desk, "directive")
    assert page.reading_only
    assert "chỉ được xem" in said(page, "watch_text")
    button = page.findChild(QPushButton, "view_menu")
    assert button is not None
    button.menu().aboutToShow.emit()
    save = next(x for x in button.menu().actions() if x.objectName() == "look_save")
    assert not save.isEnabled()


def test_a_battalion_looks_at_a_companys_rows_without_changing_them(
    battalion: Store, window: MainWindow, qtbot: QtBot
) -> None:
    with battalion.change("Đại đội và số liệu của nó"):
        battalion.insert(
            "unit", {"code": "c1", "name": "Đại đội 1", "echelon": "company", "parent": "d1"}
        )
        own = entries.add(battalion, "strength", strength("2026-01-05"))
        row = battalion.get("entry", own.id)
        battalion.insert("entry", row | {"id": "x-c1", "unit": "c1"})
    home = battalion.home
    battalion.close()
    window.enter(stores.open(home, passphrase=PASSPHRASE))
    desk = window.centralWidget()
    assert isinstance(desk, Desk)
    page = opened(desk, "strength")
    box = page.findChild(QComboBox, "unit")
    assert box is not None
    assert [page.rows.model.entry(0).id] == [own.id]
    box.setCurrentIndex(1)
    assert [page.rows.model.entry(0).id] == ["x-c1"]
    assert page.reading_only
    assert "Đại đội 1" in said(page, "watch_text")
    click(page, "watch_back")
    assert [page.rows.model.entry(0).id] == [own.id]
    assert not page.reading_only


@pytest.mark.parametrize("again", [(Qt.Key.Key_Y, CTRL), (Qt.Key.Key_Z, CTRL | SHIFT)])
def test_what_was_undone_is_done_again_by_its_shortcut(
    page: LedgersPage, again: tuple[Qt.Key, Qt.KeyboardModifier]
) -> None:
    told: list[str] = []
    page.session.told.connect(told.append)
    entry = page.rows.model.entry(0)
    entries.strike(page.session.store, entry.id, reason="nhầm")
    page.rows.table.setFocus()
    ctrl("Z")
    assert page.rows.model.entry(0).struck is None
    press(*again)
    assert page.rows.model.entry(0).struck == "nhầm"
    assert [line.partition(":")[0] for line in told] == ["Đã hoàn tác", "Đã làm lại"]
    assert told[0].partition(":")[2] == told[1].partition(":")[2]
    press(*again)
    assert told[-1] == "Không có gì để làm lại."


def test_a_doubtful_cell_and_the_files_of_a_row_are_told_in_words_too(
    page: LedgersPage, qtbot: QtBot
) -> None:
    store, model = page.session.store, page.rows.model
    ahead = directive("4", "Chưa tới", str(clock.today() + timedelta(40)))
    entry = entries.add(store, "directive", ahead)
    for name, content in (("a.png", png()), ("b.pdf", pdf())):
        attachments.add(store, entry.id, name, content, not_secret=True)
    cell = model.index(0, column(page, "received_date"))
    qtbot.waitUntil(lambda: cell.data(Qt.ItemDataRole.DecorationRole) is not None)
    assert "tương lai" in cell.data(Qt.ItemDataRole.ToolTipRole)
    told = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "2 tệp kèm" in told
    assert "tương lai" in told
    assert "hiệu đính" not in told  # a file is no correction


def test_a_row_half_typed_is_neither_saved_nor_lost_by_walking_on(page: LedgersPage) -> None:
    page.rows.table.go(0)
    subject = page.findChild(QWidget, "subject")
    assert isinstance(subject, QLineEdit | QPlainTextEdit)
    subject.setFocus()
    type_text(" và dở")
    before = page.session.store.dump()
    press(Qt.Key.Key_Down, ALT)
    assert "chưa lưu" in said(page, "unsaved_question")
    click(page, "unsaved_stay")
    assert text_of(subject).startswith(" và dở")
    assert page.chosen()[0].values["number"] == "3"  # the table is back at the row of the form
    press(Qt.Key.Key_Down, ALT)
    click(page, "unsaved_drop")
    assert text_of(subject) == "An toàn"
    assert page.session.store.dump() == before


def test_the_form_shows_a_row_as_it_reads_after_an_undo(page: LedgersPage) -> None:
    entry = page.rows.model.entry(0)
    entries.amend(page.session.store, entry.id, {"number": "3/b"})
    page.rows.table.go(0)
    number = page.findChild(QLineEdit, "number")
    assert number is not None
    assert number.text() == "3/b"
    ctrl("Z")
    assert number.text() == "3"
    ctrl("Y")
    assert number.text() == "3/b"


def test_the_same_row_stays_selected_when_another_is_added(page: LedgersPage) -> None:
    page.rows.table.go(1)
    entries.add(page.session.store, "directive", directive("4", "Mới nhất", "2026-03-05"))
    assert [x.values["number"] for x in page.chosen()] == ["2"]
    assert page.rows.table.currentIndex().row() == 2


def text_of(editor: QLineEdit | QPlainTextEdit) -> str:
    return editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()
