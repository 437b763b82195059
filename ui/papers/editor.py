"""The text of a paper as officers type it; nothing is rewritten while it is typed, only on request."""

import re
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from ui.papers.highlighting import OutlineHighlighter

_HEAD: Final = re.compile(r"(?:[IVXL]+\.|\d{1,3}(?:\.\d{1,2})*\.|[a-zđ]\)|[-+])\s+")
_ROMAN: Final = [
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
    "XVIII",
    "XIX",
    "XX",
]
_LETTERS: Final = "abcdđeghiklmnopqrstuvxy"
_OF_LEVEL: Final = {
    1: re.compile(r"([IVXL]+)\.\s"),
    2: re.compile(r"(\d{1,3})\.\s"),
    3: re.compile(r"([a-zđ])\)\s"),
}
SAID = (
    "Ctrl+B đậm · Ctrl+1, 2, 3 đề mục I. 1. a) · Ctrl+Shift+L gạch đầu dòng · Tab ô sau của bảng"
    " · Ctrl+F tìm · Ctrl+H thay · Ctrl+Space tên người, đơn vị"
)


class OutlineEditor(QPlainTextEdit):
    """`completing` asks for names at the cursor."""

    completing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("text")
        self.setAccessibleName("Nội dung")
        self.setToolTip(SAID)
        self.setTabChangesFocus(True)
        font = QFont("Liberation Serif")
        font.setPointSizeF(12)
        self.setFont(font)
        self._paint = OutlineHighlighter(self.document(), self.palette())
        context = Qt.ShortcutContext.WidgetShortcut
        for keys, act in (
            ("Ctrl+B", self.embolden),
            ("Ctrl+1", lambda: self.head(1)),
            ("Ctrl+2", lambda: self.head(2)),
            ("Ctrl+3", lambda: self.head(3)),
            ("Ctrl+Shift+L", self.bullet),
            ("Ctrl+Space", self.completing.emit),
        ):
            QShortcut(QKeySequence(keys), self, act, context=context)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_paint"):
            self._paint.dress(self.palette())

    def focusNextPrevChild(self, next: bool) -> bool:
        """Let Tab go to the next cell of a table; elsewhere it leaves the text."""
        if self.in_table and not self.isReadOnly() and self._cell(1 if next else -1):
            return True
        return super().focusNextPrevChild(next)

    @property
    def in_table(self) -> bool:
        return self.textCursor().block().text().lstrip().startswith("|")

    def embolden(self) -> None:
        """Put the chosen words between `**`, or take the `**` away."""
        cursor = self.textCursor()
        words = cursor.selectedText()
        if self.isReadOnly() or not words or "\u2029" in words:
            return
        start = cursor.selectionStart()
        bold = words.startswith("**") and words.endswith("**") and len(words) > 4
        made = words[2:-2] if bold else f"**{words}**"
        cursor.insertText(made)
        cursor.setPosition(start)
        cursor.setPosition(start + len(made), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def head(self, level: int) -> None:
        """Make the line a heading of this level with the next number; done again it is a plain line."""
        if self.isReadOnly():
            return
        line = self.textCursor().block().text()
        self._begin("" if _OF_LEVEL[level].match(line) else self._next(level))

    def bullet(self) -> None:
        """Make the line a `-` line; done again it is a plain line."""
        if not self.isReadOnly():
            line = self.textCursor().block().text()
            self._begin("" if line.startswith("- ") else "- ")

    def go_to(self, words: str, nth: int = 0) -> bool:
        """Put the cursor on the line where `words` stand and choose them; return whether they do."""
        text = self.toPlainText()
        at = text.find(words) if words else -1
        while at >= 0 and nth:
            nth, at = nth - 1, text.find(words, at + 1)
        if at < 0:
            return False
        self.choose(at, len(words))
        return True

    def choose(self, at: int, length: int) -> None:
        """Select a stretch of the text and bring it in sight."""
        before = len(self.toPlainText()[:at].encode("utf-16-le")) // 2  # Qt counts UTF-16 units
        cursor = self.textCursor()
        cursor.setPosition(before)
        cursor.setPosition(before + length, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor()

    def insert_block(self, text: str) -> None:
        """Put whole lines after the line of the cursor."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertText(f"\n{text}\n")
        self.setTextCursor(cursor)

    def replace_all(self, text: str) -> None:
        """Put another text in place of the whole; Ctrl+Z brings the old one back."""
        cursor = self.textCursor()
        at = cursor.position()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def _begin(self, mark: str) -> None:
        """Give the line another beginning, as one step of undo."""
        cursor = self.textCursor()
        line = cursor.block().text()
        old = _HEAD.match(line)
        start = cursor.block().position()
        cursor.beginEditBlock()
        cursor.setPosition(start)
        if old:
            cursor.setPosition(start + old.end(), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(mark)
        cursor.endEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(cursor)

    def _next(self, level: int) -> str:
        """Return the mark after the last one of this level; deeper levels begin anew under a higher one."""
        block = self.textCursor().block().previous()
        while block.isValid():
            line = block.text()
            if found := _OF_LEVEL[level].match(line):
                return _after(level, found[1])
            if any(_OF_LEVEL[higher].match(line) for higher in range(1, level)):
                break
            block = block.previous()
        return {1: "I. ", 2: "1. ", 3: "a) "}[level]

    def _cell(self, step: int) -> bool:
        """Choose the next or previous cell of the table; return whether there is one."""
        cursor = self.textCursor()
        block = cursor.block()
        if not self.in_table:
            return False
        at = cursor.selectionEnd() - block.position() if step > 0 else cursor.selectionStart() - block.position()  # fmt: skip
        while block.isValid() and block.text().lstrip().startswith("|"):
            text = block.text()
            cells = _cells(text)
            if set(text.strip()) <= set("|-: "):
                cells = []
            found = [c for c in cells if (c[0] > at if step > 0 else c[1] < at)]
            if found:
                first, last = found[0] if step > 0 else found[-1]
                cursor.setPosition(block.position() + first)
                cursor.setPosition(block.position() + last, QTextCursor.MoveMode.KeepAnchor)
                self.setTextCursor(cursor)
                return True
            block = block.next() if step > 0 else block.previous()
            at = -1 if step > 0 else 1 << 30
        return False


def _after(level: int, mark: str) -> str:
    if level == 1:
        known = _ROMAN.index(mark) + 1 if mark in _ROMAN else 0
        return f"{_ROMAN[min(known, len(_ROMAN) - 1)]}. "
    if level == 2:
        return f"{int(mark) + 1}. "
    return f"{_LETTERS[min(_LETTERS.find(mark) + 1, len(_LETTERS) - 1)]}) "


def _cells(line: str) -> list[tuple[int, int]]:
    """Return where the text of every cell of a table line begins and ends."""
    bars = [i for i, sign in enumerate(line) if sign == "|" and line[i - 1 : i] != "\\"]
    found = []
    for left, right in pairwise(bars):
        inner = line[left + 1 : right]
        start = (
            left + 1 + (len(inner) - len(inner.lstrip()) if inner.strip() else min(1, len(inner)))
        )
        found.append((start, start + len(inner.strip())))
    return found
