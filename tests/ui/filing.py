"""The ledgers page with one inspection in the form, and files given to it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from app.ledgers import attachments, entries
from tests.ledgers.examples import COMPANY
from ui.files import FileShelf
from ui.ledger import LedgersPage
from ui.ledger.form.attachments import Strip
from ui.main_window import Desk
from ui.views import PAGES


def inspections(desk: Desk) -> LedgersPage:
    """Write one inspection and open it in the form."""
    row = entries.add(desk.current().session.store, "inspection", COMPANY["inspection"])
    desk.go(next(n for n, place in enumerate(PAGES) if place.title == "Sổ"))
    found = desk.current()
    assert isinstance(found, LedgersPage)
    found.open(row.id)
    return found


def strip(page: LedgersPage) -> Strip:
    found = page.findChild(Strip, "attachments")
    assert found is not None
    return found


def shelf(page: LedgersPage) -> FileShelf:
    return strip(page).shelf


def written(folder: Path, files: dict[str, bytes]) -> list[Path]:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]


def drop(page: LedgersPage, paths: Sequence[Path]) -> None:
    """Let go of files over the strip, as from a file manager."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(strip(page), QDragEnterEvent(QPoint(5, 5), *how))
    QApplication.sendEvent(strip(page), QDropEvent(QPointF(5, 5), *how))


def names(page: LedgersPage) -> list[str]:
    return [shelf(page).item(n).text().split("\n")[0] for n in range(shelf(page).count())]


def add(page: LedgersPage, row: str, name: str, content: bytes) -> None:
    attachments.add(page.session.store, row, name, content, not_secret=True)
