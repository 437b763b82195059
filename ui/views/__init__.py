"""The pages of the rail, in their order."""

from ui.page import Page
from ui.views.documents import DocumentsPage
from ui.views.exchange import ExchangePage
from ui.views.history import HistoryPage
from ui.views.ledgers import LedgersPage
from ui.views.overview import OverviewPage
from ui.views.search import SearchPage

PAGES: tuple[type[Page], ...] = (
    OverviewPage,
    LedgersPage,
    DocumentsPage,
    ExchangePage,
    SearchPage,
    HistoryPage,
)
