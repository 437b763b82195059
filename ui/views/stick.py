"""What the tabs of the exchange page share: the period and the folder on the stick, and how a tab is built."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app import clock
from app import period as periods
from app.period import Period
from ui import choosing
from ui.session import Session

MONTHS_OFFERED = 13


class Stick:
    """The month and the folder that every tab works on."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.period = QComboBox()
        self.period.setObjectName("period")
        self.period.setAccessibleName("Kỳ")
        month = periods.of("month", clock.today())
        for _ in range(MONTHS_OFFERED):
            self.period.addItem(month.title.capitalize(), month)
            month = month.previous()
        self.period.setCurrentIndex(1)
        self.folder = QLineEdit()
        self.folder.setObjectName("folder")
        self.folder.setAccessibleName("Thư mục trên USB")
        self.folder.setPlaceholderText("Thư mục trên USB")
        self.browse = button("browse", "Chọn…", self._browse)

    @property
    def month(self) -> Period:
        chosen: Period = self.period.currentData()
        return chosen

    def place(self) -> Path | None:
        """Return the folder, or say that none is chosen."""
        text = self.folder.text().strip()
        if not text:
            self._session.told.emit("Hãy chọn thư mục trên USB trước.")
            self.folder.setFocus()
            return None
        return Path(text)

    def _browse(self) -> None:
        choosing.folder(
            self.folder,
            "Chọn thư mục trên USB",
            self.folder.text(),
            lambda chosen: self.folder.setText(str(chosen)),
        )


class Tab(QWidget):
    """One tab: built of rows from top to bottom, refreshed with the page."""

    title: ClassVar[str] = ""

    def __init__(self, session: Session, stick: Stick) -> None:
        super().__init__()
        self.session = session
        self.stick = stick

    def refresh(self) -> None:
        """Read the store again; overridden by the tabs that show something of it."""

    def stack(self, *parts: QWidget | QHBoxLayout) -> None:
        """Put the parts under each other."""
        layout = QVBoxLayout(self)
        for part in parts:
            if isinstance(part, QWidget):
                layout.addWidget(part)
            else:
                layout.addLayout(part)


def button(name: str, text: str, act: Callable[[], None]) -> QPushButton:
    """Return a push button called `name` that does `act`."""
    made = QPushButton(text)
    made.setObjectName(name)
    made.clicked.connect(lambda: act())
    return made


def row(*parts: QWidget) -> QHBoxLayout:
    """Return widgets beside each other, at the left."""
    line = QHBoxLayout()
    for part in parts:
        line.addWidget(part)
    line.addStretch(1)
    return line
