"""Pictures of the page of papers in its states: a draft with faults, unsaved typing, finding, and its windows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QPushButton

from app.store import Store
from ui.main_window import Desk, MainWindow
from ui.papers import DocumentsPage

if TYPE_CHECKING:
    from tests.ui.camera import Camera

DOCUMENTS = 2
WINDOWS = {
    "batch": ("batch_dialog", "ca-ky"),
    "mail_out": ("mail_dialog", "so-di"),
    "templates": ("template_dialog", "mau"),
    "layout": ("layout_dialog", "the-thuc"),
}
LONGEST_MS = 30_000


def take_papers(camera: Camera, prefix: str, window: MainWindow, desk: Desk) -> None:
    """Take a draft of the monthly report and every window of the page; the draft is taken back."""
    desk.go(DOCUMENTS)
    page = desk.current()
    assert isinstance(page, DocumentsPage)
    box = page.findChild(QComboBox, "type")
    assert box is not None
    box.setCurrentIndex(box.findData("report_month"))
    _press(page, "draft")
    page.editor.appendPlainText("- Đồng chí ………… phụ trách.")
    _settle(page)
    camera.take(f"{prefix}-van-kien-soan", window)
    page.pane.finder.begin(replacing=True)
    camera.take(f"{prefix}-van-kien-tim", window)
    page.pane.finder.leave()
    page.settle_unsaved(lambda: None)
    camera.take(f"{prefix}-van-kien-hoi", window)
    _press(page, "unsaved_save")
    _take_window(camera, f"{prefix}-van-kien-so-sanh", page, "compare", "compare_dialog")
    _take_window(camera, f"{prefix}-van-kien-bang", page, "insert_table", "insert_dialog")
    _take_window(camera, f"{prefix}-van-kien-ban-hanh", page, "issue", "issue_dialog")
    for name, (dialog, picture) in WINDOWS.items():
        action = page.findChild(QAction, name)
        assert action is not None
        action.trigger()
        _take_dialog(camera, f"{prefix}-van-kien-{picture}", page, dialog)
    while page.session.store.changes(1)[0].label.startswith(("Sửa dự thảo", "Soạn dự thảo")):
        if page.session.act(Store.undo) is False:
            break


def _take_window(camera: Camera, name: str, page: DocumentsPage, button: str, dialog: str) -> None:
    _press(page, button)
    if page.findChild(QPushButton, button) and _waited(page, dialog):
        _take_dialog(camera, name, page, dialog)


def _take_dialog(camera: Camera, name: str, page: DocumentsPage, dialog: str) -> None:
    found = _waited(page, dialog)
    if found is None:
        return
    _settle(page)
    camera.take(name, found)
    found.reject()


def _waited(page: DocumentsPage, dialog: str) -> QDialog | None:
    for _ in range(LONGEST_MS // 100):
        found = [d for d in page.window().findChildren(QDialog, dialog) if d.isVisible()]
        if found:
            return found[0]
        if not page.session.busy:
            break
        QTest.qWait(100)
    return None


def _press(page: DocumentsPage, name: str) -> None:
    button = page.findChild(QPushButton, name)
    assert button is not None, name
    button.click()


def _settle(page: DocumentsPage) -> None:
    """Wait until the pauses after typing are over and the pages and faults are there."""
    QTest.qWait(2200)
    while page.session.busy:
        QTest.qWait(50)
    QTest.qWait(100)
