"""The rows of one section and everything around them: scope, filters, order, months, sums, count."""

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent

from app import period as periods
from app.catalogue import Section
from app.errors import AppError
from app.ledgers import Entry, entries, looks
from ui.ledger.habits import Habits
from ui.ledger.table import ordering
from ui.ledger.table.columns import Column
from ui.ledger.table.model import STATE, Wanted
from ui.ledger.table.pane import Pane
from ui.ledger.watch import NO_WAY_BACK, why
from ui.session import Session

NOTHING_YET = "Chưa có dòng nào. Gõ vào biểu mẫu rồi bấm Lưu (Ctrl+S)."
NOTHING_HERE = "Chưa có dòng nào."
NOTHING_FOUND = "Không có dòng nào trong kỳ và theo các ô lọc đã chọn."
LATER_MS = 30
"""Sums are added up after the rows were painted."""


class Rows(Pane):
    """`opened` carries the row that became current and why it may not be changed; `shown` that rows are there."""

    opened = Signal(object, str)
    shown = Signal()

    def __init__(self, session: Session, habits: Habits) -> None:
        super().__init__(session.store, habits)
        self.session = session
        self.section: Section | None = None
        self.by_month = False
        self._habits = habits
        self._order = ""
        self._quiet = False
        self._typing = False
        self._valid: int | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER_MS)
        self._later.timeout.connect(self._add_up)
        self.scope.changed.connect(self._ask)
        self.table.head.filtered.connect(self.show_rows)
        self.table.head.sectionClicked.connect(self.sort_by)
        self.table.selectionModel().currentChanged.connect(self._follow)
        self.table.pressed.connect(self._open)
        self.footer.cleared.connect(self.clear_filters)
        self.watch.back.connect(self.come_back)

    @property
    def wanted(self) -> Wanted:
        """What the table shows: section, unit, period, words, filters, order."""
        assert self.section is not None
        order = self._order
        if self.by_month and order not in ordering.DAYS:
            order = "-occurred_on"
        return Wanted(
            self.section, self.scope.unit, self.scope.period, self.scope.words,
            self.table.head.filters(), order,
        )  # fmt: skip

    @property
    def columns(self) -> tuple[Column, ...]:
        """Every column the table may show."""
        return self.model.columns

    @property
    def selected(self) -> int:
        return len(self._selected())

    @property
    def why_reading_only(self) -> str:
        """Why nothing may be changed here, empty when it may."""
        return why(self.session.store, self.scope, self.section.key if self.section else "")

    def chosen(self) -> list[Entry]:
        """Return the selected rows from top to bottom."""
        return [self.model.entry(row) for row in self._selected()]

    def _selected(self) -> list[int]:
        """Return the selected rows of the ledger, asked by ranges: all of them may be selected."""
        selection = self.table.selectionModel().selection()
        ranges = [selection.at(n) for n in range(selection.size())]
        rows = sorted({row for x in ranges for row in range(x.top(), x.bottom() + 1)})
        return [row for row in rows if self.model.heading(row) is None]

    def choose_section(self, section: Section) -> None:
        """Show another section, without the filters and the order of the one before."""
        self.section = section
        self.heading.setText(section.title)
        self._order = ""
        self.by_month = self._habits.get(f"months.{section.key}", False)
        self.table.head.show_columns(())
        self.scope.offer(section.key)
        self.show_rows()

    def refresh(self) -> None:
        """Show the rows again where they were, with the same one selected."""
        kept = self.chosen() if self.selected == 1 else []
        at, scrolled = self.table.currentIndex().row(), self.table.verticalScrollBar().value()
        self._ask()
        if kept:
            self.bring(kept[0], at)
        self.table.verticalScrollBar().setValue(scrolled)

    def bring(self, entry: Entry, near: int = -1) -> None:
        """Select a row that is shown, and tell nobody: the form has it already."""
        row = self.model.row_of(entry.id, near)
        if row is not None:
            self._quiet = True
            self.table.go(row)
            self._quiet = False

    def holds(self, entry: Entry) -> bool:
        """Tell whether the row is among those shown, a folded month or not."""
        wanted = self.model.wanted
        return (
            wanted is not None
            and entries.place(
                self.session.store,
                entry.id,
                wanted.section.key,
                order=wanted.sorted_by,
                **wanted.asked,
            )
            is not None
        )

    def why_closed(self, entry: Entry) -> str:
        """Return why this one row may not be changed, empty when its period is open."""
        locked = self.model.marks.now(entry).locked
        return f"Kỳ {locked} đã khóa, dòng này chỉ đọc. Mở lại kỳ rồi mới sửa." if locked else ""

    def seek(self, entry: Entry) -> bool:
        """Show one row whatever was filtered; tell whether it stands in the table."""
        self.scope.ask(None, "")
        self.table.head.set_filters(())
        self.show_rows()
        row = self.model.row_of(entry.id) if entry.unit == self.scope.unit else None
        if row is not None:
            self.table.go(row)
        return row is not None

    def clear_filters(self) -> None:
        """Drop period, words and column filters; the order stays."""
        self.scope.ask(None, "", self.scope.unit)
        self.table.head.set_filters(())
        self.show_rows()

    def come_back(self) -> None:
        """Leave an earlier year or another unit for the rows that are written now."""
        self.scope.ask(None, self.scope.words)
        self._ask()

    def look(self, name: str) -> looks.Look:
        """Return what is shown as a look of this name."""
        wanted = self.wanted
        period = wanted.period.text if wanted.period else ""
        return looks.Look(
            wanted.section.key, name, period, wanted.search, wanted.filters, self._order,
            self.shape.shown(), self.by_month,
        )  # fmt: skip

    def use(self, look: looks.Look) -> None:
        """Show the rows the way a saved look says."""
        period = periods.parse(look.period) if look.period else None
        self.scope.ask(period, look.search, self.scope.unit)
        self._order, self.by_month = look.order, look.months
        self.table.head.set_filters(look.filters)
        self.show_rows()
        self.shape.choose(look.columns)

    def group_by_month(self, on: bool) -> None:
        """Put month headings between the rows, or take them away."""
        self.by_month = on
        self._habits.keep(f"months.{self.wanted.section.key}", on or None)
        self.show_rows()

    def sort_by(self, at: int) -> None:
        """Turn the order of one column of the table: rising, falling, back to the day."""
        wanted = self.wanted
        if at and not self.columns[at - 1].asks:
            self.session.told.emit("Cột này không sắp xếp theo được.")
            ordering.mark(self.table.head, wanted, self.columns)
            return
        key = self.columns[at - 1].key if at else STATE
        self._order = ordering.turned(wanted.section, key, self._order)
        if self.by_month and self._order and self._order not in ordering.DAYS:
            self.by_month = False
            self.session.told.emit("Đã thôi nhóm theo tháng để sắp xếp theo cột.")
        self.show_rows()

    def show_rows(self) -> None:
        """Read what is wanted and show it; filters that cannot be read are marked and change nothing."""
        if self.section is None:
            return
        wanted, before, closed = self.wanted, self.columns, self.why_reading_only
        self.watch.say(closed, way_back=closed not in NO_WAY_BACK)
        if not self.session.act(
            lambda _: self.model.show(wanted, by_month=self.by_month), refused=self._refused
        ):
            return
        self.faults.hide()
        self.table.head.complain({})
        if before != self.columns:
            self.table.head.show_columns(self.columns)
            self.table.head.set_filters(wanted.filters)
            self.shape.apply(wanted.section.key)
        ordering.mark(self.table.head, wanted, self.columns)
        self._say_empty(wanted, closed)
        self.totals.show_sums({})
        self._valid = None
        self._count()
        if self.isVisible():
            self._later.start()
        self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Do nothing later while out of sight: the store may be closed by then."""
        for timer in (self._later, self.model.marks.timer):
            timer.stop()
        self._typing = self.scope.rest() | self.table.head.rest()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._typing:
            self._typing = False
            self.show_rows()
        elif self.section is not None:
            self._later.start()

    def _say_empty(self, wanted: Wanted, closed: str) -> None:
        empty = self.model.count == 0
        none = NOTHING_FOUND if wanted.narrowed else NOTHING_HERE if closed else NOTHING_YET
        self.empty.setText(none)
        self.empty.setVisible(empty)
        self.table.setVisible(not empty or wanted.narrowed)

    def _ask(self) -> None:
        if self.section is not None:
            self.scope.offer(self.section.key)
        self.show_rows()

    def _refused(self, error: AppError) -> None:
        if not error.problems:
            self.session.show(error)
            return
        labels = {c.key: c.label for c in self.columns} | {STATE: "Dấu"}
        self.table.head.complain({p.where: p.what for p in error.problems})
        lines = [f"⚠ {labels.get(p.where, p.where)}: {p.what}" for p in error.problems]
        self.faults.setText("\n".join(lines))
        self.faults.show()

    def _follow(self, current: QModelIndex, before: QModelIndex) -> None:
        if current.row() != before.row() and not self._quiet:
            self._open(current)

    def _open(self, index: QModelIndex) -> None:
        """Say which row is current and whether it may be changed."""
        row = index.row()
        if row < 0 or self.model.heading(row):
            return
        entry = self.model.entry(row)
        self.opened.emit(entry, self.why_closed(entry))
        self._count()

    def _count(self) -> None:
        index = self.table.currentIndex()
        row = index.row() if index.isValid() and not self.model.heading(index.row()) else None
        valid = self.model.count if self._valid is None else self._valid
        self.footer.say(
            valid, self.model.count - valid, None if row is None else self.model.number(row),
            narrowed=self.wanted.narrowed,
        )  # fmt: skip

    def _add_up(self) -> None:
        """Count what is not struck out and add it up, after the rows were painted."""
        wanted = self.model.wanted  # what is shown: a filter being typed may not be readable yet
        if wanted is None:
            return
        if self._valid is None:
            self._valid = entries.count(self.session.store, wanted.section.key, **wanted.asked)
            self._count()
        if not self.model.count or not any(c.sums for c in self.columns):
            return
        self.session.act(
            entries.totals, wanted.section.key, **wanted.asked, then=self.totals.show_sums,
        )  # fmt: skip
