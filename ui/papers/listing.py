"""The list of papers: by type, state, year and words without marks."""

from PySide6.QtCore import QItemSelection, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.documents import Document, drafts
from app.store import Store
from app.text import finds, iso_short
from app.text import words as words_of
from ui import tables
from ui.papers import words

PAUSE_MS = 250


class PaperList(QWidget):
    """`chosen` carries the id of the paper that was selected."""

    chosen = Signal(str)

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._papers: list[Document] = []
        self._titles = {t.id: t.title for t in store.catalogue.documents.values()}
        self._words = QLineEdit()
        self._words.setObjectName("find_paper")
        self._words.setAccessibleName("Tìm trong danh sách văn kiện")
        self._words.setPlaceholderText("Tìm theo tên, số (không dấu)")
        self._words.setClearButtonEnabled(True)
        self._state = _box("state_filter", "Trạng thái", "Mọi trạng thái")
        for key in words.STATES:
            self._state.addItem(words.state(key), key)
        self._kind = _box("kind_filter", "Loại văn kiện trong danh sách", "Mọi loại")
        self._period = _box("period_filter", "Kỳ trong danh sách", "Mọi kỳ")
        self._model = tables.ListModel(["Trạng thái, số, ngày", "Tên"])
        self.table = tables.view("documents", "Văn kiện", self._model)
        self.table.setWordWrap(True)
        tables.give_room(self.table, 1)
        line = self.table.fontMetrics().lineSpacing()
        self.table.verticalHeader().setDefaultSectionSize(2 * line + 8)
        self.table.selectionModel().selectionChanged.connect(self._select)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._fill)
        self._words.textChanged.connect(lambda _: self._pause.start())
        for box in (self._state, self._kind, self._period):
            box.currentIndexChanged.connect(lambda _: self._fill())
        self._lay_out()

    def show_papers(self, store: Store) -> list[Document]:
        """Read the list again, show what the filters let through, and return all of it."""
        self._papers = drafts.listing(store)
        kinds = sorted({d.type for d in self._papers}, key=lambda k: self._titles.get(k, k))
        _offer(self._kind, [(self._titles.get(k, k), k) for k in kinds])
        periods = list(dict.fromkeys(d.period for d in self._papers))
        _offer(self._period, [(words.about_text(p), p) for p in periods])
        self._fill()
        return self._papers

    def select(self, id: str) -> bool:
        """Put the bar on a paper, lifting the filters if they hide it; return whether the list has it."""
        if not any(d.id == id for d in self._papers):
            return False
        if self._row(id) is None:
            self._words.clear()
            for box in (self._state, self._kind, self._period):
                box.setCurrentIndex(0)
            self._fill()
        row = self._row(id)
        if row is not None:
            self.table.selectRow(row)
        return row is not None

    def take_focus(self) -> None:
        """Put the keyboard where the list is narrowed by words."""
        self._words.setFocus()

    def mark(self, id: str) -> None:
        """Put the bar on a paper without saying so."""
        self.table.selectionModel().blockSignals(True)
        row = self._row(id)
        if row is None:
            self.table.clearSelection()
        else:
            self.table.selectRow(row)
        self.table.selectionModel().blockSignals(False)
        self.table.viewport().update()

    def _row(self, id: str) -> int | None:
        rows = range(self._model.rowCount())
        return next((row for row in rows if self._model.key(row) == id), None)

    def _fill(self) -> None:
        self._pause.stop()
        wanted = words_of(self._words.text())
        state, kind, period = (b.currentData() for b in (self._state, self._kind, self._period))
        chosen = self.table.selectionModel().selectedRows()
        before = self._model.key(chosen[0].row()) if chosen else ""
        self._model.show(
            [
                (d.id, _cells(d)) for d in self._papers
                if (not state or d.state == state) and (not kind or d.type == kind)
                and (not period or d.period == period)
                and (not wanted or finds(wanted, words_of(f"{d.title} {d.number}")))
            ]
        )  # fmt: skip
        if before:
            self.mark(before)

    def _select(self, chosen: QItemSelection, _: QItemSelection) -> None:
        rows = chosen.indexes()
        if rows:
            self.chosen.emit(self._model.key(rows[0].row()))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self._state, 1)
        row.addWidget(self._period, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._words)
        layout.addWidget(self._kind)
        layout.addLayout(row)
        layout.addWidget(self.table, 1)


def _cells(d: Document) -> tuple[str, str]:
    day = iso_short(d.dated)
    second = f"{d.number} · {day.rpartition('/')[0]}" if d.number else day
    return f"{words.state(d.state)}\n{second}", d.title


def _box(name: str, said: str, every: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(said)
    box.setToolTip(said)
    box.setMinimumContentsLength(8)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.addItem(every, "")
    return box


def _offer(box: QComboBox, items: list[tuple[str, str]]) -> None:
    """Put these choices after the first one; the chosen one stays if it is still offered."""
    before = box.currentData()
    box.blockSignals(True)
    while box.count() > 1:
        box.removeItem(1)
    for text, key in items:
        box.addItem(text, key)
    box.setCurrentIndex(max(0, box.findData(before)))
    box.blockSignals(False)
