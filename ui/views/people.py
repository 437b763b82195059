"""Quân số: who is there on a day and as what, and one person's card beside it."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Final

from PySide6.QtCore import QItemSelection, Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app import clock
from app.ledgers import OPTIONAL_FIELDS, Entry, people
from app.text import DateUnreadable, clean, date_short, fold, parse_date
from ui import tables
from ui.page import Page
from ui.session import Session
from ui.views.person_card import PersonCard
from ui.views.posting import ARRIVE, Ask, PostingDialog
from ui.views.roll import RollModel

PAUSE_MS: Final = 200
THERE, GONE = "there", "gone"
SHOWN: Final = ("rank", "position", "subunit", "category")
SINCE_AT: Final = 4
COUNTED: Final = ("category", "membership")
NOBODY: Final = (
    "Chưa có ai. Bấm “Người mới đến…”, hoặc nhập danh sách quân nhân từ Excel ở trang Sổ."
)
NOT_FOUND: Final = "Không có ai theo ngày và chữ lọc đã chọn."


class PeoplePage(Page):
    title: ClassVar[str] = "Quân số"
    topic: ClassVar[str] = "quan-so"
    tables: ClassVar[frozenset[str]] = frozenset({"entry", "setting"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._day_shown = clock.today()
        self._found: list[tuple[Entry, bool]] = []
        self._sought: dict[str, str] = {}
        self._back: dict[str, str] = {}
        fields = {f.key: f for f in session.store.catalogue.sections["person"].fields}
        lists = session.store.catalogue.lists
        self._labels = {
            key: {c.key: c.label for c in lists[fields[key].list].choices}
            for key in SHOWN
            if fields[key].list
        }
        headings = ["Họ và tên", *(fields[key].label for key in SHOWN)]
        headings.insert(SINCE_AT, "Từ ngày")
        self._model = RollModel(headings, self._texts)
        self._table = tables.view("people", "Quân nhân", self._model)
        tables.give_room(self._table, len(headings) - 1)
        self._table.selectionModel().selectionChanged.connect(self._chosen)
        self._day = QLineEdit(date_short(self._day_shown))
        self._day.setObjectName("day")
        self._day.setAccessibleName("Ngày xem quân số")
        self._day.setToolTip("Ngày xem: 6/10, 061026, hôm nay")
        self._day.setFixedWidth(self._day.fontMetrics().horizontalAdvance("00/00/0000") + 28)
        self._day.editingFinished.connect(self._take_day)
        self._today = QPushButton("Hôm &nay")
        self._today.setObjectName("today")
        self._today.clicked.connect(lambda: self.show_day(clock.today()))
        self._which = QComboBox()
        self._which.setObjectName("which")
        self._which.setAccessibleName("Ai")
        self._which.addItem("Đang ở đơn vị", THERE)
        self._which.addItem("Đã rời đơn vị", GONE)
        self._which.addItem("Tất cả", "")
        self._which.currentIndexChanged.connect(lambda _: self._show_found())
        self._filter = QLineEdit()
        self._filter.setObjectName("filter")
        self._filter.setAccessibleName("Lọc theo tên, cấp bậc, chức vụ")
        self._filter.setPlaceholderText("Lọc (không cần dấu)")
        self._filter.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._paused)
        self._filter.textChanged.connect(lambda _: self._pause.start())
        self._new = QPushButton("Người &mới đến…")
        self._new.setObjectName("arrive")
        self._new.clicked.connect(lambda: self._ask(ARRIVE))
        self._counts = QLabel()
        self._counts.setObjectName("counts")
        self._counts.setWordWrap(True)
        self._empty = QLabel()
        self._empty.setObjectName("empty")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.card = PersonCard(session)
        self.card.asked.connect(self._ask)
        self._lay_out()

    def refresh(self) -> None:
        store, day = self.session.store, self._day_shown
        self._back = people.returns(store, day)
        self._found = people.everyone(store, day)
        self._sought.clear()
        self._show_found()

    def take_focus(self) -> None:
        self._table.setFocus()

    def open(self, id: str) -> None:
        """Show one person, whoever was shown before."""
        self._filter.clear()
        self._pause.stop()
        self._which.setCurrentIndex(2)
        self._show_found()
        self._choose(id)

    def show_day(self, day: date) -> None:
        """Show the people of another day; the person chosen stays."""
        self._day.setText(date_short(day))
        if day != self._day_shown:
            self._day_shown = day
            self.refresh()

    def _paused(self) -> None:
        if self.isVisible():  # not when the window was locked while somebody typed
            self._show_found()

    def _take_day(self) -> None:
        try:
            self.show_day(parse_date(clean(self._day.text()), clock.today()))
        except DateUnreadable as wrong:
            self._counts.setText(f"✖ {wrong.sentence}")

    def _holds(self, who: Entry, words: Sequence[str]) -> bool:
        """Look for the words without marks in what is shown; never in a column that is only counted (P6)."""
        if words and who.id not in self._sought:
            texts = people.name(who), *(self._label(who, key) for key in SHOWN)
            self._sought[who.id] = fold(" ".join(texts))
        return all(w in self._sought[who.id] for w in words)

    def _label(self, who: Entry, key: str) -> str:
        value = str(who.values.get(key) or "")
        return self._labels.get(key, {}).get(value, value)

    def _show_found(self) -> None:
        words = fold(clean(self._filter.text())).split()
        which = self._which.currentData()
        shown = [
            (who, there)
            for who, there in self._found
            if (not which or there == (which == THERE)) and self._holds(who, words)
        ]
        chosen = self._id()
        self._model.show([who for who, _ in shown])
        self._count([who for who, there in shown if there], len(shown))
        self._empty.setText(NOT_FOUND if self._found else NOBODY)
        self._empty.setVisible(not shown)
        self._table.setVisible(bool(shown))
        if not self._choose(chosen):
            self.card.show_person("", self._day_shown)

    def _texts(self, who: Entry) -> Sequence[str]:
        since = date_short(date.fromisoformat(self._back.get(who.id, who.occurred_on)))
        texts = [people.name(who), *(self._label(who, key) for key in SHOWN)]
        texts.insert(SINCE_AT, since)
        return texts

    def _count(self, there: Sequence[Entry], shown: int) -> None:
        """Say how many there are, by category and membership; optional columns in totals only (P6)."""
        store = self.session.store
        lines = [f"Ngày {date_short(self._day_shown)}: {len(there)} người ở đơn vị"]
        if shown > len(there):
            lines[0] += f", {shown - len(there)} người đã rời"
        switched_on = store.setting(OPTIONAL_FIELDS, [])
        section = store.catalogue.sections["person"]
        optional = [
            f.key for f in section.fields if f.totals_only and f"person.{f.key}" in switched_on
        ]
        for key in (*COUNTED, *optional):
            parts = [f"{label} {n}" for label, n in people.counts(store, there, key)]
            label = f"{section.field(key).label}: " if key in optional else ""
            if parts:
                lines.append(label + " · ".join(parts))
        self._counts.setText("\n".join(lines))

    def _id(self) -> str:
        rows = self._table.selectionModel().selectedRows()
        return str(self._model.key(rows[0].row())) if rows else ""

    def _choose(self, id: str) -> bool:
        row = self._model.row_of(id)
        if row is None:
            return False
        self._table.selectRow(row)
        self._table.scrollTo(self._model.index(row, 0))
        return True

    def _chosen(self, *_: QItemSelection) -> None:
        if chosen := self._id():
            self.card.show_person(chosen, self._day_shown)

    def _ask(self, ask: Ask) -> None:
        dialog = PostingDialog(self.session, ask, None if ask is ARRIVE else self.card.person, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        label = QLabel("N&gày:")
        label.setBuddy(self._day)
        for part in (label, self._day, self._today, self._which):
            top.addWidget(part)
        top.addStretch(1)
        top.addWidget(self._new)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self._filter)
        column.addWidget(self._counts)
        column.addWidget(self._empty, 1)
        column.addWidget(self._table, 1)
        splitter = QSplitter()
        splitter.addWidget(left)
        splitter.addWidget(self.card)
        tables.share(splitter, (60, 40))
        layout = QVBoxLayout(self)
        layout.addWidget(splitter)
