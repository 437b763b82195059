"""Tổng quan: what is late, what is due, who below has submitted, three figures against last month."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.planning import Comparison, Occurrence, Overview, Subordinate, Task, overview
from app.text import date_short
from ui import shown, tables
from ui.page import Page
from ui.session import Session

UP, DOWN, SAME = "▲", "▼", "="
LISTED = 12
"""Rows of a list in sight; the rest scrolls."""


class OverviewPage(Page):
    title: ClassVar[str] = "Tổng quan"
    topic: ClassVar[str] = "tong-quan"
    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "entry",
            "document",
            "submission",
            "waiver",
            "figure",
            "bundle",
            "setting",
            "unit",
            "period_lock",
        }
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._heading = QLabel()
        self._heading.setObjectName("heading")
        font = self._heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.4)
        font.setBold(True)
        self._heading.setFont(font)
        self._figures = QHBoxLayout()
        self._proposed = shown.note("")
        self._closed = shown.note("", "closed_periods")
        self._late = Listed("late", "Quá hạn", ["Hạn", "Việc", "Kỳ"])
        self._due = Listed("due", "Sắp đến hạn", ["Hạn", "Việc", "Kỳ"])
        for listed in (self._late, self._due):
            tables.give_room(listed.table, 1)
        self._below = Listed("below", "Đơn vị cấp dưới", ["Đơn vị"])
        self._below.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        body = QWidget()
        grid = QGridLayout(body)
        grid.addWidget(self._heading, 0, 0, 1, 2)
        grid.addLayout(self._figures, 1, 0, 1, 2)
        grid.addWidget(self._proposed, 2, 0, 1, 2)
        grid.addWidget(self._closed, 3, 0, 1, 2)
        grid.addWidget(self._late, 4, 0)
        grid.addWidget(self._due, 4, 1)
        grid.addWidget(self._below, 5, 0, 1, 2)
        grid.setRowStretch(6, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        scroll = QScrollArea()
        scroll.setObjectName("overview_scroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def refresh(self) -> None:
        seen = overview.today(self.session.store)
        self._heading.setText(f"{self.session.store.unit.name} – ngày {date_short(seen.as_of)}")
        self._show_figures(seen)
        self._show_closed(seen)
        late = [_duty(o, "✖") for o in seen.late] + [_task(t, "✖") for t in seen.tasks_late]
        due = [_duty(o, "·") for o in seen.due] + [_task(t, "·") for t in seen.tasks_due]
        self._late.show_rows(sorted(late), "không có việc quá hạn")
        self._due.show_rows(sorted(due), "không có việc sắp đến hạn")
        self._below.setVisible(bool(seen.subordinates))
        columns = _columns(seen.subordinates)
        headings = ["Đơn vị", *(f"{shown.short_period(p)}\n{label}" for label, p in columns)]
        self._below.show_rows(
            [(s.unit, _subordinate(s, columns)) for s in seen.subordinates], "", headings
        )

    def take_focus(self) -> None:
        (self._late if self._late.table.isVisible() else self._due).table.setFocus()

    def _show_closed(self, seen: Overview) -> None:
        """Say which months are closed, and which should be by now."""
        parts = [
            (f"{mark} {said}: " + ", ".join(shown.short_period(o.period) for o in found))
            for mark, said, found in (
                ("■", "Sổ đã khóa", seen.closed),
                ("⚠", "Quá ngày khóa, chưa khóa sổ", seen.unclosed),
            )
            if found
        ]
        self._closed.setText("    ".join(parts))
        self._closed.setVisible(bool(parts))

    def _show_figures(self, seen: Overview) -> None:
        while (item := self._figures.takeAt(0)) is not None:
            widget = item.widget()
            if widget:
                widget.deleteLater()
        for one in seen.figures:
            self._figures.addWidget(_card(one, seen.month), 1)
        known = self.session.store.catalogue.indicators
        guessed = [f for f in seen.figures if shown.proposed(known[f.now.id].envelope.confidence)]
        below = " Số liệu của riêng đơn vị mình, chưa cộng cấp dưới." if seen.subordinates else ""
        said = f"Chỉ tiêu: {shown.PROPOSED[0].lower()}{shown.PROPOSED[1:]}." if guessed else ""
        self._proposed.setText(f"{said}{below}".strip())
        self._proposed.setVisible(bool(self._proposed.text()))


class Listed(QGroupBox):
    """A titled short list that says in its title how many rows it has."""

    def __init__(self, name: str, title: str, headings: list[str]) -> None:
        super().__init__(title)
        self._title = title
        self._model = tables.ListModel(headings)
        self.table = tables.view(name, title, self._model)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table)
        layout.addStretch(1)

    def show_rows(
        self,
        rows: Sequence[tuple[str, Sequence[str]]],
        nothing: str,
        headings: Sequence[str] = (),
    ) -> None:
        """Show rows, or only the title with `nothing`."""
        self._model.show(rows, headings)
        self.setTitle(f"{self._title} ({len(rows)})" if rows else f"{self._title} – {nothing}")
        self.table.setVisible(bool(rows))
        tables.hug(self.table, LISTED)


def _duty(o: Occurrence, mark: str) -> tuple[str, Sequence[str]]:
    said = f"{mark} {date_short(o.due)}", o.label, shown.short_period(o.period)
    return o.due.isoformat() + o.duty + o.period, said


def _task(t: Task, mark: str) -> tuple[str, Sequence[str]]:
    return t.due.isoformat() + t.title, (f"{mark} {date_short(t.due)}", f"Nhiệm vụ: {t.title}", "")


def _columns(units: Sequence[Subordinate]) -> list[tuple[str, str]]:
    """Return what the units owed as (duty, period), by due day: one column each."""
    owed = sorted((o.due, o.label, o.period) for s in units for o in (*s.submitted, *s.missing))
    return list(dict.fromkeys((label, period) for _, label, period in owed))


def _subordinate(s: Subordinate, columns: Sequence[tuple[str, str]]) -> Sequence[str]:
    """Return a unit's line: how each column stands, by word and mark."""
    stands = {(o.label, o.period): _standing(o) for o in (*s.submitted, *s.missing)}
    return s.name, *(stands.get(column, "·") for column in columns)


def _standing(o: Occurrence) -> str:
    if o.satisfied_on is None:
        return "✖ chưa nộp"
    return f"{'⚠ chậm' if o.state == 'done_late' else '✔'} {date_short(o.satisfied_on)[:5]}"


def _card(one: Comparison, month: str) -> QWidget:
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
        compared = f"{mark} tháng trước {one.before.shown}".replace(" %", "\u00a0%")
    small = QLabel(f"{shown.period(month).capitalize()}; {compared}")
    small.setWordWrap(True)
    for part in (label, value, small):
        layout.addWidget(part)
    card.setAccessibleName(f"{one.now.label}: {one.now.shown}, {compared}")
    return card
