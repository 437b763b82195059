"""The ledgers page in tests: rows to write, and what people do with table and menus."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QInputDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app import store as stores
from app.ledgers import entries
from tests.conftest import PASSPHRASE
from ui.ledger.page import LedgersPage
from ui.main_window import Desk, MainWindow

ALT = Qt.KeyboardModifier.AltModifier


def strength(day: str, present: int = 10) -> dict[str, object]:
    return {
        "date": day, "officers": 4, "professional": 1, "soldiers": 8, "workers": 0, "present": present,
        "absent_leave": 13 - present, "absent_sick": 0, "absent_mission": 0, "absent_other": 0,
    }  # fmt: skip


def lesson(day: str, present: int = 10) -> dict[str, object]:
    return {
        "date": day, "topic": "Truyền thống", "lecturer": {"name": "Nguyễn Văn Mẫu"}, "form": "len_lop",
        "audience": "all", "made_up": 0, "hours": 2, "required": present, "present": present,
    }  # fmt: skip


def directive(number: str, subject: str, day: str = "2026-01-05") -> dict[str, object]:
    return {
        "received_date": day, "number": number, "issuer": "Tiểu đoàn 1", "kind": "Hướng dẫn",
        "subject": subject, "not_secret": True,
    }  # fmt: skip


THREE = (
    directive("1", "Ôn luyện", "2026-01-01"),
    directive("2", "An toàn", "2026-02-02"),
    directive("3", "Đón chiến sĩ mới", "2026-03-03"),
)


def opened(desk: Desk, section: str, rows: object = ()) -> LedgersPage:
    desk.go(1)
    page = desk.current()
    assert isinstance(page, LedgersPage)
    if rows:
        entries.add_many(page.session.store, section, list(rows))  # type: ignore[call-overload]
    page.open_section(section)
    return page


def column(page: LedgersPage, key: str) -> int:
    return next(at for at, c in enumerate(page.rows.columns, 1) if c.key == key)


def texts(page: LedgersPage, key: str) -> list[str]:
    """Return what one column shows, month headings as empty texts."""
    model, at = page.rows.model, column(page, key)
    return [str(model.index(row, at).data() or "") for row in range(model.rowCount())]


def click_heading(page: LedgersPage, key: str) -> None:
    header, at = page.rows.table.head, column(page, key)
    page.rows.table.scrollTo(page.rows.model.index(0, at))
    spot = QPoint(header.sectionViewportPosition(at) + 12, 8)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def line(page: QWidget, column: str) -> QLineEdit:
    found = page.findChild(QLineEdit, f"filter_{column}")
    assert found is not None
    return found


def act(page: LedgersPage, name: str) -> None:
    """Choose from the menu Xem."""
    button = page.findChild(QPushButton, "view_menu")
    assert button is not None
    button.menu().aboutToShow.emit()
    chosen = next(x for x in button.menu().actions() if x.objectName() == name)
    assert chosen.isEnabled()
    chosen.trigger()


def answer(page: QWidget, name: str, text: str) -> None:
    dialog = page.findChild(QInputDialog, name)
    assert dialog is not None
    dialog.setTextValue(text)
    dialog.accept()


def choose_period(page: LedgersPage, text: str) -> None:
    box = page.findChild(QComboBox, "period")
    assert box is not None
    at = box.findText(text)
    assert at >= 0, [box.itemText(n) for n in range(box.count())]
    box.setCurrentIndex(at)


@contextmanager
def reopened(page: LedgersPage, qtbot: QtBot) -> Iterator[LedgersPage]:
    """Lock the window, open the store again and give the page back at the same section."""
    window = page.window()
    assert isinstance(window, MainWindow)
    section, home = page.wanted.section.key, page.session.store.home
    window.lock()
    window.enter(stores.open(home, passphrase=PASSPHRASE))
    desk = window.centralWidget()
    assert isinstance(desk, Desk)
    yield opened(desk, section)
