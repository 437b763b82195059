"""Lịch sử: every change of the store, newest first, with undo and redo."""

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from app.store import Change, Store
from app.text import moment_short
from ui import tables
from ui.page import Page
from ui.session import Session

SHOWN = 500
KINDS = {"do": "Ghi", "undo": "Hoàn tác", "redo": "Làm lại"}


class HistoryPage(Page):
    title: ClassVar[str] = "Lịch sử"
    topic: ClassVar[str] = "lich-su"
    tables: ClassVar[frozenset[str]] = frozenset(
        {"entry", "document", "bundle", "setting", "submission", "unit", "waiver", "key"}
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._model = tables.ListModel(["Lúc", "Người", "Kiểu", "Việc"])
        self._table = tables.view("changes", "Các thay đổi", self._model)
        undo = QPushButton("Hoàn tác (Ctrl+Z)")
        undo.setObjectName("undo")
        undo.clicked.connect(lambda: session.act(Store.undo, then=self._say_undone))
        redo = QPushButton("Làm lại")
        redo.setObjectName("redo")
        redo.clicked.connect(lambda: session.act(Store.redo, then=self._say_redone))
        buttons = QHBoxLayout()
        buttons.addWidget(undo)
        buttons.addWidget(redo)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addLayout(buttons)
        layout.addWidget(self._table)

    def refresh(self) -> None:
        rows = [
            (c.id, (moment_short(c.at), c.account, KINDS[c.kind], c.label))
            for c in self.session.store.changes(limit=SHOWN)
        ]
        self._model.show(rows)
        tables.fit(self._table, 600)

    def take_focus(self) -> None:
        self._table.setFocus()

    def _say_undone(self, change: Change | None) -> None:
        self.session.told.emit(
            f"Đã hoàn tác: {change.label}" if change else "Không còn gì để hoàn tác."
        )

    def _say_redone(self, change: Change | None) -> None:
        self.session.told.emit(
            f"Đã làm lại: {change.label}" if change else "Không có gì để làm lại."
        )
