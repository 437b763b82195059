"""Pictures of typing: lists under a line, somebody from outside, the question about unsaved work, blocks of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLineEdit, QPushButton

from tests.ui.conftest import type_text
from ui.ledger import LedgersPage
from ui.ledger.blocks import acts as blocks

if TYPE_CHECKING:
    from tests.ui.camera import Camera
    from ui.main_window import Desk, MainWindow

GOOD = "06/01/2026\tTổ chức đảng, đảng viên\tHọp chi bộ"
BLOCK = f"{GOOD}\r\n{GOOD.replace('06/01', '31/02')}\r\n"


def take_typing(camera: Camera, prefix: str, window: MainWindow, desk: Desk) -> None:
    """Take the states of the form one after the other; nothing unsaved is left behind."""
    page = desk.current()
    assert isinstance(page, LedgersPage)
    _drop(page)
    page.open_section("directive")
    page.form.start_new()
    _type(window, page, "kind", "bao")
    camera.take(f"{prefix}-go-danh-muc", window)
    page.open_section("work_log")
    camera.take(f"{prefix}-go-chua-luu", window)
    _drop(page)
    _type(window, page, "lead", "Hoàng Ngoại Lệ")
    QTest.keyClick(_line(page, "lead"), Qt.Key.Key_Return)
    outside = page.findChild(QCheckBox, "lead_outside")
    assert outside is not None
    outside.click()
    camera.take(f"{prefix}-go-nguoi-ngoai", window)
    _drop(page)
    QApplication.clipboard().setText(BLOCK)
    blocks.paste(page)
    _take_dialog(camera, f"{prefix}-dan", window, "paste_dialog")
    grid = page.rows.table
    grid.selectAll()
    column = next(n for n, c in enumerate(page.rows.columns, 1) if c.key == "work_area")
    if page.selected < 2:
        return
    grid.selectionModel().setCurrentIndex(
        grid.model().index(0, column), QItemSelectionModel.SelectionFlag.NoUpdate
    )
    blocks.fill_down(page)
    _take_dialog(camera, f"{prefix}-dien-xuong", window, "fill_dialog")


def _take_dialog(camera: Camera, name: str, window: MainWindow, dialog: str) -> None:
    found = next(d for d in window.findChildren(QDialog, dialog) if d.isVisible())
    camera.take(name, found)
    found.reject()


def _drop(page: LedgersPage) -> None:
    """Leave the form without what was typed in it."""
    page.form.start_new()
    drop = page.findChild(QPushButton, "unsaved_drop")
    if drop is not None and drop.isVisible():
        drop.click()


def _type(window: MainWindow, page: LedgersPage, name: str, text: str) -> None:
    window.activateWindow()
    _line(page, name).setFocus()
    QTest.qWait(100)
    type_text(text)
    QTest.qWait(250)


def _line(page: LedgersPage, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, name)
    assert found is not None
    return found
