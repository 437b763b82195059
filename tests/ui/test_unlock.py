"""The first page: a new store set up by hand, its recovery code, the notices, the lock when left alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from app import store as stores
from tests.conftest import PASSPHRASE, MakeStore
from tests.ui.conftest import click, desk_of, press, said, type_text, unlock
from ui import application, shown
from ui.main_window import Desk, MainWindow
from ui.unlock import UnlockPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so

FIRST = {
    "code": "c7", "name": "Đại đội 7", "parent_code": "d3", "parent_name": "Tiểu đoàn 3",
    "passphrase": PASSPHRASE, "again": PASSPHRASE,
}  # fmt: skip


@pytest.fixture
def fresh(qtbot: QtBot, home: Path, qapp: QApplication) -> MainWindow:
    """The window on a folder without a store."""
    application.prepare(qapp)
    window = MainWindow(home)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def fill(window: MainWindow, values: dict[str, str]) -> None:
    for name, text in values.items():
        field = window.findChild(QLineEdit, name)
        assert field is not None, name
        field.setText(text)


def test_a_new_store_is_set_up_and_its_recovery_code_shown_once(
    fresh: MainWindow, home: Path, qtbot: QtBot
) -> None:
    assert said(fresh, "no_secrets") == shown.NO_SECRETS
    fill(fresh, FIRST)
    click(fresh, "open")
    box = fresh.findChild(QMessageBox, "recovery")
    assert box is not None
    code = box.text().rsplit("\n", 1)[-1]
    assert fresh.session is None, "the store opens when the code has been written down"
    box.buttons()[0].click()
    qtbot.waitUntil(lambda: fresh.session is not None)
    assert fresh.session is not None
    unit = fresh.session.store.unit
    assert (unit.code, unit.name, unit.echelon, unit.parent) == ("c7", "Đại đội 7", "company", "d3")
    assert fresh.session.store.unit_named("d3").name == "Tiểu đoàn 3"
    fresh.close()
    stores.accounts.recover(home, code, "ctv", passphrase="mật khẩu khác 2")
    with stores.open(home, passphrase="mật khẩu khác 2") as again:
        assert again.unit.code == "c7"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"again": "gõ khác"}, "không giống nhau"),
        ({"code": " "}, "mã và tên"),
        ({"passphrase": "ngắn", "again": "ngắn"}, "S1"),
    ],
)
def test_a_set_up_that_will_not_do_is_said_on_the_page(
    fresh: MainWindow, home: Path, changed: dict[str, str], told: str
) -> None:
    fill(fresh, FIRST | changed)
    click(fresh, "open")
    assert told in said(fresh, "complaint")
    assert not stores.exists(home)


def test_a_training_unit_says_so_over_every_page(
    make_store: MakeStore, qtbot: QtBot, qapp: QApplication
) -> None:
    application.prepare(qapp)
    made = make_store("c9", training=True)
    window = MainWindow(made.home)
    qtbot.addWidget(window)
    window.show()
    window.enter(made)
    banner = window.findChild(QLabel, "training")
    assert banner is not None
    qtbot.waitUntil(banner.isVisible)
    assert "HUẤN LUYỆN" in banner.text()


def test_a_real_unit_has_no_training_banner(desk: Desk) -> None:
    assert desk.findChild(QLabel, "training") is None


def test_the_window_locks_itself_when_left_alone_and_every_key_delays_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    unlock(window, qtbot)
    window.left_alone.setInterval(400)
    window.left_alone.start()
    for _ in range(8):
        qtbot.wait(100)
        press(Qt.Key.Key_Shift)
    assert window.session is not None
    qtbot.waitUntil(lambda: window.session is None, timeout=3000)
    assert isinstance(window.centralWidget(), UnlockPage)
    unlock(window, qtbot)
    assert desk_of(window).isVisible()


def test_the_rail_gives_up_its_names_where_the_window_is_narrow(
    desk: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    wide = desk.rail.width()
    window.resize(900, 500)
    qtbot.waitUntil(lambda: desk.rail.width() < wide)
    assert desk.rail.item(0).text() == ""
    assert desk.rail.item(0).toolTip().startswith("Tổng quan")
    assert not desk.rail.item(0).icon().isNull()
    window.resize(1366, 728)
    qtbot.waitUntil(lambda: desk.rail.width() == wide)
    assert desk.rail.item(0).text() == "Tổng quan"


def test_the_rail_is_narrow_from_the_start_on_a_small_screen(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(900, 500)
    unlock(window, qtbot)
    assert desk_of(window).rail.item(0).text() == ""


def test_typing_the_passphrase_and_enter_opens(window: MainWindow, qtbot: QtBot) -> None:
    type_text(PASSPHRASE)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), Desk))
