"""Pictures of what belongs to spreadsheets, closed periods and history; a part of `tests.ui.camera`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton

from app.ledgers import entries, locks
from app.period import parse
from tests.ledgers.made_sheets import book, lessons
from ui.ledger import LedgersPage
from ui.ledger.history import RowHistory
from ui.ledger.locking import PeriodLocks
from ui.ledger.sheets.importing import ImportWindow
from ui.main_window import Desk
from ui.session import Session

if TYPE_CHECKING:
    from tests.ui.camera import Camera

SEEN = {"periods": "khoa-ky", "row_history": "lich-su-dong"}


def take_import(camera: Camera, prefix: str, desk: Desk, folder: Path) -> None:
    """Take the import window at its columns and at what would go in, with cells that cannot."""
    page = desk.current()
    assert isinstance(page, LedgersPage)
    page.open_section("session")
    file = folder / "học chính trị.xlsx"
    bad: tuple[dict[int, object], ...] = (
        {0: "32/13/2026"}, {5: "ba"}, {2: "TruyÒn thèng n\xadíc ta"}, *({} for _ in range(12)),
    )  # fmt: skip
    file.write_bytes(book(lessons(*bad), fonts={"C4": ".VnTime"}))
    window = ImportWindow(page.session, page.session.store.catalogue.sections["session"], page)
    window.open()
    window.read(file)
    rest(page.session)
    camera.take(f"{prefix}-nhap-cot", window)
    next(w for w in window.findChildren(QPushButton, "look")).click()
    rest(page.session)
    camera.take(f"{prefix}-nhap-xem", window)
    window.close()
    file.unlink()


def take_windows(camera: Camera, prefix: str, desk: Desk) -> None:
    """Take the closed periods and the history of a row."""
    page = desk.current()
    assert isinstance(page, LedgersPage)
    store = page.session.store
    page.open(entries.listing(store, "session")[0].id)
    last = entries.listing(store, "session")[-1]
    locks.lock(store, parse(last.period), "Đã nộp lên trên, gói số 1")
    locks.reopen(store, parse(last.period), "Bổ sung buổi học", consent="CV 12 ngày 03/03/2026")
    for name, kind in (("periods", PeriodLocks), ("row_history", RowHistory)):
        next(a for a in page.actions() if a.objectName() == name).trigger()
        window = page.findChild(kind)
        assert isinstance(window, QDialog)
        camera.take(f"{prefix}-{SEEN[name]}", window)
        window.close()
    for _ in range(2):
        store.undo()


def rest(session: Session) -> None:
    """Wait until nothing is at work beside the window."""
    while session.busy:
        QTest.qWait(20)
