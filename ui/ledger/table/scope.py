"""What the table is asked for above its headings: whose rows, which period, which words."""

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from app import clock
from app import period as periods
from app.period import Period
from app.store import Store, Where
from app.text import clean

MONTHS_OFFERED = 24
YEARS_OFFERED = 40
PAUSE_MS = 250


class Scope(QWidget):
    """The boxes for unit and period and the free line of words; `changed` comes after a pause in typing."""

    changed = Signal()

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._own = store.unit
        self._units = _box("unit", "Đơn vị")
        self._units.addItem(self._own.name, self._own.code)
        for unit in store.units():
            if unit.parent == self._own.code and unit.code != self._own.code:
                self._units.addItem(f"{unit.name} (chỉ xem)", unit.code)
        self._units.setVisible(self._units.count() > 1)
        self.periods = _box("period", "Kỳ")
        self.search = QLineEdit()
        self.search.setObjectName("filter")
        self.search.setAccessibleName("Lọc")
        self.search.setPlaceholderText("Lọc mọi cột (không cần dấu)")
        self.search.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.changed.emit)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self._units.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.periods.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.addWidget(self._units)
        self.row.addWidget(self.periods)
        self.row.addWidget(self.search, 1)

    @property
    def unit(self) -> str:
        return str(self._units.currentData() or self._own.code)

    @property
    def unit_name(self) -> str:
        """The name of the subordinate unit whose rows are shown, empty for the own unit."""
        return "" if self.unit == self._own.code else self._store.unit_named(self.unit).name

    @property
    def period(self) -> Period | None:
        found: Period | None = self.periods.currentData()
        return found

    @property
    def past_year(self) -> Period | None:
        """The earlier year that is only looked at, None otherwise."""
        now = clock.today().year
        shown = self.period
        return shown if shown and shown.kind == "year" and shown.start.year < now else None

    @property
    def words(self) -> str:
        return clean(self.search.text()).strip()

    def offer(self, section: str) -> None:
        """Offer the periods of a section: this year, the last months, and every earlier year that has rows."""
        now, chosen = clock.today(), self.period
        with QSignalBlocker(self.periods):
            self.periods.clear()
            self.periods.addItem("Mọi kỳ", None)
            this_year = periods.of("year", now)
            self.periods.addItem(this_year.title.capitalize(), this_year)
            month = periods.of("month", now)
            for _ in range(MONTHS_OFFERED):
                self.periods.addItem(month.title.capitalize(), month)
                month = month.previous()
            for year in range(now.year - 1, self._first_year(section) - 1, -1):
                self.periods.addItem(f"Chỉ xem năm {year}", periods.parse(str(year)))
            self._put(chosen)

    def ask(self, period: Period | None, words: str, unit: str = "") -> None:
        """Ask for another period, words and unit at once, without `changed`."""
        blocked = [QSignalBlocker(x) for x in (self.periods, self.search, self._units)]
        self._put(period)
        self.search.setText(words)
        self._units.setCurrentIndex(max(self._units.findData(unit or self._own.code), 0))
        self._pause.stop()
        del blocked

    def rest(self) -> bool:
        """Wait for nothing more; tell whether something typed was not told yet."""
        waiting = self._pause.isActive()
        self._pause.stop()
        return waiting

    def _put(self, period: Period | None) -> None:
        at = next(
            (n for n in range(self.periods.count()) if self.periods.itemData(n) == period), -1
        )
        if at < 0 and period is not None:
            self.periods.addItem(period.title.capitalize(), period)
            at = self.periods.count() - 1
        self.periods.setCurrentIndex(max(at, 0))

    def _first_year(self, section: str) -> int:
        first = self._store.find(
            "entry",
            Where("unit", "=", self.unit),
            Where("section", "=", section),
            order=("occurred_on",),
            limit=1,
        )
        now = clock.today().year
        year = int(str(first[0]["occurred_on"])[:4]) if first else now
        return max(year, now - YEARS_OFFERED)


def _box(name: str, label: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(label)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(10)
    box.view().setMinimumWidth(170)
    return box
