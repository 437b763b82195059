"""The window on real stores, and typing as people and their input methods do it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.store import Store
from tests.conftest import PASSPHRASE
from tests.ledgers.conftest import enrolled
from ui import application
from ui.ledger import LedgersPage
from ui.main_window import Desk, MainWindow

Today = Callable[[str], None]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of bug reports of this test."""
    folder = tmp_path / "bao-loi"
    folder.mkdir()
    monkeypatch.setenv("SOCTD_REPORTS", str(folder))
    return folder


@pytest.fixture
def window(qtbot: QtBot, store: Store, qapp: QApplication) -> Iterator[MainWindow]:
    """The window of Đại đội 1 on its unlock page; the store is closed, as after a start."""
    application.prepare(qapp)
    home = store.home
    store.close()
    opened = MainWindow(home)
    opened.resize(1366, 728)
    qtbot.addWidget(opened)
    opened.show()
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    yield opened
    opened.lock()  # nobody is there to be asked about unsaved typing
    opened.close()


@pytest.fixture
def desk(window: MainWindow, qtbot: QtBot) -> Desk:
    """The pages, the store opened by its passphrase."""
    unlock(window, qtbot)
    return desk_of(window)


@pytest.fixture
def spring(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 20 March 2026."""
    monkeypatch.setenv("SOCTD_TODAY", "2026-03-20")


@pytest.fixture
def form_page(desk: Desk) -> LedgersPage:
    """The ledgers with a roster, the directives in front and the keyboard in an empty form."""
    desk.go(1)
    found = desk.current()
    assert isinstance(found, LedgersPage)
    enrolled(found.session.store)
    found.open_section("directive")
    found.form.start_new()
    return found


def unlock(window: MainWindow, qtbot: QtBot) -> None:
    """Type the passphrase where the keyboard is and press Enter."""
    type_text(PASSPHRASE)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session is not None)
    qtbot.waitUntil(lambda: focused().objectName() == "rail")


def desk_of(window: MainWindow) -> Desk:
    found = window.centralWidget()
    assert isinstance(found, Desk)
    return found


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the keyboard"
    return found


def type_text(text: str) -> None:
    """Send one key event per letter to whatever has the keyboard, Vietnamese letters too."""
    for letter in text:
        if letter == "\b":
            press(Qt.Key.Key_Backspace)
            continue
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(focused(), event)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press one key, with shortcuts and mnemonics taking part."""
    QTest.keyClick(focused(), key, modifier)


def alt(letter: str) -> None:
    """Press Alt and a letter or digit."""
    press(Qt.Key(ord(letter.upper())), Qt.KeyboardModifier.AltModifier)


def ctrl(letter: str) -> None:
    press(Qt.Key(ord(letter.upper())), Qt.KeyboardModifier.ControlModifier)


def tab(times: int = 1) -> None:
    for _ in range(times):
        press(Qt.Key.Key_Tab)


def go_to(name: str, most: int = 60) -> None:
    """Press Tab until the widget called `name` has the keyboard."""
    passed = []
    for _ in range(most):
        if focused().objectName() == name:
            return
        passed.append(focused().objectName())
        tab()
    raise AssertionError(f"Tab never reached {name}, only {passed}")


def click(page: QWidget, name: str) -> None:
    """Click the button called `name`."""
    button = page.findChild(QPushButton, name)
    assert button is not None, name
    button.click()


def said(page: QWidget, name: str) -> str:
    """Return what the label called `name` says, nothing while it is hidden."""
    label = page.findChild(QLabel, name)
    assert label is not None, name
    return "" if label.isHidden() else label.text()


def files_in(folder: Path, ending: str) -> list[Path]:
    return sorted(folder.glob(f"*{ending}"))
