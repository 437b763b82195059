"""The rows of the roll: people as values, worded only when they come into sight."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from app.ledgers import Entry
from ui.tables import Index


class RollModel(QAbstractTableModel):
    """People under fixed headings; `texts` gives the cells of one of them."""

    def __init__(self, headings: Sequence[str], texts: Callable[[Entry], Sequence[str]]) -> None:
        super().__init__()
        self._headings = list(headings)
        self._texts = texts
        self._people: list[Entry] = []
        self._worded: dict[int, Sequence[str]] = {}
        self._rows: dict[str, int] = {}

    def show(self, people: Sequence[Entry]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._people = list(people)
        self._rows = {who.id: row for row, who in enumerate(people)}
        self._worded.clear()
        self.endResetModel()

    def key(self, row: int) -> str:
        return self._people[row].id

    def row_of(self, id: str) -> int | None:
        return self._rows.get(id)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._people)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._headings[section]
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = index.row()
        if row not in self._worded:
            self._worded[row] = self._texts(self._people[row])
        return self._worded[row][index.column()]
