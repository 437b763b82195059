"""How a click on a heading turns the order: rising, falling, back to the day; and the mark that shows it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView

from app.catalogue import Section
from ui.ledger.table.columns import Column
from ui.ledger.table.model import STATE, Wanted

DAYS = ("occurred_on", "-occurred_on")


def turned(section: Section, column: str, order: str) -> str:
    """Return the order after a click on `column` while `order` stands; empty is the ledger's own."""
    key = "occurred_on" if column == section.date else column
    steps = {key: f"-{key}", f"-{key}": ""}
    if key == "occurred_on" and section.kind == "flow":
        steps = {key: ""}  # the newest first is the ledger's own order
    return steps.get(order, key)


def mark(header: QHeaderView, wanted: Wanted, columns: tuple[Column, ...]) -> None:
    """Show beside its heading by which column the rows are ordered."""
    order = wanted.sorted_by or ("full_name" if wanted.section.key == "person" else "occurred_on")
    key = order.removeprefix("-")
    key = wanted.section.date if key == "occurred_on" else key
    at = 0 if key == STATE else next((n for n, c in enumerate(columns, 1) if c.key == key), -1)
    falling = order.startswith("-")
    header.setSortIndicatorShown(at >= 0)
    if at >= 0:
        ways = Qt.SortOrder
        header.setSortIndicator(at, ways.DescendingOrder if falling else ways.AscendingOrder)
