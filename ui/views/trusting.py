"""Khóa: hand out the own card, trust another unit's after comparing the fingerprint."""

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from app.exchange import Card, Known, keys
from ui import choosing, shown, tables
from ui.session import Session
from ui.views.stick import Stick, Tab, button, row

HOW = (
    "Ghi thẻ khóa của mình ra USB, đưa cho đơn vị kia. Mở thẻ của đơn vị kia, đọc dấu vân khóa cho nhau nghe "
    "hoặc so trên giấy; đúng thì gõ dấu vân và bấm Tin khóa. Làm cả hai chiều, một lần."
)


class TrustingTab(Tab):
    title: ClassVar[str] = "Khóa"

    def __init__(self, session: Session, stick: Stick) -> None:
        super().__init__(session, stick)
        self._model = tables.ListModel(["Đơn vị", "Tên", "Dấu vân khóa", "Trạng thái"])
        self._table = tables.view("keys", "Các khóa", self._model)
        self._card = QLineEdit()
        self._card.setObjectName("card")
        self._card.setAccessibleName("Thẻ khóa của đơn vị khác")
        self._card.setPlaceholderText("Tệp thẻ khóa của đơn vị khác")
        self._fingerprint = QLineEdit()
        self._fingerprint.setObjectName("fingerprint")
        self._fingerprint.setAccessibleName("Dấu vân khóa đã đối chiếu")
        self._fingerprint.setPlaceholderText("Dấu vân khóa đã đối chiếu")
        line = QHBoxLayout()
        line.addWidget(self._card, 1)
        line.addWidget(button("browse_card", "Chọn…", self._browse))
        line.addWidget(self._fingerprint, 1)
        line.addWidget(button("trust", "&Tin khóa", self._trust))
        self.stack(
            shown.note(HOW, "how"),
            row(button("card_out", "Ghi thẻ khóa của đơn vị mình ra US&B", self._write)),
            line,
            self._table,
        )

    def refresh(self) -> None:
        self._model.show(
            [
                (k.id, (k.unit, k.name, k.fingerprint, _state(k)))
                for k in keys.listing(self.session.store)
            ]
        )
        tables.fit(self._table, 520)

    def _write(self) -> None:
        if place := self.stick.place():
            self.session.act(
                keys.write_card,
                place,
                then=lambda file: self.session.told.emit(f"Đã ghi {file.name}."),
            )

    def _browse(self) -> None:
        choosing.file(
            self, "Thẻ khóa", self.stick.folder.text(), "Thẻ khóa (*.goi *.json)",
            lambda chosen: self._card.setText(str(chosen)),
        )  # fmt: skip

    def _trust(self) -> None:
        self.session.act(
            keys.trust,
            Path(self._card.text().strip()),
            self._fingerprint.text().strip(),
            then=self._trusted,
        )

    def _trusted(self, card: Card) -> None:
        self._card.clear()
        self._fingerprint.clear()
        self.session.told.emit(f"Đã tin khóa của {card.name}.")


def _state(known: Known) -> str:
    if known.retired_at:
        return "đã thôi dùng"
    return "của mình" if known.own else "✔ đã tin"
