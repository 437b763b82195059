"""The room of the fields in the form: it scrolls along with the keyboard, and says the keys where it is high enough."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui import shown
from ui.ledger.form.body import Body

KEYS = "Enter: ô sau · F3: giá trị trước · Ctrl+': như dòng trước · F4: danh sách"
HIGH = 430
"""Pixels from which the line of keys takes no room that the fields need."""
AROUND = 46
"""What is said under a field should be seen together with it."""


class FieldsArea(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setObjectName("form_scroll")
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._keys = shown.note(KEYS, "keys")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._keys)

    def show_body(self, body: Body) -> None:
        """Show the fields of a section."""
        self._scroll.setWidget(body)
        self._scroll.verticalScrollBar().valueChanged.connect(body.fold)
        body.entered.connect(self.see)

    def see(self, widget: QWidget) -> None:
        """Bring a field in sight, once what changes with it has found its place."""
        QTimer.singleShot(0, widget, partial(self._scroll.ensureWidgetVisible, widget, 0, AROUND))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keys.setVisible(event.size().height() > HIGH)
