"""The bar that offers typing kept before a crash or a lock: take it back, compare it, or drop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from app.text import moment_short
from ui.papers.wrapping import Wrapping


class RecoverBar(QFrame):
    """`taken`, `compared` and `dropped` are what can be done with the kept text."""

    taken = Signal()
    compared = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.setObjectName("recover")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._said = QLabel()
        self._said.setObjectName("recover_said")
        self._said.setWordWrap(True)
        row = Wrapping()
        for name, label, said in (
            ("recover_take", "&Khôi phục", self.taken),
            ("recover_compare", "S&o với bản đã lưu…", self.compared),
            ("recover_drop", "Bỏ bản đang gõ", self.dropped),
        ):
            button = QPushButton(label)
            button.setObjectName(name)
            button.clicked.connect(lambda _=False, signal=said: signal.emit())
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(self._said)
        layout.addLayout(row)
        self.hide()

    def offer(self, text: str, at: str) -> None:
        """Show that `text` was being typed at a moment and is not saved."""
        self.text = text
        self._said.setText(f"⚠ Có bản đang gõ lúc {moment_short(at)} chưa lưu.")
        self.show()

    def settle(self) -> None:
        """Take the bar away."""
        self.text = ""
        self.hide()
