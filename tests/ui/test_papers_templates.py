"""The unit's own templates and its adjustments of the layout, in their windows."""

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPlainTextEdit, QTableView
from pytestqt.qtbot import QtBot

from app.documents import adjusting, own_templates
from tests.ui.conftest import Today, click, said
from tests.ui.papers import DOCUMENTS, dialog_of
from ui.main_window import Desk
from ui.page import Page

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so


@pytest.fixture
def page(today: Today, desk: Desk) -> Page:
    today("2026-02-20")
    desk.go(DOCUMENTS)
    return desk.current()


def opened(page: Page, qtbot: QtBot, action: str, name: str) -> QDialog:
    found = page.findChild(QAction, action)
    assert found is not None
    found.trigger()
    return dialog_of(page, qtbot, name)


def fill(dialog: QDialog, name: str, text: str) -> None:
    line = dialog.findChild(QLineEdit, name)
    assert line is not None, name
    line.setText(text)


def test_a_template_is_tried_on_real_data_refused_at_its_line_kept_and_reset(
    page: Page, qtbot: QtBot
) -> None:
    store = page.session.store
    box = page.findChild(QComboBox, "type")
    assert box is not None
    box.setCurrentIndex(box.findData("report_month"))
    dialog = opened(page, qtbot, "templates", "template_dialog")
    text = dialog.findChild(QPlainTextEdit, "template_text")
    made = dialog.findChild(QPlainTextEdit, "template_made")
    assert text is not None
    assert made is not None
    qtbot.waitUntil(lambda: "TÌNH HÌNH" in made.toPlainText(), timeout=10_000)
    shipped = text.toPlainText()
    text.setPlainText("I. TỰ SOẠN\nĐơn vị {{ unit.nam }} báo cáo.")
    qtbot.waitUntil(lambda: "Dòng 2" in said(dialog, "template_said"), timeout=10_000)
    assert "name" in said(dialog, "template_said"), "the nearest right field is named"
    click(dialog, "template_save")
    assert not own_templates.is_own(store, "report_month")
    text.setPlainText("I. TỰ SOẠN\nĐơn vị {{ unit.name }} báo cáo.")
    qtbot.waitUntil(lambda: "Đơn vị Đại đội 1 báo cáo." in made.toPlainText(), timeout=10_000)
    click(dialog, "template_save")
    assert own_templates.is_own(store, "report_month")
    click(dialog, "template_reset")
    assert not own_templates.is_own(store, "report_month")
    assert text.toPlainText() == shipped
    qtbot.waitUntil(lambda: not page.session.busy, timeout=10_000)
    dialog.reject()


def test_a_field_is_found_by_what_it_shows_and_put_into_the_template(
    page: Page, qtbot: QtBot
) -> None:
    dialog = opened(page, qtbot, "templates", "template_dialog")
    table = dialog.findChild(QTableView, "template_fields")
    text = dialog.findChild(QPlainTextEdit, "template_text")
    assert table is not None
    assert text is not None
    model = table.model()
    qtbot.waitUntil(lambda: model.rowCount() > 20, timeout=10_000)
    fill(dialog, "field_filter", "dai doi unit name")
    qtbot.waitUntil(lambda: 1 <= model.rowCount() < 5, timeout=10_000)
    assert model.index(0, 0).data() == "unit.name"
    text.setPlainText("")
    table.doubleClicked.emit(model.index(0, 0))
    assert text.toPlainText() == "{{ unit.name }}"
    qtbot.waitUntil(lambda: not page.session.busy, timeout=10_000)
    dialog.reject()


def test_a_layout_value_is_changed_within_what_is_allowed_and_then_locked(
    page: Page, qtbot: QtBot
) -> None:
    store = page.session.store
    dialog = opened(page, qtbot, "layout", "layout_dialog")
    box = dialog.findChild(QComboBox, "layout_profile")
    table = dialog.findChild(QTableView, "layout_values")
    assert box is not None
    assert table is not None
    box.setCurrentIndex(box.findData("quan-doi"))
    fill(dialog, "layout_filter", "le trai")
    qtbot.waitUntil(lambda: table.model().rowCount() == 1)
    assert table.model().index(0, 2).data() == "30 – 35"
    table.selectRow(0)
    fill(dialog, "layout_value", "25")
    fill(dialog, "layout_reason", "Đóng gáy dày")
    click(dialog, "layout_adjust")
    assert "từ 30 đến 35" in said(dialog, "layout_said")
    fill(dialog, "layout_value", "32,5")
    click(dialog, "layout_adjust")
    assert adjusting.effective(store, "quan-doi").page.margin_left_mm.use == 32.5
    assert "Đóng gáy dày" in str(table.model().index(0, 3).data())
    fill(dialog, "layout_reason", "Đã thống nhất với cấp trên")
    click(dialog, "layout_lock")
    assert "Đã thống nhất" in said(dialog, "layout_locked")
    assert adjusting.locked(store, "quan-doi")
    fill(dialog, "layout_reason", "Sửa lại")
    click(dialog, "layout_unlock")
    table.selectRow(0)
    fill(dialog, "layout_reason", "Theo quy định")
    click(dialog, "layout_restore")
    assert adjusting.effective(store, "quan-doi").page.margin_left_mm.use == 30
    dialog.reject()
