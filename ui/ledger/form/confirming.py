"""The question before files are kept: free of secrets, and where in the row they belong."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from app.catalogue import Section
from ui import shown

NAMES_SEEN: Final = 8
SURE: Final = "&Tôi đã xem: các tệp này không mang nội dung mật."


class Confirming(QDialog):
    """`confirmed` carries the field the files belong in, empty for the row as a whole."""

    confirmed = Signal(str)

    def __init__(self, names: Sequence[str], section: Section, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("confirm_attach")
        self.setWindowTitle("Kèm tệp")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(440)
        seen = [f"• {name}" for name in names[:NAMES_SEEN]]
        if len(names) > NAMES_SEEN:
            seen.append(f"… và {len(names) - NAMES_SEEN} tệp nữa")
        listed = QLabel("\n".join(seen))
        listed.setObjectName("names")
        listed.setTextFormat(Qt.TextFormat.PlainText)
        listed.setWordWrap(True)
        self._place = QComboBox()
        self._place.setObjectName("place")
        self._place.setAccessibleName("Kèm vào")
        for field in section.fields:
            if field.type == "file":
                self._place.addItem(field.label, field.key)
        self._place.addItem("Cả dòng", "")
        place = QLabel("Kèm &vào:")
        place.setBuddy(self._place)
        several = self._place.count() > 1
        place.setVisible(several)
        self._place.setVisible(several)
        self._sure = QCheckBox(SURE)
        self._sure.setObjectName("not_secret")
        buttons = QDialogButtonBox()
        self._on = buttons.addButton("&Kèm tệp", QDialogButtonBox.ButtonRole.AcceptRole)
        self._on.setObjectName("confirm")
        self._on.setEnabled(False)
        self._on.setDefault(True)
        buttons.addButton("Thô&i", QDialogButtonBox.ButtonRole.RejectRole).setObjectName("cancel")
        self._sure.toggled.connect(self._on.setEnabled)
        buttons.accepted.connect(self._confirm)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for part in (
            listed,
            place,
            self._place,
            shown.note(shown.NO_SECRETS, "secrecy"),
            self._sure,
            buttons,
        ):
            layout.addWidget(part)
        self._sure.setFocus()

    def _confirm(self) -> None:
        field: str = self._place.currentData()
        self.accept()
        self.confirmed.emit(field)
