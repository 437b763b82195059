"""Sổ: the ledgers and their sections, the rows in a table, the form beside or below it."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout

from app.catalogue import Section
from app.ledgers import Entry, entries
from ui import kept, tables
from ui.ledger.form.entry_form import EntryForm
from ui.ledger.habits import Habits
from ui.ledger.menus import MenuButton
from ui.ledger.moving import Moving
from ui.ledger.table.model import Wanted
from ui.ledger.table.rows import Rows
from ui.ledger.table.view_menu import ViewMenu
from ui.ledger.tree import SectionTree
from ui.page import Page
from ui.session import Session


class LedgersPage(Page):
    """`session`, `section`, `wanted`, `chosen()`, `form`, `reading_only` are there for the acts of other rooms."""

    title: ClassVar[str] = "Sổ"
    topic: ClassVar[str] = "so"
    own_find: ClassVar[bool] = True
    tables: ClassVar[frozenset[str]] = frozenset({"entry", "unit", "setting", "period_lock"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        store = session.store
        self._habits = Habits(store.home, store.account.name)
        self._habits.setParent(self)
        self._closed = ""
        self._listed = False
        self.tree = SectionTree(store)
        self.rows = Rows(session, self._habits)
        self.form = EntryForm(session)
        for button in (
            ViewMenu(self),
            MenuButton(self, "ledger", "&Sổ", "Việc với cả mục"),
            MenuButton(self, "rows", "&Dòng", "Việc với các dòng đã chọn"),
        ):
            self.rows.top.addWidget(button)
        self._halves = QSplitter()
        self._halves.addWidget(self.rows)
        self._halves.addWidget(self.form)
        splitter = QSplitter()
        splitter.addWidget(self.tree)
        splitter.addWidget(self._halves)
        tables.share(splitter, (22, 99))
        layout = QVBoxLayout(self)
        layout.addWidget(splitter)
        self.put_form_below(self._habits.get("form_below", False))
        Moving(self)
        self.tree.chosen.connect(self._choose)
        self.rows.opened.connect(self._open)
        self.rows.shown.connect(self._follow)
        self.form.stayed.connect(self._stay)
        self.open_section(store.catalogue.sections_of(store.unit.level)[0].key)
        kept.take_back(self)

    @property
    def unsaved(self) -> bool:
        return self.form.dirty

    def settle_unsaved(self, then: Callable[[], None]) -> None:
        self.form.ask_then(then)

    def keep_unsaved(self) -> None:
        kept.keep(self.session.store, self.form.typed())

    @property
    def section(self) -> Section | None:
        return self.rows.section

    @property
    def wanted(self) -> Wanted:
        """What the table shows: section, unit, period, words, filters, order."""
        return self.rows.wanted

    @property
    def selected(self) -> int:
        """How many rows are selected."""
        return self.rows.selected

    @property
    def why_reading_only(self) -> str:
        """Why nothing may be changed here, empty when it may."""
        return self.rows.why_reading_only

    @property
    def reading_only(self) -> bool:
        return bool(self.why_reading_only)

    def chosen(self) -> list[Entry]:
        """Return the selected rows from top to bottom."""
        return self.rows.chosen()

    def refresh(self) -> None:
        """Show the rows again; a period closed or opened meanwhile closes or opens the row in the form."""
        self.rows.refresh()
        entry = self.form.entry
        if entry is None or self.form.dirty:
            return
        closed = self.rows.why_closed(entry)
        if closed != self._closed:
            self._open(entry, closed)

    def take_focus(self) -> None:
        self.tree.setFocus()

    def open_section(self, key: str) -> None:
        """Bring the section `key` in front (also used by other pages)."""
        self.tree.bring(key)

    def open(self, id: str) -> None:
        """Show one row, whatever the filters were, with its form."""
        entry = entries.get(self.session.store, id)
        self.open_section(entry.section)
        if not self.rows.seek(entry):
            self._open(entry, self.rows.why_closed(entry))
            self._listed = False

    @property
    def form_below(self) -> bool:
        return self._halves.orientation() == Qt.Orientation.Vertical

    def put_form_below(self, below: bool) -> None:
        """Put the form under the table, or beside it; it stays there."""
        ways = Qt.Orientation
        self._halves.setOrientation(ways.Vertical if below else ways.Horizontal)
        tables.share(self._halves, (55, 45) if below else (60, 31))
        self._habits.keep("form_below", below or None)

    def _open(self, entry: Entry, closed: str) -> None:
        self._closed = closed
        self._listed = True
        self.form.show_entry(entry, closed)

    def _follow(self) -> None:
        """Let the form follow the rows shown; what is typed is asked about before it is closed."""
        if self.reading_only and self.form.dirty:
            self.form.ask_then(self._match)
        else:
            self._match()

    def _match(self) -> None:
        """Empty the form when the table, which held its row, shows it no more."""
        entry = self.form.entry
        if entry and self._listed and not self.form.dirty and not self.rows.holds(entry):
            self.form.let_go()
        self.form.read_only(self.why_reading_only)

    def _stay(self) -> None:
        """Show the section of the form again, where it may be saved: its typing was kept before another one."""
        if self.form.section and self.form.section != self.section:
            self.open_section(self.form.section.key)
        elif self.reading_only:
            self.rows.come_back()
        if self.form.entry:
            self.rows.bring(self.form.entry)

    def hideEvent(self, event: QHideEvent) -> None:
        self._habits.write_if_changed()
        super().hideEvent(event)

    def _choose(self, key: str) -> None:
        section = self.session.store.catalogue.sections[key]
        self.form.show_section(section)
        self.rows.choose_section(section)
        if self.tree.hasFocus() or not self.isVisible():
            self.tree.setFocus()
