"""What a person does on the page of papers: drafting, waiting for the pages and the checks, answering questions."""

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.conftest import click
from ui.preview import Preview

DOCUMENTS = 2


def draft(page: QWidget, type_id: str, button: str = "draft") -> None:
    """Choose the type, keep the period that is offered, and press the button."""
    box = page.findChild(QComboBox, "type")
    assert box is not None
    box.setCurrentIndex(box.findData(type_id))
    click(page, button)


def text_of(page: QWidget) -> QPlainTextEdit:
    pane = page.findChild(QPlainTextEdit, "text")
    assert pane is not None
    return pane


def pages(page: QWidget) -> int:
    preview = page.findChild(Preview)
    assert preview is not None
    return preview.pages


def offered(page: QWidget, name: str) -> bool:
    """Tell whether a button stands on the page and can be pressed."""
    button = page.findChild(QPushButton, name)
    assert button is not None, name
    return button.isVisible() and button.isEnabled()


def dialog_of(page: QWidget, qtbot: QtBot, name: str) -> QDialog:
    """Wait for a dialog and return it."""

    def opened() -> QDialog | None:
        found = [d for d in page.window().findChildren(QDialog, name) if d.isVisible()]
        return found[0] if found else None

    qtbot.waitUntil(lambda: opened() is not None, timeout=20_000)
    found = opened()
    assert found is not None
    return found


def issue(page: QWidget, qtbot: QtBot) -> None:
    """Press Ban hành and confirm, whatever there is still to be mended."""
    click(page, "issue")
    click(dialog_of(page, qtbot, "issue_dialog"), "issue_confirm")


def answer(page: QWidget, qtbot: QtBot, name: str, **texts: str) -> None:
    """Fill the lines of a question and confirm it."""
    dialog = dialog_of(page, qtbot, name)
    for key, text in texts.items():
        line = dialog.findChild(QLineEdit, key)
        assert line is not None, key
        line.setText(text)
    click(dialog, "question_confirm")


def listed(page: QWidget) -> list[str]:
    """Return the titles in the list of papers."""
    table = page.findChild(QTableView, "documents")
    assert table is not None
    model = table.model()
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]
