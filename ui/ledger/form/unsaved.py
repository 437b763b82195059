"""The question about typing that is not saved yet, put once, in the form itself: save, drop, or stay."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout


def _both(first: Callable[[], None], second: Callable[[], None]) -> None:
    first()
    second()


ASKED = "⚠ Dòng đang gõ ở mục “{section}” chưa lưu."
WAITING = "⚠ Dòng mới ở mục “{section}” chưa lưu, có {files} tệp chờ kèm."


class UnsavedBar(QFrame):
    """`saved`, `dropped` and `stayed` are the three answers; `next` is what was wanted meanwhile."""

    saved = Signal()
    dropped = Signal()
    stayed = Signal()

    def __init__(self, asked: str = ASKED, save: str = "Lưu dòng") -> None:
        super().__init__()
        self._asked = asked
        self.next: Callable[[], None] | None = None
        self.setObjectName("unsaved")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._text = QLabel()
        self._text.setObjectName("unsaved_question")
        self._text.setWordWrap(True)
        buttons = QHBoxLayout()
        for name, label, said in (
            ("unsaved_save", save, self.saved),
            ("unsaved_drop", "&Bỏ", self.dropped),
            ("unsaved_stay", "Ở l&ại", self.stayed),
        ):
            button = QPushButton(label)
            button.setObjectName(name)
            button.clicked.connect(lambda _=False, signal=said: signal.emit())
            button.setAutoDefault(True)
            buttons.addWidget(button)
            if name == "unsaved_save":
                self._first = button
        layout = QVBoxLayout(self)
        layout.addWidget(self._text)
        layout.addLayout(buttons)
        self.hide()

    def ask(self, section: str, then: Callable[[], None], *, files: int = 0) -> None:
        """Show the question about typing in `section`, with the files that wait for its new row.

        What is asked for meanwhile is done in its turn.
        """
        before = self.next
        self.next = then if before is None else partial(_both, before, then)
        asked = WAITING if files else self._asked
        self._text.setText(asked.format(section=section, files=files))
        self.show()
        self._first.setFocus()

    def answer(self) -> Callable[[], None] | None:
        """Take the question away and return what was wanted."""
        self.hide()
        wanted, self.next = self.next, None
        return wanted
