"""What comes back as it was left: saved looks, columns, the place of the form."""

import json
from hashlib import sha256

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from app import store as stores
from app.ledgers import entries, looks
from app.store import Store
from tests.conftest import PASSPHRASE
from tests.ui.conftest import click, said
from tests.ui.table import (
    THREE,
    act,
    answer,
    click_heading,
    column,
    lesson,
    line,
    opened,
    reopened,
    texts,
)
from ui.ledger.page import LedgersPage
from ui.main_window import Desk, MainWindow

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


def test_optional_sensitive_columns_are_shown_only_when_switched_on_and_never_asked_by(
    desk: Desk,
) -> None:
    page = opened(desk, "person")
    assert not {"ethnic_group", "religion"} & {c.key for c in page.rows.columns}
    store = page.session.store
    with store.change("Bật cột"):
        store.set_setting("optional_fields", ["person.religion"])
    assert "religion" in page.rows.shape.shown()
    assert "ethnic_group" not in page.rows.shape.shown()
    assert page.findChild(QLineEdit, "filter_religion") is None
    told: list[str] = []
    page.session.told.connect(told.append)
    page.rows.sort_by(column(page, "religion"))
    assert told == ["Cột này không sắp xếp theo được."]
    assert page.wanted.order == ""


def test_a_torn_file_of_habits_is_as_good_as_none(store: Store, window: MainWindow) -> None:
    who = sha256(store.account.name.encode()).hexdigest()[:16]
    wrong = json.dumps({who: {"form_below": "ja", "columns.directive": []}})
    for torn in ("{", "[1]", '{"x": 3}', wrong):
        (store.home / "view.json").write_text(torn, encoding="utf-8")
        window.enter(stores.open(store.home, passphrase=PASSPHRASE))
        desk = window.centralWidget()
        assert isinstance(desk, Desk)
        page = opened(desk, "directive")
        assert not page.form_below
        assert len(page.rows.shape.shown()) == len(page.rows.columns)
        window.lock()


def test_a_month_heading_leaves_struck_rows_out(desk: Desk) -> None:
    page = opened(desk, "session", [lesson("2026-01-05"), lesson("2026-01-06")])
    entries.strike(page.session.store, page.rows.model.entry(0).id, reason="nhầm")
    page.rows.group_by_month(True)
    heading = page.rows.model.heading(0)
    assert heading is not None
    assert (heading.rows, heading.valid, heading.totals["present"]) == (2, 1, 10)
    said_of = page.rows.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said_of == "Tháng 01/2026 – 1 dòng, 1 gạch bỏ"
