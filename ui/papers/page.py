"""Văn kiện: the list, the text as officers type it, and the page it becomes beside it."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.documents import Document, checking, drafts
from app.errors import AppError
from app.text import clean
from ui import tables
from ui.page import Page
from ui.papers import following, live, naming
from ui.papers.listing import PaperList
from ui.papers.making import Making
from ui.papers.more import MoreButton
from ui.papers.pane import PaperPane
from ui.papers.typing import Typing
from ui.preview import Preview
from ui.session import Session

PAGE_PAUSE_MS = 500
CHECK_PAUSE_MS = 1800
FOLLOW_PAUSE_MS = 250


class DocumentsPage(Page):
    """`paper` is what stands in front; everything slow about it is looked at on a worker."""

    title: ClassVar[str] = "Văn kiện"
    topic: ClassVar[str] = "van-kien"
    tables: ClassVar[frozenset[str]] = frozenset({"document", "document_file", "entry"})
    own_find: ClassVar[bool] = True

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._paper: Document | None = None
        self.making = Making(session)
        self.list = PaperList(session.store)
        self.pane = PaperPane(self)
        self.editor = self.pane.editor
        self.preview = Preview()
        self.typing = Typing(self)
        self._pages = live.Look(session, live.pages, PAGE_PAUSE_MS, self)
        self._checks = live.Look(session, live.findings, CHECK_PAUSE_MS, self)
        self._waiting: Callable[[list[checking.Finding]], None] | None = None
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(FOLLOW_PAUSE_MS)
        self._line = -1
        self._connect()
        self._lay_out()
        self.show_document(None)

    @property
    def paper(self) -> Document:
        """Return the paper in front; the buttons stand there only when there is one."""
        assert self._paper is not None
        return self._paper

    @property
    def front(self) -> Document | None:
        return self._paper

    def refresh(self) -> None:
        rows = self.list.show_papers(self.session.store)
        if self._paper is None:
            if waiting := self.typing.waiting(rows):
                self.list.select(waiting)
            return
        kept = next((d for d in rows if d.id == self._paper.id), None)
        if kept is None and self._paper.unit == self.session.store.unit.code:
            self.show_document(None)
        elif kept and kept != self._paper:
            if self.typing.dirty and kept.state == "draft":
                self._paper = kept
            else:
                self.show_document(kept)
        else:
            self._mind_tables()
        if self._paper:
            self.list.mark(self._paper.id)

    def open(self, id: str) -> None:
        """Show one document, chosen in the list if it is the own unit's."""
        if not self.list.select(id):
            document = drafts.get(self.session.store, id)
            self.typing.ask_first(lambda: self.show_document(document))

    def take_focus(self) -> None:
        self.list.table.setFocus()

    @property
    def unsaved(self) -> bool:
        return self.typing.dirty

    def settle_unsaved(self, then: Callable[[], None]) -> None:
        self.typing.ask_first(then)

    def keep_unsaved(self) -> None:
        self.typing.keep_now()

    # What the acts ask of the page

    def keep(self) -> bool:
        """Save the text as typed; return whether the store now holds it."""
        return self.typing.save()

    def drop_typing(self) -> None:
        self.typing.drop()

    def after_saving(self, then: Callable[[Document], object]) -> None:
        """Save what was typed, then go on with the paper; a refusal ends it."""
        if self.typing.save():
            then(self.paper)

    def with_findings(self, then: Callable[[list[checking.Finding]], None]) -> None:
        """Look for faults in the saved paper and go on with what was found."""
        asked = (self.paper.id, self.paper.text)
        if self._checks.answered == asked and self.pane.checks.findings is not None:
            then(list(self.pane.checks.findings))
            return
        self._waiting = then
        self.pane.checks.working()
        self._checks.ask(*asked, at_once=True)

    def begin(self, document: Document) -> None:
        """Show a new draft with the keyboard in its text."""
        self.list.show_papers(self.session.store)
        self.show_document(document)
        self.editor.setFocus()

    def go_to(self, words: str) -> None:
        """Bring the line with these words in front, in the text."""
        while words and not self.editor.go_to(words):
            words = words.rpartition(" ")[0]  # signs of the outline stand between the later words
        self.editor.setFocus()

    def took(self, document: Document) -> None:
        """The paper in front was saved; the text stays as it stands, the cursor too."""
        self._paper = document

    def show_document(self, document: Document | None) -> None:
        """Put a paper in front with its saved text."""
        same = document is not None and self._paper is not None and document.id == self._paper.id
        self._paper = document
        self._waiting = None
        self.pane.show_paper(document, document.text if document else "")
        self.typing.begin(document)
        if not same:
            self.preview.clear()
            self._line = -1
        if document is None or document.outside:
            self._pages.forget()
            self._checks.forget()
            self.preview.clear()
            return
        self.list.mark(document.id)
        self._pages.ask(document.id, None, at_once=True)
        self._checks.ask(document.id, document.text)
        self.typing.mind_acts()

    def _mind_tables(self) -> None:
        """Rows of the ledgers changed, perhaps those of this paper's tables."""
        self._checks.answered = None
        self.typing.mind_acts()

    def _connect(self) -> None:
        self.list.chosen.connect(self._chosen)
        self.making.made.connect(self._made)
        self.editor.textChanged.connect(self._typed)
        self.editor.cursorPositionChanged.connect(self._follow.start)
        self._follow.timeout.connect(self._follow_cursor)
        self.editor.completing.connect(lambda: naming.ask(self.session.store, self.editor))
        self._pages.shown.connect(self._show_pages)
        self._pages.refused.connect(self.pane.checks.show_refusal)
        self._checks.shown.connect(self._show_findings)
        self._checks.refused.connect(self._refuse_findings)
        self.pane.checks.wanted.connect(self.go_to)
        QShortcut(QKeySequence("Ctrl+F"), self, self._find)
        QShortcut(QKeySequence("Ctrl+H"), self, lambda: self._find(replacing=True))

    def _find(self, *, replacing: bool = False) -> None:
        """Look for words in the paper in front, or in the list while there is none."""
        if self._paper:
            self.pane.finder.begin(replacing=replacing)
        else:
            self.list.take_focus()

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.making)
        column.addWidget(self.list, 1)
        column.addWidget(MoreButton(self))
        splitter = QSplitter()
        for part in (left, self.pane, self.preview):
            splitter.addWidget(part)
        tables.share(splitter, (32, 45, 43))
        QHBoxLayout(self).addWidget(splitter)

    def _chosen(self, id: str) -> None:
        if self._paper and id == self._paper.id:
            return
        if self.typing.dirty and self._paper:
            self.list.mark(self._paper.id)
        self.typing.ask_first(lambda: self.show_document(drafts.get(self.session.store, id)))

    def _made(self, document: Document) -> None:
        self.typing.ask_first(lambda: self.begin(document))

    def _typed(self) -> None:
        self.typing.typed()
        if self._paper:
            text = clean(self.editor.toPlainText()).strip("\n")
            self._pages.ask(self._paper.id, text)
            self._checks.ask(self._paper.id, text)

    def _show_pages(self, content: bytes) -> None:
        self.preview.show_pdf(content)
        if self.editor.hasFocus():
            self._line = -1
            self._follow.start()

    def _follow_cursor(self) -> None:
        """Bring the paragraph of the cursor in sight on the pages, once the cursor went to another."""
        line = self.editor.textCursor().blockNumber()
        if line != self._line and self.preview.pages > 0:
            self._line = line
            following.follow(self.preview, self.editor.toPlainText().split("\n"), line)

    def _show_findings(self, found: list[checking.Finding]) -> None:
        self.pane.checks.show_findings(found)
        wanted, self._waiting = self._waiting, None
        if wanted:
            wanted(found)

    def _refuse_findings(self, error: AppError) -> None:
        self.pane.checks.show_refusal(error)
        self._waiting = None
