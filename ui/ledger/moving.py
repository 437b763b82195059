"""The keyboard on the page: to the next row without leaving the form, from part to part, to the filters."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from ui.ledger.page import LedgersPage


class Moving(QObject):
    """Alt+arrows walk through the rows, F6 through tree, words, filters, table and form."""

    def __init__(self, page: LedgersPage) -> None:
        super().__init__(page)
        self._page = page
        rows = page.rows
        for keys, act in (
            ("Alt+Up", lambda: self.step("previous")),
            ("Alt+Down", lambda: self.step("next")),
            ("Alt+Home", lambda: self.step("first")),
            ("Alt+End", lambda: self.step("last")),
            ("F6", lambda: self.cycle(1)),
            ("Shift+F6", lambda: self.cycle(-1)),
            ("Ctrl+F", rows.scope.search.setFocus),
            ("Ctrl+Shift+F", self._to_filter),
            ("Ctrl+Shift+L", rows.clear_filters),
            ("Ctrl+Shift+S", self._sort),
        ):
            QShortcut(QKeySequence(keys), page, act)
        rows.footer.stepped.connect(self.step)
        rows.table.left.connect(self._to_filter)
        rows.table.entered.connect(page.form.take_focus)

    def step(self, where: str) -> None:
        """Open the first, previous, next or last row, in the table and the form together."""
        table, model = self._page.rows.table, self._page.rows.model
        at = table.currentIndex().row()
        start, by = {
            "first": (0, 1),
            "last": (model.rowCount() - 1, -1),
            "next": (at + 1, 1),
            "previous": (at - 1 if at >= 0 else -1, -1),
        }[where]
        row = next(table.steps(start, by), None)
        if row is None:
            self._page.session.told.emit("Không còn dòng nào nữa.")
        else:
            table.go(row)

    def cycle(self, by: int) -> None:
        """Give the keyboard to the next part of the page."""
        page, rows = self._page, self._page.rows
        parts: list[tuple[QWidget, Callable[[], None]]] = [
            (page.tree, page.tree.setFocus),
            (rows.scope, rows.scope.search.setFocus),
            (rows.table.head, rows.table.head.enter),
            (rows.table, rows.table.enter),
            (page.form, page.form.take_focus),
        ]
        shown = [(part, enter) for part, enter in parts if part.isVisible()]
        now = QApplication.focusWidget()
        inside = [n for n, (part, _) in enumerate(shown) if now and _holds(part, now)]
        at = inside[0] if inside else -by
        shown[(at + by) % len(shown)][1]()

    def _to_filter(self) -> None:
        table = self._page.rows.table
        index = table.currentIndex()
        table.head.enter(index.column() if index.isValid() and table.hasFocus() else None)

    def _sort(self) -> None:
        self._page.rows.sort_by(max(self._page.rows.table.currentIndex().column(), 0))


def _holds(part: QWidget, widget: QWidget) -> bool:
    return widget is part or part.isAncestorOf(widget)
