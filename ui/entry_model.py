"""The rows of one section for a table view: counted at once, read a page at a time."""

from collections import OrderedDict
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from app.catalogue import Section
from app.ledgers import Entry, entries
from app.period import Period
from app.store import Store

Index = QModelIndex | QPersistentModelIndex
PAGE = 200
KEPT_PAGES = 40
NUMERIC = {"integer", "decimal", "money"}


class EntryModel(QAbstractTableModel):
    """Only the rows in sight are read; struck rows stay, crossed out."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._section: Section | None = None
        self._unit: str | None = None
        self._period: Period | None = None
        self._search = ""
        self._count = 0
        self._pages: OrderedDict[int, list[Entry]] = OrderedDict()

    def show(self, section: Section, unit: str | None, period: Period | None, search: str) -> None:
        """Show the rows of `section` that the filters leave."""
        self.beginResetModel()
        self._section, self._unit, self._period, self._search = section, unit, period, search
        self._pages.clear()
        if search:
            # Words are looked for in what a row shows, so all rows are read anyway: once, here.
            found = self._read(None, 0)
            self._count = len(found)
            self._pages = OrderedDict(
                (at // PAGE, found[at : at + PAGE]) for at in range(0, len(found), PAGE)
            )
        else:
            self._count = entries.count(
                self._store, section.key, unit=unit, period=period, struck=None
            )
        self.endResetModel()

    def entry(self, row: int) -> Entry:
        """Return the row's entry, reading its page if it is not at hand."""
        assert self._section is not None
        number = row // PAGE
        page = self._pages.get(number)
        if page is None:
            page = self._read(PAGE, number * PAGE)
            self._pages[number] = page
            if len(self._pages) > KEPT_PAGES and not self._search:
                self._pages.popitem(last=False)
        return page[row % PAGE]

    def row_of(self, entry: str) -> int | None:
        """Return the row of an entry's id, reading pages until it is met."""
        found = (row for row in range(self._count) if self.entry(row).id == entry)
        return next(found, None)

    def _read(self, limit: int | None, offset: int) -> list[Entry]:
        assert self._section is not None
        return entries.listing(
            self._store,
            self._section.key,
            unit=self._unit,
            period=self._period,
            search=self._search,
            order="" if self._section.kind == "stock" else "-occurred_on",
            limit=limit,
            offset=offset,
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() or self._section is None else len(self._section.fields) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if self._section is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return "" if section == 0 else self._section.fields[section - 1].label

    def data(self, index: Index, role: int = 0) -> Any:
        if self._section is None:
            return None
        entry = self.entry(index.row())
        if index.column() == 0:
            return self._state(entry, role)
        field = self._section.fields[index.column() - 1]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return entries.shown(self._store, field, entry.values.get(field.key)).replace("\n", " ")
        if role == Qt.ItemDataRole.TextAlignmentRole and field.type in NUMERIC:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and entry.struck is not None:
            font = QFont()
            font.setStrikeOut(True)
            return font
        return None

    def _state(self, entry: Entry, role: int) -> Any:
        if entry.struck is not None:
            mark, said = "✖", f"Đã gạch bỏ: {entry.struck}"
        elif entry.changed_at != entry.entered_at:
            mark, said = "✎", "Đã hiệu đính"
        else:
            mark, said = "", ""
        if role == Qt.ItemDataRole.DisplayRole:
            return mark
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return said or None
        return None
