"""The editor of a day: read when it is left, the day of the week beside it, a calendar when asked for."""

from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app import clock
from app.catalogue import Field
from app.text import DateUnreadable, date_short, parse_date
from ui import shown
from ui.ledger.form.editors import LineEditor, Row

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


class Calendar(QFrame):
    """A month to pick a day from; it is a pop-up, opened only when asked for."""

    def __init__(self, editor: "DayEditor") -> None:
        super().__init__(editor.line, Qt.WindowType.Popup)
        self.setObjectName("calendar")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._editor = editor
        self.month = QCalendarWidget()
        self.month.setLocale(QLocale(QLocale.Language.Vietnamese))
        self.month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self.month)
        day = editor.day or clock.today()
        self.month.setSelectedDate(QDate(day.year, day.month, day.day))
        self.month.activated.connect(self._chosen)
        self.month.clicked.connect(self._chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            self._editor.line.setFocus()
        else:
            super().keyPressEvent(event)

    def _chosen(self, day: QDate) -> None:
        self._editor.write(date(day.year(), day.month(), day.day()).isoformat())
        self.close()
        self._editor.line.setFocus()
        self._editor.left.emit()


class _DayLine(QLineEdit):
    """Opens the calendar by F4; every other key is the line's own."""

    def __init__(self) -> None:
        super().__init__()
        self.open: Any = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F4:
            self.open()
        else:
            super().keyPressEvent(event)


class DayEditor(LineEditor):
    def __init__(self, field: Field, row: Row) -> None:
        super().__init__(field, row, "ngày/tháng/năm", _DayLine())
        assert isinstance(self.line, _DayLine)
        self.line.open = self.open_calendar
        self._weekday = shown.note("", f"{field.key}_weekday")
        self._weekday.setWordWrap(False)
        self._button = QToolButton()
        self._button.setObjectName(f"{field.key}_calendar")
        self._button.setText("▾")
        self._button.setToolTip("Chọn ngày trên lịch (F4)")
        self._button.setAccessibleName(f"{field.label}: chọn trên lịch")
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self.open_calendar)
        frame = QWidget()
        line = QHBoxLayout(frame)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.line, 1)
        line.addWidget(self._button)
        line.addWidget(self._weekday)
        self.show_frame(frame)
        self.line.textChanged.connect(lambda _: self._weekday.clear())

    @property
    def day(self) -> date | None:
        """Return the day as typed so far, None when it is not one."""
        try:
            return parse_date(self.line.text(), clock.today())
        except DateUnreadable:
            return None

    def write(self, value: Any) -> None:
        super().write(value)
        self._say_weekday()

    def settle(self, value: Any) -> None:
        super().settle(value)
        self._say_weekday()

    def restore(self, state: str) -> None:
        super().restore(state)
        self._say_weekday()

    def open_calendar(self) -> None:
        if not self.line.isEnabled():
            return
        calendar = Calendar(self)
        below = self.line.mapToGlobal(QPoint(0, self.line.height()))
        size = calendar.sizeHint()
        room = self.line.screen().availableGeometry()
        if below.y() + size.height() > room.bottom():
            below.setY(self.line.mapToGlobal(QPoint(0, 0)).y() - size.height())
        below.setX(min(below.x(), room.right() - size.width()))
        calendar.move(below)
        calendar.show()
        calendar.month.setFocus()

    def _say_weekday(self) -> None:
        day = self.day
        whole = day is not None and self.line.text() == date_short(day)
        self._weekday.setText(WEEKDAYS[day.weekday()] if day and whole else "")
