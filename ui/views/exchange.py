"""Nộp – nhận: what goes out on the stick, what came in, who has submitted, whose keys are trusted."""

from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app import clock
from app import period as periods
from app.exchange import consolidation, inbox, keys, outbox, receipts, status
from ui import shown, tables
from ui.page import Page
from ui.session import Session

MONTHS_OFFERED = 13
NOTICE = "Gói xuất chỉ chứa nội dung không mật. Người xuất chịu trách nhiệm kiểm tra."
STATES = {
    "on_time": "✔ đúng hạn", "late": "⚠ chậm", "missing": "✖ chưa nộp", "nil": "✔ không phát sinh",
    "not_due": "· chưa đến hạn", "waived": "– không áp dụng",
}  # fmt: skip
DIRECTIONS = {"out": "gửi", "in": "nhận"}
PARCELS = {
    "sent": "đã gửi", "receipted": "✔ có biên nhận", "applied": "✔ đã nhập", "replaced": "đã thay",
    "held": "giữ lại", "undone": "đã hoàn tác",
}  # fmt: skip
RESULTS = {
    "ready": "sẵn sàng", "applied": "đã nhập", "already": "đã có", "refused": "từ chối", "held": "giữ lại",
}  # fmt: skip


class ExchangePage(Page):
    title: ClassVar[str] = "Nộp – nhận"
    topic: ClassVar[str] = "nop-nhan"
    tables: ClassVar[frozenset[str]] = frozenset({"bundle", "submission", "key", "unit", "figure"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._plans: list[Any] = []
        self._period = QComboBox()
        self._period.setObjectName("period")
        self._period.setAccessibleName("Kỳ")
        month = periods.of("month", clock.today())
        for _ in range(MONTHS_OFFERED):
            self._period.addItem(month.title.capitalize(), month)
            month = month.previous()
        self._period.setCurrentIndex(1)
        self._period.currentIndexChanged.connect(lambda _: self.refresh())
        self._folder = QLineEdit()
        self._folder.setObjectName("folder")
        self._folder.setAccessibleName("Thư mục trên USB")
        self._folder.setPlaceholderText("Thư mục trên USB")
        self._nil = QCheckBox("Không phát &sinh")
        self._nil.setObjectName("nil")
        self._replaces = QCheckBox("&Thay gói đã nộp")
        self._replaces.setObjectName("replaces")
        self._tabs = QTabWidget()
        self._tabs.setObjectName("tabs")
        self._tabs.addTab(self._sending(), "Nộp lên")
        self._tabs.addTab(self._receiving(), "Nhận về")
        self._tabs.addTab(self._standing(), "Tình hình nộp")
        self._tabs.addTab(self._trusting(), "Khóa")
        top = QHBoxLayout()
        top.addWidget(QLabel("Kỳ:"))
        top.addWidget(self._period)
        top.addSpacing(16)
        top.addWidget(QLabel("USB:"))
        top.addWidget(self._folder, 1)
        top.addWidget(self._button("browse", "Chọn…", self._browse))
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self._tabs)

    def refresh(self) -> None:
        store = self.session.store
        self._sent.show(
            [
                (
                    b.id,
                    (
                        shown.moment(b.at),
                        DIRECTIONS[b.direction],
                        b.unit,
                        b.period,
                        str(b.sequence),
                        PARCELS.get(b.state, b.state),
                    ),
                )
                for b in inbox.listing(store)
            ]
        )
        rows = status.board(store, self._period.currentData())
        self._board.show(
            [
                (r.unit, (r.unit, r.label, r.period, STATES.get(r.state, r.state), shown.day(r.at)))
                for r in rows
            ]
        )
        self._keys.show(
            [
                (k.id, (k.unit, k.name, k.fingerprint, "của mình" if k.own else "đã tin"))
                for k in keys.listing(store)
            ]
        )
        for table in self._all_tables:
            tables.fit(table, 420)

    def take_focus(self) -> None:
        self._folder.setFocus()

    def _sending(self) -> QWidget:
        self._sent = tables.ListModel(["Lúc", "Chiều", "Đơn vị", "Kỳ", "Số gói", "Trạng thái"])
        sent = tables.view("bundles", "Các gói đã gửi và nhận", self._sent)
        self._all_tables = [sent]
        buttons = QHBoxLayout()
        for part in (
            self._nil,
            self._replaces,
            self._button("export", "&Ghi gói ra USB", self._write),
        ):
            buttons.addWidget(part)
        buttons.addStretch(1)
        self._said = QLabel()
        self._said.setObjectName("said")
        self._said.setWordWrap(True)
        return _column(QLabel(NOTICE), buttons, self._said, sent)

    def _receiving(self) -> QWidget:
        self._plan = tables.ListModel(
            ["Đơn vị", "Kỳ", "Kết quả", "Mới", "Sửa", "Bỏ", "Ghi chú"], (3, 4, 5)
        )
        plan = tables.view("plan", "Nội dung sẽ nhập", self._plan)
        self._all_tables.append(plan)
        self._apply = self._button("apply", "&Nhập vào sổ", self._take_in)
        self._apply.setEnabled(False)
        buttons = QHBoxLayout()
        buttons.addWidget(self._button("read", "Đọc các &gói trong thư mục", self._read))
        buttons.addWidget(self._apply)
        buttons.addWidget(self._button("receipts", "Ghi &biên nhận", self._receipt))
        buttons.addStretch(1)
        return _column(buttons, plan)

    def _standing(self) -> QWidget:
        self._board = tables.ListModel(["Đơn vị", "Chế độ", "Kỳ", "Trạng thái", "Ngày"])
        board = tables.view("board", "Tình hình nộp", self._board)
        self._all_tables.append(board)
        buttons = QHBoxLayout()
        buttons.addWidget(self._button("report", "Lập báo cáo tổng &hợp ra USB", self._report))
        buttons.addStretch(1)
        return _column(buttons, board)

    def _trusting(self) -> QWidget:
        self._keys = tables.ListModel(["Đơn vị", "Tên", "Dấu vân khóa", ""])
        known = tables.view("keys", "Các khóa", self._keys)
        self._all_tables.append(known)
        self._card = QLineEdit()
        self._card.setObjectName("card")
        self._card.setPlaceholderText("Tệp thẻ khóa của đơn vị khác")
        self._fingerprint = QLineEdit()
        self._fingerprint.setObjectName("fingerprint")
        self._fingerprint.setPlaceholderText("Dấu vân khóa đã đối chiếu")
        line = QHBoxLayout()
        line.addWidget(self._card, 1)
        line.addWidget(self._fingerprint, 1)
        line.addWidget(self._button("trust", "&Tin khóa", self._trust))
        own = QGroupBox("Thẻ khóa của đơn vị mình")
        inside = QHBoxLayout(own)
        inside.addWidget(self._button("card_out", "Ghi thẻ khóa ra &USB", self._write_card))
        inside.addStretch(1)
        return _column(own, line, known)

    def _button(self, name: str, text: str, act: object) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.clicked.connect(lambda: act())  # type: ignore[operator]  # bound methods of this page
        return button

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, "Chọn thư mục trên USB", self._folder.text()
        )
        if chosen:
            self._folder.setText(chosen)

    def _place(self) -> Path | None:
        text = self._folder.text().strip()
        if not text:
            self.session.told.emit("Hãy chọn thư mục trên USB trước.")
            self._folder.setFocus()
            return None
        return Path(text)

    def _write(self) -> None:
        if place := self._place():
            self.session.act(
                outbox.export, self._period.currentData(), place, nil=self._nil.isChecked(),
                replaces=self._replaces.isChecked(), then=self._wrote,
            )  # fmt: skip

    def _wrote(self, made: Any) -> None:
        self._said.setText(
            f"✔ Đã ghi và đọc lại {made.file.name} (gói số {made.sequence}). Có thể rút USB an toàn.\n"
            f"Phiếu giao nhận để in: {made.cover.name}"
        )

    def _read(self) -> None:
        if place := self._place():
            files = sorted(place.glob("*.goi"))
            self.session.wait(inbox.plan, files, then=self._show_plan, title="Đang đọc các gói")

    def _show_plan(self, plans: list[Any]) -> None:
        self._plans = plans
        self._plan.show(
            [
                (
                    p,
                    (
                        p.unit,
                        p.period,
                        RESULTS.get(p.result, p.result),
                        str(p.new),
                        str(p.changed),
                        str(p.removed),
                        f"{p.message} {p.code}".strip(),
                    ),
                )
                for p in plans
            ]
        )
        self._apply.setEnabled(any(p.result == "ready" for p in plans))

    def _take_in(self) -> None:
        self.session.act(inbox.apply, self._plans, then=self._show_plan)

    def _receipt(self) -> None:
        if place := self._place():
            self.session.act(
                receipts.write, place,
                then=lambda files: self.session.told.emit(f"Đã ghi {len(files)} biên nhận."),
            )  # fmt: skip

    def _report(self) -> None:
        if place := self._place():
            self.session.act(
                consolidation.report, self._period.currentData(), "report_month", place,
                then=lambda files: self.session.told.emit("Đã ghi " + ", ".join(f.name for f in files)),
            )  # fmt: skip

    def _write_card(self) -> None:
        if place := self._place():
            self.session.act(
                keys.write_card,
                place,
                then=lambda file: self.session.told.emit(f"Đã ghi {file.name}."),
            )

    def _trust(self) -> None:
        self.session.act(
            keys.trust, Path(self._card.text().strip()), self._fingerprint.text().strip()
        )


def _column(*parts: QWidget | QHBoxLayout) -> QWidget:
    widget = QWidget()
    layout = QVBoxLayout(widget)
    for part in parts:
        if isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)
    return widget
