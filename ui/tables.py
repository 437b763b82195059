"""A plain table of values for short lists; long lists use their own model."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSplitter, QTableView

Index = QModelIndex | QPersistentModelIndex
MEASURED = 40
"""Rows that are looked at to find how wide a column should be."""


class ListModel(QAbstractTableModel):
    """Rows of shown texts under fixed headings; `key(row)` gives back what the caller stored with a row."""

    def __init__(self, headings: Sequence[str], numeric: Sequence[int] = ()) -> None:
        super().__init__()
        self._headings = list(headings)
        self._numeric = set(numeric)
        self._rows: list[tuple[Any, Sequence[str]]] = []

    def show(self, rows: Sequence[tuple[Any, Sequence[str]]], headings: Sequence[str] = ()) -> None:
        """Replace all rows: (key, texts), and the headings if any are given."""
        self.beginResetModel()
        self._rows = list(rows)
        self._headings = list(headings) or self._headings
        self.endResetModel()

    def add(self, rows: Sequence[tuple[Any, Sequence[str]]]) -> None:
        """Put more rows at the end."""
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def key(self, row: int) -> Any:
        return self._rows[row][0]

    def line(self, row: int) -> tuple[Any, Sequence[str]]:
        return self._rows[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if role in shown and orientation == Qt.Orientation.Horizontal:
            return self._headings[section]
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows[index.row()][1][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in self._numeric:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


def view(name: str, label: str, model: QAbstractTableModel) -> QTableView:
    """Return a read-only table: whole rows, alternating, the last column taking the rest."""
    table = QTableView()
    dress(table, name, label, model)
    return table


def dress(table: QTableView, name: str, label: str, model: QAbstractTableModel) -> None:
    """Give a table its model and the ways of every table of the window."""
    table.setObjectName(name)
    table.setAccessibleName(label)
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setAlternatingRowColors(True)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 10)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setStretchLastSection(True)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setHighlightSections(False)
    header.setResizeContentsPrecision(MEASURED)
    header.setTextElideMode(Qt.TextElideMode.ElideRight)


def fit(table: QTableView, widest: int = 320) -> None:
    """Make the columns as wide as what they show, none wider than `widest` pixels."""
    table.resizeColumnsToContents()
    for column in range(table.model().columnCount() - 1):
        table.setColumnWidth(column, min(table.columnWidth(column) + 8, widest))


def hug(table: QTableView, most: int) -> None:
    """Make the table as high as its rows, at most `most` of them, so that no empty box stays."""
    rows = min(max(table.model().rowCount(), 1), most)
    line = table.verticalHeader().defaultSectionSize()
    frame = 2 * table.frameWidth() + table.horizontalHeader().sizeHint().height()
    table.setFixedHeight(rows * line + frame)


def share(splitter: QSplitter, parts: Sequence[int]) -> None:
    """Divide the room in these proportions, and keep them when the window grows or shrinks."""
    splitter.setChildrenCollapsible(False)
    splitter.setSizes([10 * part for part in parts])
    for at, part in enumerate(parts):
        splitter.setStretchFactor(at, part)


def give_room(table: QTableView, column: int) -> None:
    """Let `column` take what the others leave, so that the table never scrolls sideways."""
    header = table.horizontalHeader()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
