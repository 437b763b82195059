"""The list of what departs in a paper: sign and word, the check, a sentence, where; a click goes there."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.documents import checking
from app.errors import AppError
from app.text import number
from ui import tables

FINE = "✔ Chưa thấy chỗ nào cần sửa."
WORKING = "Đang kiểm tra…"
HIGHEST = 16_777_215
"""Qt's own word for no limit."""


class CheckPanel(QWidget):
    """`wanted` carries the words to go to in the text."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.findings: tuple[checking.Finding, ...] | None = None
        """What was found last; None while the text cannot be read or nothing was looked for."""
        self._said = QLabel()
        self._said.setObjectName("check_said")
        self._said.setWordWrap(True)
        self._model = tables.ListModel(["Mức", "Mã", "Nội dung"])
        self.table = tables.view("findings", "Những chỗ cần xem", self._model)
        self.table.setWordWrap(True)
        tables.give_room(self.table, 2)
        self.table.verticalHeader().setDefaultSectionSize(
            2 * self.table.fontMetrics().lineSpacing() + 6
        )
        self.table.clicked.connect(self._go)
        self.table.activated.connect(self._go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._said)
        layout.addWidget(self.table, 1)
        self.clear()

    def show_findings(self, found: Sequence[checking.Finding]) -> None:
        """Show faults before warnings; the same thing in Word and in PDF is one line."""
        merged: dict[tuple[str, str, str, bool], list[str]] = {}
        for f in sorted(found, key=lambda f: f.warns):
            merged.setdefault((f.check, f.what, f.where, f.warns), []).append(f.format)
        self.findings = tuple(found)
        self._model.show([(key[2], _cells(*key, formats)) for key, formats in merged.items()])
        faults = sum(not key[3] for key in merged)
        warnings = len(merged) - faults
        told = [f"✖ {number(faults)} lỗi"] * bool(faults) + [f"⚠ {number(warnings)} lưu ý"] * bool(
            warnings
        )
        self._said.setText("Kiểm tra: " + ", ".join(told) if told else FINE)
        self._take_room(bool(merged))

    def show_refusal(self, error: AppError) -> None:
        """Show why the text cannot be read yet."""
        rows = [("", ("✖ Lỗi", "", f"{p.where}: {p.what}")) for p in error.problems]
        self.findings = None
        self._model.show(rows)
        self._said.setText(f"✖ {error.sentence} {error.advice}".strip())
        self._take_room(bool(rows))

    def clear(self) -> None:
        """Show nothing."""
        self.findings = None
        self._model.show([])
        self._said.setText("")
        self._take_room(False)

    def _take_room(self, listed: bool) -> None:
        """Stand there with the list, with one line, or not at all."""
        self.table.setVisible(listed)
        line = self._said.fontMetrics().height() + 6
        self.setMaximumHeight(HIGHEST if listed else line * bool(self._said.text()))

    def working(self) -> None:
        """Say that the answer is being made; what was found before stays in sight."""
        self._said.setText(WORKING)
        self._take_room(self.table.isVisible())

    def _go(self, index: QModelIndex) -> None:
        self.wanted.emit(str(self._model.key(index.row())))


def _cells(
    check: str, what: str, where: str, warns: bool, formats: Sequence[str]
) -> tuple[str, ...]:
    names = ", ".join(
        {"docx": "Word", "pdf": "PDF"}.get(f, "") for f in dict.fromkeys(formats) if f
    )
    place = " · ".join(x for x in (where, names) if x)
    return ("⚠ Lưu ý" if warns else "✖ Lỗi"), check, f"{what}\n{place}" if place else what
