"""What of a ledger is printed: the whole or one section, which period, struck rows, subordinate units, an empty form."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app import clock
from app import period as periods
from app.catalogue import Section
from app.period import Period
from app.store import Store

MONTHS_OFFERED = 24
YEARS_OFFERED = 10
LINES = 25
MOST_LINES = 2000


@dataclass(frozen=True, slots=True)
class Choices:
    """What is asked for; `blank` lines of an empty form, 0 for the rows."""

    key: str
    name: str
    period: Period
    struck: bool
    subordinates: bool
    blank: int

    @property
    def title(self) -> str:
        """Name the file: `Buổi học chính trị tháng 03/2026`."""
        return f"{self.name} (mẫu trống)" if self.blank else f"{self.name} {self.period.title}"


class PrintChoices(QWidget):
    """Boxes and ticks; `changed` at every change."""

    changed = Signal()

    def __init__(self, store: Store, section: Section, period: Period | None) -> None:
        super().__init__()
        self._what = _box("print_what", "Nội dung in")
        ledgers = store.catalogue.kept_ledgers(store.unit.level)
        ledger = next(x for x in ledgers if section.key in x.sections)
        self._what.addItem(f"Cả sổ: {ledger.title}", (ledger.key, ledger.title))
        for key in ledger.sections:
            title = store.catalogue.sections[key].title
            self._what.addItem(f"Mục: {title}", (key, title))
        self._what.setCurrentIndex(1 + ledger.sections.index(section.key))
        self._period = _box("print_period", "Kỳ")
        self._offer(period)
        self._struck = _tick("print_struck", "In cả dòng đã gạch &bỏ", on=True)
        self._units = _tick("print_units", "Kèm &số liệu của đơn vị dưới", on=True)
        self._units.setVisible(
            any(not x.own and x.parent == store.unit.code for x in store.units())
        )
        self._blank = _tick("print_blank", "&Mẫu trống để ghi tay", on=False)
        self._lines = QSpinBox()
        self._lines.setObjectName("print_lines")
        self._lines.setAccessibleName("Số dòng của mẫu trống")
        self._lines.setRange(1, MOST_LINES)
        self._lines.setValue(LINES)
        self._lines.setSuffix(" dòng")
        self._lines.setEnabled(False)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow("&Nội dung in", self._what)
        form.addRow("&Kỳ", self._period)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(form)
        for widget in (self._struck, self._units, self._blank, self._lines):
            layout.addWidget(widget)
        self._blank.toggled.connect(self._switch)
        for box in (self._what, self._period):
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
        for tick in (self._struck, self._units, self._blank):
            tick.toggled.connect(lambda _: self.changed.emit())
        self._lines.valueChanged.connect(lambda _: self.changed.emit())

    @property
    def wanted(self) -> Choices:
        key, name = self._what.currentData()
        return Choices(
            key, name, self._period.currentData(), self._struck.isChecked(), self._units.isChecked(),
            self._lines.value() if self._blank.isChecked() else 0,
        )  # fmt: skip

    def _switch(self, blank: bool) -> None:
        """An empty form has lines to count, and no period, struck rows or other units."""
        self._lines.setEnabled(blank)
        for widget in (self._period, self._struck, self._units):
            widget.setEnabled(not blank)

    def _offer(self, shown: Period | None) -> None:
        """Offer this year, its halves and quarters, the last months, earlier years; first what the page shows."""
        today = clock.today()
        year = periods.of("year", today)
        offered = [year]
        offered += [
            periods.parse(f"{today.year}-{x}") for x in ("H1", "H2", "Q1", "Q2", "Q3", "Q4")
        ]
        month = periods.of("month", today)
        for _ in range(MONTHS_OFFERED):
            offered.append(month)
            month = month.previous()
        offered += [periods.parse(str(today.year - n)) for n in range(1, YEARS_OFFERED + 1)]
        if shown and shown not in offered:
            offered.insert(0, shown)
        for one in offered:
            self._period.addItem(one.title[:1].upper() + one.title[1:], one)
        self._period.setCurrentIndex(offered.index(shown) if shown else 0)


def _box(name: str, label: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(label)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(20)
    box.view().setMinimumWidth(360)
    return box


def _tick(name: str, text: str, *, on: bool) -> QCheckBox:
    tick = QCheckBox(text)
    tick.setObjectName(name)
    tick.setChecked(on)
    return tick
