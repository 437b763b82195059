"""Sổ: the ledgers and their sections, the rows in a table, the form beside it."""

from typing import ClassVar

from PySide6.QtCore import QItemSelection, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app import clock
from app import period as periods
from app.catalogue import Section
from app.ledgers import Entry, entries
from app.period import Period
from app.store import Where
from app.text import clean
from ui import tables
from ui.ledger.form import EntryForm
from ui.ledger.menus import MenuButton
from ui.ledger.model import EntryModel, Wanted, read
from ui.page import Page
from ui.session import Session

MONTHS_OFFERED = 24
PAUSE_MS = 250
MANY = 2000
"""Rows of a section from which a filter is looked up beside the window: it reads every row."""
NOTHING_YET = "Chưa có dòng nào. Gõ vào biểu mẫu bên phải rồi bấm Lưu (Ctrl+S)."
ONLY_LOOK = "Tài khoản này chỉ được xem."
NOTHING_FOUND = "Không có dòng nào trong kỳ và theo chữ lọc đã chọn."


class LedgersPage(Page):
    title: ClassVar[str] = "Sổ"
    topic: ClassVar[str] = "so"
    tables: ClassVar[frozenset[str]] = frozenset({"entry", "unit"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.section: Section | None = None
        self._tree = QTreeWidget()
        self._tree.setObjectName("sections")
        self._tree.setAccessibleName("Sổ và mục")
        self._tree.setHeaderHidden(True)
        self._tree.setMinimumWidth(150)
        self._tree.setIndentation(12)
        self._fill_tree()
        self._model = EntryModel(session.store)
        self._table = tables.view("entries", "Các dòng", self._model)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.form = EntryForm(session)
        self._heading = QLabel()
        self._heading.setObjectName("section_title")
        self._heading.setWordWrap(True)
        bold = self._heading.font()
        bold.setBold(True)
        self._heading.setFont(bold)
        self._empty = QLabel(NOTHING_YET)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setObjectName("empty")
        self._period = self._period_box()
        self._search = QLineEdit()
        self._search.setObjectName("filter")
        self._search.setAccessibleName("Lọc")
        self._search.setPlaceholderText("Lọc (không cần dấu)")
        self._search.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._search.textChanged.connect(lambda _: self._pause.start())
        self._pause.timeout.connect(self._show_rows)
        self._period.currentIndexChanged.connect(lambda _: self._show_rows())
        self._tree.currentItemChanged.connect(lambda item, _: self._choose(item))
        self._table.selectionModel().selectionChanged.connect(self._row_chosen)
        self._lay_out()
        self.open_section(session.store.catalogue.sections_of(session.store.unit.level)[0].key)

    @property
    def wanted(self) -> Wanted:
        """What the table shows: section, unit, period, words, filters, order."""
        assert self.section is not None
        return self._wanted(self.section)

    @property
    def selected(self) -> int:
        """How many rows are selected."""
        return len(self._table.selectionModel().selectedRows())

    @property
    def why_reading_only(self) -> str:
        """Why nothing may be changed here, empty when it may."""
        return ONLY_LOOK if self.session.store.account.role == "xem" else ""

    @property
    def reading_only(self) -> bool:
        return bool(self.why_reading_only)

    def chosen(self) -> list[Entry]:
        """Return the selected rows from top to bottom."""
        rows = sorted(index.row() for index in self._table.selectionModel().selectedRows())
        return [self._model.entry(row) for row in rows]

    def refresh(self) -> None:
        self._show_rows()

    def take_focus(self) -> None:
        self._tree.setFocus()

    def open_section(self, key: str) -> None:
        """Bring the section `key` in front (also used by other pages)."""
        for item in self._tree.findItems(
            "*", Qt.MatchFlag.MatchWildcard | Qt.MatchFlag.MatchRecursive
        ):
            if item.data(0, Qt.ItemDataRole.UserRole) == key:
                self._tree.setCurrentItem(item)

    def open(self, id: str) -> None:
        """Show one row, whatever the filters were, with its form."""
        self._period.setCurrentIndex(0)
        self._search.clear()
        self._pause.stop()
        entry = entries.get(self.session.store, id)
        self.open_section(entry.section)
        self._show_rows()
        row = self._model.row_of(id) if entry.unit == self.session.store.unit.code else None
        if row is None:
            self.form.show_entry(entry)
        else:
            self._table.selectRow(row)
            self._table.scrollTo(self._model.index(row, 0))

    def _fill_tree(self) -> None:
        store = self.session.store
        for ledger in store.catalogue.ledgers_of(store.unit.level):
            top = QTreeWidgetItem([f"{ledger.order}. {ledger.title}"])
            top.setToolTip(0, ledger.title)
            for key in ledger.sections:
                section = store.catalogue.sections[key]
                item = QTreeWidgetItem([section.title])
                item.setToolTip(0, section.title)
                item.setData(0, Qt.ItemDataRole.UserRole, key)
                top.addChild(item)
            self._tree.addTopLevelItem(top)
            top.setExpanded(ledger.order == 1)

    def _period_box(self) -> QComboBox:
        box = QComboBox()
        box.setObjectName("period")
        box.setAccessibleName("Kỳ")
        box.addItem("Mọi kỳ", None)
        month = periods.of("month", clock.today())
        year = periods.of("year", clock.today())
        box.addItem(year.title.capitalize(), year)
        for _ in range(MONTHS_OFFERED):
            box.addItem(month.title.capitalize(), month)
            month = month.previous()
        return box

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.addWidget(self._period)
        filters.addWidget(self._search, 1)
        filters.addWidget(MenuButton(self, "ledger", "&Sổ", "Việc với cả mục"))
        filters.addWidget(MenuButton(self, "rows", "&Dòng", "Việc với các dòng đã chọn"))
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._heading)
        column.addLayout(filters)
        column.addWidget(self._empty, 1)
        column.addWidget(self._table, 1)
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        for part in (self._tree, middle, self.form):
            splitter.addWidget(part)
        tables.share(splitter, (30, 60, 31))
        layout = QVBoxLayout(self)
        layout.addWidget(splitter)

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        key = item.data(0, Qt.ItemDataRole.UserRole) if item else None
        if key is None:
            if item:
                item.setExpanded(True)
            return
        self.section = self.session.store.catalogue.sections[key]
        self._heading.setText(self.section.title)
        self.form.show_section(self.section)
        self._show_rows()
        tables.fit(self._table, 260)
        if self._tree.hasFocus() or not self.isVisible():
            self._tree.setFocus()

    def _show_rows(self) -> None:
        if self.section is None:
            return
        wanted = self._wanted(self.section)
        if not wanted.search:
            self._show_found(wanted, None)
        elif self.session.store.count("entry", Where("section", "=", wanted.section.key)) < MANY:
            self._show_found(wanted, read(self.session.store, wanted))
        else:
            self.session.wait(
                read, wanted, then=lambda rows: self._show_found(wanted, rows), title="Đang lọc"
            )

    def _wanted(self, section: Section) -> Wanted:
        period: Period | None = self._period.currentData()
        search = clean(self._search.text()).strip()
        return Wanted(section, self.session.store.unit.code, period, search)

    def _show_found(self, wanted: Wanted, rows: list[Entry] | None) -> None:
        if self.section is None or wanted != self._wanted(self.section):
            return  # something else was asked for meanwhile
        self._model.show(wanted, rows)
        empty = self._model.rowCount() == 0
        filtered = wanted.period is not None or bool(wanted.search)
        self._empty.setText(NOTHING_FOUND if filtered else NOTHING_YET)
        self._empty.setVisible(empty)
        self._table.setVisible(not empty)

    def _row_chosen(self, chosen: QItemSelection, _: QItemSelection) -> None:
        rows = chosen.indexes()
        if rows:
            self.form.show_entry(self._model.entry(rows[0].row()))
