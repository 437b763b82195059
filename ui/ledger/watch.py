"""The line that says why nothing may be changed here, with the button that leads back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from app.store import Store
from ui import icons
from ui.ledger.table.scope import Scope

ONLY_LOOK = "Tài khoản này chỉ được xem."
CLOSED = "Sổ cũ đã đóng sau khi hợp nhất, chỉ để xem. Dòng mới ghi ở sổ đang dùng."
NO_WAY_BACK = (ONLY_LOOK, CLOSED)


class Watch(QFrame):
    """`back` asks for the own unit and the present again."""

    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("watch")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._sign = QLabel()
        self._text = QLabel()
        self._text.setObjectName("watch_text")
        self._text.setWordWrap(True)
        self._button = QPushButton("&Quay lại để ghi")
        self._button.setObjectName("watch_back")
        self._button.clicked.connect(self.back.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 8, 3)
        row.addWidget(self._sign)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        self.hide()

    def say(self, why: str, *, way_back: bool) -> None:
        """Show why the page is only read; nothing hides the line."""
        picture = icons.icon("foreign", self.palette()).pixmap(18, 18)
        self._sign.setPixmap(picture)
        self._text.setText(why)
        self._button.setVisible(way_back)
        self.setVisible(bool(why))


def why(store: Store, scope: Scope, section: str) -> str:
    """Return why what is asked for may only be looked at, empty when it may be changed."""
    if store.account.role == "xem":
        return ONLY_LOOK
    if section in {k for x in store.catalogue.closed_ledgers(store.unit.level) for k in x.sections}:
        return CLOSED
    if unit := scope.unit_name:
        return f"Đang xem số liệu {unit} nộp lên, chỉ đọc. Sai thì trả lại để đơn vị sửa."
    if year := scope.past_year:
        return f"Chỉ xem {year.title}. Muốn ghi hay sửa thì quay lại sổ đang dùng."
    return ""
