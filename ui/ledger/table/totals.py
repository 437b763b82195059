"""The line of sums under a table, each under its column while the table is scrolled and resized."""

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QHelpEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QTableView, QToolTip, QWidget

from app.text import number
from ui.ledger.table.model import EntryModel

SUM = "Cộng"


class TotalsLine(QWidget):
    """Sums of what is filtered, struck rows out; never an average."""

    def __init__(self, table: QTableView, model: EntryModel) -> None:
        super().__init__()
        self.setObjectName("totals")
        self.setAccessibleName("Cộng các cột số")
        self._table = table
        self._model = model
        self._sums: Mapping[str, int | Decimal] = {}
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        header = table.horizontalHeader()
        for moved in (header.sectionResized, header.sectionMoved, header.geometriesChanged):
            moved.connect(lambda *_: self._settle())
        table.horizontalScrollBar().valueChanged.connect(lambda _: self.update())

    def show_sums(self, sums: Mapping[str, int | Decimal]) -> None:
        """Show the sums by column; none for columns of text."""
        self._sums = sums
        told = [f"{c.label}: {self.text(c.key)}" for c in self._model.columns if self.text(c.key)]
        self.setAccessibleDescription("; ".join(told))
        self._settle()

    def _settle(self) -> None:
        """Stand there only while a column that is added up is shown."""
        summed = any(
            column.sums and not self._table.isColumnHidden(at)
            for at, column in enumerate(self._model.columns, 1)
        )
        self.setVisible(self._model.count > 0 and summed)
        self.update()

    def text(self, column: str) -> str:
        """Return the sum under a column as it reads."""
        known = any(c.key == column and c.sums for c in self._model.columns)
        return number(self._sums[column]) if known and column in self._sums else ""

    def place(self, column: str) -> QRect:
        """Return where the sum of a column stands, empty while the column is hidden."""
        at = next((n for n, c in enumerate(self._model.columns, 1) if c.key == column), None)
        if at is None or self._table.isColumnHidden(at):
            return QRect()
        left = self._table.frameWidth() + self._table.columnViewportPosition(at)
        return QRect(left, 0, self._table.columnWidth(at), self.height())

    def sizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height() + 8)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            for column in self._model.columns:
                if self.text(column.key) and self.place(column.key).contains(event.pos()):
                    said = f"{SUM} {column.label}: {self.text(column.key)}"
                    QToolTip.showText(event.globalPos(), said, self)
                    return True
        return super().event(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        roles = QPalette.ColorRole
        painter.fillRect(self.rect(), self.palette().color(roles.Button))
        painter.setPen(self.palette().color(roles.ButtonText))
        bold = QFont(self.font())
        bold.setBold(True)
        painter.setFont(bold)
        room = self.width()
        clip = self._table.frameWidth() + self._table.viewport().width()
        painter.setClipRect(0, 0, clip, self.height())
        for column in self._model.columns:
            place = self.place(column.key)
            text = self.text(column.key)
            if text and not place.isEmpty():
                cell = place.adjusted(0, 0, -4, 0)
                shown = painter.fontMetrics().elidedText(
                    text, Qt.TextElideMode.ElideLeft, cell.width()
                )
                painter.drawText(
                    cell, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown
                )
                if place.left() > 0:
                    room = min(room, place.left())
        if room > painter.fontMetrics().horizontalAdvance(SUM) + 8:
            painter.drawText(
                QRect(8, 0, room - 8, self.height()), Qt.AlignmentFlag.AlignVCenter, SUM
            )
        painter.end()
