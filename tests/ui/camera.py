"""Takes a picture of every page in a process of its own: `python -m tests.ui.camera SAMPLE PICTURES SCHEME`.

Prints one JSON object: the pictures, and every text that is wider than the widget it stands in.
"""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QBuffer, QEvent, QSize, Qt
from PySide6.QtGui import QColor, QGradient, QImage, QPainter, QPalette
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
from app.ledgers import attachments, entries
from app.store import Store
from tests.ledgers import made_files
from tests.ui import camera_sheets, camera_table
from ui import application
from ui.ledger import LedgersPage, printing
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
            lambda: None, _choose_row, _choose_document, self._read_stick, _search, lambda: None,
        ]  # fmt: skip
        names = ("tong-quan", "so", "van-kien", "nop-nhan", "tra-cuu", "lich-su")
        for number, (name, prepare) in enumerate(zip(names, shots, strict=True)):
            desk.go(number)
            prepare()
            tabs = desk.current().findChild(QTabWidget)
            for at in range(tabs.count() if tabs else 1):
                if tabs:
                    tabs.setCurrentIndex(at)
                    if not tabs.isTabVisible(at):
                        continue
                self.take(f"{prefix}-{name}" + (f"-{at + 1}" if tabs else ""), window)
        desk.go(1)
        _make_problems(desk)
        self.take(f"{prefix}-so-loi", window)
        camera_table.take_table(self, prefix, window, desk)
        self._take_files(prefix, window, desk)
        camera_sheets.take_import(self, prefix, desk, self._pictures)
        self._take_print(prefix, window, desk)

    def _take_print(self, prefix: str, window: MainWindow, desk: Desk) -> None:
        """Take the window that prints a section."""
        page = desk.current()
        assert isinstance(page, LedgersPage)
        page.open_section("session")
        printing.ask(page)
        dialog = window.findChild(QDialog, "print_dialog")
        assert dialog is not None
        _rest()
        self.take(f"{prefix}-in-so", dialog)
        dialog.close()

    def _take_files(self, prefix: str, window: MainWindow, desk: Desk) -> None:
        """Take a row with files, the question before adding one, and the viewer."""
        page = desk.current()
        assert isinstance(page, LedgersPage)
        row = give_files(page.session.store)
        page.open(row)
        page.form.files.shelf.setCurrentRow(0)
        _rest()
        self.take(f"{prefix}-tep-kem", window)
        page.form.files.give([attachments.Loose("Ảnh hội thao quý I năm 2026.png", b"")])
        question = window.findChild(QDialog, "confirm_attach")
        assert question is not None
        self.take(f"{prefix}-tep-kem-hoi", question)
        question.reject()
        for at, name in ((0, "anh"), (1, "pdf")):
            page.form.files.shelf.setCurrentRow(at)
            page.form.files.open_chosen()
            _rest()
            viewer = next(x for x in window.findChildren(QDialog, "viewer") if x.isVisible())
            self.take(f"{prefix}-tep-kem-{name}", viewer)
            viewer.close()

    def _read_stick(self) -> None:
        _current(QLineEdit, "folder").setText(str(self._stick))
        next(w for w in _window().findChildren(QPushButton, "read")).click()
        _rest()


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


def give_files(store: Store) -> str:
    """Keep a photo, minutes and a Word file with the first inspection, once; return its id."""
    row = entries.listing(store, "inspection")[0]
    if not row.files:
        picture = QImage(1600, 1066, QImage.Format.Format_RGB32)
        painter = QPainter(picture)
        painter.fillRect(picture.rect(), QGradient(QGradient.Preset.DeepBlue))
        painter.fillRect(0, 700, 1600, 366, QColor(86, 120, 60))
        painter.fillRect(600, 420, 420, 300, QColor(214, 190, 140))
        painter.end()
        raw = QBuffer()
        raw.open(QBuffer.OpenModeFlag.WriteOnly)
        picture.save(raw, "JPG")  # type: ignore[call-overload]  # the stub knows bytes only
        given = {
            "Ảnh khu vệ sinh, doanh trại sau kiểm tra ngày 14-03.jpg": bytes(raw.data().data()),
            "Biên bản kiểm tra.pdf": made_files.pdf("Bien ban kiem tra, trang", 3),
            "Kế hoạch khắc phục.docx": made_files.docx("Kế hoạch"),
        }
        for name, content in given.items():
            attachments.add(store, row.id, name, content, not_secret=True)
    return row.id


def _rest() -> None:
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
        if _current(QPushButton, "export").isEnabled():
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
    if dark:  # a bare X server has no theme that would change the palette by itself
        qt.setPalette(QPalette(QColor(52, 54, 58)))
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
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    sys.stdout.write(json.dumps({"taken": camera.taken, "clipped": camera.clipped}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
