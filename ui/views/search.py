"""Tra cứu: one line, every ledger, person, paper and attachment, with or without marks."""

from typing import ClassVar, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.store import HitKind
from app.text import clean, number
from ui import tables
from ui.page import Page
from ui.session import Session
from ui.views.hits import WORDS, HitModel, HitPainter
from ui.views.peek import Peek

PAUSE_MS: Final = 120
COUNT_MS: Final = 200
"""How long after the results the other kinds are counted: not while somebody types on."""
MOST: Final = 60
COUNTED: Final = 1000
NOTHING_ASKED: Final = "Gõ vài chữ: tên người, số văn bản, nội dung, tên tệp kèm; không cần dấu, theo thứ tự nào cũng được."
NOTHING_FOUND: Final = "Không tìm thấy. Thử gõ ít chữ hơn, hoặc chỉ phần đầu của chữ."
KINDS: Final[tuple[HitKind, ...]] = ("", "entry", "person", "document", "file")
NAMES: Final = {"": "Tất cả", **WORDS}


class SearchPage(Page):
    title: ClassVar[str] = "Tra cứu"
    topic: ClassVar[str] = "tra-cuu"
    tables: ClassVar[frozenset[str]] = frozenset({"entry", "document"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._only: HitKind = ""
        self._peek = Peek(session)
        self._line = QLineEdit()
        self._line.setObjectName("query")
        self._line.setAccessibleName("Tìm")
        self._line.setPlaceholderText("Tìm trong mọi sổ, quân nhân, văn kiện, tệp kèm")
        self._line.setClearButtonEnabled(True)
        self._line.installEventFilter(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(COUNT_MS)
        self._later.timeout.connect(self._count)
        self._line.textChanged.connect(lambda _: self._wait())
        self._line.returnPressed.connect(self._open_first)
        self._model = HitModel(session.store)
        self._list = QListView()
        self._list.setObjectName("hits")
        self._list.setAccessibleName("Kết quả")
        self._list.setModel(self._model)
        self._painter = HitPainter(self._model)
        self._list.setItemDelegate(self._painter)
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.installEventFilter(self)
        self._list.activated.connect(lambda _: self._peek.open())
        self._list.selectionModel().currentChanged.connect(self._follow)
        self._said = QLabel(NOTHING_ASKED)
        self._said.setObjectName("found")
        self._said.setWordWrap(True)
        self._buttons: dict[HitKind, QToolButton] = {}
        self._lay_out()

    def refresh(self) -> None:
        """Search again by what stands in the line."""
        self._pause.stop()
        wanted = clean(self._line.text()).strip()
        store = self.session.store
        self._say(wanted, store.search_count(wanted, self._only, most=COUNTED))
        hits = store.search(wanted, MOST, self._only) if wanted else []
        kept = self._chosen_id()
        self._model.show(wanted, hits)
        row = next((n for n, hit in enumerate(hits) if hit.id == kept), 0)
        if hits:
            self._list.setCurrentIndex(self._model.index(row))
        else:
            self._peek.show_hit(None, "")
        self._splitter.setVisible(bool(hits))

    def take_focus(self) -> None:
        self._line.setFocus()
        self._line.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the line into the list, Escape and Up at its head come back."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            at = self._list.currentIndex().row()
            if watched is self._line and event.key() == Qt.Key.Key_Down and self._model.rowCount():
                self._list.setFocus()
                return True
            back = event.key() == Qt.Key.Key_Escape or (event.key() == Qt.Key.Key_Up and at <= 0)
            if watched is self._list and back:
                self.take_focus()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        kinds = QHBoxLayout()
        group = QButtonGroup(self)
        for kind in KINDS:
            button = QToolButton()
            button.setObjectName(f"kind_{kind or 'all'}")
            button.setText(NAMES[kind])
            button.setCheckable(True)
            button.setChecked(kind == "")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.clicked.connect(lambda _, only=kind: self._narrow(only))
            group.addButton(button)
            kinds.addWidget(button)
            self._buttons[kind] = button
        kinds.addStretch(1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._list)
        self._splitter = QSplitter()
        self._splitter.addWidget(left)
        self._splitter.addWidget(self._peek)
        tables.share(self._splitter, (55, 45))
        self._splitter.hide()
        layout = QVBoxLayout(self)
        layout.addWidget(self._line)
        layout.addLayout(kinds)
        layout.addWidget(self._said)
        layout.addWidget(self._splitter, 1)
        layout.addStretch(0)

    def _narrow(self, only: HitKind) -> None:
        self._only = only
        self.refresh()

    def _wait(self) -> None:
        """Search when the typing pauses; what was to be counted is old now."""
        self._later.stop()
        self._pause.start()

    def _count(self) -> None:
        """Say on each button how many there are of its kind."""
        wanted, store = clean(self._line.text()).strip(), self.session.store
        for kind, button in self._buttons.items():
            count = store.search_count(wanted, kind, most=COUNTED)
            button.setText(NAMES[kind] + (f" ({_told(count)})" if wanted else ""))

    def _say(self, wanted: str, found: int) -> None:
        """Say how many were found; the other kinds are counted a little later."""
        for kind, button in self._buttons.items():
            font = button.font()
            font.setBold(kind == self._only)  # a pressed button is hard to tell in the dark
            button.setFont(font)
            if kind == self._only or not wanted:
                button.setText(NAMES[kind] + (f" ({_told(found)})" if wanted else ""))
        self._later.start()
        if not wanted:
            self._said.setText(NOTHING_ASKED)
        elif not found:
            self._said.setText(NOTHING_FOUND)
        elif found > MOST:
            told = _told(found).capitalize()
            self._said.setText(
                f"{told} kết quả, đang hiện {MOST} kết quả đầu. Gõ thêm chữ để thu hẹp."
            )
        else:
            self._said.setText(f"{found} kết quả. Phím ↓ vào danh sách, Enter để mở.")

    def _open_first(self) -> None:
        if self._pause.isActive():
            self.refresh()
        self._peek.open()

    def _follow(self, now: QModelIndex, _: QModelIndex) -> None:
        hit = self._model.hit(now.row()) if now.isValid() else None
        self.session.act(lambda _: self._peek.show_hit(hit, self._model.query))

    def _chosen_id(self) -> str:
        now = self._list.currentIndex()
        return self._model.hit(now.row()).id if now.isValid() else ""


def _told(count: int) -> str:
    return f"hơn {number(COUNTED)}" if count > COUNTED else number(count)
