"""“Lịch sử”: what happened to one row or one cell, and putting an old value back as a new amendment."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.ledgers import Entry, FieldChange, entries
from app.text import moment_short
from ui import tables
from ui.session import Session

if TYPE_CHECKING:
    from ui.ledger.page import LedgersPage

SIZE = QSize(980, 520)
HEADINGS = ("Lúc", "Người", "Cột", "Trước", "Sau", "Lý do", "Việc")
MARKS = {"undo": "↶", "redo": "↷"}
UNDONE = "đã hoàn tác"


def ask(page: LedgersPage) -> None:
    """Open the history of the selected row, every column of it."""
    RowHistory(page.session, page.chosen()[0], "", page).open()


def ask_cell(page: LedgersPage) -> None:
    """Open the history of the column being typed in, or of the current cell."""
    RowHistory(page.session, page.chosen()[0], field_in_front(page), page).open()


def field_in_front(page: LedgersPage) -> str:
    """Return the key of the field whose editor has the keyboard, else of the current cell; empty for neither."""
    assert page.section is not None
    keys = {f.key: f.label for f in page.section.fields}
    typing = QApplication.focusWidget()
    if typing is not None and typing.objectName() in keys:
        return typing.objectName()
    table = page.findChild(QTableView, "entries")
    if table is None or not table.currentIndex().isValid():
        return ""
    column, across = table.currentIndex().column(), Qt.Orientation.Horizontal
    heading = str(table.model().headerData(column, across, Qt.ItemDataRole.DisplayRole) or "")
    return next((key for key, label in keys.items() if label == heading.strip()), "")


class ChangesModel(tables.ListModel):
    """The changes of one row; those that do not stand any more are crossed out, and say so."""

    def data(self, index: tables.Index, role: int = 0) -> Any:
        if role == Qt.ItemDataRole.FontRole and self.key(index.row()).undone:
            font = QFont()
            font.setStrikeOut(True)
            return font
        return super().data(index, role)


class RowHistory(QDialog):
    """Newest first; one field or all of them."""

    def __init__(self, session: Session, entry: Entry, field: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._entry = entry
        self._found: list[FieldChange] = []
        self.setObjectName("row_history")
        self.setWindowTitle("Lịch sử của dòng")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(SIZE.boundedTo(parent.window().size() * 0.95))
        self._title = QLabel()
        self._title.setObjectName("row_title")
        self._title.setWordWrap(True)
        self._fields = QComboBox()
        self._fields.setObjectName("history_field")
        self._fields.setAccessibleName("Cột")
        label = QLabel("&Cột:")
        label.setBuddy(self._fields)
        self._model = ChangesModel(HEADINGS)
        self._table = tables.view("row_changes", "Các lần thay đổi", self._model)
        self._restore = QPushButton("&Khôi phục giá trị trước")
        self._restore.setObjectName("restore")
        self._restore.setToolTip("Ghi lại giá trị ở cột “Trước” bằng một lần sửa mới.")
        self._restore.clicked.connect(lambda: self._put_back())
        close = QPushButton("Đón&g")
        close.setObjectName("close")
        close.clicked.connect(self.close)
        above, below = QHBoxLayout(), QHBoxLayout()
        above.addWidget(self._title, 1)
        above.addWidget(label)
        above.addWidget(self._fields)
        below.addWidget(self._restore)
        below.addStretch(1)
        below.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addLayout(above)
        layout.addWidget(self._table, 1)
        layout.addLayout(below)
        self._read(field)
        self._fields.currentIndexChanged.connect(lambda _: self._show())
        self._table.selectionModel().currentChanged.connect(lambda index, _: self._look(index))
        session.changed.connect(self._follow)
        self._table.setFocus()

    def _follow(self, touched: frozenset[str]) -> None:
        if "entry" in touched:
            self._read(str(self._fields.currentData() or ""))

    def _read(self, field: str) -> None:
        """Read the history and offer the fields that have one."""
        store = self._session.store
        self._entry = entries.get(store, self._entry.id)
        self._found = sorted(entries.history(store, self._entry.id), key=lambda x: -x.change)
        self._title.setText(entries.title(store, self._entry))
        self._fields.blockSignals(True)
        self._fields.clear()
        self._fields.addItem("Mọi cột", "")
        for key, label in {x.field: x.label for x in reversed(self._found)}.items():
            self._fields.addItem(label, key)
        self._fields.setCurrentIndex(max(0, self._fields.findData(field)))
        self._fields.blockSignals(False)
        self._show()

    def _show(self) -> None:
        wanted = self._fields.currentData()
        rows = [(x, _cells(x)) for x in self._found if not wanted or x.field == wanted]
        self._model.show(rows)
        tables.fit(self._table, 240)
        if rows:
            self._table.selectRow(0)
        self._look(self._table.currentIndex())

    def _look(self, index: QModelIndex) -> None:
        self._restore.setEnabled(
            index.isValid() and self._may_restore(self._model.key(index.row()))
        )

    def _may_restore(self, one: FieldChange) -> bool:
        """Tell whether the older value is one of a field, of a row of ours that still stands, and is not there now."""
        store = self._session.store
        form = store.catalogue.sections.get(self._entry.section)
        known = form is not None and one.field in {f.key for f in form.fields}
        ours = self._entry.unit == store.unit.code and self._entry.struck is None
        there = self._entry.values.get(one.field) == one.before
        first = one.kind == "do" and not one.old and one.before is None
        return known and ours and not there and not first and store.account.role != "xem"

    def _put_back(self) -> None:
        index = self._table.currentIndex()
        if not index.isValid():
            return
        one: FieldChange = self._model.key(index.row())
        reason = f"Khôi phục giá trị trước lần sửa {moment_short(one.at)}"
        self._session.act(
            entries.amend, self._entry.id, {one.field: one.before}, reason=reason,
            then=partial(self._told, one),
        )  # fmt: skip

    def _told(self, one: FieldChange, _: Entry) -> None:
        self._session.told.emit(f"Đã khôi phục “{one.label}”: {one.old or 'để trống'}.")


def _cells(one: FieldChange) -> tuple[str, ...]:
    mark = MARKS.get(one.kind, "")
    did = f"{mark} {one.action}".strip() + (f" ({UNDONE})" if one.undone else "")
    told = moment_short(one.at), one.by, one.label, one.old or "–", one.new or "–", one.reason, did
    return tuple(" ".join(text.split()) for text in told)
