"""A short list under a line of typing: it never takes the keyboard, so no letter and no Backspace is lost to it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

Index = QModelIndex | QPersistentModelIndex
MOST_SHOWN = 9
"""Lines in sight. Only these are measured: to say all would ask the store for hundreds of people."""


class Items(QAbstractListModel):
    """What is held out: any values, and `say(value)` how one reads. Only the lines in sight are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._values: Sequence[Any] = ()
        self._say: Any = str

    def show(self, values: Sequence[Any], say: Any) -> None:
        self.beginResetModel()
        self._values, self._say = values, say
        self.endResetModel()

    def value(self, row: int) -> Any:
        return self._values[row]

    def say(self, row: int) -> str:
        return " ".join(str(self._say(self._values[row])).split())

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._values)

    def data(self, index: Index, role: int = 0) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.say(index.row())
        return None


class DropList(QListView):
    """Stands in the window itself, not in a pop-up of its own, under (or over) the line it belongs to."""

    taken = Signal(object)

    def __init__(self, line: QWidget) -> None:
        super().__init__(line.window())
        self._line = line
        self._items = Items()
        self.setModel(self._items)
        self.setObjectName("droplist")
        self.setAccessibleName("Danh sách gợi ý")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setFrameShape(QFrame.Shape.Box)
        self.clicked.connect(lambda index: self._take(index.row()))
        line.destroyed.connect(self.deleteLater)
        self.hide()

    @property
    def is_open(self) -> bool:
        return self.isVisible()

    @property
    def current(self) -> Any:
        """Return the value under the bar, None when nothing is."""
        row = self.currentIndex().row()
        return self._items.value(row) if self.isVisible() and row >= 0 else None

    def open(self, values: Sequence[Any], say: Any, at: int = 0) -> None:
        """Show `values`, the bar on number `at` or on none (-1); no list when there are none."""
        if not values:
            self.fold()
            return
        self._items.show(values, say)
        if self.parentWidget() is not self._line.window():
            self.setParent(self._line.window())
        self.setCurrentIndex(self._items.index(at) if at >= 0 else QModelIndex())
        self._place(
            len(values), [self._items.say(row) for row in range(min(len(values), MOST_SHOWN))]
        )
        self.show()
        self.raise_()

    def fold(self) -> None:
        """Close and forget: what is hidden asks the store for nothing, which may be closed by then."""
        self.hide()
        self._items.show((), str)

    def step(self, key: int) -> bool:
        """Move the bar by a key; return whether the key means that."""
        last = self._items.rowCount() - 1
        row = self.currentIndex().row()
        moved = {
            Qt.Key.Key_Down: 0 if row >= last else row + 1,
            Qt.Key.Key_Up: last if row <= 0 else row - 1,
            Qt.Key.Key_PageDown: min(row + MOST_SHOWN - 1, last),
            Qt.Key.Key_PageUp: max(row - MOST_SHOWN + 1, 0),
        }.get(Qt.Key(key))
        if moved is None or not self.isVisible():
            return False
        self.setCurrentIndex(self._items.index(moved))
        return True

    def take(self) -> bool:
        """Take what is under the bar; return whether there was something."""
        row = self.currentIndex().row()
        if not self.isVisible() or row < 0:
            return False
        self._take(row)
        return True

    def _take(self, row: int) -> None:
        value = self._items.value(row)
        self.fold()
        self.taken.emit(value)

    def _place(self, count: int, first: Sequence[str]) -> None:
        """Lie under the line, over it where there is no room below; never wider than the window."""
        window = self._line.window()
        corner = self._line.mapTo(window, QPoint(0, 0))
        line = self.sizeHintForRow(0)
        height = min(count, MOST_SHOWN) * line + 2 * self.frameWidth()
        widest = max(self.fontMetrics().horizontalAdvance(text) for text in first)
        wished = widest + 2 * self.frameWidth() + 32
        width = min(max(self._line.width(), wished), window.width() - 8)
        below = window.height() - corner.y() - self._line.height()
        down = below >= height or below >= corner.y()
        room = below if down else corner.y()
        height = min(height, room - 4)
        top = corner.y() + self._line.height() if down else corner.y() - height
        left = min(corner.x(), window.width() - width - 4)
        self.setGeometry(QRect(left, top, width, height))
