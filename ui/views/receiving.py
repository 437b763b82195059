"""Nhận về: read the bundles on the stick, see row by row what would change, then take them in."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from app.exchange import Item, Plan, inbox, receipts
from ui import shown, tables
from ui.session import Session
from ui.views.sending import KINDS
from ui.views.stick import Stick, Tab, button, row

RESULTS = {
    "ready": "sẵn sàng", "applied": "✔ đã nhập", "held": "… giữ lại", "already": "= đã có",
    "refused": "✖ từ chối",
}  # fmt: skip
"""In the order they are listed: what asks for a decision first."""
ACTIONS = {"new": "+ mới", "changed": "✎ sửa", "removed": "– bỏ"}
THINGS = {"entry": "dòng sổ", "figure": "số liệu", "document": "văn kiện"}


class ReceivingTab(Tab):
    title: ClassVar[str] = "Nhận về"

    def __init__(self, session: Session, stick: Stick) -> None:
        super().__init__(session, stick)
        self._plans: list[Plan] = []
        self._model = tables.ListModel(
            ["Đơn vị", "Kỳ", "Nội dung", "Kết quả", "Mới", "Sửa", "Bỏ", "Ghi chú"], (4, 5, 6)
        )
        self._table = tables.view("plan", "Các gói trong thư mục", self._model)
        self._table.selectionModel().selectionChanged.connect(lambda *_: self._show_items())
        self._items = tables.ListModel(["Việc", "Loại", "Tên", "Mục", "Cũ", "Mới"])
        self._detail = tables.view("items", "Những chỗ sẽ đổi của gói đang chọn", self._items)
        self._apply = button("apply", "&Nhập vào sổ", self._take_in)
        self._apply.setEnabled(False)
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self._table)
        both.addWidget(self._detail)
        self.stack(
            shown.note(shown.ONLY_OPEN, "only_open"),
            row(
                button("read", "Đọc các &gói trong thư mục", self._read),
                self._apply,
                button("receipts", "Ghi &biên nhận ra USB", self._receipt),
            ),
            both,
        )

    def _read(self) -> None:
        if place := self.stick.place():
            files = sorted(place.glob("*.goi"))
            if not files:
                self.session.told.emit("Thư mục này không có gói nào.")
            self.session.wait(inbox.plan, files, then=self._show, title="Đang đọc các gói")

    def _show(self, plans: list[Plan]) -> None:
        self._plans = plans
        names = {unit.code: unit.name for unit in self.session.store.units()}
        order = list(RESULTS)
        ordered = sorted(plans, key=lambda p: order.index(p.result))
        self._model.show([(p, _cells(p, names)) for p in ordered])
        tables.fit(self._table)
        self._apply.setEnabled(any(p.result == "ready" for p in plans))
        if plans:
            self._table.selectRow(0)
        self._show_items()

    def _show_items(self) -> None:
        rows = self._table.selectionModel().selectedRows()
        chosen = self._model.key(rows[0].row()).items if rows else ()
        self._items.show([(item.id, line) for item in chosen for line in _lines(item)])
        tables.fit(self._detail, 260)

    def _take_in(self) -> None:
        self.session.carry(inbox.apply, self._plans, then=self._show, title="Đang nhập các gói")

    def _receipt(self) -> None:
        if place := self.stick.place():
            self.session.act(
                receipts.write, place,
                then=lambda files: self.session.told.emit(
                    f"Đã ghi {len(files)} biên nhận. Có thể rút USB an toàn."
                    if files else "Không có gói nào chờ biên nhận."
                ),
            )  # fmt: skip


def _cells(p: Plan, names: dict[str, str]) -> tuple[str, ...]:
    return (
        names.get(p.unit, p.unit or p.file.name),
        shown.short_period(p.period),
        KINDS.get(p.kind, p.kind),
        RESULTS[p.result],
        str(p.new),
        str(p.changed),
        str(p.removed),
        f"{p.message} {p.code}".strip(),
    )


def _lines(item: Item) -> Sequence[tuple[str, ...]]:
    """Return one line per value that changes, or one for a row that comes or goes whole."""
    head = (ACTIONS[item.action], THINGS.get(item.table, item.table), item.title)
    if item.action != "changed":
        return [(*head, "", "", "")]
    return [(*head, d.field, d.old, d.new) for d in item.differences]
