"""The widgets of the middle of the page, one above the other; what they do is in `rows`."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.store import Store
from ui.ledger.habits import Habits
from ui.ledger.table.footer import Footer
from ui.ledger.table.grid import Grid
from ui.ledger.table.model import EntryModel
from ui.ledger.table.scope import Scope
from ui.ledger.table.shape import Shape
from ui.ledger.table.totals import TotalsLine
from ui.ledger.watch import Watch


class Pane(QWidget):
    """Title and menus (`top`), why nothing may be changed, scope, faults, table, sums, footer."""

    def __init__(self, store: Store, habits: Habits) -> None:
        super().__init__()
        self.model = EntryModel(store, self)
        self.scope = Scope(store)
        self.table = Grid(self.model)
        self.shape = Shape(self.table, self.model, habits)
        self.heading = QLabel()
        self.heading.setObjectName("section_title")
        self.heading.setWordWrap(True)
        bold = self.heading.font()
        bold.setBold(True)
        self.heading.setFont(bold)
        self.top = QHBoxLayout()
        self.top.addWidget(self.heading, 1)
        self.watch = Watch()
        self.faults = _line("filter_problems")
        self.empty = _line("empty")
        self.totals = TotalsLine(self.table, self.model)
        self.footer = Footer()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self.top)
        for part in (self.watch, self.scope, self.faults, self.empty):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(self.totals)
        column.addWidget(self.footer)
        column.addStretch(0)


def _line(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.hide()
    return label
