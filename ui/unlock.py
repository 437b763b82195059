"""The first page: open the store with a passphrase, or set up a new one on first start."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import clock, store
from app.errors import AppError
from app.store import Unit
from app.text import clean
from ui import complaints, shown

ECHELONS = (
    ("company", "Đại đội", "battalion"),
    ("battalion", "Tiểu đoàn", "regiment"),
    ("regiment", "Trung đoàn", ""),
)


class UnlockPage(QWidget):
    """Emits `opened` with the store."""

    opened = Signal(object)

    def __init__(self, home: Path) -> None:
        super().__init__()
        self._home = home
        self._fresh = not store.exists(home)
        self._fields: dict[str, QLineEdit] = {}
        self._echelon = QComboBox()
        self._complaint = QLabel()
        self._complaint.setObjectName("complaint")
        self._complaint.setWordWrap(True)
        self._complaint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        card = QWidget()
        card.setFixedWidth(480)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(2)
        layout = QVBoxLayout(card)
        heading = QLabel("Lập sổ mới" if self._fresh else "Mở sổ")
        heading.setObjectName("heading")
        font = heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        font.setBold(True)
        heading.setFont(font)
        layout.addWidget(heading)
        place = QLabel(str(home))
        place.setWordWrap(True)
        layout.addWidget(place)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        layout.addLayout(form)
        if self._fresh:
            self._echelon.setObjectName("echelon")
            for key, label, _ in ECHELONS:
                self._echelon.addItem(label, key)
            form.addRow("&Cấp đơn vị", self._echelon)
            for key, label in (
                ("code", "&Mã đơn vị (c1)"),
                ("name", "&Tên đơn vị (Đại đội 1)"),
                ("parent_code", "Mã cấp trên (d1)"),
                ("parent_name", "Tên cấp trên (Tiểu đoàn 1)"),
            ):
                self._add(form, key, label)
        self._add(form, "passphrase", "Mật &khẩu", hidden=True)
        if self._fresh:
            self._add(form, "again", "Gõ lại mật khẩu", hidden=True)
        layout.addWidget(self._complaint)
        button = QPushButton("Lập sổ" if self._fresh else "Mở")
        button.setObjectName("open")
        button.setDefault(True)
        button.setAutoDefault(True)
        button.clicked.connect(self._go)
        layout.addWidget(button)
        layout.addSpacing(16)
        layout.addWidget(shown.note(shown.NO_SECRETS, "no_secrets"))

    def focus(self) -> None:
        """Put the keyboard into the first field."""
        (self._echelon if self._fresh else self._fields["passphrase"]).setFocus()

    def _add(self, form: QFormLayout, key: str, label: str, *, hidden: bool = False) -> None:
        field = QLineEdit()
        field.setObjectName(key)
        field.setAccessibleName(label.replace("&", ""))
        if hidden:
            field.setEchoMode(QLineEdit.EchoMode.Password)
        field.returnPressed.connect(self._go)
        form.addRow(label, field)
        self._fields[key] = field

    def _text(self, key: str) -> str:
        return clean(self._fields[key].text()).strip()

    def _passphrase(self, key: str = "passphrase") -> str:
        """Return a passphrase as typed; the store brings its letters to one form."""
        return self._fields[key].text()

    def _go(self) -> None:
        self._complaint.clear()
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            if self._fresh:
                self._set_up()
            else:
                self.opened.emit(store.open(self._home, passphrase=self._passphrase()))
        except AppError as error:
            self._complaint.setText(f"{error.sentence}\n{complaints.lines(error)}")
            self._fields["passphrase"].selectAll()
            self._fields["passphrase"].setFocus()
        finally:
            QApplication.restoreOverrideCursor()

    def _set_up(self) -> None:
        if self._passphrase() != self._passphrase("again"):
            self._complaint.setText("Hai lần gõ mật khẩu không giống nhau.")
            return
        if not self._text("code") or not self._text("name"):
            self._complaint.setText("Hãy ghi mã và tên đơn vị.")
            return
        echelon = str(self._echelon.currentData())
        above = next(up for key, _, up in ECHELONS if key == echelon)
        parent = self._text("parent_code")
        made = store.create(
            self._home,
            unit=Unit(
                self._text("code"),
                self._text("name"),
                echelon,
                parent=parent,
                own=True,
                data={"started_on": clock.today().isoformat()},
            ),
            parent=Unit(parent, self._text("parent_name"), above) if parent and above else None,
            passphrase=self._passphrase(),
        )
        box = QMessageBox(self)
        box.setObjectName("recovery")
        box.setWindowTitle("Mã khôi phục")
        box.setText(f"Ghi mã này ra giấy và cất riêng:\n\n{made.recovery_code}")
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.setInformativeText(
            "Quên mật khẩu thì chỉ mã này mở được sổ. Mã không hiện lại lần nữa."
        )
        box.addButton("Đã ghi ra giấy", QMessageBox.ButtonRole.AcceptRole)
        box.finished.connect(lambda _: self.opened.emit(made.store))
        box.open()
