"""Tìm, thay: a bar under the text; marks may be left out, and a replacement of all is one step of the editor's undo."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QLineEdit, QPushButton

from app.text import fold, number
from ui.papers.editor import OutlineEditor

PAUSE_MS = 200


class FindBar(QFrame):
    """`closed` is said when the keyboard goes back to the text."""

    closed = Signal()

    def __init__(self, editor: OutlineEditor) -> None:
        super().__init__()
        self._editor = editor
        self.setObjectName("find_bar")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._words = _line("find_words", "Tìm")
        self._other = _line("replace_words", "Thay bằng")
        self._bare = QCheckBox("&Không cần dấu")
        self._bare.setObjectName("find_bare")
        self._said = QLabel()
        self._said.setObjectName("find_said")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._count)
        self._words.textChanged.connect(lambda _: self._pause.start())
        self._bare.toggled.connect(lambda _: self._count())
        self._words.returnPressed.connect(lambda: self.step(1))
        self._other.returnPressed.connect(self.replace_one)
        QShortcut(
            QKeySequence(Qt.Key.Key_Escape), self, self.leave,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )  # fmt: skip
        self._next = _button("find_next", "Tiếp", lambda: self.step(1))
        self._previous = _button("find_previous", "Trước", lambda: self.step(-1))
        self._one = _button("replace_one", "Thay", self.replace_one)
        self._all = _button("replace_all", "Thay tất cả", self.replace_all)
        close = _button("find_close", "Đóng", self.leave)
        layout = QGridLayout(self)
        layout.setContentsMargins(6, 4, 6, 4)
        for at, part in enumerate((self._words, self._previous, self._next, close)):
            layout.addWidget(part, 0, at)
        for at, part in enumerate((self._other, self._one, self._all)):
            layout.addWidget(part, 1, at)
        layout.addWidget(self._bare, 2, 0)
        layout.addWidget(self._said, 2, 1, 1, 3)
        layout.setColumnStretch(0, 1)
        self.hide()

    def begin(self, *, replacing: bool) -> None:
        """Show the bar; what is selected in the text is looked for."""
        chosen = self._editor.textCursor().selectedText()
        if chosen and "\u2029" not in chosen:
            self._words.setText(chosen)
        writes = not self._editor.isReadOnly()
        for part in (self._other, self._one, self._all):
            part.setVisible(replacing and writes)
        self.show()
        self._words.setFocus()
        self._words.selectAll()
        self._count()

    def leave(self) -> None:
        """Take the bar away."""
        self.hide()
        self._editor.setFocus()
        self.closed.emit()

    def places(self) -> list[tuple[int, int]]:
        """Return where the words stand, as (start, length) in the editor's own count."""
        wanted, text = self._words.text(), self._editor.toPlainText()
        if not wanted or len(text.encode("utf-16-le")) != 2 * len(text):
            return []  # Qt counts signs outside the first plane twice; no Vietnamese text has any
        bare = self._bare.isChecked()
        level = _bared if bare else _lower
        here, wanted = "".join(map(level, text)), "".join(map(level, wanted))
        found, at = [], here.find(wanted)
        while at >= 0:
            found.append((at, len(wanted)))
            at = here.find(wanted, at + len(wanted))
        return found

    def step(self, way: int) -> None:
        """Choose the next or the previous place, going round at the end."""
        places = self.places()
        self._tell(places)
        if not places:
            return
        cursor = self._editor.textCursor()
        if way > 0:
            after = [p for p in places if p[0] >= cursor.selectionEnd()]
            start, length = after[0] if after else places[0]
        else:
            before = [p for p in places if p[0] < cursor.selectionStart()]
            start, length = before[-1] if before else places[-1]
        self._editor.choose(start, length)
        self._tell(places, places.index((start, length)) + 1)

    def replace_one(self) -> None:
        """Replace the chosen place, or go to the first one."""
        cursor = self._editor.textCursor()
        chosen = (cursor.selectionStart(), cursor.selectionEnd() - cursor.selectionStart())
        if chosen in self.places() and not self._editor.isReadOnly():
            cursor.insertText(self._other.text())
        self.step(1)

    def replace_all(self) -> None:
        """Replace every place as one step that Ctrl+Z in the text takes back."""
        places = self.places()
        if not places or self._editor.isReadOnly():
            self._tell(places)
            return
        cursor = QTextCursor(self._editor.document())
        cursor.beginEditBlock()
        for start, length in reversed(places):
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(self._other.text())
        cursor.endEditBlock()
        self._said.setText(f"✔ Đã thay {number(len(places))} chỗ.")

    def _count(self) -> None:
        self._pause.stop()
        self._tell(self.places())

    def _tell(self, places: list[tuple[int, int]], at: int = 0) -> None:
        if not self._words.text():
            self._said.setText("")
        elif not places:
            self._said.setText("Không thấy.")
        else:
            self._said.setText(
                f"{number(at)}/{number(len(places))}" if at else f"{number(len(places))} chỗ"
            )


def _bared(sign: str) -> str:
    """Return one sign without its mark and case, never longer or shorter than one."""
    folded = fold(sign)
    return folded if len(folded) == 1 else sign


def _lower(sign: str) -> str:
    lower = sign.lower()
    return lower if len(lower) == 1 else sign


def _line(name: str, said: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setAccessibleName(said)
    line.setPlaceholderText(said)
    return line


def _button(name: str, text: str, act: object) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.clicked.connect(lambda: act())  # type: ignore[operator]  # a method of the bar
    return button
