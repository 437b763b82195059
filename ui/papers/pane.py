"""The middle of the page: what the paper is, its text, the bars above it, its faults and what can be done."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.documents import Document
from ui import shown, tables
from ui.ledger.form.unsaved import UnsavedBar
from ui.papers import words
from ui.papers.checks import CheckPanel
from ui.papers.editor import OutlineEditor
from ui.papers.finding import FindBar
from ui.papers.life import ACTS
from ui.papers.recovering import RecoverBar
from ui.papers.wrapping import Wrapping

if TYPE_CHECKING:
    from ui.papers.page import DocumentsPage

NOTHING_CHOSEN = "Chọn một văn kiện, hoặc bấm Soạn để lập dự thảo từ số liệu của kỳ."
ONLY_READ = "Chỉ đọc: văn kiện của đơn vị khác, hoặc tài khoản này chỉ xem."
READING = frozenset({"export", "compare"})
"""Acts that change nothing."""
ASKED = "⚠ Chữ đang gõ ở “{section}” chưa lưu."


class PaperPane(QWidget):
    """Shows one paper; the page says what the buttons do."""

    def __init__(self, page: "DocumentsPage") -> None:
        super().__init__()
        self._page = page
        self.editor = OutlineEditor()
        self.finder = FindBar(self.editor)
        self.unsaved = UnsavedBar(ASKED, "&Lưu dự thảo")
        self.recover = RecoverBar()
        self.checks = CheckPanel()
        self.said = QLabel()
        self.said.setObjectName("said")
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self._buttons: dict[str, QPushButton] = {}
        row = Wrapping()
        for one in ACTS:
            button = QPushButton(one.text)
            button.setObjectName(one.name)
            button.clicked.connect(partial(_run, page, one.act))
            if one.shortcut:
                button.setShortcut(QKeySequence(one.shortcut))
            row.addWidget(button)
            self._buttons[one.name] = button
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.editor)
        split.addWidget(self.checks)
        tables.share(split, (75, 25))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.said)
        layout.addWidget(shown.note(shown.ONLY_OPEN, "only_open"))
        for bar in (self.unsaved, self.recover):
            layout.addWidget(bar)
        layout.addWidget(split, 1)
        layout.addWidget(self.finder)
        layout.addLayout(row)

    def show_paper(self, document: Document | None, text: str) -> None:
        """Show a paper with this text; the buttons of its state stand there, no other."""
        self.recover.settle()
        self.editor.blockSignals(True)
        self.editor.setPlainText(text)
        self.editor.blockSignals(False)
        mine = document is not None and self._may_write(document)
        self.editor.setReadOnly(
            document is None or document.state != "draft" or document.outside or not mine
        )
        told = words.told(document) if document else NOTHING_CHOSEN
        self.said.setText(told if mine or document is None else f"{told}\n{ONLY_READ}")
        self.checks.clear()
        for one in ACTS:
            here = document is not None and not document.outside and document.state in one.states
            self._buttons[one.name].setVisible(here and (mine or one.name in READING))

    def _may_write(self, document: Document) -> bool:
        """Tell whether this account may change the paper: it reads only, or the paper is another unit's."""
        store = self._page.session.store
        return document.unit == store.unit.code and store.account.role != "xem"

    def allow(self, name: str, *, on: bool, why: str = "") -> None:
        """Switch a button, and say in its tip why."""
        self._buttons[name].setEnabled(on)
        self._buttons[name].setToolTip(why)

    def hide_acts(self, names: Sequence[str]) -> None:
        """Take buttons away that this paper does not know."""
        for name in names:
            self._buttons[name].hide()


def _run(page: "DocumentsPage", act: object, _: bool = False) -> None:
    act(page)  # type: ignore[operator]  # an act of ACTS
