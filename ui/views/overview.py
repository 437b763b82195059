"""Tổng quan: what is late, what is due, who below has submitted, three figures against last month."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.planning import Comparison, Occurrence, Subordinate, Task, overview
from app.text import date_short
from ui import tables
from ui.page import Page
from ui.session import Session

UP, DOWN, SAME = "▲", "▼", "="


class OverviewPage(Page):
    title: ClassVar[str] = "Tổng quan"
    topic: ClassVar[str] = "tong-quan"
    tables: ClassVar[frozenset[str]] = frozenset(
        {"entry", "document", "submission", "waiver", "figure", "bundle", "setting", "unit"}
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._heading = QLabel()
        font = self._heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.4)
        font.setBold(True)
        self._heading.setFont(font)
        self._figures = QHBoxLayout()
        self._late = Listed("late", "Quá hạn", ["Hạn", "Việc", "Kỳ"])
        self._due = Listed("due", "Sắp đến hạn", ["Hạn", "Việc", "Kỳ"])
        self._below = Listed("below", "Đơn vị cấp dưới", ["Đơn vị", "Đã nộp", "Còn thiếu"])
        body = QWidget()
        grid = QGridLayout(body)
        grid.addWidget(self._heading, 0, 0, 1, 2)
        grid.addLayout(self._figures, 1, 0, 1, 2)
        grid.addWidget(self._late, 2, 0)
        grid.addWidget(self._due, 2, 1)
        grid.addWidget(self._below, 3, 0, 1, 2)
        grid.setRowStretch(2, 3)
        grid.setRowStretch(3, 2)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def refresh(self) -> None:
        seen = overview.today(self.session.store)
        self._heading.setText(f"{self.session.store.unit.name} – ngày {date_short(seen.as_of)}")
        self._show_figures(seen.figures)
        late = [_duty(o, "✖") for o in seen.late] + [_task(t, "✖") for t in seen.tasks_late]
        due = [_duty(o, "·") for o in seen.due] + [_task(t, "·") for t in seen.tasks_due]
        self._late.show_rows(late, "không có việc quá hạn")
        self._due.show_rows(due, "không có việc sắp đến hạn")
        self._below.setVisible(bool(seen.subordinates))
        self._below.show_rows([(s.unit, _subordinate(s)) for s in seen.subordinates], "")

    def take_focus(self) -> None:
        (self._late if self._late.table.isVisible() else self._due).table.setFocus()

    def _show_figures(self, figures: Sequence[Comparison]) -> None:
        while (item := self._figures.takeAt(0)) is not None:
            widget = item.widget()
            if widget:
                widget.deleteLater()
        for one in figures:
            self._figures.addWidget(_card(one), 1)


class Listed(QGroupBox):
    """A titled short list that says in its title how many rows it has."""

    def __init__(self, name: str, title: str, headings: list[str]) -> None:
        super().__init__(title)
        self._title = title
        self._model = tables.ListModel(headings)
        self.table = tables.view(name, title, self._model)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table)
        layout.addStretch(0)
        layout.setStretchFactor(self.table, 1)

    def show_rows(self, rows: Sequence[tuple[str, Sequence[str]]], nothing: str) -> None:
        """Show rows in the order of their keys, or only the title with `nothing`."""
        self._model.show(sorted(rows, key=lambda row: row[0]))
        self.setTitle(f"{self._title} ({len(rows)})" if rows else f"{self._title} – {nothing}")
        self.table.setVisible(bool(rows))
        tables.fit(self.table, 360)


def _duty(o: Occurrence, mark: str) -> tuple[str, Sequence[str]]:
    return o.due.isoformat() + o.duty, (f"{mark} {date_short(o.due)}", o.label, o.period)


def _task(t: Task, mark: str) -> tuple[str, Sequence[str]]:
    return t.due.isoformat() + t.title, (f"{mark} {date_short(t.due)}", f"Nhiệm vụ: {t.title}", "")


def _subordinate(s: Subordinate) -> Sequence[str]:
    sent = "; ".join(f"{o.label} {o.period}{_late_mark(o)}" for o in s.submitted)
    missing = "; ".join(f"{o.label} {o.period}" for o in s.missing)
    return s.name, f"✔ {sent}" if sent else "–", f"✖ {missing}" if missing else "–"


def _late_mark(o: Occurrence) -> str:
    return " (chậm)" if o.state == "done_late" else ""


def _card(one: Comparison) -> QWidget:
    card = QFrame()
    card.setFrameShape(QFrame.Shape.StyledPanel)
    card.setObjectName(f"figure_{one.now.id}")
    layout = QVBoxLayout(card)
    label = QLabel(one.now.label)
    label.setWordWrap(True)
    value = QLabel(one.now.shown)
    font = value.font()
    font.setPointSizeF(font.pointSizeF() * 1.8)
    font.setBold(True)
    value.setFont(font)
    if one.change is None:
        compared = "chưa so được với tháng trước"
    else:
        mark = SAME if one.change == 0 else UP if one.change > 0 else DOWN
        compared = f"{mark} tháng trước {one.before.shown}"
    for part in (label, value, QLabel(compared)):
        layout.addWidget(part)
    card.setAccessibleName(f"{one.now.label}: {one.now.shown}, {compared}")
    return card
