"""The row in the form and the rows in the table: what the table shows no more, the form lets go of."""

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.ledgers import entries
from tests.ui.conftest import click, focused, said
from tests.ui.table import THREE, choose_period, directive, opened
from ui.ledger.page import LedgersPage
from ui.main_window import Desk

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so


@pytest.fixture
def page(desk: Desk, today: object) -> LedgersPage:
    """The ledgers page at the directives, three of them written."""
    return opened(desk, "directive", THREE)


def test_the_form_lets_go_of_a_row_that_the_table_shows_no_more(
    page: LedgersPage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    number = page.findChild(QLineEdit, "number")
    narrow = page.findChild(QLineEdit, "filter_number")
    assert number is not None
    assert narrow is not None
    page.rows.table.go(0)
    assert number.text() == "3"
    narrow.setFocus()
    narrow.setText("2")
    qtbot.waitUntil(lambda: page.rows.model.rowCount() == 1)
    assert (number.text(), page.form.entry) == ("", None)
    assert said(page, "form_heading") == "Dòng mới"
    assert focused() is narrow, "the keyboard stays in the filter"
    page.rows.clear_filters()
    page.rows.table.go(1)
    narrow.setText("2")
    qtbot.waitUntil(lambda: page.rows.model.rowCount() == 1)
    assert number.text() == "2", "a row that is still shown stays in the form"
    page.rows.clear_filters()
    monkeypatch.setenv("SOCTD_TODAY", "2027-03-06")
    page.refresh()
    entries.add(page.session.store, "directive", directive("27", "Năm nay", "2027-01-05"))
    page.rows.table.go(0)
    assert number.text() == "27"
    choose_period(page, "Chỉ xem năm 2026")
    assert (number.text(), page.form.entry) == ("", None)
    assert said(page, "form_heading") == "Chưa chọn dòng"
    assert said(page, "form_summary").startswith("Chỉ xem năm 2026")
    click(page, "watch_back")
    assert said(page, "form_heading") == "Dòng mới"
    assert number.isEnabled()


def test_a_row_half_typed_is_asked_about_before_an_earlier_year_closes_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOCTD_TODAY", "2026-03-06")
    page = opened(desk, "directive", (*THREE, directive("9", "Năm cũ", "2024-05-05")))
    page.rows.table.go(0)
    number = page.findChild(QLineEdit, "number")
    assert number is not None
    number.setText("3/b")
    choose_period(page, "Chỉ xem năm 2024")
    assert "chưa lưu" in said(page, "unsaved_question")
    assert number.isEnabled()
    click(page, "unsaved_stay")
    assert not page.reading_only, "whoever stays with the typing is back where it can be saved"
    assert (number.text(), page.chosen()[0].values["number"]) == ("3/b", "3")
    choose_period(page, "Chỉ xem năm 2024")
    click(page, "unsaved_save")
    assert page.form.entry is None
    assert not number.isEnabled()
    stored = entries.listing(page.session.store, "directive", order="-occurred_on")
    assert stored[0].values["number"] == "3/b"
