"""Chèn bảng: a table of ledger rows or of indicators that knows where it comes from and can be refreshed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.documents import refreshing
from app.store import Store
from ui import shown

if TYPE_CHECKING:
    from ui.papers.page import DocumentsPage

WHEN = {"": "Kỳ này", "kỳ trước": "Kỳ trước", "kỳ sau": "Kỳ sau"}
COMPARED = {
    "": "Bên cạnh kỳ trước",
    "cùng kỳ": "Bên cạnh cùng kỳ năm trước",
    "theo năm": "Mỗi năm một cột",
}


class InsertDialog(QDialog):
    """Puts the marker and the filled table after the line of the cursor."""

    def __init__(self, page: DocumentsPage) -> None:
        super().__init__(page)
        self._page = page
        store = page.session.store
        self.setObjectName("insert_dialog")
        self.setWindowTitle("Chèn bảng từ sổ")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tabs = QTabWidget()
        self._tabs.addTab(self._rows(store), "&Dòng của sổ")
        self._tabs.addTab(self._figures(store), "&Chỉ tiêu")
        self._problem = QLabel()
        self._problem.setObjectName("insert_problem")
        self._problem.setWordWrap(True)
        buttons = QDialogButtonBox()
        go = buttons.addButton("&Chèn bảng", QDialogButtonBox.ButtonRole.AcceptRole)
        go.setObjectName("insert_go")
        buttons.addButton("Thô&i", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._insert)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self._tabs, 1)
        layout.addWidget(
            shown.note("Sổ thay đổi thì bấm Lấy lại bảng; chữ gõ quanh bảng giữ nguyên.")
        )
        layout.addWidget(self._problem)
        layout.addWidget(buttons)
        self.resize(shown.fitting(self, 560, 520))
        self._offer()

    @property
    def source(self) -> str:
        """Return where the table comes from, as the marker says it."""
        if self._tabs.currentIndex() == 1:
            compared = str(self._compare.currentData())
            return _said([compared], " ".join(f"@{one}" for one in _ticked(self._indicators)))
        words = [str(self._when.currentData()), "đếm" if self._counted.isChecked() else ""]
        return _said(words, f"{self._section.currentData()}({', '.join(_ticked(self._columns))})")

    def _rows(self, store: Store) -> QWidget:
        self._section = _box("insert_section", "Mục của sổ")
        for section in store.catalogue.sections_of(store.unit.level):
            self._section.addItem(section.title, section.key)
        self._section.currentIndexChanged.connect(lambda _: self._offer())
        self._when = _box("insert_when", "Kỳ của bảng")
        for key, text in WHEN.items():
            self._when.addItem(text, key)
        self._columns = _list("insert_columns", "Cột của bảng")
        self._counted = QCheckBox("Đế&m theo các cột, không kể từng dòng")
        self._counted.setObjectName("insert_counted")
        return _form(
            ("&Mục:", self._section), ("&Kỳ:", self._when), ("Cộ&t:", self._columns),
            ("", self._counted),
        )  # fmt: skip

    def _figures(self, store: Store) -> QWidget:
        self._indicators = _list("insert_indicators", "Chỉ tiêu")
        for one in store.catalogue.indicators.values():
            _add(self._indicators, one.label, one.id)
        self._compare = _box("insert_compare", "So với")
        for key, text in COMPARED.items():
            self._compare.addItem(text, key)
        self._chart = QCheckBox("Vẽ thêm &biểu đồ")
        self._chart.setObjectName("insert_chart")
        return _form(("&Chỉ tiêu:", self._indicators), ("&So:", self._compare), ("", self._chart))

    def _offer(self) -> None:
        """Show the columns a table of the section may have."""
        section = self._page.session.store.catalogue.sections[str(self._section.currentData())]
        self._columns.clear()
        for field in section.fields:
            if not field.totals_only and field.type != "file":
                _add(self._columns, field.label, field.key)
        for computed in section.computed:
            _add(self._columns, computed.label, computed.key)

    def _insert(self) -> None:
        chart = self._tabs.currentIndex() == 1 and self._chart.isChecked()
        if not _ticked(self._indicators if self._tabs.currentIndex() == 1 else self._columns):
            self._problem.setText("✖ Chưa chọn cột hoặc chỉ tiêu nào.")
            return

        def insert(text: str) -> None:
            self.accept()
            self._page.editor.insert_block(text)
            self._page.editor.setFocus()

        self._page.session.act(
            refreshing.filled, self._page.paper.id, self.source, chart=chart, then=insert,
            refused=lambda error: self._problem.setText(f"✖ {error.sentence} {error.advice}"),
        )  # fmt: skip


def _said(words: list[str], what: str) -> str:
    said = ", ".join(word for word in words if word)
    return f"{said}: {what}" if said else what


def _ticked(of: QListWidget) -> list[str]:
    items = [of.item(n) for n in range(of.count())]
    return [
        str(i.data(Qt.ItemDataRole.UserRole))
        for i in items
        if i.checkState() == Qt.CheckState.Checked
    ]


def _add(to: QListWidget, text: str, key: str) -> None:
    item = QListWidgetItem(text)
    item.setData(Qt.ItemDataRole.UserRole, key)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Unchecked)
    to.addItem(item)


def _box(name: str, said: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(said)
    box.setMinimumContentsLength(20)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _list(name: str, said: str) -> QListWidget:
    made = QListWidget()
    made.setObjectName(name)
    made.setAccessibleName(said)
    return made


def _form(*rows: tuple[str, QWidget]) -> QWidget:
    made = QWidget()
    form = QFormLayout(made)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for label, widget in rows:
        form.addRow(label, widget)
    return made
