"""The pages: what a click does, what is refused where, what undo brings back, what is forgotten on lock."""

import pytest
from PySide6.QtCore import QThread
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from app.catalogue import Catalogue
from app.ledgers import entries
from app.progress import Progress
from app.store import Store
from tests.ui.conftest import ctrl, desk_of, focused, type_text, unlock
from ui import editors
from ui.main_window import Desk, MainWindow
from ui.page import Page
from ui.unlock import UnlockPage
from ui.views import PAGES
from ui.views.ledgers import LedgersPage

STRENGTH = {
    "date": "15/01/2026", "officers": "4", "professional": "1", "soldiers": "8", "present": "11",
    "absent_leave": "1", "absent_sick": "0", "absent_mission": "1",
}  # fmt: skip


def ledgers(desk: Desk, section: str) -> LedgersPage:
    desk.go(1)
    page = desk.current()
    assert isinstance(page, LedgersPage)
    page.open_section(section)
    return page


def fill(page: Page, values: dict[str, str]) -> None:
    for key, value in values.items():
        line = page.findChild(QLineEdit, key)
        assert line is not None, key
        line.setText(value)


def click(page: QWidget, name: str) -> None:
    button = page.findChild(QPushButton, name)
    assert button is not None, name
    button.click()


def said(page: QWidget, name: str) -> str:
    label = page.findChild(QLabel, name)
    assert label is not None, name
    return "" if label.isHidden() else label.text()


def rows(page: QWidget, name: str) -> int:
    table = page.findChild(QTableView, name)
    assert table is not None, name
    return table.model().rowCount()


def test_a_wrong_passphrase_is_said_and_the_page_stays(window: MainWindow, qtbot: QtBot) -> None:
    type_text("không phải mật khẩu")
    click(window, "open")
    assert "S1" in said(window, "complaint")
    assert window.session is None
    assert isinstance(window.centralWidget(), UnlockPage)
    unlock(window, qtbot)


def test_every_page_comes_up_by_its_key(desk: Desk) -> None:
    for number, kind in enumerate(PAGES):
        desk.go(number)
        assert type(desk.current()) is kind
        assert not desk.current().stale


def test_all_problems_of_a_row_stand_beside_their_fields(desk: Desk) -> None:
    page = ledgers(desk, "strength")
    fill(page, STRENGTH | {"date": "31/31/2026", "present": "nhiều"})
    click(page, "save")
    assert "✖" in said(page, "date_problem")
    assert "✖" in said(page, "present_problem")
    assert said(page, "officers_problem") == ""
    assert page.session.store.count("entry") == 0
    fill(page, STRENGTH)
    click(page, "save")
    assert rows(page, "entries") == 1


def test_a_saved_row_is_amended_struck_and_brought_back_by_undo(desk: Desk, qtbot: QtBot) -> None:
    page = ledgers(desk, "strength")
    store = page.session.store
    fill(page, STRENGTH)
    click(page, "save")
    table = page.findChild(QTableView, "entries")
    assert table is not None
    table.selectRow(0)
    fill(page, {"present": "10", "absent_sick": "1"})
    click(page, "save")
    (entry,) = entries.listing(store, "strength")
    assert entry.values["present"] == 10
    table.setFocus()
    ctrl("Z")
    qtbot.waitUntil(lambda: entries.listing(store, "strength")[0].values["present"] == 11)
    entries.strike(store, entry.id, reason="ghi nhầm")
    assert rows(page, "entries") == 1  # struck rows stay readable
    assert entries.count(store, "strength") == 0


def test_nothing_of_the_rows_stays_after_locking(desk: Desk, window: MainWindow) -> None:
    page = ledgers(desk, "strength")
    fill(page, STRENGTH)
    click(page, "save")
    QApplication.clipboard().setText("Nguyễn Văn Mẫu")
    window.lock()
    assert window.session is None
    assert QApplication.clipboard().text() == ""
    assert window.findChild(QTableView) is None or not window.findChild(QTableView).isVisible()


def test_every_field_type_has_an_editor_and_every_editor_a_type(catalogue: Catalogue) -> None:
    used = {field.type for section in catalogue.sections.values() for field in section.fields}
    assert used <= set(editors.EDITORS)
    assert set(editors.EDITORS) - used <= {"decimal", "time", "month", "file", "money"}


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("tie\bê\b\btiếng Vie\bê\b\biệt", "tiếng Việt"),
        ("D\bĐang\b\b\bảng u\bủy", "Đảng ủy"),
    ],
)
def test_backspace_and_insert_of_input_methods_reach_every_editor_unchanged(
    desk: Desk, keys: str, text: str
) -> None:
    page = ledgers(desk, "incident")
    for name in ("place", "summary"):
        widget = page.findChild(QWidget, name)
        assert widget is not None
        widget.setFocus()
        type_text(keys)
        shown = widget.property("plainText") or widget.property("text")
        assert shown == text


def test_slow_work_runs_beside_the_window_on_its_own_reading_connection(
    desk: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    session = desk_of(window).current().session
    threads = []

    def work(reader: Store, *, progress: Progress) -> int:
        threads.append(QThread.currentThread())
        progress(1, 1, "đếm")
        return reader.count("change")

    got: list[int] = []
    session.wait(
        work, then=lambda n: (threads.append(QThread.currentThread()), got.append(n)), title="Đếm"
    )
    qtbot.waitUntil(lambda: bool(got))
    assert got == [session.store.count("change")]
    assert threads[0] is not threads[1]
    assert threads[1] is window.thread()


def test_cancelled_work_leaves_nothing_and_says_so(
    desk: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    session = desk_of(window).current().session

    def work(_: Store, *, progress: Progress) -> int:
        for step in range(10_000):
            progress(step, 10_000, "đang làm")
            QThread.msleep(2)
        return 1

    ended: list[int] = []
    with qtbot.waitSignal(session.told, timeout=10_000) as told:
        session.wait(work, then=ended.append, title="Việc dài")
        QTest.qWait(700)
        dialog = window.findChild(QWidget, "progress")
        assert dialog is not None
        assert dialog.isVisible()
        dialog.canceled.emit()  # type: ignore[attr-defined]  # it is the progress dialog
    assert "hủy" in told.args[0]
    assert ended == []


def test_twenty_thousand_changes_reach_the_window(desk: Desk, window: MainWindow) -> None:
    session = desk_of(window).current().session
    seen = []
    session.told.connect(seen.append)
    for number in range(20_000):
        session.told.emit(str(number))
    assert len(seen) == 20_000
    assert focused() is not None
