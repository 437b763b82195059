"""The cells about to be pasted, as a table that can still be mended: old → new, and what is wrong, cell by cell."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from app.ledgers import sheets
from ui.ledger.form.body import MARKS
from ui.ledger.table import signs

Index = QModelIndex | QPersistentModelIndex
UNUSED = "(không dán)"
SIGNS = {"block": "struck", "warn": "warned"}


class PastedCells(QAbstractTableModel):
    """`mended` is emitted after a cell was typed anew: everything is to be checked again."""

    mended = Signal()

    def __init__(self, sheet: sheets.Sheet, columns: Sequence[sheets.Column]) -> None:
        super().__init__()
        self.sheet = sheet
        self.columns = tuple(columns)
        self._labels = {c.key: c.label for c in columns}
        self._mapping = sheets.ColumnMap(0, {})
        self._width = 1 + max((max(r.cells) for r in sheet.rows), default=0)
        self._problems: dict[tuple[int, int], list[sheets.CellProblem]] = {}
        self._left_out: dict[int, str] = {}
        self._old: Mapping[tuple[int, str], tuple[str, str]] = {}

    @property
    def lines(self) -> tuple[Any, ...]:
        """The rows below the headings."""
        return tuple(r for r in self.sheet.rows if r.number > self._mapping.header)

    def show(
        self,
        mapping: sheets.ColumnMap,
        problems: Sequence[sheets.CellProblem] = (),
        left_out: Sequence[tuple[int, str]] = (),
        differences: Mapping[tuple[int, str], tuple[str, str]] | None = None,
    ) -> None:
        """Show the cells as they are mapped now, with what the check said of them."""
        fewer = self._mapping.header != mapping.header
        if fewer:
            self.beginResetModel()
        self._mapping = mapping
        self._problems.clear()
        for one in problems:
            at = next((n for n in mapping.columns if sheets.letter(n) == one.column), -1)
            self._problems.setdefault((one.row, at), []).append(one)
        self._left_out = dict(left_out)
        self._old = differences or {}
        if fewer:
            self.endResetModel()
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self._width - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self._width - 1)
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, max(self.rowCount() - 1, 0))

    def place(self, problem: sheets.CellProblem) -> Index:
        """Return where a problem stands."""
        row = next((n for n, r in enumerate(self.lines) if r.number == problem.row), 0)
        at = next((n for n in range(self._width) if sheets.letter(n) == problem.column), 0)
        return self.index(row, at)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else self._width

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return self._row_head(section, role)
        key = self._mapping.columns.get(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{self._labels[key] if key else UNUSED} ▾"
        if role == Qt.ItemDataRole.ToolTipRole:
            return "Bấm để chọn cột của sổ"
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        row, at = self.lines[index.row()], index.column()
        cell = row.cells.get(at)
        text = sheets.text_of(cell.value) if cell else ""
        found = self._problems.get((row.number, at), [])
        if role == Qt.ItemDataRole.EditRole:
            return text
        if role == Qt.ItemDataRole.DisplayRole:
            old = self._old.get((row.number, sheets.letter(at)))
            return " ".join((f"{old[0] or '(trống)'} → {old[1]}" if old else text).split())
        if role == Qt.ItemDataRole.DecorationRole and found:
            kinds = {p.severity for p in found}
            sign = SIGNS["block" if "block" in kinds else "warn"]
            return signs.strip((sign,), QGuiApplication.palette())
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole) and found:
            return "\n".join([text, *(f"{MARKS[p.severity]} {p.what}" for p in found)])
        if role == Qt.ItemDataRole.FontRole and (
            at not in self._mapping.columns or row.number in self._left_out
        ):
            font = QFont()
            font.setItalic(True)
            return font
        return None

    def setData(self, index: Index, value: Any, role: int = 0) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        changed = self.lines[index.row()]
        cells = {n: c for n, c in changed.cells.items() if n != index.column()}
        if str(value).strip():
            cells[index.column()] = sheets.Cell(str(value))
        rows = tuple(
            r._replace(cells=cells) if r.number == changed.number else r for r in self.sheet.rows
        )
        self.sheet = replace(self.sheet, rows=rows)
        self.mended.emit()
        return True

    def _row_head(self, line: int, role: int) -> Any:
        number = self.lines[line].number
        found = [p for (row, _), ps in self._problems.items() if row == number for p in ps]
        kinds = {p.severity for p in found}
        mark = (
            "✖" if "block" in kinds else "⚠" if kinds else "=" if number in self._left_out else ""
        )
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line + 1} {mark}".strip()
        if role == Qt.ItemDataRole.ToolTipRole:
            whole = [f"{MARKS[p.severity]} {p.what}" for p in self._problems.get((number, -1), [])]
            return "\n".join([*filter(None, [self._left_out.get(number, "")]), *whole])
        return None


class PasteTable(QTableView):
    """Opens a cell by Enter, F2 or a double click: a letter typed by an input method would be lost."""

    def __init__(self, model: PastedCells) -> None:
        super().__init__()
        self.setModel(model)
        self.setObjectName("pasted")
        self.setAccessibleName("Các ô sẽ dán")
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.horizontalHeader().setSectionsClickable(True)
        self.horizontalHeader().setHighlightSections(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a cell by Enter; the Enter that closes one must not reach the button that pastes."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.state() != QAbstractItemView.State.EditingState:
            self.edit(self.currentIndex())
