"""Giving one value to many selected rows: what changes is shown row by row, then it is one change."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.catalogue import Field
from app.ledgers import Entry, Value, entries
from app.text import number
from ui import tables
from ui.ledger.form.body import MARKS
from ui.session import Session
from ui.shown import fitting

HEADINGS = ("", "Dòng", "Đang ghi", "Sẽ ghi", "Lưu ý")


class FillDialog(QDialog):
    """The value of the first row for all the others; rows that may not be changed are named and left alone."""

    def __init__(
        self, session: Session, field: Field, rows: Sequence[Entry], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("fill_dialog")
        self.setWindowTitle(f"Điền xuống: {field.label}")
        self.resize(fitting(self, 860, 460))
        self._session = session
        self._field = field
        value = rows[0].values.get(field.key)
        self._changes = [(row.id, {field.key: value}) for row in rows[1:]]
        self._good: list[tuple[str, dict[str, Value | None]]] = []
        self._model = tables.ListModel(HEADINGS)
        self._table = tables.view("fill_rows", "Các dòng sẽ đổi", self._model)
        self._summary = QLabel()
        self._summary.setObjectName("fill_summary")
        self._summary.setWordWrap(True)
        self._reason = QLineEdit()
        self._reason.setObjectName("fill_reason")
        self._reason.setAccessibleName("Lý do hiệu đính")
        self._reason.setPlaceholderText("Lý do hiệu đính (có thể để trống)")
        self._fill = QPushButton("Đ&iền")
        self._fill.setObjectName("fill")
        self._fill.setDefault(True)
        self._fill.clicked.connect(self._apply)
        self._lay_out(entries.shown(session.store, field, value))
        session.act(entries.preview_many, self._changes, then=self._show)

    def _lay_out(self, value: str) -> None:
        head = QLabel(
            f"{self._field.label} của dòng đầu: “{value}”" if value else "Xóa trắng ô này"
        )
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setObjectName("fill_value")
        head.setWordWrap(True)
        close = QPushButton("Đó&ng")
        close.setObjectName("fill_close")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self._reason, 1)
        buttons.addWidget(self._fill)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        for part in (head, self._table, self._summary):
            layout.addWidget(part)
        layout.addLayout(buttons)

    def _show(self, found: Sequence[entries.Preview]) -> None:
        store, field = self._session.store, self._field
        section = store.catalogue.sections[found[0].entry.section].title
        shown = []
        for row, change in zip(found, self._changes, strict=True):
            old = entries.shown(store, field, row.entry.values.get(field.key))
            new = entries.shown(store, field, row.draft.values.get(field.key)) if row.draft else old
            said = "; ".join(f"{MARKS[p.severity]} {p.what}" for p in row.problems)
            if not row.blocked and not row.changed:
                said = said or "đã như vậy"
            mark = "✖" if row.blocked else "✎" if row.changed else ""
            title = entries.title(store, row.entry).removeprefix(f"{section} ")
            shown.append((row.entry.id, (mark, title, old, new, said)))
            if row.changed and not row.blocked:
                self._good.append(change)
        self._model.show(shown)
        tables.fit(self._table, 260)
        blocked = sum(row.blocked for row in found)
        left = f" ✖ {number(blocked)} dòng không sửa được, để nguyên." if blocked else ""
        self._summary.setText(f"{number(len(self._good))} dòng sẽ đổi.{left}")
        self._fill.setEnabled(bool(self._good))

    def _apply(self) -> None:
        self._session.act(
            entries.amend_many, self._good,
            reason=self._reason.text().strip() or None,
            label=f"Điền xuống {len(self._good)} dòng: {self._field.label}",
            then=self._done,
        )  # fmt: skip

    def _done(self, rows: Sequence[Entry]) -> None:
        self._session.told.emit(f"Đã điền {number(len(rows))} dòng. Ctrl+Z để hoàn tác.")
        self.accept()
