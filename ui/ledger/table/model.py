"""The rows of one section for a table view: counted at once, read a page at a time, months between them."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QGuiApplication

from app.catalogue import Section
from app.ledgers import Entry, entries
from app.period import Period
from app.progress import Progress, silent
from app.store import Store
from ui.ledger.table import months, signs
from ui.ledger.table.columns import Column, Reading, columns_of
from ui.ledger.table.marks import Marks
from ui.ledger.table.months import Grouping, Heading

Index = QModelIndex | QPersistentModelIndex
PAGE = 200
KEPT_PAGES = 40
STATE = "#state"
"""The first column: the marks of the row. It filters and orders under this key."""
MARKS = "Dấu ở dòng: gạch bỏ, hiệu đính, cần xem lại, tệp kèm, kỳ đã khóa, chỉ đọc"
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
SAID = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows: of one section and unit, of one period if any, with the words of `search` if any.

    `filters` are (column, text as typed), `order` a column with `-` for descending; empty is the ledger's own:
    newest first, lists of what stands in their own order.
    """

    section: Section
    unit: str
    period: Period | None
    search: str
    filters: tuple[tuple[str, str], ...] = ()
    order: str = ""

    @property
    def sorted_by(self) -> str:
        """The order as the ledgers know it."""
        return self.order or ("" if self.section.kind == "stock" else "-occurred_on")

    @property
    def asked(self) -> dict[str, Any]:
        """Which rows, as every service of the ledgers takes it."""
        return {
            "unit": self.unit,
            "period": self.period,
            "search": self.search,
            "filters": self.filters,
        }

    @property
    def narrowed(self) -> bool:
        return bool(self.period or self.search or self.filters)


def read(
    store: Store,
    wanted: Wanted,
    limit: int | None = None,
    offset: int = 0,
    *,
    progress: Progress = silent,
) -> list[Entry]:
    """Read the wanted rows in their order, struck ones too."""
    progress(0, 0, wanted.section.title)
    return entries.listing(
        store,
        wanted.section.key,
        order=wanted.sorted_by,
        limit=limit,
        offset=offset,
        **wanted.asked,
    )


class EntryModel(QAbstractTableModel):
    """Only the rows in sight are read; struck rows stay, crossed out."""

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.wanted: Wanted | None = None
        self.columns: tuple[Column, ...] = ()
        self.grouping: Grouping | None = None
        self.count = 0
        self._reading: Reading | None = None
        self._pages: OrderedDict[int, Sequence[Entry]] = OrderedDict()
        self.marks = Marks(store, self._marked)
        self.marks.setParent(self)

    def show(self, wanted: Wanted, *, by_month: bool = False) -> None:
        """Show what is wanted; `Refused` names filters that cannot be read, and then nothing changes."""
        count = entries.count(self._store, wanted.section.key, struck=None, **wanted.asked)
        grouping = self._group(wanted) if by_month else None
        self.beginResetModel()
        self.wanted = wanted
        self.columns = columns_of(self._store, wanted.section)
        self._reading = Reading(self._store, wanted.section)
        self.marks.begin(wanted.section)
        self._pages.clear()
        self.count = count
        self.grouping = grouping
        self.endResetModel()

    def fold(self, heading: Heading) -> None:
        """Fold a month, or open it again."""
        assert self.grouping is not None
        self.beginResetModel()
        self.grouping = self.grouping.toggled(heading)
        self.endResetModel()

    def heading(self, row: int) -> Heading | None:
        """Return the month whose heading stands at `row`, None for a row of the ledger."""
        return self.grouping.heading(row) if self.grouping else None

    def number(self, row: int) -> int:
        """Return which row of the ledger stands at `row`, from 0."""
        return self.grouping.offset(row) if self.grouping else row

    def entry(self, row: int) -> Entry:
        """Return the row's entry, reading its page if it is not at hand."""
        assert self.wanted is not None
        number, at = divmod(self.number(row), PAGE)
        page = self._pages.get(number)
        if page is None:
            page = read(self._store, self.wanted, PAGE, number * PAGE)
            self._pages[number] = page
            if len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page[at]

    def row_of(self, entry: str, near: int = -1) -> int | None:
        """Return the row of an entry's id, None when it is not shown; a folded month is opened.

        `near` is where it stood: nothing is asked when it still stands there.
        """
        wanted = self.wanted
        if wanted is None:
            return None
        if 0 <= near < self.rowCount() and not self.heading(near) and self.entry(near).id == entry:
            return near
        place = entries.place(
            self._store, entry, wanted.section.key, order=wanted.sorted_by, **wanted.asked
        )
        if place is None or self.grouping is None:
            return place
        if self.grouping.row(place) is None:
            self.fold(self.grouping.month_at(place))
        return self.grouping.row(place)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        if parent.isValid():
            return 0
        return self.grouping.rows if self.grouping else self.count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() or self.wanted is None else len(self.columns) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.heading(index.row()):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation == Qt.Orientation.Vertical or not 0 <= section <= len(self.columns):
            return None
        if section == 0:
            return MARKS if role in SAID else "Dấu" if role == Qt.ItemDataRole.DisplayRole else None
        column = self.columns[section - 1]
        if role == Qt.ItemDataRole.TextAlignmentRole and column.numeric:
            return RIGHT
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip
        if role == Qt.ItemDataRole.FontRole and column.field is None:
            return _font(italic=True)
        return column.label if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = 0) -> Any:
        if self._reading is None:
            return None
        if heading := self.heading(index.row()):
            return heading.texts[0] if role in SAID else None
        entry = self.entry(index.row())
        if index.column() == 0:
            return self._row_signs(entry, role)
        column = self.columns[index.column() - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._reading.text(entry, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column.numeric:
            return RIGHT
        if role == Qt.ItemDataRole.FontRole and entry.struck is not None:
            return _font(struck=True)
        if role in (Qt.ItemDataRole.DecorationRole, *SAID):
            return self._cell_signs(entry, column, role)
        return None

    def _row_signs(self, entry: Entry, role: int) -> Any:
        if role not in (Qt.ItemDataRole.DecorationRole, *SAID):
            return None
        found = self.marks.of_row(entry)
        if role in SAID:
            return "\n".join(said for _, said in found) or None
        return _icon(found)

    def _cell_signs(self, entry: Entry, column: Column, role: int) -> Any:
        found = self.marks.of_cell(entry, column.key)
        if role == Qt.ItemDataRole.DecorationRole:
            return _icon(found)
        assert self._reading is not None
        return "\n".join([self._reading.text(entry, column), *(said for _, said in found)])

    def _marked(self, told: list[str]) -> None:
        """Repaint the rows whose marks have become known."""
        known = set(told)
        for number, page in self._pages.items():
            for at, entry in enumerate(page):
                if entry.id in known:
                    place = number * PAGE + at
                    row = self.grouping.row(place) if self.grouping else place
                    if row is not None:
                        last = self.index(row, len(self.columns))
                        self.dataChanged.emit(self.index(row, 0), last)

    def _group(self, wanted: Wanted) -> Grouping:
        folded = self.grouping.folded if self.grouping else frozenset[str]()
        oldest_first = not wanted.sorted_by.startswith("-")
        found = months.read(self._store, wanted.section.key, oldest_first, **wanted.asked)
        return Grouping(found, folded)


def _icon(found: list[tuple[str, str]]) -> Any:
    names = tuple(dict.fromkeys(sign for sign, _ in found))
    return signs.strip(names, QGuiApplication.palette()) if names else None


def _font(*, struck: bool = False, italic: bool = False) -> QFont:
    font = QFont()
    font.setStrikeOut(struck)
    font.setItalic(italic)
    return font
