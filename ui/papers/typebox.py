"""The types of paper by family, narrowed by a few letters without marks."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.catalogue import DocumentType
from app.text import finds
from app.text import words as words_of
from ui.papers import words

PAUSE_MS = 200


class TypeBox(QWidget):
    """`changed` is said when another type stands in the box; `current` is its id, empty when none fits."""

    changed = Signal()

    def __init__(self, types: Sequence[DocumentType]) -> None:
        super().__init__()
        self._types = list(types)
        self._filter = QLineEdit()
        self._filter.setObjectName("type_filter")
        self._filter.setAccessibleName("Lọc loại văn kiện")
        self._filter.setPlaceholderText("Tìm loại văn kiện (gõ không dấu)")
        self._filter.setClearButtonEnabled(True)
        self._box = QComboBox()
        self._box.setObjectName("type")
        self._box.setAccessibleName("Loại văn kiện")
        self._box.setMinimumContentsLength(14)
        self._box.setMaxVisibleItems(20)
        self._box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._narrow)
        self._filter.textChanged.connect(lambda _: self._pause.start())
        self._filter.returnPressed.connect(self._narrow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._filter)
        layout.addWidget(self._box)
        self._narrow()
        self._box.currentIndexChanged.connect(lambda _: self.changed.emit())

    @property
    def current(self) -> str:
        return str(self._box.currentData() or "")

    def choose(self, type_id: str) -> None:
        """Put a type in the box."""
        self._filter.clear()
        self._narrow()
        self._box.setCurrentIndex(self._box.findData(type_id))

    def _narrow(self) -> None:
        """Show the types that are meant, under the names of their families; the chosen one stays if it fits."""
        self._pause.stop()
        before, wanted = self.current, words_of(self._filter.text())
        model = QStandardItemModel(self._box)
        for family, title in words.FAMILIES.items():
            fitting = [
                t for t in self._types
                if t.family == family and (not wanted or finds(wanted, words_of(f"{t.title} {title}")))
            ]  # fmt: skip
            if not fitting:
                continue
            head = QStandardItem(title)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            font = head.font()
            font.setBold(True)
            head.setFont(font)
            model.appendRow(head)
            for one in fitting:
                item = QStandardItem(f"   {one.title}")
                item.setData(one.id, Qt.ItemDataRole.UserRole)
                item.setToolTip(one.title)
                model.appendRow(item)
        self._box.blockSignals(True)
        self._box.setModel(model)
        at = max(self._box.findData(before) if before else -1, 1 if model.rowCount() > 1 else -1)
        self._box.setCurrentIndex(at)
        self._box.blockSignals(False)
        if self.current != before:
            self.changed.emit()
