"""Takes a picture of every page in a process of its own: `python -m tests.ui.camera SAMPLE PICTURES SCHEME`.

Prints one JSON object: the pictures, and every text that is wider than the widget it stands in.
"""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTableView,
    QTabWidget,
    QWidget,
)

from app import sample, store
from tests.ui import (
    camera_files,
    camera_papers,
    camera_people,
    camera_sheets,
    camera_table,
    camera_typing,
)
from ui import application
from ui.ledger import LedgersPage
from ui.ledger.printing import window as printing
from ui.main_window import Desk, MainWindow

SCREEN = QSize(1366, 768)
T = TypeVar("T", bound=QWidget)
ROW_WITH_PROBLEMS = {"date": "31/31/2026", "present": "nhiều"}


class Camera:
    """Puts a window on the screen, page by page, and keeps what it saw."""

    def __init__(self, pictures: Path, stick: Path) -> None:
        self._stick = stick
        self._pictures = pictures
        self.taken: list[str] = []
        self.clipped: list[str] = []

    def take(self, name: str, window: QWidget) -> None:
        """Keep a picture of `window` and the texts that do not fit."""
        QTest.qWait(60)
        file = self._pictures / f"{name}.png"
        window.grab().save(str(file))
        self.taken.append(str(file))
        self.clipped += [f"{name}: {text}" for text in too_wide(window)]
        room = window.screen().availableSize()
        if window.width() > room.width() or window.height() > room.height():
            self.clipped.append(f"{name}: the window does not fit the screen")

    def take_desk(self, prefix: str, window: MainWindow, desk: Desk) -> None:
        """Take every page of one unit, its tabs and its states."""
        shots: list[Callable[[], None]] = [
            lambda: None, _choose_row, _choose_document, self._read_stick,
            lambda: camera_people.choose_somebody(desk), _search, lambda: None,
            lambda: None,
        ]  # fmt: skip
        names = (
            "tong-quan",
            "so",
            "van-kien",
            "nop-nhan",
            "quan-so",
            "tra-cuu",
            "lich-su",
            "thiet-lap",
        )
        for number, (name, prepare) in enumerate(zip(names, shots, strict=True)):
            desk.go(number)
            prepare()
            tabs = desk.current().findChild(QTabWidget)
            for at in range(tabs.count() if tabs else 1):
                if tabs:
                    tabs.setCurrentIndex(at)
                    if not tabs.isTabVisible(at):
                        continue
                rest()
                self.take(f"{prefix}-{name}" + (f"-{at + 1}" if tabs else ""), window)
            if name == "quan-so":
                camera_people.take_forms(self, prefix, desk)
        desk.go(1)
        _make_problems(desk)
        self.take(f"{prefix}-so-loi", window)
        camera_typing.take_typing(self, prefix, window, desk)
        camera_table.take_table(self, prefix, window, desk)
        camera_files.take_files(self, prefix, window, desk)
        camera_sheets.take_import(self, prefix, desk, self._pictures)
        camera_sheets.take_windows(self, prefix, desk)
        self._take_print(prefix, window, desk)
        camera_papers.take_papers(self, prefix, window, desk)

    def _take_print(self, prefix: str, window: MainWindow, desk: Desk) -> None:
        """Take the window that prints a section."""
        page = desk.current()
        assert isinstance(page, LedgersPage)
        page.open_section("session")
        printing.ask(page)
        dialog = window.findChild(QDialog, "print_dialog")
        assert dialog is not None
        rest()
        self.take(f"{prefix}-in-so", dialog)
        dialog.close()

    def _read_stick(self) -> None:
        _current(QLineEdit, "folder").setText(str(self._stick))
        next(w for w in _window().findChildren(QPushButton, "read")).click()
        rest()


def too_wide(window: QWidget) -> Iterator[str]:
    """Return the labels and buttons in sight whose one-line text is wider than its room, and sideways scrolling."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel) and widget.text():
            widest = max(widget.fontMetrics().horizontalAdvance(x) for x in _lines(widget))
            if widget.textFormat() != Qt.TextFormat.RichText and widest > widget.width():
                yield widget.text()
            elif widget.wordWrap() and widget.heightForWidth(widget.width()) > widget.height():
                yield f"{widget.text()} (too high)"
        elif isinstance(widget, QAbstractButton) and widget.text():
            text = widget.text().replace("&", "")
            if widget.fontMetrics().horizontalAdvance(text) > widget.width():
                yield text
        elif isinstance(widget, QScrollArea) and widget.horizontalScrollBar().maximum():
            yield f"{widget.objectName()} scrolls sideways"


def _lines(label: QLabel) -> list[str]:
    """Return the parts of a text that cannot be broken: words where it wraps, lines where it does not."""
    text = label.text().replace("&", "") if label.buddy() else label.text()
    return text.split() if label.wordWrap() else text.splitlines()


def rest() -> None:
    """Wait until nothing is being made beside the window."""
    session = _window().session
    while session is not None and session.busy:
        QTest.qWait(20)
    QTest.qWait(60)


def _choose_row() -> None:
    table = _current(QTableView, "entries")
    table.selectRow(0)


def _choose_document() -> None:
    table = _current(QTableView, "documents")
    for row in range(table.model().rowCount()):
        table.selectRow(row)
        if any(w.isVisible() for w in _window().findChildren(QPushButton, "export")):
            break
    QTest.qWait(300)


def _search() -> None:
    _current(QLineEdit, "query").setText("dai doi")
    QTest.qWait(400)


def _make_problems(desk: Desk) -> None:
    page = desk.current()
    assert isinstance(page, LedgersPage)
    page.open_section("strength")
    _current(QPushButton, "new").click()
    for key, text in ROW_WITH_PROBLEMS.items():
        _current(QLineEdit, key).setText(text)
    _current(QPushButton, "save").click()


def _current(kind: type[T], name: str) -> T:
    return next(w for w in _window().findChildren(kind, name) if w.isVisible())


def _window() -> MainWindow:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))


def main(folder: Path, pictures: Path, scheme: str) -> None:
    """Take all pictures of the sample in `folder`; `scheme` is light or dark."""
    pictures.mkdir(parents=True, exist_ok=True)
    qt = QApplication([])
    application.prepare(qt)
    dark = scheme == "dark"
    qt.styleHints().setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    camera = Camera(pictures, folder / "usb")
    for code, homes in (("moi", folder / "moi"), ("d1", folder / "d1"), ("c1", folder / "c1")):
        window = MainWindow(homes)
        window.resize(qt.primaryScreen().availableSize().boundedTo(SCREEN))
        window.show()
        camera.take(f"{code}-mo-so", window)
        if code != "moi":
            window.enter(store.open(homes, passphrase=sample.PASSPHRASE))
            desk = window.centralWidget()
            assert isinstance(desk, Desk)
            camera.take_desk(code, window, desk)
        window.help()
        dialog = window.findChild(QDialog, "help")
        assert dialog is not None
        camera.take(f"{code}-huong-dan", dialog)
        window.lock()
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    sys.stdout.write(json.dumps({"taken": camera.taken, "clipped": camera.clipped}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
