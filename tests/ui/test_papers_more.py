"""Around a paper: tables put in from the ledgers, names, a whole period in one go, the registers of papers."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QTableView,
)
from pytestqt.qtbot import QtBot

from app.documents import drafts
from app.ledgers import entries
from tests.ledgers.conftest import enrolled
from tests.ui.conftest import Today, click, press, said
from tests.ui.papers import DOCUMENTS, dialog_of, draft, issue, text_of
from ui.main_window import Desk
from ui.page import Page
from ui.papers.comparing import lines
from ui.preview import Preview

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so


@pytest.fixture
def page(today: Today, desk: Desk) -> Page:
    today("2026-02-20")
    desk.go(DOCUMENTS)
    return desk.current()


def tick(dialog: QDialog, name: str, *keys: str) -> None:
    found = dialog.findChild(QListWidget, name)
    assert found is not None
    for n in range(found.count()):
        item = found.item(n)
        if item.data(Qt.ItemDataRole.UserRole) in keys:
            item.setCheckState(Qt.CheckState.Checked)


def do(page: Page, name: str) -> None:
    """Choose a line of the menu Việc khác."""
    found = page.findChild(QAction, name)
    assert found is not None
    found.trigger()


def test_a_table_of_a_ledger_is_put_in_with_its_source_and_refreshed(
    page: Page, qtbot: QtBot
) -> None:
    draft(page, "report_month")
    pane = text_of(page)
    pane.setPlainText("Mở đầu.\nKết thúc.")
    pane.moveCursor(pane.textCursor().MoveOperation.Start)
    click(page, "insert_table")
    dialog = dialog_of(page, qtbot, "insert_dialog")
    section = dialog.findChild(QComboBox, "insert_section")
    assert section is not None
    section.setCurrentIndex(section.findData("task"))
    click(dialog, "insert_go")
    assert "Chưa chọn cột" in said(dialog, "insert_problem")
    tick(dialog, "insert_columns", "title", "due_date")
    click(dialog, "insert_go")
    found = pane.toPlainText().split("\n")
    assert found[0] == "Mở đầu."
    assert found[1] == "[[task(title, due_date)]]"
    assert found[2].startswith("| ")
    assert found[-1] == "Kết thúc."


def test_a_name_is_found_without_marks_and_put_in_place_of_the_word(
    page: Page, qtbot: QtBot
) -> None:
    store = page.session.store
    enrolled(store)
    name = str(entries.listing(store, "person")[0].values["full_name"])
    draft(page, "report_month")
    pane = text_of(page)
    pane.setPlainText("Giao dai")
    pane.moveCursor(pane.textCursor().MoveOperation.End)
    pane.setFocus()
    press(Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(page, qtbot, "name_dialog")
    line, found = (
        dialog.findChild(QLineEdit, "name_filter"),
        dialog.findChild(QListWidget, "name_list"),
    )
    assert line is not None
    assert found is not None
    assert line.text() == "dai"
    assert found.item(0).text().startswith(("Đại", "Tiểu"))
    line.setText(name.split()[-1])
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.toPlainText().endswith(name))
    assert pane.toPlainText().startswith("Giao ")


def test_all_papers_of_a_period_are_drafted_and_one_is_opened(page: Page, qtbot: QtBot) -> None:
    draft(page, "report_month")
    do(page, "batch")
    dialog = dialog_of(page, qtbot, "batch_dialog")
    types = dialog.findChild(QListWidget, "batch_types")
    assert types is not None
    states = {
        types.item(n).data(Qt.ItemDataRole.UserRole): types.item(n).checkState()
        for n in range(types.count())
    }
    assert states["report_month"] == Qt.CheckState.Unchecked, "what stands is kept"
    assert states["resolution_month"] == Qt.CheckState.Checked
    for n in range(types.count()):
        keep = types.item(n).data(Qt.ItemDataRole.UserRole) in ("resolution_month", "report_month")
        types.item(n).setCheckState(Qt.CheckState.Checked if keep else Qt.CheckState.Unchecked)
    click(dialog, "batch_go")
    assert "Đã soạn 1, giữ nguyên 1" in said(dialog, "batch_said")
    table = dialog.findChild(QTableView, "batch_results")
    assert table is not None
    rows = [str(table.model().index(r, 0).data()) for r in range(2)]
    made = next(r for r in range(2) if rows[r].startswith("✔"))
    table.doubleClicked.emit(table.model().index(made, 0))
    assert said(page, "said").startswith("Nghị quyết")
    assert len(drafts.listing(page.session.store)) == 2


def test_the_register_of_papers_sent_out_is_shown_and_saved(
    page: Page, qtbot: QtBot, tmp_path: Path
) -> None:
    draft(page, "report_month")
    issue(page, qtbot)
    number = drafts.listing(page.session.store)[0].number
    do(page, "mail_out")
    dialog = dialog_of(page, qtbot, "mail_dialog")
    table = dialog.findChild(QTableView, "mail_rows")
    preview = dialog.findChild(Preview)
    assert table is not None
    assert preview is not None
    model = table.model()
    assert number in [str(model.index(0, c).data()) for c in range(model.columnCount())]
    qtbot.waitUntil(lambda: preview.pages >= 1, timeout=15_000)
    click(dialog, "mail_word")
    asked = dialog.findChild(QFileDialog, "choose")
    assert asked is not None
    asked.fileSelected.emit(str(tmp_path / "so.docx"))
    asked.close()
    qtbot.waitUntil(lambda: (tmp_path / "so.docx").exists(), timeout=15_000)
    qtbot.waitUntil(lambda: not page.session.busy)
    dialog.reject()


def test_two_texts_are_laid_line_against_line_with_the_words_that_differ() -> None:
    found = list(lines("Một\nHai ba\nBốn", "Một\nHai năm\nBốn\nSáu < bảy"))
    assert found == [
        ("", "Một", "Một"),
        ("≠", "Hai <s>ba</s>", "Hai <u>năm</u>"),
        ("", "Bốn", "Bốn"),
        ("+", "", "<u>Sáu &lt; bảy</u>"),
    ]
    assert [sign for sign, _, _ in lines("a\nb", "a")] == ["", "−"]
