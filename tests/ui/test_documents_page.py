"""The documents page: drafts beside their printed page, numbers, new versions, files."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.documents import drafts
from app.exchange import keys
from app.store import Store
from tests.ui.conftest import Today, click, desk_of, said, unlock
from tests.ui.papers import DOCUMENTS, draft, issue, offered, pages, text_of
from ui import application, shown
from ui.main_window import Desk, MainWindow
from ui.page import Page

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so


@pytest.fixture
def page(today: Today, desk: Desk) -> Page:
    today("2026-02-20")
    desk.go(DOCUMENTS)
    return desk.current()


def test_a_draft_is_typed_shown_kept_issued_and_then_fixed(page: Page, qtbot: QtBot) -> None:
    assert said(page, "only_open") == shown.ONLY_OPEN
    store = page.session.store
    draft(page, "report_month")
    (made,) = drafts.listing(store)
    qtbot.waitUntil(lambda: pages(page) >= 1)
    before = pages(page)
    text_of(page).setPlainText(made.text + "\n" + "- Bổ sung một dòng.\n" * 120)
    qtbot.waitUntil(lambda: pages(page) > before)
    assert drafts.get(store, made.id).text == made.text, "typing alone changes nothing"
    click(page, "save")
    assert "Bổ sung một dòng." in drafts.get(store, made.id).text
    issue(page, qtbot)
    issued = drafts.get(store, made.id)
    assert issued.state == "issued"
    assert issued.number
    assert text_of(page).isReadOnly()
    assert not offered(page, "issue")
    click(page, "replace")
    assert [d.state for d in drafts.listing(store, state="draft")] == ["draft"]
    assert not text_of(page).isReadOnly()


def test_issuing_keeps_what_was_typed_and_not_yet_saved(page: Page, qtbot: QtBot) -> None:
    draft(page, "resolution_month")
    text_of(page).appendPlainText("Gõ thêm rồi ban hành ngay.")
    issue(page, qtbot)
    (issued,) = drafts.listing(page.session.store, state="issued")
    assert "Gõ thêm rồi ban hành ngay." in issued.text


def test_a_draft_thrown_away_leaves_the_page_and_comes_back_by_undo(page: Page) -> None:
    draft(page, "report_month")
    (made,) = drafts.listing(page.session.store)
    click(page, "discard")
    assert drafts.get(page.session.store, made.id).state == "withdrawn"
    page.session.act(Store.undo)
    assert drafts.get(page.session.store, made.id).state == "draft"


def test_a_secrecy_mark_is_refused_beside_the_text(page: Page, qtbot: QtBot) -> None:
    draft(page, "report_month")
    (made,) = drafts.listing(page.session.store)
    text_of(page).setPlainText("TỐI MẬT\n" + made.text)
    click(page, "issue")
    box = page.window().findChild(QWidget, "refusal")
    assert box is not None
    box.close()
    after = drafts.get(page.session.store, made.id)
    assert (after.text, after.state) == (made.text, "draft")
    assert "TỐI MẬT" in text_of(page).toPlainText(), "what was typed stays to be mended"


def test_word_and_pdf_are_written_where_the_officer_chooses(page: Page, tmp_path: Path) -> None:
    draft(page, "report_month")
    click(page, "export")
    dialog = page.findChild(QFileDialog, "choose")
    assert dialog is not None
    folder = tmp_path / "Văn bản in"
    folder.mkdir()
    dialog.fileSelected.emit(str(folder))
    dialog.close()
    assert sorted(file.suffix for file in folder.iterdir()) == [".docx", ".pdf"]


def test_a_superior_drafts_its_report_from_all_units(
    store: Store,
    battalion: Store,
    today: Today,
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
) -> None:
    today("2026-02-20")
    application.prepare(qapp)
    card = keys.write_card(store, tmp_path)
    keys.trust(battalion, card, keys.read_card(card).fingerprint)
    battalion.close()
    window = MainWindow(battalion.home)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    unlock(window, qtbot)
    desk_of(window).go(DOCUMENTS)
    page = desk_of(window).current()
    draft(page, "report_month")
    (made,) = drafts.listing(page.session.store)
    assert "Đại đội 1" in made.text, "the unit that has not sent anything is named"
    table = page.findChild(QTableView, "documents")
    assert table is not None
    assert table.model().rowCount() == 1
