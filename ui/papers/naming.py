"""Ctrl+Space: a name of a person or a unit of the store, found by a few letters without marks."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QVBoxLayout

from app import clock
from app.ledgers import Roster, people
from app.store import Store
from app.text import finds
from app.text import words as words_of
from ui.papers.editor import OutlineEditor

PAUSE_MS = 150
MOST = 200


def names(store: Store) -> list[str]:
    """Return the units by code, then the people present, rank before name and by name alone."""
    day, roster = clock.today(), Roster(store)
    found = [unit.name for unit in store.units()]
    for person in people.listing(store, day):
        copied = roster.copy(person.id, day)
        found += [people.title(store.catalogue, copied), people.name(person)]
    return list(dict.fromkeys(found))


class NameDialog(QDialog):
    """Enter puts the chosen name in place of the word before the cursor, or at the cursor."""

    def __init__(self, store: Store, editor: OutlineEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._names = [(words_of(name), name) for name in names(store)]
        self.setObjectName("name_dialog")
        self.setWindowTitle("Tên người, đơn vị")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._line = QLineEdit()
        self._line.setObjectName("name_filter")
        self._line.setAccessibleName("Tìm tên")
        self._line.setPlaceholderText("Gõ vài chữ, không cần dấu; Enter để chèn")
        self._list = QListWidget()
        self._list.setObjectName("name_list")
        self._list.setAccessibleName("Tên trong sổ")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._narrow)
        self._line.textChanged.connect(lambda _: self._pause.start())
        self._line.returnPressed.connect(self._insert)
        self._list.itemActivated.connect(lambda _: self._insert())
        layout = QVBoxLayout(self)
        layout.addWidget(self._line)
        layout.addWidget(self._list)
        self.resize(420, 320)
        self._word = _word(editor)
        self._line.setText(self._word.selectedText())
        self._narrow()
        self._line.setFocus()

    def _narrow(self) -> None:
        self._pause.stop()
        wanted = words_of(self._line.text())
        found = [name for folded, name in self._names if not wanted or finds(wanted, folded)]
        self._list.clear()
        self._list.addItems(found[:MOST])
        self._list.setCurrentRow(0)

    def _insert(self) -> None:
        self._narrow_if_waiting()
        item = self._list.currentItem()
        if item is None:
            return
        self.accept()
        self._word.insertText(item.text())
        self._editor.setTextCursor(self._word)
        self._editor.setFocus()

    def _narrow_if_waiting(self) -> None:
        if self._pause.isActive():
            self._narrow()


def _word(editor: OutlineEditor) -> QTextCursor:
    """Return the chosen words, or the word that ends at the cursor."""
    cursor = editor.textCursor()
    if not cursor.hasSelection():
        text = cursor.block().text()[: cursor.positionInBlock()]
        length = len(text) - len(text.rstrip("".join(c for c in set(text) if c.isalnum())))
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, length)
    return cursor


def ask(store: Store, editor: OutlineEditor) -> None:
    """Open the list at the cursor."""
    if not editor.isReadOnly():
        NameDialog(store, editor).open()
