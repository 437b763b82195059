"""The pages of the rail, in their order; each is imported when it is first brought in front.

The documents and exchange pages bring the makers of Word, PDF and bundles with them, which would
double the time to the first paint.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ui.page import Page
from ui.session import Session


@dataclass(frozen=True, slots=True)
class Place:
    """One place on the rail: its name, its icon, how its page is made, and the kind of thing it can open."""

    title: str
    icon: str
    make: Callable[[Session], Page]
    shows: str = ""


def _overview(session: Session) -> Page:
    from ui.views.overview import OverviewPage

    return OverviewPage(session)


def _ledgers(session: Session) -> Page:
    from ui.ledger import LedgersPage

    return LedgersPage(session)


def _documents(session: Session) -> Page:
    from ui.papers import DocumentsPage

    return DocumentsPage(session)


def _exchange(session: Session) -> Page:
    from ui.views.exchange import ExchangePage

    return ExchangePage(session)


def _people(session: Session) -> Page:
    from ui.views.people import PeoplePage

    return PeoplePage(session)


def _search(session: Session) -> Page:
    from ui.views.search import SearchPage

    return SearchPage(session)


def _history(session: Session) -> Page:
    from ui.views.history import HistoryPage

    return HistoryPage(session)


def _settings(session: Session) -> Page:
    from ui.views.settings import SettingsPage

    return SettingsPage(session)


PAGES = (
    Place("Tổng quan", "overview", _overview),
    Place("Sổ", "ledgers", _ledgers, "entry"),
    Place("Văn kiện", "documents", _documents, "document"),
    Place("Nộp – nhận", "exchange", _exchange),
    Place("Quân số", "people", _people, "person"),
    Place("Tra cứu", "search", _search),
    Place("Lịch sử", "history", _history),
    Place("Thiết lập", "settings", _settings),
)
