"""The headings of the table with a line to filter by under each, kept in step while scrolling and resizing."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTableView

from app.text import clean
from ui.ledger.table import signs
from ui.ledger.table.columns import Column
from ui.ledger.table.marks import WARNED
from ui.ledger.table.model import STATE

PAUSE_MS = 300
HINTS = {
    "integer": ">5, 5..10", "decimal": ">5, 5..10", "money": ">5, 5..10",
    "date": "10/2026", "month": "10/2026", "time": "14h..16h", "yes_no": "có / không",
}  # fmt: skip
SYNTAX = (
    "Gõ không cần dấu. “=” ô trống, “*” ô có ghi.\n"
    "Số và ngày: 5, >5, <=5, 5..10; 10/2026, quý 1/2026, 1/10..15/10."
)
NARROWEST = 34


class FilterLine(QLineEdit):
    """One column's filter; Tab goes to the next column, Down into the table, Esc empties it."""

    stepped = Signal(int)
    left = Signal()

    def __init__(self, column: str, label: str, hint: str, header: QHeaderView) -> None:
        super().__init__(header)
        self.column = column
        self.setObjectName(f"filter_{column.lstrip('#')}")
        self.setAccessibleName(f"Lọc cột {label}")
        self.setPlaceholderText(hint)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setToolTip(SYNTAX)
        self._label = label
        self._fault: QAction | None = None

    def complain(self, what: str) -> None:
        """Mark the text as not understood and say why; empty takes the mark away."""
        if self._fault is not None:
            self.removeAction(self._fault)
            self._fault = None
        if what:
            icon = signs.strip((WARNED,), QGuiApplication.palette())
            self._fault = self.addAction(icon, QLineEdit.ActionPosition.TrailingPosition)
            self._fault.setToolTip(what)
        self.setToolTip(what or SYNTAX)
        self.setAccessibleDescription(what)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        self.stepped.emit(1 if forward else -1)
        return True


class FilterHeader(QHeaderView):
    """`filtered` tells that other filters stand for some moments; `left` that the keyboard goes into
    the table, below the line of this column."""

    filtered = Signal()
    left = Signal(int)

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._lines: dict[int, FilterLine] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.filtered.emit)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        for moved in (self.sectionResized, self.sectionMoved, self.geometriesChanged):
            moved.connect(self.place_lines)
        table.horizontalScrollBar().valueChanged.connect(lambda _: self.place_lines())

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Put an empty line under the marks and every column that may be asked by."""
        for line in self._lines.values():
            line.hide()
            line.deleteLater()
        self._lines = {0: self._line(STATE, "dấu ở dòng", "")}
        for at, column in enumerate(columns, 1):
            if column.asks:
                self._lines[at] = self._line(column.key, column.label, HINTS.get(column.type, ""))
        self.updateGeometries()

    def filters(self) -> tuple[tuple[str, str], ...]:
        """Return what is asked, column by column, as typed."""
        texts = ((x.column, clean(x.text()).strip()) for x in self._lines.values())
        return tuple((column, text) for column, text in texts if text)

    def set_filters(self, filters: Sequence[tuple[str, str]]) -> None:
        """Write other filters into the lines, without `filtered`."""
        given = dict(filters)
        for line in self._lines.values():
            line.blockSignals(True)
            line.setText(given.get(line.column, ""))
            line.blockSignals(False)
            line.complain("")
        self._pause.stop()

    def complain(self, problems: Mapping[str, str]) -> None:
        """Mark the lines whose text was not understood, and only those."""
        for line in self._lines.values():
            line.complain(problems.get(line.column, ""))

    def enter(self, column: int | None = None) -> None:
        """Put the keyboard into the line of a column, by default the first in sight."""
        order = self._order()
        wanted = self._lines.get(column) if column is not None else None
        line = wanted or next((x for x in order if not x.visibleRegion().isEmpty()), None)
        if line := line or next(iter(order), None):
            line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            line.selectAll()

    def rest(self) -> bool:
        """Wait for nothing more; tell whether something typed was not told yet."""
        waiting = self._pause.isActive()
        self._pause.stop()
        return waiting

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        size.setHeight(size.height() + self._height())
        return size

    def updateGeometries(self) -> None:
        self.setViewportMargins(0, 0, 0, self._height())
        super().updateGeometries()
        self.place_lines()

    def place_lines(self) -> None:
        """Put every line under its heading."""
        for at, line in self._lines.items():
            width = 0 if self.isSectionHidden(at) else self.sectionSize(at)
            line.setGeometry(
                self.sectionViewportPosition(at), self.height() - self._height(), width,
                self._height(),
            )  # fmt: skip
            line.setVisible(width > 0)

    def _height(self) -> int:
        return next((line.sizeHint().height() for line in self._lines.values()), 0)

    def _line(self, column: str, label: str, hint: str) -> FilterLine:
        line = FilterLine(column, label, hint, self)
        line.textChanged.connect(lambda _: self._pause.start())
        line.returnPressed.connect(self._at_once)
        line.stepped.connect(lambda by: self._step(line, by))
        line.left.connect(lambda: self._leave(line))
        return line

    def _at_once(self) -> None:
        self._pause.stop()
        self.filtered.emit()

    def _leave(self, line: FilterLine) -> None:
        if self._pause.isActive():
            self._at_once()
        self.left.emit(next(n for n, x in self._lines.items() if x is line))

    def _order(self) -> list[FilterLine]:
        """Return the lines of the columns shown, from left to right."""
        places = sorted(self._lines, key=self.visualIndex)
        return [self._lines[at] for at in places if not self.isSectionHidden(at)]

    def _step(self, line: FilterLine, by: int) -> None:
        order = self._order()
        at = order.index(line) + by
        if not 0 <= at < len(order):
            self._leave(line)
            return
        logical = next(n for n, x in self._lines.items() if x is order[at])
        self._reveal(logical)
        order[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _reveal(self, logical: int) -> None:
        """Scroll sideways until the column stands in sight."""
        table = self.parent()
        assert isinstance(table, QTableView)
        bar, left = table.horizontalScrollBar(), self.sectionViewportPosition(logical)
        over = left + self.sectionSize(logical) - self.viewport().width()
        if left < 0:
            bar.setValue(bar.value() + left)
        elif over > 0:
            bar.setValue(bar.value() + min(over, left))
