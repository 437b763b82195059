"""The table of a ledger: its headings with filters, month headings painted across, keys that move between parts."""

from collections.abc import Iterator

from PySide6.QtCore import QItemSelectionModel, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QTableView

from app.text import number
from ui import tables
from ui.ledger.table import signs
from ui.ledger.table.header import FilterHeader
from ui.ledger.table.model import EntryModel
from ui.ledger.table.months import Heading

FOLD_KEYS = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}
MARKS_WIDTH = 50
FOLDED, OPEN = "▸", "▾"


class Grid(QTableView):
    """`left`: the keyboard wants to go up into the filters; `entered`: into the form of the current row."""

    left = Signal()
    entered = Signal()

    def __init__(self, model: EntryModel) -> None:
        super().__init__()
        self._rows = model
        self.head = FilterHeader(self)
        self.setHorizontalHeader(self.head)
        tables.dress(self, "entries", "Các dòng", model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setIconSize(QSize(signs.SIDE * 4, signs.SIDE))
        self.head.setStretchLastSection(False)
        self.head.setMinimumSectionSize(34)
        self.head.left.connect(self.enter)

    def enter(self, column: int = -1) -> None:
        """Put the keyboard into the table, on its first row if none is selected, in `column` if one is given."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        row = next(self.steps(0, 1), None)
        if row is None:
            return
        if self.selectionModel().hasSelection() and column < 0:
            return
        if self.selectionModel().hasSelection():
            row = self.currentIndex().row()
        self.go(row, column)

    def go(self, row: int, column: int = -1) -> None:
        """Select one row, bring it in sight, and keep the column unless another is given."""
        column = column if column >= 0 else max(self.currentIndex().column(), 0)
        if self.isColumnHidden(column):
            column = 0
        index = self._rows.index(row, column)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def steps(self, start: int, by: int) -> Iterator[int]:
        """Yield the rows of the ledger from `start` on, without headings."""
        row = start
        while 0 <= row < self._rows.rowCount():
            if self._rows.heading(row) is None:
                yield row
            row += by

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        heading = self._rows.heading(index.row()) if index.isValid() else None
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() == Qt.Key.Key_Up and plain and index.row() <= 0:
            self.left.emit()
        elif heading and plain and event.key() in FOLD_KEYS:
            self.fold(index.row(), heading)
        elif index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.rowAt(event.position().toPoint().y())
        heading = self._rows.heading(row) if row >= 0 else None
        if heading:
            self.fold(row, heading)
        else:
            super().mousePressEvent(event)

    def fold(self, row: int, heading: Heading) -> None:
        """Fold a month or open it, and stay on its heading."""
        scrolled = self.verticalScrollBar().value()
        self._rows.fold(heading)
        self.verticalScrollBar().setValue(scrolled)
        self.selectionModel().setCurrentIndex(
            self._rows.index(row, 0), QItemSelectionModel.SelectionFlag.NoUpdate
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._rows.grouping is None:
            return
        painter = QPainter(self.viewport())
        row = self.rowAt(0)
        while 0 <= row < self._rows.rowCount() and self.rowViewportPosition(row) < self.height():
            if heading := self._rows.heading(row):
                self._paint_heading(painter, row, heading)
            row += 1
        painter.end()

    def _paint_heading(self, painter: QPainter, row: int, heading: Heading) -> None:
        top, high = self.rowViewportPosition(row), self.rowHeight(row)
        current = self.currentIndex().row() == row and self.hasFocus()
        roles = QPalette.ColorRole
        ground, ink = (
            (roles.Highlight, roles.HighlightedText)
            if current
            else (roles.Button, roles.ButtonText)
        )
        band = QRect(0, top, self.viewport().width(), high - 1)
        painter.fillRect(band, self.palette().color(ground))
        painter.setPen(self.palette().color(ink))
        bold = QFont(self.font())
        bold.setBold(True)
        painter.setFont(bold)
        room = band.right()
        for at, column in enumerate(self._rows.columns, 1):
            value = heading.totals.get(column.key)
            if not column.sums or value is None or self.isColumnHidden(at):
                continue
            left = self.columnViewportPosition(at)
            cell = QRect(left, top, self.columnWidth(at) - 4, high - 1)
            painter.drawText(
                cell, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number(value)
            )
            if left > 0:
                room = min(room, left)
        assert self._rows.grouping is not None
        folded = heading.period.text in self._rows.grouping.folded
        texts = [f"{FOLDED if folded else OPEN} {text}" for text in heading.texts]
        fitting = (x for x in texts if painter.fontMetrics().horizontalAdvance(x) <= room - 12)
        text = next(fitting, texts[-1])
        painter.drawText(QRect(6, top, room - 8, high - 1), Qt.AlignmentFlag.AlignVCenter, text)
