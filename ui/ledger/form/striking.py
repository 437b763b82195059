"""Crossing rows out: the reason is asked for, then it is one change for all of them or none."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QInputDialog, QWidget

from app.ledgers import Entry, entries
from app.text import number
from ui.session import Session


def ask(session: Session, rows: Sequence[Entry], parent: QWidget, then: Callable[[], None]) -> None:
    """Ask for the reason and strike `rows`; rows that may not be struck are named and nothing is done."""
    if not rows:
        return
    many = f"{number(len(rows))} dòng" if len(rows) > 1 else "dòng"
    dialog = QInputDialog(parent)
    dialog.setObjectName("strike_reason")
    dialog.setWindowTitle(f"Gạch bỏ {many}")
    dialog.setLabelText(f"Lý do gạch bỏ ({many} vẫn đọc được trong sổ):")
    dialog.textValueSelected.connect(lambda reason: _strike(session, rows, reason, then))
    dialog.open()


def _strike(session: Session, rows: Sequence[Entry], reason: str, then: Callable[[], None]) -> None:
    if len(rows) == 1:
        session.act(entries.strike, rows[0].id, reason=reason, then=lambda _: then())
    else:
        ids = [row.id for row in rows]
        session.act(entries.strike_many, ids, reason=reason, then=lambda _: then())
