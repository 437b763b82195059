"""The manual in a window of its own, opened by F1 at the page of the view in front."""

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from app import paths


def show(topic: str, parent: QWidget) -> QDialog:
    """Open `resources/help/<topic>.md`, or the contents page when there is none."""
    folder = paths.resources() / "help"
    file = folder / f"{topic}.md"
    dialog = QDialog(parent)
    dialog.setObjectName("help")
    dialog.setWindowTitle("Hướng dẫn sử dụng")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.resize(QSize(760, 600).boundedTo(parent.size() * 0.9))
    browser = QTextBrowser()
    browser.setAccessibleName("Hướng dẫn")
    browser.setSearchPaths([str(folder)])
    browser.setSource(QUrl.fromLocalFile(str(file if file.exists() else folder / "muc-luc.md")))
    layout = QVBoxLayout(dialog)
    layout.addWidget(browser)
    dialog.show()
    return dialog
