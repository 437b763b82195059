"""Thiết lập: which edition of the forms the ledgers stand on, the way to another one, and the unit's own choices."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QGroupBox,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
)

from app.catalogue import Catalogue
from app.ledgers import settings
from ui.page import Page
from ui.session import Session

OPTIONAL_NOTE = "Chỉ bật cột nhạy cảm khi danh sách theo mẫu của Đảng yêu cầu: không bắt buộc, không lọc, sắp theo người, không gửi lên trên."
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
        layout.addWidget(self._choices())
        layout.addStretch(1)

    def _choices(self) -> QGroupBox:
        """Return the box of what the unit may choose; nothing is kept before “Lưu thiết lập”."""
        self._idle = QSpinBox()
        self._idle.setObjectName("idle_minutes")
        self._idle.setAccessibleName("Tự khóa sau")
        self._idle.setRange(1, 60)
        self._idle.setSuffix(" phút")
        self._idle.setMaximumWidth(120)
        self._keep = QPushButton("&Lưu thiết lập")
        self._keep.setObjectName("keep_settings")
        self._keep.clicked.connect(self._save)
        form = QFormLayout()
        form.addRow("Tự khóa khi để máy không:", self._idle)
        self._optional: dict[str, QCheckBox] = {}
        for key, label in settings.offered(self.session.store).items():
            tick = QCheckBox(label)
            tick.setObjectName(f"optional_{key}")
            self._optional[key] = tick
            form.addRow("" if len(self._optional) > 1 else "Cột nhạy cảm, mặc định tắt:", tick)
        box = QGroupBox("Lựa chọn của đơn vị")
        inner = QVBoxLayout(box)
        inner.addLayout(form)
        note = QLabel(OPTIONAL_NOTE)
        note.setWordWrap(True)
        inner.addWidget(note)
        inner.addWidget(self._keep, 0, Qt.AlignmentFlag.AlignLeft)
        return box

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

        now = settings.chosen(store)
        self._idle.setValue(now.idle_minutes)
        for key, tick in self._optional.items():
            tick.setChecked(key in now.optional)
        for part in (self._idle, self._keep, *self._optional.values()):
            part.setEnabled(store.account.signs)

    def take_focus(self) -> None:
        self._adopt.setFocus()

    def _save(self) -> None:
        on = frozenset(key for key, tick in self._optional.items() if tick.isChecked())
        self.session.act(
            settings.choose, settings.Choices(self._idle.value(), on),
            then=lambda _: self.session.told.emit("Đã lưu thiết lập."),
        )  # fmt: skip

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
