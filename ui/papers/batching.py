"""Soạn cả kỳ: the papers a period asks for, which stand already, and what became of each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app import clock
from app import period as periods
from app.catalogue import DocumentType
from app.documents import batch
from app.exchange import consolidation
from app.period import Kind, Period
from app.text import capital, number
from ui import shown, tables
from ui.session import Session

RESULTS = {"made": "✔ Đã soạn", "unchanged": "＝ Đã có, giữ nguyên", "failed": "✖ Chưa soạn được"}
KINDS: tuple[Kind, ...] = ("month", "week", "quarter", "half", "year")


class BatchDialog(QDialog):
    """`open_paper(id)` shows one of the papers in the page behind."""

    def __init__(
        self, session: Session, open_paper: Callable[[str], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._open_paper = open_paper
        self.setObjectName("batch_dialog")
        self.setWindowTitle("Soạn cả kỳ")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._period = QComboBox()
        self._period.setObjectName("batch_period")
        self._period.setAccessibleName("Kỳ")
        for one in _periods():
            self._period.addItem(capital(one.title), one)
        self._types = QListWidget()
        self._types.setObjectName("batch_types")
        self._types.setAccessibleName("Các loại văn kiện của kỳ")
        self._model = tables.ListModel(["Kết quả", "Loại", "Lý do"])
        self._table = tables.view("batch_results", "Kết quả soạn", self._model)
        self._table.activated.connect(self._open)
        self._table.doubleClicked.connect(self._open)
        self._said = QLabel()
        self._said.setObjectName("batch_said")
        self._said.setWordWrap(True)
        buttons = QDialogButtonBox()
        self._go = buttons.addButton("&Soạn", QDialogButtonBox.ButtonRole.ActionRole)
        self._go.setObjectName("batch_go")
        self._go.clicked.connect(self._make)
        buttons.addButton("Đón&g", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self._types, 4)
        row.addWidget(self._table, 5)
        layout = QVBoxLayout(self)
        layout.addWidget(self._period)
        layout.addLayout(row, 1)
        for part in (self._said, shown.note("Bấm đúp một dòng kết quả để mở văn kiện."), buttons):
            layout.addWidget(part)
        self.resize(shown.fitting(self, 960, 520))
        self._period.currentIndexChanged.connect(lambda _: self._offer())
        self._offer()

    def _offer(self) -> None:
        """Show the types of the period; those that have a paper are not ticked."""
        store, period = self._session.store, self._chosen()
        self._types.clear()
        self._model.show([])
        for kind in batch.types_of(store, period):
            self._add(kind, bool(batch.standing(store, kind.id, period)))
        self._said.setText("" if self._types.count() else "Kỳ này không có loại văn kiện nào.")
        self._go.setEnabled(self._types.count() > 0)

    def _add(self, kind: DocumentType, there: bool) -> None:
        item = QListWidgetItem(f"{kind.title} (đã có)" if there else kind.title)
        item.setData(Qt.ItemDataRole.UserRole, kind.id)
        item.setToolTip(kind.title)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked if there else Qt.CheckState.Checked)
        self._types.addItem(item)

    def _chosen(self) -> Period:
        found: Period = self._period.currentData()
        return found

    def _make(self) -> None:
        """Draft what is ticked; what is made before it is cancelled stays, and a second press goes on."""
        items = [self._types.item(n) for n in range(self._types.count())]
        wanted = [
            str(i.data(Qt.ItemDataRole.UserRole))
            for i in items
            if i.checkState() == Qt.CheckState.Checked
        ]
        done = self._session.carry(
            batch.draft, self._chosen(), wanted, make=consolidation.compose,
            title="Đang soạn cả kỳ", then=self._show,
        )  # fmt: skip
        if not done:
            self._offer()
            self._said.setText("Đã dừng. Văn kiện soạn xong vẫn giữ; bấm Soạn để làm tiếp.")

    def _show(self, found: list[batch.Outcome]) -> None:
        self._offer()
        self._model.show([(o.document, (RESULTS[o.result], o.title, o.reason)) for o in found])
        tables.fit(self._table)
        counts = {r: sum(o.result == r for o in found) for r in RESULTS}
        self._said.setText(
            f"Đã soạn {number(counts['made'])}, giữ nguyên {number(counts['unchanged'])},"
            f" chưa soạn được {number(counts['failed'])}."
        )

    def _open(self, index: QModelIndex) -> None:
        if document := self._model.key(index.row()):
            self.accept()
            self._open_paper(document)


def _periods() -> list[Period]:
    """Return the period of every kind that today lies in, then the one after and the one before."""
    found = []
    for kind in KINDS:
        now = periods.of(kind, clock.today())
        found += [now, now.next(), now.previous()]
    return found
