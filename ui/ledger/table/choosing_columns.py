"""The dialog that chooses the columns of the table: tick to show, move up and down, or back to the section's own."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.ledger.table.columns import Column
from ui.shown import note

KEY = Qt.ItemDataRole.UserRole


class ColumnsDialog(QDialog):
    """`choose(keys)` is called with the ticked columns in their order, with none for the section's own."""

    def __init__(
        self,
        columns: Sequence[Column],
        shown: Sequence[str],
        choose: Callable[[Sequence[str]], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("columns_dialog")
        self.setWindowTitle("Cột của bảng")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._choose = choose
        self._list = QListWidget()
        self._list.setObjectName("columns")
        self._list.setAccessibleName("Các cột")
        self._list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        known = {c.key: c for c in columns}
        for key in [*shown, *(k for k in known if k not in shown)]:
            column = known[key]
            label = column.label if column.field else f"{column.label} (tự tính)"
            item = QListWidgetItem(label)
            item.setData(KEY, key)
            item.setToolTip(column.tip)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = Qt.CheckState.Checked if key in shown else Qt.CheckState.Unchecked
            item.setCheckState(ticked)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        sides = QVBoxLayout()
        for name, text, by in (("up", "&Lên", -1), ("down", "&Xuống", 1)):
            button = QPushButton(text)
            button.setObjectName(name)
            button.clicked.connect(lambda _=False, by=by: self._move(by))
            sides.addWidget(button)
        sides.addStretch(1)
        middle = QHBoxLayout()
        middle.addWidget(self._list, 1)
        middle.addLayout(sides)
        buttons = QDialogButtonBox()
        for name, text, role, act in (
            ("apply", "&Dùng", QDialogButtonBox.ButtonRole.AcceptRole, self._apply),
            ("own", "&Mặc định", QDialogButtonBox.ButtonRole.ResetRole, self._own),
            ("cancel", "&Thôi", QDialogButtonBox.ButtonRole.RejectRole, self.reject),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.clicked.connect(act)
            buttons.addButton(button, role)
        layout = QVBoxLayout(self)
        layout.addWidget(note("Đánh dấu cột cần hiện; kéo hoặc bấm Lên, Xuống để đổi thứ tự."))
        layout.addLayout(middle, 1)
        layout.addWidget(buttons)
        self.resize(420, 460)

    def _move(self, by: int) -> None:
        at = self._list.currentRow()
        if 0 <= at + by < self._list.count():
            item = self._list.takeItem(at)
            self._list.insertItem(at + by, item)
            self._list.setCurrentRow(at + by)

    def _apply(self) -> None:
        items = [self._list.item(at) for at in range(self._list.count())]
        keys = [str(x.data(KEY)) for x in items if x.checkState() == Qt.CheckState.Checked]
        self._choose(keys)
        self.accept()

    def _own(self) -> None:
        self._choose(())
        self.accept()
