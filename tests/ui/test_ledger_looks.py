"""What comes back as it was left: saved looks, columns, the place of the form."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QListWidget, QWidget
from pytestqt.qtbot import QtBot

from app.ledgers import looks
from tests.ui.conftest import click, said
from tests.ui.table import THREE, act, answer, click_heading, column, line, opened, reopened, texts
from ui.ledger.page import LedgersPage
from ui.main_window import Desk

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so


@pytest.fixture
def page(desk: Desk, today: object) -> LedgersPage:
    """The ledgers page at the directives, three of them written."""
    return opened(desk, "directive", THREE)


def test_a_saved_look_comes_back_after_reopening(page: LedgersPage, qtbot: QtBot) -> None:
    line(page, "subject").setText("an")
    click_heading(page, "number")
    qtbot.waitUntil(lambda: page.rows.model.rowCount() == 1)
    act(page, "look_save")
    answer(page, "look_name", "An toàn trước")
    page.rows.clear_filters()
    click_heading(page, "number")
    with reopened(page, qtbot) as again:
        act(again, "look_An toàn trước")
        assert line(again, "subject").text() == "an"
        assert again.wanted.order == "number"
        assert texts(again, "subject") == ["An toàn"]


def test_a_look_is_renamed_and_taken_away_in_its_dialog(page: LedgersPage) -> None:
    store = page.session.store
    for name in ("Một", "Hai"):
        looks.save(store, page.rows.look(name))
    act(page, "look_manage")
    dialog = page.findChild(QWidget, "looks_dialog")
    shown = page.findChild(QListWidget, "looks")
    assert dialog is not None
    assert shown is not None
    shown.setCurrentRow(1)
    click(dialog, "rename")
    answer(dialog, "look_rename", "hai")
    assert said(dialog, "looks_problem").startswith("✖ Đã có")
    click(dialog, "remove")
    assert [x.name for x in looks.listing(store, "directive")] == ["Hai"]


def test_columns_come_back_as_they_were_left(page: LedgersPage, qtbot: QtBot) -> None:
    act(page, "choose_columns")
    shown = page.findChild(QListWidget, "columns")
    assert shown is not None
    shown.item(1).setCheckState(Qt.CheckState.Unchecked)
    shown.setCurrentRow(2)
    click(page, "up")
    click(page, "apply")
    left = page.rows.shape.shown()
    page.rows.table.setColumnWidth(column(page, left[0]), 213)
    before = len(page.session.store.changes())
    with reopened(page, qtbot) as again:
        assert again.rows.shape.shown() == left
        assert again.rows.table.columnWidth(column(again, left[0])) == 213
        assert len(again.session.store.changes()) == before  # nothing to undo in the store
        act(again, "choose_columns")
        click(again, "own")
        assert again.rows.shape.shown() == tuple(c.key for c in again.rows.columns)


def test_nothing_of_the_rows_is_kept_beside_the_store(page: LedgersPage) -> None:
    line(page, "subject").setText("Đón chiến sĩ")
    page.rows.shape.choose(["subject"])
    page.put_form_below(True)
    page._habits.write()
    kept = (page.session.store.home / "view.json").read_text("utf-8")
    assert "form_below" in kept
    assert "chi" not in kept.replace("archi", "")
    assert page.session.store.account.name not in kept


def test_the_form_goes_below_and_is_found_there_again(page: LedgersPage, qtbot: QtBot) -> None:
    act(page, "form_below")
    assert page.form.mapTo(page, QPoint()).y() > page.rows.height() / 2
    with reopened(page, qtbot) as again:
        assert again.form_below
        act(again, "form_below")
        assert again.form.mapTo(again, QPoint()).y() < 40
