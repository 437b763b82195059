"""The pages: what a click does, what is refused where, what undo brings back, what is forgotten on lock."""

import re

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLineEdit,
    QTableView,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app import paths
from app.catalogue import Catalogue
from app.ledgers import entries
from tests.ui.conftest import click, ctrl, press, said, type_text, unlock
from ui.ledger import LedgersPage
from ui.ledger.form import kinds
from ui.main_window import Desk, MainWindow
from ui.page import Page
from ui.unlock import UnlockPage
from ui.views import PAGES

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so

HELP = paths.resources() / "help"
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
    for number, place in enumerate(PAGES):
        desk.go(number)
        assert desk.current().title == place.title
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


def test_nothing_of_the_rows_stays_after_locking(
    desk: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    page = ledgers(desk, "strength")
    fill(page, STRENGTH)
    click(page, "save")
    QApplication.clipboard().setText("Nguyễn Văn Mẫu")
    window.help()
    window.lock()
    assert window.session is None
    assert QApplication.clipboard().text() == ""
    qtbot.waitUntil(lambda: not window.findChildren(QDialog) + window.findChildren(QTableView))


def test_help_opens_at_the_page_in_front(desk: Desk, window: MainWindow) -> None:
    for number, topic in enumerate(
        ("tong-quan", "so", "van-kien", "nop-nhan", "quan-so", "tra-cuu", "lich-su")
    ):
        desk.go(number)
        press(Qt.Key.Key_F1)
        dialog = window.findChild(QDialog, "help")
        assert dialog is not None
        browser = dialog.findChild(QTextBrowser)
        assert browser is not None
        assert browser.source().fileName() == f"{topic}.md"
        assert desk.current().title in browser.toPlainText().splitlines()[0]
        dialog.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_every_field_type_has_an_editor_and_every_editor_a_type(catalogue: Catalogue) -> None:
    used = {field.type for section in catalogue.sections.values() for field in section.fields}
    assert used <= set(kinds.EDITORS)
    assert set(kinds.EDITORS) - used <= {"decimal", "time", "month", "file", "money"}


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("tie\bê\b\b\btiếng Vie\bê\b\biệt", "tiếng Việt"),
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


def test_every_page_of_the_manual_leads_only_to_pages_that_exist() -> None:
    links = {
        (page.name, link)
        for page in HELP.glob("*.md")
        for link in re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
    }
    assert len({link for _, link in links}) >= 8
    assert [pair for pair in links if not (HELP / pair[1]).is_file()] == []


def test_the_buttons_the_manual_names_are_in_the_window(desk: Desk) -> None:
    for number, place in enumerate(PAGES):
        desk.go(number)
        assert desk.current().title == place.title
    shown = {b.text().replace("&", "").split(" (")[0] for b in desk.findChildren(QAbstractButton)}
    for name in (
        "Lưu", "Dòng mới", "Gạch bỏ…", "Soạn", "Chép kỳ trước", "Trình duyệt", "Ban hành…", "Rút về", "Ghi trả lại…",
        "Ghi phê duyệt…", "Thu hồi…", "Lấy lại bảng", "Chèn bảng…", "So kỳ trước…", "Việc khác", "Bản thay thế", "Bỏ dự thảo", "Ghi Word, PDF…",
        "Ghi gói ra USB", "Không phát sinh", "Thay gói đã nộp", "Đọc các gói trong thư mục", "Nhập vào sổ",
        "Ghi biên nhận ra USB", "Hoàn tác lần nhập đang chọn", "Lập báo cáo tổng hợp ra USB", "Tin khóa",
        "Ghi thẻ khóa của đơn vị mình ra USB", "Hoàn tác", "Làm lại", "Người mới đến…", "Thăng cấp…", "Đổi chức vụ…",
    ):  # fmt: skip
        assert name in shown
        manual = "".join(p.read_text(encoding="utf-8") for p in HELP.glob("*.md"))
        assert name in manual
