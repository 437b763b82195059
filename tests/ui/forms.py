"""A form on the page of the ledgers, and what its tests do and look at."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QTableView, QWidget

from tests.ui.conftest import tab, type_text
from ui.ledger import LedgersPage
from ui.ledger.form.body import Body
from ui.ledger.form.droplist import DropList

ENTER, ESC, UP, DOWN, F3, F4 = (
    Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_F3, Qt.Key.Key_F4,
)  # fmt: skip
T = TypeVar("T", bound=QWidget)
SHIFT = Qt.KeyboardModifier.ShiftModifier


def body_of(page: LedgersPage) -> Body:
    found = page.form.findChild(Body)
    assert found is not None
    return found


def open_new(page: LedgersPage, section: str) -> None:
    page.open_section(section)
    page.form.start_new()


def line(page: QWidget, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, name)
    assert found is not None, name
    return found


def into(page: QWidget, name: str) -> QLineEdit:
    found = line(page, name)
    found.setFocus()
    return found


def offered(page: QWidget) -> list[str]:
    """Return what the open list shows."""
    lists = [x for x in page.window().findChildren(DropList) if x.isVisible()]
    if not lists:
        return []
    model = lists[0].model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def type_into(page: QWidget, values: dict[str, str]) -> None:
    for key, text in values.items():
        into(page, key)
        type_text(text)
        tab()


def table(page: LedgersPage) -> QTableView:
    found = page.findChild(QTableView, "entries")
    assert found is not None
    return found


def dialog(page: LedgersPage, name: str) -> QDialog:
    found = [d for d in page.window().findChildren(QDialog, name) if d.isVisible()]
    assert found, f"no {name}"
    found[-1].activateWindow()
    QApplication.processEvents()
    return found[-1]


def part(of: QDialog, kind: type[T], name: str) -> T:
    found = of.findChild(kind, name)
    assert found is not None, name
    return found
