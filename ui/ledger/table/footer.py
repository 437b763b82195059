"""Under the table: how many rows, which one is open, and the buttons that walk through them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from app.text import number

STEPS = (
    ("row_first", "|◂", "Dòng đầu (Alt+Home)", "first"),
    ("row_previous", "◂", "Dòng trước (Alt+Lên)", "previous"),
    ("row_next", "▸", "Dòng sau (Alt+Xuống)", "next"),
    ("row_last", "▸|", "Dòng cuối (Alt+End)", "last"),
)


class Footer(QWidget):
    """`stepped` carries `first`, `previous`, `next` or `last`; `cleared` asks to drop every filter."""

    stepped = Signal(str)
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._counted = QLabel()
        self._counted.setObjectName("counted")
        self._counted.setWordWrap(True)
        self._clear = QToolButton()
        self._clear.setObjectName("clear_filters")
        self._clear.setText("Bỏ lọc")
        self._clear.setToolTip("Bỏ mọi lọc: kỳ, chữ và các ô lọc (Ctrl+Shift+L)")
        self._clear.clicked.connect(self.cleared.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._counted, 1)
        row.addWidget(self._clear)
        for name, sign, said, step in STEPS:
            button = QToolButton()
            button.setObjectName(name)
            button.setText(sign)
            button.setToolTip(said)
            button.setAccessibleName(said)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, step=step: self.stepped.emit(step))
            row.addWidget(button)

    def say(self, valid: int, struck: int, at: int | None, *, narrowed: bool) -> None:
        """Say how many rows count and how many are struck, and which row is current (from 0)."""
        said = f"{number(valid)} dòng"
        if struck:
            said += f" (không tính {number(struck)} dòng gạch bỏ)"
        if at is not None:
            said = f"Dòng {number(at + 1)}/{number(valid + struck)} · {said}"
        self._counted.setText(said)
        self._clear.setVisible(narrowed)
