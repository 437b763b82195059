"""Tra cứu: one line, every ledger and document, with or without marks."""

from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout

from app.text import clean
from ui import tables
from ui.page import Page
from ui.session import Session

PAUSE_MS = 200
MOST = 200
KINDS = {"entry": "Dòng sổ", "document": "Văn kiện"}


class SearchPage(Page):
    title: ClassVar[str] = "Tra cứu"
    topic: ClassVar[str] = "tra-cuu"
    tables: ClassVar[frozenset[str]] = frozenset({"entry", "document"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._line = QLineEdit()
        self._line.setObjectName("query")
        self._line.setAccessibleName("Tìm")
        self._line.setPlaceholderText("Gõ vài chữ, có dấu hay không dấu đều được")
        self._line.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self._line.textChanged.connect(lambda _: self._pause.start())
        self._model = tables.ListModel(["Loại", "Tên", "Đoạn tìm thấy"])
        self._table = tables.view("hits", "Kết quả", self._model)
        self._table.activated.connect(
            lambda index: session.wanted.emit(*self._model.key(index.row()))
        )
        self._count = QLabel()
        layout = QVBoxLayout(self)
        layout.addWidget(self._line)
        layout.addWidget(self._count)
        layout.addWidget(self._table)

    def refresh(self) -> None:
        wanted = clean(self._line.text())
        hits = self.session.store.search(wanted, limit=MOST) if wanted else []
        self._model.show(
            [((h.kind, h.id), (KINDS.get(h.kind, h.kind), h.title, h.snippet)) for h in hits]
        )
        many = f"{len(hits)} kết quả{' đầu tiên' if len(hits) == MOST else ''}; Enter để mở."
        self._count.setText("" if not wanted else many if hits else "Không tìm thấy.")
        tables.fit(self._table, 420)

    def take_focus(self) -> None:
        self._line.setFocus()
        self._line.selectAll()
