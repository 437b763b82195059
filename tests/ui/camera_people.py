"""Pictures of the page Quân số: a person with events, the rows that name them, and the small forms."""

from typing import Protocol

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app import clock
from app.ledgers import people, postings
from ui.main_window import Desk
from ui.views.people import PeoplePage


class Taker(Protocol):
    def take(self, name: str, window: QWidget) -> None: ...


def choose_somebody(desk: Desk) -> None:
    """Show somebody of the sample who has been appointed once; a battalion appoints its clerk first."""
    page = desk.current()
    assert isinstance(page, PeoplePage)
    store = page.session.store
    here = people.listing(store, clock.today())
    who = next((x for x in here if postings.history(store, x.id)), here[-1])
    if not postings.history(store, who.id):
        to = {"position": "tro_ly", "subunit": "Ban chính trị"}
        postings.record(store, who.id, "bo_nhiem", clock.today(), to, decision_number="31/QĐ-e00")
    page.refresh()
    page.open(who.id)


def take_forms(camera: Taker, prefix: str, desk: Desk) -> None:
    """Take the form of a promotion and that of somebody new, each with what is wrong beside its field."""
    page = desk.current()
    assert isinstance(page, PeoplePage)
    for name in ("promote", "arrive"):
        next(x for x in page.findChildren(QPushButton, name)).click()
        QTest.qWait(60)
        dialog = next(x for x in page.findChildren(QDialog, "posting") if x.isVisible())
        next(x for x in dialog.findChildren(QPushButton, "record")).click()
        camera.take(f"{prefix}-quan-so-{name}", dialog)
        dialog.close()
        QTest.qWait(20)
