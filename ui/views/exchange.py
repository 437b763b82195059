"""Nộp – nhận: what goes out on the stick, what came in, who has submitted, whose keys are trusted."""

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QLabel, QTabWidget, QVBoxLayout

from app.exchange import consolidation
from ui.page import Page
from ui.session import Session
from ui.views.receiving import ReceivingTab
from ui.views.sending import SendingTab
from ui.views.standing import StandingTab
from ui.views.stick import Stick
from ui.views.trusting import TrustingTab

STANDING = 2
"""The place of the tab that only a unit with others below it sees."""


class ExchangePage(Page):
    title: ClassVar[str] = "Nộp – nhận"
    topic: ClassVar[str] = "nop-nhan"
    tables: ClassVar[frozenset[str]] = frozenset({"bundle", "submission", "key", "unit", "figure"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._stick = Stick(session)
        self._stick.period.currentIndexChanged.connect(lambda _: self.refresh())
        kinds = (SendingTab, ReceivingTab, StandingTab, TrustingTab)
        self._parts = [kind(session, self._stick) for kind in kinds]
        self._tabs = QTabWidget()
        self._tabs.setObjectName("tabs")
        for part in self._parts:
            self._tabs.addTab(part, part.title)
        top = QHBoxLayout()
        for label, widget, share in (
            ("&Kỳ:", self._stick.period, 0),
            ("&USB:", self._stick.folder, 1),
        ):
            name = QLabel(label)
            name.setBuddy(widget)
            top.addWidget(name)
            top.addWidget(widget, share)
        top.addWidget(self._stick.browse)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self._tabs)

    def refresh(self) -> None:
        for part in self._parts:
            part.refresh()
        below = bool(consolidation.subordinates(self.session.store))
        self._tabs.setTabVisible(STANDING, below)

    def take_focus(self) -> None:
        self._stick.folder.setFocus()
