"""Tình hình nộp: who below has submitted what, judged by the day it came here; the consolidated report."""

from typing import ClassVar

from app.exchange import consolidation, status
from app.text import iso_short
from ui import shown, tables
from ui.session import Session
from ui.views.stick import Stick, Tab, button, row

STATES = {
    "on_time": "✔ đúng hạn", "late": "⚠ chậm", "missing": "✖ chưa nộp", "nil": "✔ không phát sinh",
    "not_due": "· chưa đến hạn",
}  # fmt: skip
REPORT = "report_month"


class StandingTab(Tab):
    title: ClassVar[str] = "Tình hình nộp"

    def __init__(self, session: Session, stick: Stick) -> None:
        super().__init__(session, stick)
        self._model = tables.ListModel(["Đơn vị", "Chế độ", "Kỳ", "Hạn", "Trạng thái", "Ngày nhận"])
        self._table = tables.view("board", "Tình hình nộp", self._model)
        self.stack(row(button("report", "Lập báo cáo tổng &hợp ra USB", self._report)), self._table)

    def refresh(self) -> None:
        self._model.show(
            [
                (
                    r.unit,
                    (
                        r.name,
                        r.label,
                        shown.short_period(r.period),
                        iso_short(r.due.isoformat()),
                        STATES[r.state],
                        iso_short(r.at),
                    ),
                )
                for r in status.board(self.session.store, self.stick.month)
            ]
        )
        tables.fit(self._table)

    def _report(self) -> None:
        if place := self.stick.place():
            self.session.act(
                consolidation.report, self.stick.month, REPORT, place,
                then=lambda files: self.session.told.emit("Đã ghi " + ", ".join(f.name for f in files)),
            )  # fmt: skip
