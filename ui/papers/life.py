"""What can be done with the paper in front, one line per act; an act is a function of the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app import clock
from app import period as periods
from app.documents import Document, checking, copying, drafts, life, refreshing
from app.errors import AppError
from app.text import date_short
from ui import choosing
from ui.papers import comparing
from ui.papers.asking import Question
from ui.papers.inserting import InsertDialog
from ui.papers.issuing import IssueDialog

if TYPE_CHECKING:
    from ui.papers.page import DocumentsPage

ANY = frozenset({"draft", "awaiting", "issued", "replaced", "withdrawn"})
Refused = Callable[[AppError], None]


@dataclass(frozen=True, slots=True)
class Act:
    """One button: its object name, what is read, in which states it stands there, what it does."""

    name: str
    text: str
    states: frozenset[str]
    act: Callable[[DocumentsPage], None]
    shortcut: str = ""


def _save(page: DocumentsPage) -> None:
    page.keep()


def _issue(page: DocumentsPage) -> None:
    page.after_saving(lambda d: page.with_findings(lambda found: _ask_issue(page, d, found)))


def _ask_issue(page: DocumentsPage, document: Document, found: list[checking.Finding]) -> None:
    dialog = IssueDialog(page.session, document, found, page)

    def leave(words: str) -> None:
        dialog.reject()
        page.go_to(words)

    dialog.panel.wanted.connect(leave)

    def issue(day: str, ordinal: int | None) -> None:
        def done(issued: Document) -> None:
            dialog.accept()
            page.show_document(issued)
            page.editor.setFocus()
            page.session.told.emit(f"Đã ban hành {issued.number or issued.title}.")

        page.session.act(
            drafts.issue, document.id, dated=day, ordinal=ordinal, then=done, refused=dialog.refuse
        )

    dialog.confirmed.connect(issue)
    dialog.open()


def _send(page: DocumentsPage) -> None:
    page.after_saving(
        lambda d: page.session.act(
            life.send, d.id, then=lambda sent: _told(page, sent, "Đã trình duyệt.")
        )
    )


def _recall(page: DocumentsPage) -> None:
    page.session.act(
        life.recall, page.paper.id, then=lambda d: _told(page, d, "Đã rút về dự thảo.")
    )


def _send_back(page: DocumentsPage) -> None:
    def act(texts: dict[str, str], refused: Refused) -> bool:
        return page.session.act(
            life.send_back, document, texts["reason"], refused=refused,
            then=lambda d: _told(page, d, "Đã ghi việc trả lại."),
        )  # fmt: skip

    document = page.paper.id
    title = "Ghi văn kiện bị trả lại"
    Question("send_back_dialog", title, {"reason": "Lý do"}, "&Ghi", act, page).open()


def _approve(page: DocumentsPage) -> None:
    def act(texts: dict[str, str], refused: Refused) -> bool:
        return page.session.act(
            life.approve, document, texts["by"], texts["on"], refused=refused,
            then=lambda d: _told(page, d, "Đã ghi phê duyệt."),
        )  # fmt: skip

    document = page.paper.id
    fields = {"by": "Người phê duyệt", "on": "Ngày phê duyệt"}
    dialog = Question("approve_dialog", "Ghi phê duyệt trên giấy", fields, "&Ghi", act, page)
    dialog.preset("on", date_short(clock.today()))
    dialog.open()


def _withdraw(page: DocumentsPage) -> None:
    def act(texts: dict[str, str], refused: Refused) -> bool:
        return page.session.act(
            life.withdraw, document, texts["reason"], refused=refused,
            then=lambda d: _told(page, d, "Đã thu hồi; số vẫn giữ."),
        )  # fmt: skip

    document = page.paper.id
    Question(
        "withdraw_dialog", "Thu hồi văn kiện", {"reason": "Lý do"}, "&Thu hồi", act, page
    ).open()


def _replace(page: DocumentsPage) -> None:
    page.session.act(drafts.replace, page.paper.id, then=page.begin)


def _discard(page: DocumentsPage) -> None:
    def done(d: Document) -> None:
        _told(page, d, f"Đã bỏ dự thảo: {d.title}. Hoàn tác: Ctrl+Z.")

    page.drop_typing()
    page.session.act(drafts.discard, page.paper.id, then=done)


def _refresh(page: DocumentsPage) -> None:
    page.after_saving(
        lambda d: page.session.act(
            refreshing.refresh, d.id, then=lambda x: _told(page, x, "Đã lấy lại bảng từ sổ.")
        )
    )


def _export(page: DocumentsPage) -> None:
    def ask(document: Document) -> None:
        def write(folder: Path) -> None:
            page.session.act(
                drafts.render_to, document.id, folder, ("docx", "pdf"),
                then=lambda files: page.session.told.emit("Đã ghi " + ", ".join(f.name for f in files)),
            )  # fmt: skip

        choosing.folder(page, "Ghi văn kiện vào thư mục", "", write)

    page.after_saving(ask)


def _compare(page: DocumentsPage) -> None:
    paper = page.paper
    before = copying.previous(
        page.session.store, paper.type, periods.parse(paper.period), besides=paper.id
    )
    if before is None:
        page.session.told.emit("Chưa có văn kiện loại này ở kỳ trước để so.")
        return
    now = page.editor.toPlainText()
    comparing.show(page, (before.title, before.text), (paper.title, now))


def _insert(page: DocumentsPage) -> None:
    InsertDialog(page).open()


def _told(page: DocumentsPage, document: Document, line: str) -> None:
    page.show_document(document)
    page.editor.setFocus()  # the button that was pressed may be gone
    page.session.told.emit(line)


DRAFT = frozenset({"draft"})
AWAITING = frozenset({"awaiting"})
ISSUED = frozenset({"issued"})
ACTS: tuple[Act, ...] = (
    Act("save", "&Lưu (Ctrl+S)", DRAFT, _save, "Ctrl+S"),
    Act("send", "&Trình duyệt", DRAFT, _send),
    Act("issue", "&Ban hành…", DRAFT | AWAITING, _issue),
    Act("recall", "&Rút về", AWAITING, _recall),
    Act("send_back", "Ghi tr&ả lại…", AWAITING, _send_back),
    Act("insert_table", "&Chèn bảng…", DRAFT, _insert),
    Act("refresh", "Lấ&y lại bảng", DRAFT, _refresh),
    Act("compare", "So &kỳ trước…", ANY, _compare),
    Act("approve", "Ghi &phê duyệt…", ISSUED, _approve),
    Act("replace", "Bản thay thế", ISSUED, _replace),
    Act("withdraw", "Th&u hồi…", ISSUED, _withdraw),
    Act("export", "Ghi &Word, PDF…", ANY, _export),
    Act("discard", "Bỏ &dự thảo", DRAFT, _discard),
)
