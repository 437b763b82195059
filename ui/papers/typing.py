"""Text typed and not saved: asked about before another paper takes its place, kept every few seconds, offered after a crash."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.documents import Document, drafts, life, refreshing
from app.text import clean

if TYPE_CHECKING:
    from ui.papers.page import DocumentsPage

KEEP_MS = 4000
"""What is typed stands in the encrypted file after this long at the latest."""
STALE = "Sổ đã thay đổi sau khi soạn: bấm để lấy lại các bảng, chữ đã gõ giữ nguyên."
FRESH = "Các bảng đang khớp với sổ."


class Typing(QObject):
    """The text of the page's editor against the saved text of the paper in front."""

    def __init__(self, page: DocumentsPage) -> None:
        super().__init__(page)
        self._page = page
        self._store = page.session.store
        self._pane = page.pane
        self.dirty = False
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(KEEP_MS)
        self._keep.timeout.connect(lambda: page.session.act(lambda _: self.keep_now()))
        bar, recover = self._pane.unsaved, self._pane.recover
        bar.saved.connect(self._save_and_go)
        bar.dropped.connect(self._drop_and_go)
        bar.stayed.connect(self._stay)
        recover.taken.connect(self._take_back)
        recover.dropped.connect(self._forget)
        recover.compared.connect(self._compare)

    def waiting(self, papers: Sequence[Document]) -> str:
        """Return the newest draft that has typing kept from before, empty when none has."""
        drafted = {d.id for d in papers if d.state == "draft"}
        for kept in self._store.scratches("paper/"):
            _, paper, account = kept.key.split("/", 2)
            if paper in drafted and account == self._store.account.name:
                return paper
        return ""

    def begin(self, document: Document | None) -> None:
        """A paper came in front with its saved text; typing kept from before is offered."""
        self._keep.stop()
        self._pane.unsaved.answer()
        self._set_dirty(dirty=False)
        if document is None or document.state != "draft":
            return
        for kept in self._store.scratches(self._key(document)):
            if clean(kept.text).strip("\n") != document.text:
                self._pane.recover.offer(kept.text, kept.at)

    def mind_acts(self) -> None:
        """Switch what depends on the store: fresh tables, the block for approval, who may sign."""
        document = self._page.front
        if document is None or document.outside:
            return
        stale = document.state == "draft" and bool(refreshing.stale(self._store, document.id))
        self._pane.allow("refresh", on=stale, why=STALE if stale else FRESH)
        if document.state == "issued" and not life.approvable(self._store, document):
            self._pane.hide_acts(["approve"])
        if not self._store.account.signs:
            for name in ("issue", "withdraw"):
                self._pane.allow(name, on=False, why="Chỉ chính trị viên ban hành, thu hồi.")

    def typed(self) -> None:
        """The text was changed by the keyboard or by an act of the editor."""
        if self._page.front is not None and not self._page.editor.isReadOnly():
            self._set_dirty(dirty=True)
            if not self._keep.isActive():
                self._keep.start()

    def keep_now(self) -> None:
        """Keep what is typed beside the journal, inside the encrypted file."""
        self._keep.stop()
        if self.dirty and self._page.front and not self._page.session.closed:
            self._store.keep_scratch(self._key(self._page.front), self._page.editor.toPlainText())

    def save(self) -> bool:
        """Save the text as typed; return whether the store now holds it."""
        document = self._page.front
        if document is None:
            return False
        if not self.dirty:
            return True
        text = clean(self._page.editor.toPlainText())
        saved = self._page.session.act(drafts.edit, document.id, text, then=self._saved)
        if saved:
            self.drop()
            self._page.session.told.emit("Đã lưu dự thảo.")
        return saved

    def drop(self) -> None:
        """Forget what was typed and not saved."""
        self._keep.stop()
        typed = self.dirty
        self._set_dirty(dirty=False)
        if self._page.front and typed:
            self._store.drop_scratch(self._key(self._page.front))

    def ask_first(self, then: Callable[[], None]) -> None:
        """Ask what becomes of unsaved typing, then do `then`; at once when there is none."""
        document = self._page.front
        if self.dirty and document:
            self._pane.unsaved.ask(document.title, then)
        else:
            then()

    def _saved(self, document: Document) -> None:
        self._page.took(document)

    def _save_and_go(self) -> None:
        if self.save():
            self._go()

    def _drop_and_go(self) -> None:
        self.drop()
        wanted = self._pane.unsaved.answer()
        self._page.show_document(self._page.front)
        if wanted:
            wanted()

    def _go(self) -> None:
        if wanted := self._pane.unsaved.answer():
            wanted()

    def _stay(self) -> None:
        self._pane.unsaved.answer()
        self._page.editor.setFocus()

    def _take_back(self) -> None:
        text = self._pane.recover.text
        self._pane.recover.settle()
        self._page.editor.replace_all(text)
        self._page.editor.setFocus()

    def _forget(self) -> None:
        self._pane.recover.settle()
        if self._page.front:
            self._store.drop_scratch(self._key(self._page.front))

    def _compare(self) -> None:
        from ui.papers import comparing

        if self._page.front:
            comparing.show(
                self._page, ("Bản đã lưu", self._page.front.text),
                ("Bản đang gõ", self._pane.recover.text),
            )  # fmt: skip

    def _key(self, document: Document) -> str:
        return f"paper/{document.id}/{self._store.account.name}"

    def _set_dirty(self, *, dirty: bool) -> None:
        self.dirty = dirty
        self._pane.allow("save", on=dirty)
