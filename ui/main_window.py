"""The one window: the unlock page, then the rail with its pages; it locks itself when left alone."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ledgers import settings
from app.store import Store
from ui import help_page, icons, kept
from ui.page import Page
from ui.session import Session
from ui.unlock import UnlockPage
from ui.views import PAGES

SMALLEST = QSize(880, 480)
"""Fits a screen of 1366×768 enlarged to 150 %."""
NARROW = 1000
"""Below this width the rail shows its icons only."""
RAIL, SLIM_RAIL = 150, 52

WATCHED = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
}


class MainWindow(QMainWindow):
    """Unlock, rail and pages on one store folder."""

    def __init__(self, home: Path) -> None:
        super().__init__()
        self.session: Session | None = None
        self._home = home
        self.setWindowTitle("Sổ CTĐ")
        self.setMinimumSize(SMALLEST)
        self.resize(1366, 728)
        self.left_alone = QTimer(self)
        self.left_alone.setSingleShot(True)
        self.left_alone.timeout.connect(self.lock)
        QShortcut(QKeySequence.StandardKey.HelpContents, self, self.help)
        self.lock()
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # it exists here

    def lock(self) -> None:
        """Close the store and show the unlock page; nothing of the rows stays on screen or clipboard.

        Slow work under way is not interrupted; the lock comes back when it may.
        """
        if self.session and self.session.busy:
            self.left_alone.start()
            return
        desk = self.centralWidget()
        if isinstance(desk, Desk) and self.session:
            desk.keep_unsaved()
        self._close_store()
        page = UnlockPage(self._home)
        page.opened.connect(self.enter)
        self.setCentralWidget(page)
        page.focus()

    def enter(self, store: Store) -> None:
        """Show the pages on an opened store."""
        self.session = Session(store, self)
        self.session.told.connect(lambda line: self.statusBar().showMessage(line, 8000))
        self.setWindowTitle(f"Sổ CTĐ – {store.unit.name}")
        self.session.edition_changed.connect(self._lay_again, Qt.ConnectionType.QueuedConnection)
        desk = Desk(self.session)
        self.setCentralWidget(desk)
        QTimer.singleShot(0, desk, desk.take_focus)
        if kept.waiting(store):
            self.session.told.emit(kept.WAITS)
        self.session.changed.connect(self._mind_settings)
        self._mind_settings(frozenset({"setting"}))

    def _mind_settings(self, tables: frozenset[str]) -> None:
        """Lock after as many idle minutes as the unit chose."""
        if self.session and "setting" in tables:
            self.left_alone.start(settings.chosen(self.session.store).idle_minutes * 60_000)

    def _lay_again(self) -> None:
        """Make the pages anew, because the store went over to other ledgers; what was typed is kept."""
        before = self.centralWidget()
        if self.session is None or not isinstance(before, Desk):
            return
        before.keep_unsaved()
        at = before.rail.currentRow()
        desk = Desk(self.session)
        self.setCentralWidget(desk)
        desk.rail.setCurrentRow(at)

    def help(self) -> None:
        """Open the manual at the page of the view in front."""
        desk = self.centralWidget()
        topic = desk.current().topic if isinstance(desk, Desk) else "bat-dau"
        help_page.show(topic, self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.session and event.type() in WATCHED:
            self.left_alone.start()
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, unless something is typed and not saved: its page asks first."""
        desk = self.centralWidget()
        if isinstance(desk, Desk) and self.session and desk.ask_unsaved(self._close_later):
            event.ignore()
            return
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]  # it exists here
        self._close_store()
        super().closeEvent(event)

    def _close_later(self) -> None:
        QTimer.singleShot(0, self, self.close)

    def _close_store(self) -> None:
        self.left_alone.stop()
        if self.session:
            if (typing := self.focusWidget()) is not None:
                typing.clearFocus()  # what is left is looked up, while the store can still answer
            for dialog in self.findChildren(QDialog):
                dialog.close()
                dialog.deleteLater()
            QApplication.clipboard().clear()
            self.session.close()
            self.session = None
        self.setWindowTitle("Sổ CTĐ")


class Desk(QWidget):
    """The rail and the pages; a page is made when first brought in front, and refreshed when it comes back."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._slim = False
        self.rail = QListWidget()
        self.rail.setObjectName("rail")
        self.rail.setAccessibleName("Các trang")
        self.rail.setIconSize(QSize(22, 22))
        self.rail.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack = QStackedWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        if session.store.unit.training:
            outer.addWidget(_banner())
        layout = QHBoxLayout()
        outer.addLayout(layout)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rail)
        layout.addWidget(self._stack, 1)
        for number, place in enumerate(PAGES, 1):
            self._stack.addWidget(QWidget())
            item = QListWidgetItem()
            item.setToolTip(f"{place.title} (Alt+{number})")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, place.title)
            item.setSizeHint(QSize(SLIM_RAIL - 6, 40))
            self.rail.addItem(item)
            QShortcut(QKeySequence(f"Alt+{number}"), self, lambda n=number - 1: self.go(n))
        QShortcut(QKeySequence.StandardKey.Undo, self, self._session.undo)
        self._find = QShortcut(QKeySequence("Ctrl+F"), self, self.bring_search)
        QShortcut(QKeySequence("Ctrl+K"), self, self.bring_search)
        for keys in ("Ctrl+Y", "Ctrl+Shift+Z"):
            QShortcut(QKeySequence(keys), self, self._session.redo)
        self.rail.currentRowChanged.connect(self._bring)
        session.changed.connect(self._mark)
        session.wanted.connect(self._open)
        self._paint_rail()
        self.rail.setCurrentRow(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        slim = event.size().width() < NARROW
        if slim != self._slim:
            self._slim = slim
            self._paint_rail()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_rail()

    def current(self) -> Page:
        page = self._stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def take_focus(self) -> None:
        """Put the keyboard on the rail, where the arrows choose a page."""
        self.rail.setFocus()

    def go(self, number: int) -> None:
        """Bring page `number` (from 0) in front and give it the keyboard."""
        self.rail.setCurrentRow(number)
        self.current().take_focus()

    def ask_unsaved(self, then: Callable[[], None]) -> bool:
        """Let the first page with unsaved typing ask about it; return whether there is one."""
        for number in range(self._stack.count()):
            page = self._stack.widget(number)
            if isinstance(page, Page) and page.unsaved:
                self.go(number)
                page.settle_unsaved(then)
                return True
        return False

    def keep_unsaved(self) -> None:
        for number in range(self._stack.count()):
            page = self._stack.widget(number)
            if isinstance(page, Page):
                self._session.act(lambda _, kept=page: kept.keep_unsaved())

    def bring_search(self) -> None:
        """Bring the search page in front, the keyboard in its line."""
        self.go(next(number for number, place in enumerate(PAGES) if place.icon == "search"))

    def _paint_rail(self) -> None:
        """Give the places their icons in today's colours, and their names where there is room."""
        self.rail.setFixedWidth(SLIM_RAIL if self._slim else RAIL)
        for number, place in enumerate(PAGES):
            item = self.rail.item(number)
            item.setIcon(icons.icon(place.icon, self.rail.palette()))
            item.setText("" if self._slim else place.title)

    def _open(self, kind: str, id: str) -> None:
        known = {place.shows: number for number, place in enumerate(PAGES)}
        self.go(known.get(kind, known["entry"]))  # a person too is a row of a ledger
        self._session.act(lambda _: self.current().open(id))

    def _bring(self, number: int) -> None:
        blank = self._stack.widget(number)
        if blank is not None and not isinstance(blank, Page):
            self._stack.insertWidget(number, PAGES[number].make(self._session))
            self._stack.removeWidget(blank)
            blank.deleteLater()
        self._stack.setCurrentIndex(number)
        self._find.setEnabled(not self.current().own_find)
        self.current().freshen()

    def _mark(self, tables: frozenset[str]) -> None:
        for number in range(self._stack.count()):
            page = self._stack.widget(number)
            if isinstance(page, Page) and page.tables & tables:
                page.stale = True
        self.current().freshen()


def _banner() -> QLabel:
    """Say over every page that this unit is not a real one."""
    banner = QLabel("HUẤN LUYỆN – số liệu giả định; đơn vị thật không nhận gói của sổ này")
    banner.setObjectName("training")
    banner.setAlignment(Qt.AlignmentFlag.AlignCenter)
    banner.setAutoFillBackground(True)
    banner.setBackgroundRole(QPalette.ColorRole.Highlight)
    banner.setForegroundRole(QPalette.ColorRole.HighlightedText)
    banner.setMargin(4)
    return banner
