"""Typing a paper: what the editor does on request, typing that is not saved, and what a crash leaves."""

import unicodedata

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCheckBox, QLineEdit, QTableView, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from app.documents import drafts
from app.documents.document import Document
from tests.ui import unikey
from tests.ui.conftest import Today, click, ctrl, desk_of, press, said, type_text, unlock
from tests.ui.papers import DOCUMENTS, dialog_of, draft, offered, pages, text_of
from ui.main_window import Desk, MainWindow
from ui.page import Page
from ui.papers.editor import OutlineEditor
from ui.papers.following import printed

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so


@pytest.fixture
def page(today: Today, desk: Desk) -> Page:
    today("2026-02-20")
    desk.go(DOCUMENTS)
    return desk.current()


@pytest.fixture
def editor(qtbot: QtBot) -> OutlineEditor:
    made = OutlineEditor()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    return made


def paper(page: Page) -> Document:
    (found,) = drafts.listing(page.session.store, type="report_month")
    return found


def at_line(editor: OutlineEditor, number: int) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(editor.document().findBlockByNumber(number).position())
    editor.setTextCursor(cursor)


def shown(page: QWidget, name: str) -> bool:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found.isVisible()


def test_headings_take_the_next_number_and_go_away_again(editor: OutlineEditor) -> None:
    editor.setPlainText("I. MỘT\n1. Nội dung\nHai\nBa")
    at_line(editor, 2)
    ctrl("2")
    assert editor.toPlainText().split("\n")[2] == "2. Hai"
    at_line(editor, 3)
    ctrl("1")
    assert editor.toPlainText().split("\n")[3] == "II. Ba"
    ctrl("3")
    assert editor.toPlainText().split("\n")[3] == "a) Ba"
    ctrl("3")
    assert editor.toPlainText().split("\n")[3] == "Ba"
    press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert editor.toPlainText().split("\n")[3] == "- Ba"
    ctrl("Z")
    assert editor.toPlainText().split("\n")[3] == "Ba"


def test_a_number_begins_anew_under_the_next_part(editor: OutlineEditor) -> None:
    editor.setPlainText("I. MỘT\n1. Nội dung\nII. HAI\nMới")
    at_line(editor, 3)
    ctrl("2")
    assert editor.toPlainText().endswith("1. Mới")


def test_chosen_words_become_bold_and_plain_again(editor: OutlineEditor) -> None:
    editor.setPlainText("Giữ gìn bí mật")
    editor.go_to("bí mật")
    ctrl("B")
    assert editor.toPlainText() == "Giữ gìn **bí mật**"
    ctrl("B")
    assert editor.toPlainText() == "Giữ gìn bí mật"


def test_tab_walks_through_the_cells_of_a_table(editor: OutlineEditor) -> None:
    editor.setPlainText("| Tên | Số |\n| --- | --- |\n| Sinh hoạt | 12 |\nSau bảng")
    at_line(editor, 0)
    found = []
    for _ in range(4):
        press(Qt.Key.Key_Tab)
        found.append(editor.textCursor().selectedText())
    assert found == ["Tên", "Số", "Sinh hoạt", "12"]
    press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert editor.textCursor().selectedText() == "Sinh hoạt"


@pytest.mark.parametrize("order", unikey.ORDERS)
def test_typing_through_unikey_arrives_letter_for_letter(editor: OutlineEditor, order: str) -> None:
    unikey.type_as_unikey("Đảng ủy đại đội", order)
    assert unicodedata.normalize("NFC", editor.toPlainText()) == "Đảng ủy đại đội"


def test_words_are_found_without_marks_and_replaced_in_one_step(page: Page, qtbot: QtBot) -> None:
    draft(page, "report_month")
    pane = text_of(page)
    pane.setPlainText("Đại đội 1\nđại đội 2\ndai doi 3")
    pane.setFocus()
    ctrl("H")
    words, other = (
        page.findChild(QLineEdit, "find_words"),
        page.findChild(QLineEdit, "replace_words"),
    )
    bare = page.findChild(QCheckBox, "find_bare")
    assert words is not None
    assert other is not None
    assert bare is not None
    words.setText("đại đội")
    qtbot.waitUntil(lambda: said(page, "find_said") == "2 chỗ")
    bare.setChecked(True)
    assert said(page, "find_said") == "3 chỗ"
    other.setText("Tiểu đoàn")
    click(page, "replace_all")
    assert pane.toPlainText() == "Tiểu đoàn 1\nTiểu đoàn 2\nTiểu đoàn 3"
    pane.undo()
    assert pane.toPlainText() == "Đại đội 1\nđại đội 2\ndai doi 3"


def test_another_paper_is_shown_only_after_unsaved_typing_is_settled(page: Page) -> None:
    draft(page, "resolution_month")
    draft(page, "report_month")
    text_of(page).appendPlainText("Chưa lưu.")
    table = page.findChild(QTableView, "documents")
    assert table is not None
    other = next(r for r in range(2) if "Nghị quyết" in str(table.model().index(r, 1).data()))
    table.selectRow(other)
    assert shown(page, "unsaved")
    assert "Chưa lưu." in text_of(page).toPlainText()
    click(page, "unsaved_stay")
    assert not shown(page, "unsaved")
    table.clearSelection()
    table.selectRow(other)
    click(page, "unsaved_save")
    assert "Chưa lưu." in paper(page).text
    assert said(page, "said").startswith("Nghị quyết")


def test_nothing_is_asked_of_a_store_that_was_locked_while_typing(
    page: Page, qtbot: QtBot, window: MainWindow
) -> None:
    draft(page, "report_month")
    qtbot.waitUntil(lambda: not page.session.busy, timeout=15_000)
    text_of(page).appendPlainText("Gõ rồi khóa ngay.")
    window.lock()
    qtbot.wait(2500)  # the pauses before drawing and checking are over; an exception fails the test
    unlock(window, qtbot)
    desk_of(window).go(DOCUMENTS)
    assert shown(desk_of(window).current(), "recover")


def test_unsaved_typing_can_be_dropped(page: Page) -> None:
    draft(page, "report_month")
    before = paper(page).text
    text_of(page).appendPlainText("Bỏ câu này.")
    gone: list[int] = []
    page.settle_unsaved(lambda: gone.append(1))
    click(page, "unsaved_drop")
    assert gone == [1]
    assert text_of(page).toPlainText() == before
    assert page.session.store.scratches("paper/") == []


def test_typing_survives_a_crash_without_a_line_of_history(
    page: Page, qtbot: QtBot, window: MainWindow
) -> None:
    draft(page, "report_month")
    store = page.session.store
    qtbot.waitUntil(lambda: pages(page) >= 1)
    changes = len(store.changes(100))
    text_of(page).appendPlainText("Câu gõ dở.")
    qtbot.waitUntil(lambda: bool(store.scratches("paper/")), timeout=8000)
    assert len(store.changes(100)) == changes
    assert "Câu gõ dở." not in paper(page).text
    qtbot.waitUntil(lambda: not page.session.busy, timeout=8000)
    window.lock()
    unlock(window, qtbot)
    again = desk_of(window)
    again.go(DOCUMENTS)
    page = again.current()
    assert shown(page, "recover")
    assert "Có bản đang gõ lúc" in said(page, "recover_said")
    assert "Câu gõ dở." not in text_of(page).toPlainText()
    click(page, "recover_compare")
    dialog = dialog_of(page, qtbot, "compare_dialog")
    view = dialog.findChild(QTextBrowser, "compare")
    assert view is not None
    assert "Câu gõ dở." in view.toPlainText()
    dialog.reject()
    click(page, "recover_take")
    assert "Câu gõ dở." in text_of(page).toPlainText()
    assert offered(page, "save")
    click(page, "save")
    assert "Câu gõ dở." in paper(page).text
    assert page.session.store.scratches("paper/") == []


def test_faults_are_listed_while_typing_and_a_click_goes_to_the_place(
    page: Page, qtbot: QtBot
) -> None:
    draft(page, "report_month")
    text_of(page).appendPlainText("- Đồng chí ………… phụ trách.")
    table = page.findChild(QTableView, "findings")
    assert table is not None

    def rows() -> list[str]:
        model = table.model()
        return [str(model.index(r, 2).data()) for r in range(model.rowCount())]

    qtbot.waitUntil(lambda: any("phụ trách" in row for row in rows()), timeout=15_000)
    at = next(n for n, row in enumerate(rows()) if "phụ trách" in row)
    table.clicked.emit(table.model().index(at, 2))
    assert "phụ trách" in text_of(page).textCursor().block().text()


def test_a_broken_table_is_told_at_its_line_and_typing_goes_on(page: Page, qtbot: QtBot) -> None:
    draft(page, "report_month")
    text_of(page).setPlainText("| a | b |\n| --- | --- |\n| 1 |")
    qtbot.waitUntil(lambda: "bảng chưa đúng" in said(page, "check_said"), timeout=15_000)
    text_of(page).moveCursor(QTextCursor.MoveOperation.End)
    text_of(page).setFocus()
    type_text(" 2 |")
    qtbot.waitUntil(lambda: "bảng chưa đúng" not in said(page, "check_said"), timeout=15_000)


def test_the_pages_follow_the_cursor(page: Page, qtbot: QtBot) -> None:
    draft(page, "report_month")
    pane = text_of(page)
    pane.appendPlainText("\n".join(f"- Việc số {n} đã làm xong trong tháng." for n in range(120)))
    qtbot.waitUntil(lambda: pages(page) >= 4, timeout=15_000)
    preview = page.preview  # type: ignore[attr-defined]
    bar = preview._view.verticalScrollBar()
    pane.setFocus()
    pane.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.waitUntil(lambda: bar.value() > bar.maximum() // 2, timeout=8000)
    pane.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.waitUntil(lambda: bar.value() < bar.maximum() // 4, timeout=8000)


def test_what_is_looked_for_on_the_page_fits_one_line_of_it() -> None:
    assert printed("II. PHƯƠNG HƯỚNG, NHIỆM VỤ THÁNG 3") == "II. PHƯƠNG HƯỚNG, NHIỆM VỤ"
    assert printed("| **Tên** | 12 |") == "Tên"
    assert printed("[[task(title)]]") == ""
    assert printed("") == ""


def test_the_previous_paper_is_copied_with_the_tables_of_the_new_period(
    page: Page, qtbot: QtBot, today: Today
) -> None:
    today("2026-01-20")
    draft(page, "report_month")
    text_of(page).appendPlainText("Câu của tháng trước.")
    click(page, "save")
    today("2026-02-20")
    draft(page, "resolution_month")
    draft(page, "report_month", "copy_previous")
    newest = drafts.listing(page.session.store, type="report_month", state="draft")
    assert [d.period for d in newest] == ["2026-02", "2026-01"]
    assert "Câu của tháng trước." in newest[0].text
    click(page, "compare")
    dialog = dialog_of(page, qtbot, "compare_dialog")
    assert said(dialog, "compare_said")
