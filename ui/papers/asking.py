"""Small questions about a paper: a reason, or who approved it and on which day."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError


class Question(QDialog):
    """A few lines to fill; `then(texts, refused)` does the act and the dialog goes once it went through."""

    def __init__(
        self, name: str, title: str, fields: dict[str, str], act: str,
        then: Callable[[dict[str, str], Callable[[AppError], None]], bool], parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(460)
        self._then = then
        self._lines: dict[str, QLineEdit] = {}
        form = QFormLayout()
        for key, label in fields.items():
            line = QLineEdit()
            line.setObjectName(key)
            line.setAccessibleName(label)
            form.addRow(f"{label}:", line)
            self._lines[key] = line
        self._problem = QLabel()
        self._problem.setObjectName("question_problem")
        self._problem.setWordWrap(True)
        buttons = QDialogButtonBox()
        go = buttons.addButton(act, QDialogButtonBox.ButtonRole.AcceptRole)
        go.setObjectName("question_confirm")
        go.setDefault(True)
        buttons.addButton("Thô&i", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._confirm)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self._problem)
        layout.addWidget(buttons)

    def preset(self, key: str, text: str) -> None:
        """Put a proposal into a line."""
        self._lines[key].setText(text)

    def _confirm(self) -> None:
        texts = {key: line.text().strip() for key, line in self._lines.items()}
        if self._then(texts, self._refuse):
            self.accept()

    def _refuse(self, error: AppError) -> None:
        self._problem.setText(f"✖ {error.sentence} {error.advice}".strip())
