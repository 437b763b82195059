"""Thiết lập: which edition of the forms the ledgers stand on, and the way to another one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QGroupBox, QLabel, QPushButton, QVBoxLayout

from app.catalogue import Catalogue
from ui.page import Page
from ui.session import Session

PROPOSED = "Mặc định đề xuất, chưa phải mẫu chính thức."


class SettingsPage(Page):
    title = "Thiết lập"
    topic = "bo-bieu-mau"
    tables = frozenset({"setting", "entry"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._edition = _said("edition")
        self._hash = _said("edition_hash")
        self._notice = _said("edition_notice")
        self._closed = _said("closed_ledgers")
        self._adopt = QPushButton("&Nhận bộ biểu mẫu mới…")
        self._adopt.setObjectName("adopt")
        self._adopt.clicked.connect(self._ask)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("Đang dùng:", self._edition)
        form.addRow("Mã kiểm tra:", self._hash)
        form.addRow("Lưu ý:", self._notice)
        form.addRow("Sổ cũ đã đóng:", self._closed)
        box = QGroupBox("Bộ biểu mẫu")
        inner = QVBoxLayout(box)
        inner.addLayout(form)
        inner.addWidget(self._adopt, 0, Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(self)
        layout.addWidget(box)
        layout.addStretch(1)

    def refresh(self) -> None:
        store = self.session.store
        of = store.catalogue
        self._edition.setText(f"{of.edition} – {of.title}")
        self._hash.setText(" ".join(of.digest[n : n + 4] for n in range(0, 16, 4)))
        self._notice.setText(_notice(of))
        titles = [x.title for x in of.closed_ledgers(store.unit.level)]
        self._closed.setText(
            f"{len(titles)} sổ; sổ còn dòng ghi thì xem ở trang Sổ, cuối danh sách."
            if titles
            else "không có"
        )
        self._adopt.setEnabled(store.account.signs)
        self._adopt.setToolTip(
            "" if store.account.signs else "Việc này do chính trị viên thực hiện."
        )

    def take_focus(self) -> None:
        self._adopt.setFocus()

    def _ask(self) -> None:
        from ui.views.adopting import AdoptWindow

        AdoptWindow(self.session, self.window()).open()


def _notice(of: Catalogue) -> str:
    """Say how far the forms can be trusted, and whether they were replaced."""
    said = [PROPOSED] if any(x.name_confidence == "default" for x in of.ledgers) else []
    if of.superseded_by:
        said.append(
            f"Bộ này đã được thay bằng bộ {of.superseded_by}: chưa nộp lên trên được,"
            " chưa có chế độ, chỉ tiêu, văn kiện."
        )
    return " ".join(said) or "Theo văn bản."


def _said(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
