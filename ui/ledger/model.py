"""The rows of one section for a table view: counted at once, read a page at a time."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from app.catalogue import Section
from app.ledgers import Entry, entries
from app.period import Period
from app.progress import Progress, silent
from app.store import Store

Index = QModelIndex | QPersistentModelIndex
PAGE = 200
KEPT_PAGES = 40
NUMERIC = {"integer", "decimal", "money"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows: of one section and unit, of one period if any, with the words of `search` if any.

    `filters` are (column, text as typed), `order` a column with `-` for descending; empty is the ledger's own.
    """

    section: Section
    unit: str
    period: Period | None
    search: str
    filters: tuple[tuple[str, str], ...] = ()
    order: str = ""


def read(
    store: Store,
    wanted: Wanted,
    limit: int | None = None,
    offset: int = 0,
    *,
    progress: Progress = silent,
) -> list[Entry]:
    """Read the wanted rows, newest first, lists of what stands in their own order."""
    progress(0, 0, wanted.section.title)
    return entries.listing(
        store,
        wanted.section.key,
        unit=wanted.unit,
        period=wanted.period,
        search=wanted.search,
        order="" if wanted.section.kind == "stock" else "-occurred_on",
        limit=limit,
        offset=offset,
    )


class EntryModel(QAbstractTableModel):
    """Only the rows in sight are read; struck rows stay, crossed out."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._wanted: Wanted | None = None
        self._all = False
        self._count = 0
        self._pages: OrderedDict[int, Sequence[Entry]] = OrderedDict()

    def show(self, wanted: Wanted, found: Sequence[Entry] | None = None) -> None:
        """Show what is wanted; with a search text, `found` are all its rows, already looked up."""
        self.beginResetModel()
        self._wanted = wanted
        self._all = found is not None
        self._pages.clear()
        if found is None:
            self._count = entries.count(
                self._store, wanted.section.key, unit=wanted.unit, period=wanted.period, struck=None
            )
        else:
            self._count = len(found)
            self._pages.update(
                (at // PAGE, found[at : at + PAGE]) for at in range(0, len(found), PAGE)
            )
        self.endResetModel()

    def entry(self, row: int) -> Entry:
        """Return the row's entry, reading its page if it is not at hand."""
        assert self._wanted is not None
        number = row // PAGE
        page = self._pages.get(number)
        if page is None:
            page = read(self._store, self._wanted, PAGE, number * PAGE)
            self._pages[number] = page
            if len(self._pages) > KEPT_PAGES and not self._all:
                self._pages.popitem(last=False)
        return page[row % PAGE]

    def row_of(self, entry: str) -> int | None:
        """Return the row of an entry's id, reading pages until it is met."""
        found = (row for row in range(self._count) if self.entry(row).id == entry)
        return next(found, None)

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

    @property
    def _section(self) -> Section | None:
        return self._wanted.section if self._wanted else None

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
