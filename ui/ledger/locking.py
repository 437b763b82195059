"""“Khóa kỳ, mở lại kỳ…”: close a period with a reason, open it again with the superior's consent, and read who did."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import clock
from app import period as periods
from app.ledgers import locks
from app.period import Kind, Period
from app.planning import locking
from app.text import moment_short
from ui import shown, tables
from ui.session import Session

if TYPE_CHECKING:
    from ui.ledger.page import LedgersPage

SIZE = QSize(960, 600)
OFFERED: tuple[tuple[Kind, int], ...] = (("month", 24), ("quarter", 8), ("half", 4), ("year", 5))
"""How many periods of each kind are offered, the one of today first."""
HEADINGS = (
    "Kỳ", "Tình trạng", "Lý do khóa", "Khóa lúc", "Người khóa", "Lý do mở lại", "Mở lúc", "Người mở",
)  # fmt: skip
CLOSED, REOPENED = "■ đang khóa", "○ đã mở lại"
NOT_YOURS = "Chỉ tài khoản chính trị viên được khóa kỳ, mở lại kỳ."


def ask(page: LedgersPage) -> None:
    """Open the window at the period of the table."""
    PeriodLocks(page.session, page.wanted.period, page).open()


class PeriodLocks(QDialog):
    """Above: close one; middle: every closing there was; below: open the chosen one again."""

    def __init__(self, session: Session, wanted: Period | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("locking")
        self.setWindowTitle("Khóa kỳ, mở lại kỳ")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(SIZE.boundedTo(parent.window().size() * 0.95))
        self._period = QComboBox()
        self._period.setObjectName("lock_period")
        for one in _offered():
            self._period.addItem(one.title.capitalize(), one)
        self._reason = _line("lock_reason", "ví dụ: Đã nộp báo cáo tháng")
        self._why = _line("reopen_reason", "ví dụ: Bổ sung buổi học ngày 12/03")
        self._consent = _line("consent", "ví dụ: CV 12/TĐ1 ngày 03/04/2026")
        self._lock = self._button("lock", "&Khóa kỳ", self._close_period)
        self._open = self._button("reopen", "&Mở lại kỳ đang chọn", self._reopen)
        self._propose = QCheckBox("Khi nộp số liệu, đánh dấu &sẵn ô “Khóa kỳ sau khi nộp”")
        self._propose.setObjectName("propose_lock")
        self._propose.setChecked(locking.after_submission(session.store))
        self._propose.toggled.connect(lambda on: session.act(locking.propose_after_submission, on))
        self._model = tables.ListModel(HEADINGS)
        self._table = tables.view("locks", "Các lần khóa kỳ", self._model)
        self._table.selectionModel().currentChanged.connect(lambda index, _: self._look(index))
        self._lay_out()
        session.changed.connect(self._follow)
        self._read()
        self._choose(wanted or periods.of("month", clock.today()).previous())
        self._allow()

    def _follow(self, touched: frozenset[str]) -> None:
        if "period_lock" in touched:
            self._read()

    def _read(self) -> None:
        """Show every closing, the newest first, and put the bar on the newest that stands."""
        found = locks.register(self._session.store)
        self._model.show([(x, _cells(x)) for x in found])
        tables.fit(self._table, 230)
        standing = next((n for n, x in enumerate(found) if x.standing), -1)
        if standing >= 0:
            self._table.selectRow(standing)
        self._look(self._table.currentIndex())

    def _choose(self, wanted: Period) -> None:
        at = next((n for n in range(self._period.count()) if self._period.itemData(n) == wanted), 0)
        self._period.setCurrentIndex(at)

    def _look(self, index: QModelIndex) -> None:
        may = locks.may(self._session.store)
        self._open.setEnabled(may and index.isValid() and self._model.key(index.row()).standing)

    def _allow(self) -> None:
        """Let accounts without the right only read."""
        if not locks.may(self._session.store):
            for part in (self._lock, self._reason, self._why, self._consent, self._propose):
                part.setEnabled(False)
                part.setToolTip(NOT_YOURS)

    def _close_period(self) -> None:
        period: Period = self._period.currentData()
        if self._session.act(locks.lock, period, self._reason.text()):
            self._session.told.emit(f"Đã khóa kỳ: {period.title}.")
            self._reason.clear()

    def _reopen(self) -> None:
        index = self._table.currentIndex()
        if not index.isValid():
            return
        period = self._model.key(index.row()).period
        why, consent = self._why.text(), self._consent.text()
        if self._session.act(locks.reopen, period, why, consent=consent):
            self._session.told.emit(f"Đã mở lại kỳ: {period.title}.")
            self._why.clear()
            self._consent.clear()

    def _lay_out(self) -> None:
        note = shown.note(
            "Kỳ đã khóa: không thêm, sửa, gạch bỏ dòng nào; vẫn đọc, lọc, in được.", "lock_note"
        )
        if not locks.may(self._session.store):
            note.setText(NOT_YOURS)
        shut, again = QGroupBox("Khóa một kỳ"), QGroupBox("Mở lại kỳ đang chọn trong bảng")
        line = QHBoxLayout(shut)
        for said, part in (("&Kỳ:", self._period), ("Lý &do:", self._reason)):
            label = QLabel(said)
            label.setBuddy(part)
            line.addWidget(label)
            line.addWidget(part, 1 if part is self._reason else 0)
        line.addWidget(self._lock)
        form = QFormLayout(again)
        form.addRow("Lý do mở &lại:", self._why)
        form.addRow("Ý kiến đồng ý của cấp trên (&số, ngày):", self._consent)
        form.addRow("", self._open)
        close = self._button("close", "Đón&g", self.close)
        below = QHBoxLayout()
        below.addWidget(self._propose)
        below.addStretch(1)
        below.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(note)
        layout.addWidget(shut)
        layout.addWidget(self._table, 1)
        layout.addWidget(again)
        layout.addLayout(below)

    def _button(self, name: str, text: str, act: object) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())  # type: ignore[operator]  # bound methods of the window
        return button


def _offered() -> Iterator[Period]:
    """Yield the periods that may be closed, the newest of each kind first."""
    for kind, many in OFFERED:
        one = periods.of(kind, clock.today())
        for _ in range(many):
            yield one
            one = one.previous()


def _line(name: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setPlaceholderText(hint)
    return line


def _cells(x: locks.Lock) -> tuple[str, ...]:
    opened_at = moment_short(x.opened_at) if x.opened_at else ""
    return (
        shown.short_period(x.period.text), CLOSED if x.standing else REOPENED, x.reason,
        moment_short(x.locked_at), x.locked_by, x.opened, opened_at, x.opened_by,
    )  # fmt: skip
