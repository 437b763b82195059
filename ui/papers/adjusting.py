"""Thể thức của đơn vị: every value a profile may be changed in, what the regulation allows, who changed it and why."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QItemSelection, Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.documents import adjusting, layouts
from app.errors import AppError
from app.text import finds, moment_short
from app.text import words as words_of
from ui import shown, tables
from ui.session import Session

FILTER_MS: Final = 200
WORDS: Final = {
    "page.margin_top_mm": "Lề trên (mm)",
    "page.margin_bottom_mm": "Lề dưới (mm)",
    "page.margin_left_mm": "Lề trái (mm)",
    "page.margin_right_mm": "Lề phải (mm)",
    "page.page_number_top_mm": "Số trang cách mép trên (mm)",
    "text.first_line_mm": "Thụt dòng đầu (mm)",
    "text.paragraph_gap_pt": "Cách đoạn (pt)",
    "text.line_spacing_pt": "Giãn dòng (pt)",
    "forms.number_form": "Dạng số, ký hiệu",
    "forms.date_form": "Dạng địa danh, ngày",
    "forms.signature_gap_lines": "Số dòng để ký",
    "forms.signer_name": "Dạng họ tên người ký",
    "forms.archive_form": "Dòng lưu",
    "forms.ending": "Dấu kết thúc",
}
LEAVES: Final = {
    "use": "cỡ chữ", "case": "kiểu hoa", "weight": "đậm", "slant": "nghiêng", "align": "căn dòng",
}  # fmt: skip


class LayoutDialog(QDialog):
    """Changes one value at a time, each with its reason; a locked profile is only read."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._key = ""
        self.setObjectName("layout_dialog")
        self.setWindowTitle("Thể thức của đơn vị")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._profile = QComboBox()
        self._profile.setObjectName("layout_profile")
        self._profile.setAccessibleName("Thể thức")
        for key, one in layouts.load().items():
            self._profile.addItem(one.profile.title, key)
        self._filter = _line("layout_filter", "Tìm", "Tìm giá trị (không dấu)")
        self._model = tables.ListModel(
            ["Giá trị", "Đang dùng", "Quy định cho phép", "Đơn vị chỉnh"]
        )
        self._table = tables.view("layout_values", "Các giá trị", self._model)
        self._table.selectionModel().selectionChanged.connect(self._choose)
        self._value = _line("layout_value", "Giá trị mới", "")
        self._reason = _line("layout_reason", "Lý do", "")
        self._locked = QLabel()
        self._locked.setObjectName("layout_locked")
        self._locked.setWordWrap(True)
        self._said = QLabel()
        self._said.setObjectName("layout_said")
        self._said.setWordWrap(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(FILTER_MS)
        self._pause.timeout.connect(self._show)
        self._buttons: dict[str, QPushButton] = {}
        self._lay_out()
        self._filter.textChanged.connect(lambda _: self._pause.start())
        self._profile.currentIndexChanged.connect(lambda _: self._show())
        self._show()

    @property
    def profile(self) -> str:
        return str(self._profile.currentData())

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow("&Giá trị mới:", self._value)
        form.addRow("&Lý do:", self._reason)
        row = QHBoxLayout()
        for name, text, act in (
            ("layout_adjust", "&Chỉnh", self._adjust),
            ("layout_restore", "&Trả lại quy định", self._restore),
            ("layout_lock", "&Khóa thể thức", self._lock),
            ("layout_unlock", "&Mở khóa", self._unlock),
            ("layout_close", "Đón&g", self.reject),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, act=act: act())
            row.addWidget(button)
            self._buttons[name] = button
        layout = QVBoxLayout(self)
        for part in (self._profile, self._locked, self._filter):
            layout.addWidget(part)
        layout.addWidget(self._table, 1)
        layout.addLayout(form)
        layout.addWidget(
            shown.note(
                "Văn kiện ban hành từ nay theo giá trị mới; văn kiện đã ban hành giữ nguyên."
            )
        )
        layout.addWidget(self._said)
        layout.addLayout(row)
        self.resize(shown.fitting(self, 860, 620))

    def _show(self) -> None:
        """Show the values of the profile as the unit uses it."""
        store, key = self._session.store, self.profile
        profile = adjusting.effective(store, key)
        changed = {one.key: one for one in adjusting.listing(store, key)}
        wanted = words_of(self._filter.text())
        rows = []
        for path, value in adjusting.keys(profile).items():
            text = _said(profile, path)
            if not wanted or finds(wanted, words_of(text)):
                rows.append(
                    (path, (text, _shown(value), _range(profile, path), _who(changed.get(path))))
                )
        self._model.show(rows)
        tables.fit(self._table, 330)
        why = adjusting.locked(store, key)
        self._locked.setText(f"🔒 Đã khóa: {why}" if why else "")
        self._locked.setVisible(bool(why))
        signs = store.account.signs
        for name, on in (
            ("layout_adjust", not why), ("layout_restore", not why),
            ("layout_lock", signs and not why), ("layout_unlock", signs and bool(why)),
        ):  # fmt: skip
            self._buttons[name].setEnabled(on)

    def _choose(self, chosen: QItemSelection, _: QItemSelection) -> None:
        if rows := chosen.indexes():
            self._key = str(self._model.key(rows[0].row()))
            self._value.setText(str(self._model.line(rows[0].row())[1][1]))
            self._said.setText("")

    def _adjust(self) -> None:
        now = adjusting.keys(adjusting.effective(self._session.store, self.profile)).get(self._key)
        if now is None:
            self._said.setText("✖ Chưa chọn giá trị nào trong bảng.")
            return
        typed = self._value.text().strip()
        value: Any = typed if isinstance(now, str) else _number(typed)
        self._act(adjusting.adjust, self.profile, self._key, value, done="Đã chỉnh.")

    def _restore(self) -> None:
        self._act(
            adjusting.restore, self.profile, self._key, done="Đã trả lại giá trị của quy định."
        )

    def _lock(self) -> None:
        self._act(adjusting.lock, self.profile, done="Đã khóa thể thức.")

    def _unlock(self) -> None:
        self._act(adjusting.unlock, self.profile, done="Đã mở khóa thể thức.")

    def _act(self, verb: Any, *args: Any, done: str) -> None:
        def told(_: object) -> None:
            self._reason.clear()
            self._show()
            self._said.setText(f"✔ {done} Hoàn tác: Ctrl+Z ở trang Văn kiện.")

        self._session.act(verb, *args, reason=self._reason.text(), then=told, refused=self._refuse)

    def _refuse(self, error: AppError) -> None:
        self._said.setText(f"✖ {error.sentence} {error.advice}".strip())


def _said(profile: layouts.Profile, path: str) -> str:
    """Return a value's name for people, its key behind it."""
    parts = path.split(".")
    if path in WORDS:
        return f"{WORDS[path]} – {path}"
    if parts[0] == "component" and parts[1] in profile.component:
        what = LEAVES.get(parts[-1], parts[-1])
        return f"{profile.component[parts[1]].title}: {what} – {path}"
    return path


def _range(profile: layouts.Profile, path: str) -> str:
    limits = adjusting.allowed(profile, path)
    return f"{_shown(limits[0])} – {_shown(limits[1])}" if limits else ""


def _shown(value: object) -> str:
    """Return a value as people write it, decimals after a comma."""
    return f"{value:g}".replace(".", ",") if isinstance(value, int | float) else str(value)


def _who(change: adjusting.Adjustment | None) -> str:
    return f"✎ {change.by}, {moment_short(change.at)}: {change.reason}" if change else ""


def _number(text: str) -> float | str:
    """Return a number written with a comma or a dot; what is none is left to be refused."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return text


def _line(name: str, said: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setAccessibleName(said)
    line.setPlaceholderText(hint)
    return line
