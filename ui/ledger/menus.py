"""The two menu buttons of the page: "Sổ" for the whole section, "Dòng" for the selected rows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton

from app.text import number
from ui.ledger.actions import ACTIONS, Menu

if TYPE_CHECKING:
    from ui.ledger.page import LedgersPage

MOST = 5000
"""Rows that one act takes: they are read whole."""


class MenuButton(QPushButton):
    """A button that opens the acts of one menu; they are switched on and off just before it opens."""

    def __init__(self, page: LedgersPage, menu: Menu, text: str, said: str) -> None:
        super().__init__()
        self._page = page
        self._menu = menu
        self.setObjectName(f"{menu}_menu")
        self.setText(text)
        self.setAccessibleName(said)
        self.setToolTip(said)
        menu_box = QMenu(self)
        self._acts: list[tuple[QAction, bool]] = []
        for one in ACTIONS:
            if one.menu != menu:
                continue
            act = QAction(one.text, page)
            act.setObjectName(one.name)
            if one.shortcut:
                act.setShortcut(QKeySequence(one.shortcut))
            act.triggered.connect(partial(self._run, one.act, one.writes))
            menu_box.addAction(act)
            page.addAction(act)
            self._acts.append((act, one.writes))
        menu_box.aboutToShow.connect(self._freshen)
        menu_box.aboutToHide.connect(self._release)
        self.setMenu(menu_box)

    def _freshen(self) -> None:
        idle = self._menu == "rows" and not self._page.selected
        for act, writes in self._acts:
            act.setEnabled(not idle and not (writes and self._page.reading_only))

    def _release(self) -> None:
        """Let every shortcut arrive again: what may not be done is then said, not swallowed."""
        for act, _ in self._acts:
            act.setEnabled(True)

    def _run(self, act: object, writes: bool) -> None:
        page = self._page
        if writes and page.reading_only:
            page.session.told.emit(page.why_reading_only)
        elif self._menu == "rows" and not page.selected:
            page.session.told.emit("Chưa chọn dòng nào.")
        elif self._menu == "rows" and page.selected > MOST:
            page.session.told.emit(f"Chọn nhiều nhất {number(MOST)} dòng một lần.")
        else:
            act(page)  # type: ignore[operator]  # an act of ACTIONS
