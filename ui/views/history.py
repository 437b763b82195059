"""Lịch sử: every change of the store, newest first, what it touched, undo and redo that say what they would do."""

from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.ledgers import entries
from app.store import Change, Store, Where
from app.text import clean, moment_short
from ui import shown, tables
from ui.page import Page
from ui.session import Session

SHOWN = 500
"""Changes read at a time; more come when the end of the list is reached."""
ROWS_SHOWN = 200
PAUSE_MS = 250
LABEL_LENGTH = 24
KINDS = {"do": "Ghi", "undo": "↶ Hoàn tác", "redo": "↷ Làm lại"}
TABLES = {
    "entry": "dòng ghi", "document": "văn kiện", "document_file": "tệp văn kiện", "bundle": "gói",
    "setting": "thiết lập", "submission": "lần nộp", "unit": "đơn vị", "waiver": "miễn chế độ",
    "key": "khóa của đơn vị", "period_lock": "khóa kỳ", "figure": "chỉ tiêu nhận về",
}  # fmt: skip
OPENED = ("entry", "document")
NAMED_BY = {"unit": "name", "period_lock": "period", "setting": "key", "waiver": "duty"}
"""The column that names a row; of the others only their kind is told."""


class ChangesModel(tables.ListModel):
    """Changes a page at a time; those that do not stand any more are crossed out."""

    def __init__(self, store: Store) -> None:
        super().__init__(["Lúc", "Người", "Kiểu", "Việc"])
        self._store = store
        self._search = ""
        self._ended = True
        self._back: dict[int, bool] = {}

    def begin(self, search: str, at_least: int = SHOWN) -> None:
        """Show the newest changes that hold the words."""
        self._search = search
        self._back.clear()
        found = self._store.changes(max(at_least, SHOWN), 0, search)
        self._ended = len(found) < max(at_least, SHOWN)
        self.show([(c, _cells(c)) for c in found])

    def canFetchMore(self, parent: tables.Index) -> bool:
        return not parent.isValid() and not self._ended

    def fetchMore(self, parent: tables.Index) -> None:
        found = self._store.changes(SHOWN, self.rowCount(), self._search)
        self._ended = len(found) < SHOWN
        self.add([(c, _cells(c)) for c in found])

    def taken_back(self, change: Change) -> bool:
        if change.id not in self._back:
            self._back[change.id] = self._store.taken_back(change.id)
        return self._back[change.id]

    def data(self, index: tables.Index, role: int = 0) -> Any:
        if role == Qt.ItemDataRole.FontRole and self.taken_back(self.key(index.row())):
            font = QFont()
            font.setStrikeOut(True)
            return font
        return super().data(index, role)


class HistoryPage(Page):
    title: ClassVar[str] = "Lịch sử"
    topic: ClassVar[str] = "lich-su"
    tables: ClassVar[frozenset[str]] = frozenset(TABLES)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._undo = self._button("undo", lambda: session.undo())
        self._redo = self._button("redo", lambda: session.redo())
        self._search = QLineEdit()
        self._search.setObjectName("history_filter")
        self._search.setAccessibleName("Lọc các việc")
        self._search.setPlaceholderText("Lọc theo việc, người (không cần dấu)")
        self._search.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._begin)
        self._search.textChanged.connect(lambda _: self._pause.start())
        self._model = ChangesModel(session.store)
        self._table = tables.view("changes", "Các thay đổi", self._model)
        self._touched = tables.ListModel(["Loại", "Tên"])
        self._rows = tables.view("touched", "Việc này ghi vào", self._touched)
        self._rows.activated.connect(lambda index: self._open(index))
        self._about = QLabel()
        self._about.setObjectName("about_change")
        self._about.setWordWrap(True)
        self._one = self._button("undo_change", self._take_one_back)
        self._one.setText("Hoàn tác riêng việc đang chọn")
        self._table.selectionModel().currentChanged.connect(lambda index, _: self._look(index))
        self._lay_out()

    def refresh(self) -> None:
        """Read the newest again and keep the change that was looked at."""
        at = self._table.currentIndex().row()
        kept = self._model.key(at).id if 0 <= at < self._model.rowCount() else None
        self._model.begin(self._words(), self._model.rowCount())
        tables.fit(self._table, 600)
        self._offer()
        rows = range(self._model.rowCount())
        back = next((n for n in rows if self._model.key(n).id == kept), -1)
        if back >= 0:
            self._table.selectRow(back)
        else:
            self._look(QModelIndex())

    def take_focus(self) -> None:
        self._table.setFocus()

    def _begin(self) -> None:
        self._model.begin(self._words())
        self._look(QModelIndex())

    def _words(self) -> str:
        return clean(self._search.text()).strip()

    def _offer(self) -> None:
        """Say on the buttons what they would do."""
        store = self.session.store
        for button, verb, keys, change in (
            (self._undo, "Hoàn tác", " (Ctrl+Z)", store.next_undo()),
            (self._redo, "Làm lại", " (Ctrl+Y)", store.next_redo()),
        ):
            said = _plain(change.label) if change else ""
            short = said if len(said) <= LABEL_LENGTH else f"{said[:LABEL_LENGTH].rstrip()}…"
            button.setText(f"{verb}: {short}".replace("&", "&&") if said else f"{verb}{keys}")
            button.setToolTip(
                f"{verb}{keys}: {said}" if said else f"Không có gì để {verb.lower()}."
            )
            button.setEnabled(change is not None and store.account.role != "xem")

    def _look(self, index: QModelIndex) -> None:
        """Show what the chosen change touched, and whether it alone can be taken back."""
        change: Change | None = self._model.key(index.row()) if index.isValid() else None
        self._one.setEnabled(change is not None and self._may(change))
        if change is None:
            self._about.setText("Chọn một việc để xem việc ấy ghi vào những dòng nào.")
            self._touched.show([])
            return
        store = self.session.store
        found = store.touched(change.id, ROWS_SHOWN + 1)
        more = f" (hiện {ROWS_SHOWN} dòng đầu)" if len(found) > ROWS_SHOWN else ""
        final = " Việc này không hoàn tác được." if change.final else ""
        undone = " Việc này đã được hoàn tác." if self._model.taken_back(change) else ""
        self._about.setText(f"{change.label}{more}.{final}{undone}")
        self._touched.show([(x, _touched(store, *x)) for x in found[:ROWS_SHOWN]])
        tables.fit(self._rows, 300)

    def _may(self, change: Change) -> bool:
        writes = self.session.store.account.role != "xem"
        gone = change.kind == "undo" or self._model.taken_back(change)
        return writes and not change.final and not gone

    def _take_one_back(self) -> None:
        index = self._table.currentIndex()
        if index.isValid():
            change: Change = self._model.key(index.row())
            self.session.carry(
                entries.take_back, change.id, title="Đang hoàn tác", then=self.session.say_undone
            )

    def _open(self, index: QModelIndex) -> None:
        """Show the row or the paper on its own page."""
        table, key = self._touched.key(index.row())
        if table in OPENED and self.session.store.count(table, _is(key)):
            self.session.wanted.emit(table, key)

    def _button(self, name: str, act: Any) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: act())
        return button

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for part in (self._undo, self._redo):
            buttons.addWidget(part)
        buttons.addStretch(1)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        line.addWidget(self._about, 1)
        line.addWidget(self._one)
        column.addLayout(line)
        column.addWidget(self._rows, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self._table)
        splitter.addWidget(below)
        tables.share(splitter, (65, 35))
        layout = QVBoxLayout(self)
        layout.addLayout(buttons)
        layout.addWidget(self._search)
        layout.addWidget(splitter, 1)


def _plain(label: str) -> str:
    """Return what the user did, without the words undo and redo put before it."""
    while label.startswith(("Hoàn tác: ", "Làm lại: ")):
        label = label.partition(": ")[2]
    return label


def _is(key: str) -> Where:
    return Where("id", "=", key)


def _cells(c: Change) -> tuple[str, ...]:
    return moment_short(c.at), c.account, KINDS[c.kind], c.label


def _touched(store: Store, table: str, key: str) -> tuple[str, str]:
    """Return what kind of thing a row is, and its name; of one that is gone, that it is."""
    kind = TABLES.get(table, table)
    if table in NAMED_BY:
        events = store.row_history(table, key)
        name = str((events[-1].after or events[-1].before or {}).get(NAMED_BY[table], ""))
        return kind, shown.period(name) if table == "period_lock" else name
    if table not in OPENED:
        return kind, ""
    if not store.count(table, _is(key)):
        return kind, "không còn (đã hoàn tác)"
    if table == "entry":
        return kind, entries.title(store, entries.get(store, key))
    return kind, str(store.get(table, key)["title"])
