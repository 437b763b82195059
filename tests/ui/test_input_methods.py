"""Unikey and EVKey send Backspaces and letters again: every place for typing keeps them all."""

import unicodedata

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ledgers import entries
from tests.ledgers.examples import LEADER
from tests.ui.conftest import press, type_text
from tests.ui.forms import (
    ENTER,
    body_of,
    into,
    offered,
    open_new,
)
from tests.ui.test_ledgers_page import directive
from tests.ui.unikey import ORDERS, type_as_unikey
from ui.ledger import LedgersPage
from ui.ledger.blocks import acts as blocks
from ui.ledger.form.choices import ChoiceLine
from ui.main_window import Desk

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so


@pytest.fixture(autouse=True)
def _spring(spring: None) -> None:
    """All of this happens in March."""


@pytest.fixture
def page(form_page: LedgersPage) -> LedgersPage:
    return form_page


SPOKEN = "Đồng chí Nguyễn Thị Hường phổ biến nghị quyết"


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize(
    ("section", "key"),
    [
        ("directive", "subject"),
        ("directive", "kind"),
        ("directive", "received_date"),
        ("work_log", "lead"),
        ("work_log", "content"),
        ("strength", "officers"),
        ("incident", "occurred_time"),
    ],
)
def test_input_methods_lose_no_letter_in_any_editor(
    page: LedgersPage, qtbot: QtBot, section: str, key: str, order: str
) -> None:
    open_new(page, section)
    widget = page.form.findChild(QWidget, key)
    assert widget is not None
    widget.setFocus()
    half, rest = SPOKEN.split(" ", 3)[:3], SPOKEN.split(" ", 3)[3]
    type_as_unikey(" ".join(half), order)
    if isinstance(widget, ChoiceLine):
        qtbot.wait(200)  # the list has its chance to get in the way
    type_text(" ")
    type_as_unikey(rest, order)
    shown = widget.toPlainText() if isinstance(widget, QPlainTextEdit) else widget.text()  # type: ignore[attr-defined]  # a line
    assert unicodedata.normalize("NFC", shown) == SPOKEN
    body = body_of(page)
    assert body.values()[key] == SPOKEN
    assert isinstance(page.findChild(QLabel, f"{key}_problem"), QLabel)


@pytest.mark.parametrize("order", ORDERS)
def test_input_methods_lose_no_letter_while_a_list_is_open(
    page: LedgersPage, qtbot: QtBot, order: str
) -> None:
    open_new(page, "work_log")
    lead = into(page, "lead")
    type_as_unikey("Lê Minh", order)
    qtbot.waitUntil(lambda: offered(page) != [])
    type_text(" ")
    type_as_unikey("Họa", order)
    press(ENTER)
    assert lead.text() == LEADER


@pytest.mark.parametrize("order", ORDERS)
def test_input_methods_lose_no_letter_in_the_filter_and_the_search(
    page: LedgersPage, desk: Desk, qtbot: QtBot, order: str
) -> None:
    search = into(page, "filter")
    type_as_unikey("Nghị quyết", order)
    qtbot.wait(300)
    type_text(" ")
    type_as_unikey("Đại đội", order)
    assert unicodedata.normalize("NFC", search.text()) == "Nghị quyết Đại đội"
    desk.go(5)
    query = desk.current().findChild(QLineEdit, "query")
    assert query is not None
    query.setFocus()
    type_as_unikey("Nguyễn", order)
    qtbot.wait(300)
    type_text(" ")
    type_as_unikey("Văn Mẫu", order)
    assert unicodedata.normalize("NFC", query.text()) == "Nguyễn Văn Mẫu"


@pytest.mark.parametrize("order", ORDERS)
def test_input_methods_lose_no_letter_in_the_filter_row_and_in_a_pasted_cell(
    page: LedgersPage, qtbot: QtBot, order: str
) -> None:
    entries.add(page.session.store, "directive", directive(1))
    open_new(page, "directive")
    filters = page.rows.table.head.findChildren(QLineEdit)
    subject = next(x for x in filters if x.objectName().endswith("subject"))
    subject.setFocus()
    type_as_unikey("Hướng", order)
    qtbot.wait(300)
    type_text(" ")
    type_as_unikey("dẫn", order)
    assert unicodedata.normalize("NFC", subject.text()) == "Hướng dẫn"
    QApplication.clipboard().setText("một\thai\n")
    blocks.paste(page)
    dialog = next(d for d in page.window().findChildren(QDialog, "paste_dialog") if d.isVisible())
    dialog.activateWindow()
    QApplication.processEvents()
    grid = dialog.findChild(QTableView, "pasted")
    assert grid is not None
    grid.setCurrentIndex(grid.model().index(0, 0))
    grid.setFocus()
    press(ENTER)
    type_as_unikey("Nguyễn Thị", order)
    press(ENTER)
    QApplication.processEvents()
    assert unicodedata.normalize("NFC", grid.model().index(0, 0).data()) == "Nguyễn Thị"
