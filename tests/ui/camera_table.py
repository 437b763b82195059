"""Pictures of the ledger's table: months, marks, filters that fit and that do not, an earlier year, the form below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton

from app import period as periods
from app.ledgers import entries, locks
from ui.ledger import LedgersPage
from ui.ledger.table.header import PAUSE_MS
from ui.ledger.table.view_menu import ViewMenu
from ui.main_window import Desk, MainWindow

if TYPE_CHECKING:
    from tests.ui.camera import Camera


def take_table(camera: Camera, prefix: str, window: MainWindow, desk: Desk) -> None:
    """Take the table of the daily strength in every state."""
    page = desk.current()
    assert isinstance(page, LedgersPage)
    rows, store = page.rows, page.session.store
    page.open_section("task")  # away from the row with problems
    drop = page.findChild(QPushButton, "unsaved_drop")
    assert drop is not None
    drop.click()
    page.open_section("strength")
    with store.change("Cho ảnh"):
        newest, *others = entries.listing(store, "strength", order="-occurred_on")
        fewer = {
            key: int(str(newest.values[key])) + by
            for key, by in (("present", -1), ("absent_leave", 1))
        }
        entries.amend(store, newest.id, fewer)
        for one in others[:1]:
            entries.strike(store, one.id, reason="Ghi nhầm ngày")
        for one in others[-1:]:
            locks.lock(store, periods.parse(one.period), "Đã nộp báo cáo")
    rows.table.go(rows.model.rowCount() - 1)
    QTest.qWait(120)
    camera.take(f"{prefix}-so-dau", window)
    rows.group_by_month(True)
    QTest.qWait(120)
    camera.take(f"{prefix}-so-thang", window)
    rows.group_by_month(False)
    for name, column, text in (
        ("loc-sai", "officers", "nhiều"), ("loc-khong-thay", "officers", ">900"),
    ):  # fmt: skip
        rows.table.head.set_filters(((column, text),))
        rows.show_rows()
        QTest.qWait(PAUSE_MS)
        camera.take(f"{prefix}-so-{name}", window)
    rows.clear_filters()
    rows.scope.ask(periods.parse("2025"), "")
    rows.show_rows()
    camera.take(f"{prefix}-so-nam-cu", window)
    rows.come_back()
    menu = page.findChild(QPushButton, "view_menu")
    assert isinstance(menu, ViewMenu)
    menu.choose_columns()
    dialog = page.findChild(QDialog, "columns_dialog")
    assert dialog is not None
    camera.take(f"{prefix}-so-cot", dialog)
    dialog.close()
    page.put_form_below(True)
    page.open_section("session")
    camera.take(f"{prefix}-so-duoi", window)
    page.put_form_below(False)
    store.undo()  # the same store is pictured again in other colours
