"""Nộp lên: write the month's bundle onto the stick; every bundle that went out or came in."""

from typing import ClassVar

from PySide6.QtWidgets import QCheckBox, QLabel

from app.exchange import Exported, Parcel, inbox, outbox
from app.ledgers import locks
from app.planning import locking
from app.text import moment_short
from ui import shown, tables
from ui.session import Session
from ui.views.stick import Stick, Tab, button, row

DIRECTIONS = {"out": "gửi", "in": "nhận"}
KINDS = {"submission": "số liệu", "receipt": "biên nhận", "card": "thẻ khóa"}
STATES = {
    "sent": "đã gửi", "receipted": "✔ có biên nhận", "applied": "✔ đã nhập", "replaced": "đã thay",
    "held": "giữ lại", "undone": "đã hoàn tác",
}  # fmt: skip


class SendingTab(Tab):
    title: ClassVar[str] = "Nộp lên"

    def __init__(self, session: Session, stick: Stick) -> None:
        super().__init__(session, stick)
        self._nil = QCheckBox("Không phát &sinh")
        self._nil.setObjectName("nil")
        self._replaces = QCheckBox("&Thay gói đã nộp")
        self._replaces.setObjectName("replaces")
        self._lock = QCheckBox("&Khóa kỳ sau khi nộp")
        self._lock.setObjectName("lock_after")
        self._lock.setToolTip(
            "Không thêm, sửa, gạch bỏ dòng nào của tháng này cho đến khi mở lại kỳ."
        )
        self._said = QLabel()
        self._said.setObjectName("said")
        self._said.setWordWrap(True)
        self._said.hide()
        self._model = tables.ListModel(
            ["Lúc", "Chiều", "Đơn vị", "Nội dung", "Kỳ", "Gói số", "Trạng thái"], (5,)
        )
        self._table = tables.view("bundles", "Các gói đã gửi và nhận", self._model)
        self._propose_lock()
        self._undo = button("undo_import", "Hoàn tác lần nhập đang chọn", self._take_back)
        self._undo.setEnabled(False)
        self._table.selectionModel().selectionChanged.connect(lambda *_: self._look())
        self.stack(
            shown.note(shown.EXPORT_OPEN, "export_open"),
            row(self._nil, self._replaces, self._lock),
            row(button("export", "&Ghi gói ra USB", self._write)),
            self._said,
            self._table,
            row(self._undo),
        )

    def refresh(self) -> None:
        names = {unit.code: unit.name for unit in self.session.store.units()}
        self._model.show([(p, _cells(p, names)) for p in inbox.listing(self.session.store)])
        tables.fit(self._table)
        self._look()

    def _propose_lock(self) -> None:
        may = locks.may(self.session.store)
        self._lock.setEnabled(may)
        self._lock.setChecked(may and locking.after_submission(self.session.store))

    def _write(self) -> None:
        if place := self.stick.place():
            self.session.carry(
                outbox.export, self.stick.month, place, nil=self._nil.isChecked(),
                replaces=self._replaces.isChecked(), lock=self._lock.isChecked(),
                then=self._wrote, title="Đang ghi gói ra USB",
            )  # fmt: skip

    def _wrote(self, made: Exported) -> None:
        self._said.setText(
            f"✔ Đã ghi và đọc lại {made.file.name} (gói số {made.sequence}). Có thể rút USB an toàn.\n"
            f"Phiếu giao nhận để in: {made.cover.name}"
            + (f"\n■ Đã khóa kỳ {shown.period(made.header.period)}." if made.locked else "")
        )
        self._said.show()
        self._propose_lock()

    def _look(self) -> None:
        chosen = self._chosen()
        self._undo.setEnabled(
            chosen is not None and chosen.direction == "in" and chosen.state == "applied"
        )

    def _chosen(self) -> Parcel | None:
        rows = self._table.selectionModel().selectedRows()
        found: Parcel | None = self._model.key(rows[0].row()) if rows else None
        return found

    def _take_back(self) -> None:
        if chosen := self._chosen():
            self.session.act(
                inbox.undo,
                chosen.id,
                then=lambda _: self.session.told.emit("Đã hoàn tác lần nhập."),
            )


def _cells(p: Parcel, names: dict[str, str]) -> tuple[str, ...]:
    return (
        moment_short(p.at),
        DIRECTIONS[p.direction],
        names.get(p.unit, p.unit),
        KINDS.get(p.kind, p.kind) + (" (không phát sinh)" if p.nil else ""),
        shown.short_period(p.period),
        str(p.sequence),
        STATES.get(p.state, p.state),
    )
