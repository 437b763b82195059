"""Which columns the table shows, in which order and how wide, and that they come back as they were left."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QStyle

from ui.ledger.habits import Habits
from ui.ledger.table.grid import MARKS_WIDTH, Grid
from ui.ledger.table.model import EntryModel

WIDEST = 260
ROOM = 8
MEASURED = 30
"""Rows that decide: about what is in sight."""


class Shape(QObject):
    """The columns of the section in front; what is changed by hand is kept per section."""

    def __init__(self, grid: Grid, model: EntryModel, habits: Habits) -> None:
        super().__init__(grid)
        self._grid = grid
        self._model = model
        self._habits = habits
        self._section = ""
        self._applying = False
        grid.head.sectionResized.connect(lambda *_: self._keep())
        grid.head.sectionMoved.connect(lambda *_: self._keep())

    def apply(self, section: str) -> None:
        """Give the table of `section` the columns it was left with, its own ones the first time."""
        self._section = section
        kept = self._habits.get(self._name, {})
        self._applying = True
        shown = kept.get("shown") or [c.key for c in self._model.columns]
        self._arrange(shown, kept.get("known") or shown)
        self._fit()
        self._grid.setColumnWidth(0, MARKS_WIDTH)
        for at, column in enumerate(self._model.columns, 1):
            width = kept.get("widths", {}).get(column.key)
            if isinstance(width, int) and width > 0 and not self._grid.isColumnHidden(at):
                self._grid.setColumnWidth(at, width)
        self._applying = False

    def shown(self) -> tuple[str, ...]:
        """Return the columns shown, from left to right."""
        head = self._grid.head
        order = sorted(range(1, len(self._model.columns) + 1), key=head.visualIndex)
        return tuple(
            self._model.columns[at - 1].key for at in order if not head.isSectionHidden(at)
        )

    def choose(self, keys: Sequence[str]) -> None:
        """Show these columns in this order and keep it; none means the section's own."""
        if not keys:
            self.reset()
            return
        self._applying = True
        self._arrange(keys, [c.key for c in self._model.columns])
        self._applying = False
        self._keep()

    def reset(self) -> None:
        """Show every column in the order of the form again, as wide as what it shows."""
        self._habits.keep(self._name, None)
        self.apply(self._section)

    def _fit(self) -> None:
        """Make the columns as wide as their headings and what the first rows show.

        Qt asks for nine things of every cell where the text alone decides.
        """
        grid, roles = self._grid, Qt.ItemDataRole
        wide = grid.fontMetrics().horizontalAdvance
        margin = grid.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, grid) + 2
        rows = list(islice(grid.steps(0, 1), MEASURED))
        for at in range(1, len(self._model.columns) + 1):
            texts = (self._model.index(row, at).data(roles.DisplayRole) for row in rows)
            width = max((wide(text) for text in texts if text), default=0) + 2 * margin
            width = max(width, grid.head.sectionSizeHint(at)) + ROOM
            grid.setColumnWidth(at, min(width, WIDEST))

    @property
    def _name(self) -> str:
        return f"columns.{self._section}"

    def _arrange(self, shown: Sequence[str], known: Sequence[str]) -> None:
        """Show `shown` first and hide what was `known` and left out; a new column of the catalogue is shown."""
        places = {c.key: at for at, c in enumerate(self._model.columns, 1)}
        new = [key for key in places if key not in known and key not in shown]
        order = [key for key in [*shown, *new] if key in places] or list(places)
        rest = [key for key in places if key not in order]
        for place, key in enumerate([*order, *rest], 1):
            self._grid.setColumnHidden(places[key], key in rest)
            self._grid.head.moveSection(self._grid.head.visualIndex(places[key]), place)

    def _keep(self) -> None:
        if self._applying or not self._section:
            return
        shown = self.shown()
        kept: dict[str, Any] = {
            "shown": list(shown),
            "known": [c.key for c in self._model.columns],
            "widths": {
                c.key: self._grid.columnWidth(at)
                for at, c in enumerate(self._model.columns, 1)
                if c.key in shown
            },
        }
        self._habits.keep(self._name, kept)
