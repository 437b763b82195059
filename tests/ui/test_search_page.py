"""The search page as a person uses it: type, look, narrow, jump, come back; and Ctrl+F from anywhere."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextCursor, QTextDocument, QTextTable
from PySide6.QtWidgets import QLineEdit, QListView, QTextEdit, QToolButton
from pytestqt.qtbot import QtBot

from app.documents import drafts
from app.ledgers import attachments, entries
from app.period import parse
from tests.ledgers.examples import COMPANY, PEOPLE
from tests.ledgers.made_files import pdf
from tests.ui.conftest import Today, ctrl, focused, press, said, type_text
from ui.files import FileShelf
from ui.ledger import LedgersPage
from ui.main_window import Desk, MainWindow
from ui.views import PAGES, hits, paper_text
from ui.views.search import COUNT_MS, MOST, NOTHING_FOUND, SearchPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so


@pytest.fixture
def page(desk: Desk, today: Today) -> SearchPage:
    """The search page over people, one inspection with a file."""
    today("2026-04-01")
    store = desk.current().session.store
    entries.add_many(store, "person", PEOPLE)
    row = entries.add(store, "inspection", COMPANY["inspection"])
    attachments.add(store, row.id, "Ảnh nhà bếp.pdf", pdf(), not_secret=True)
    ctrl("k")
    found = desk.current()
    assert isinstance(found, SearchPage)
    return found


def search(page: SearchPage, qtbot: QtBot, text: str) -> list[str]:
    """Type into the line and return the titles found."""
    line = page.findChild(QLineEdit, "query")
    assert line is not None
    line.setFocus()
    line.selectAll()
    type_text(text)
    qtbot.waitUntil(lambda: not page._pause.isActive() and not page._later.isActive())
    model = listed(page).model()
    return [model.index(n, 0).data() for n in range(model.rowCount())]


def listed(page: SearchPage) -> QListView:
    found = page.findChild(QListView, "hits")
    assert found is not None
    return found


def peek(page: SearchPage) -> str:
    found = page.findChild(QTextEdit, "peek")
    assert found is not None
    return found.toPlainText()


def button(page: SearchPage, kind: str) -> QToolButton:
    found = page.findChild(QToolButton, f"kind_{kind}")
    assert found is not None
    return found


def test_results_come_as_typed_with_a_preview_that_follows(page: SearchPage, qtbot: QtBot) -> None:
    assert search(page, qtbot, "sach so tieu doan") == ["Kiểm tra, phúc tra 14/03/2026"]
    assert "Cấp, cơ quan kiểm tra: Tiểu đoàn 1" in peek(page)
    assert "Số hạn chế, khuyết điểm: 2" in peek(page)
    shelf = page.findChild(FileShelf, "peek_files")
    assert shelf is not None
    assert shelf.item(0).text().startswith("Ảnh nhà bếp.pdf")
    assert search(page, qtbot, "nguyen van mau")[0] == "Nguyễn Văn Mẫu"
    assert "Cấp bậc" in peek(page)


def test_found_words_are_bold_without_marks_in_the_preview(page: SearchPage, qtbot: QtBot) -> None:
    search(page, qtbot, "so sach")
    text = page.findChild(QTextEdit, "peek")
    assert text is not None
    at = text.toPlainText().index("Sổ sách")
    cursor = QTextCursor(text.document())
    cursor.setPosition(at + 1)
    assert cursor.charFormat().fontWeight() == QFont.Weight.Bold
    cursor.setPosition(1)
    assert cursor.charFormat().fontWeight() != QFont.Weight.Bold


def test_kinds_are_counted_and_narrowed(page: SearchPage, qtbot: QtBot) -> None:
    search(page, qtbot, "tra")
    assert button(page, "file").text() == "Tệp kèm (0)"
    search(page, qtbot, "nha bep")
    assert [button(page, k).text() for k in ("all", "entry", "file", "person")] == [
        "Tất cả (1)", "Dòng sổ (1)", "Tệp kèm (1)", "Quân nhân (0)",
    ]  # fmt: skip
    model = page._model
    assert hits.WORDS[model.hit(0).group] == "Tệp kèm"
    assert model.hit(0).snippet == "Tệp kèm: Ảnh nhà bếp.pdf"
    button(page, "person").click()
    assert model.rowCount() == 0
    assert said(page, "found") == NOTHING_FOUND
    search(page, qtbot, "nguyen")
    assert model.hit(0).group == "person"
    assert "Quân nhân" in model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_papers_are_shown_with_their_text(page: SearchPage, qtbot: QtBot) -> None:
    drafts.create(page.session.store, "report_month", parse("2026-03"))
    search(page, qtbot, "bao cao")
    button(page, "document").click()
    assert page._model.hit(0).kind == "document"
    assert "I. " in peek(page)


PAPER = """I. ĐẶC ĐIỂM TÌNH HÌNH
1. Quân số
a) Có mặt **đủ** sách \\*sao
- Vắng một
+ Ốm
[[task(title, due_date)]]
| Việc | Số |
| --- | ---: |
| Sách báo | 12 |

Hết."""


def test_papers_are_shown_as_they_are_read(page: SearchPage, qtbot: QtBot) -> None:
    paper = drafts.create(page.session.store, "report_month", parse("2026-03"))
    drafts.edit(page.session.store, paper.id, text=PAPER)
    search(page, qtbot, "sach")
    button(page, "document").click()
    shown = peek(page)
    for sign in ("**", "|", "[[", "---", "\\"):
        assert sign not in shown
    for line in ("I. ĐẶC ĐIỂM TÌNH HÌNH", "a) Có mặt đủ sách *sao", "- Vắng một", "+ Ốm", "Hết."):
        assert line in shown.splitlines()
    view = page.findChild(QTextEdit, "peek")
    assert view is not None
    assert [look(view, x) for x in ("TÌNH HÌNH", "Quân số", "Có mặt", "đủ", "Vắng", "12")] == [
        (True, False), (True, False), (False, False), (True, False), (False, False), (False, False),
    ]  # fmt: skip
    assert look(view, "sách") == (True, True), "what was searched for is told from what is bold"
    (table,) = view.document().rootFrame().childFrames()
    assert isinstance(table, QTextTable)
    assert (table.rows(), table.columns()) == (2, 2)
    number = table.cellAt(1, 1).firstCursorPosition()
    assert number.block().text() == "12"
    assert number.blockFormat().alignment() == Qt.AlignmentFlag.AlignRight


def test_a_paper_cut_within_a_table_is_shown_as_it_was_typed(qtbot: QtBot) -> None:
    shown = QTextDocument()
    paper_text.write(
        QTextCursor(shown), "Sách\n| a | b |\n| ---", lambda at, x, f: at.insertText(x, f)
    )
    assert shown.toPlainText() == "Sách\n| a | b |\n| ---"


def look(view: QTextEdit, text: str) -> tuple[bool, bool]:
    """Return whether a text is bold, and underlined."""
    found = view.document().find(text)
    assert not found.isNull(), text
    shape = found.charFormat()
    return shape.fontWeight() == QFont.Weight.Bold, shape.fontUnderline()


def test_the_keyboard_goes_down_into_the_list_and_back_and_enter_jumps(
    page: SearchPage, qtbot: QtBot, desk: Desk
) -> None:
    search(page, qtbot, "sach so")
    press(Qt.Key.Key_Down)
    assert focused().objectName() == "hits"
    press(Qt.Key.Key_Escape)
    assert focused().objectName() == "query"
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    assert focused().objectName() == "query"
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    front = desk.current()
    assert isinstance(front, LedgersPage)
    assert front.section is not None
    assert front.section.key == "inspection"


def test_enter_in_the_line_opens_the_first_also_before_the_pause_ends(
    page: SearchPage, desk: Desk
) -> None:
    type_text("so sach")
    press(Qt.Key.Key_Return)
    assert isinstance(desk.current(), LedgersPage)


def test_a_person_found_opens_on_the_page_of_people(
    page: SearchPage, qtbot: QtBot, desk: Desk
) -> None:
    search(page, qtbot, "nguyen van mau")
    assert page._model.hit(0).group == "person"
    press(Qt.Key.Key_Return)
    assert desk.current().title == "Quân số"


def test_too_many_say_so_and_an_empty_line_shows_nothing(page: SearchPage, qtbot: QtBot) -> None:
    rows = [{**COMPANY["session"], "topic": f"Bài {n}"} for n in range(MOST + 5)]
    known = {f.key for f in page.session.store.catalogue.sections["session"].fields}
    entries.add_many(
        page.session.store, "session", [{k: v for k, v in r.items() if k in known} for r in rows]
    )
    search(page, qtbot, "buoi hoc")
    assert f"{MOST + 5} kết quả, đang hiện {MOST}" in said(page, "found")
    assert page._model.rowCount() == MOST
    line = page.findChild(QLineEdit, "query")
    assert line is not None
    line.clear()
    qtbot.waitUntil(lambda: not page._pause.isActive())
    assert page._model.rowCount() == 0
    assert peek(page) == ""


def test_a_change_is_seen_and_the_chosen_stays_chosen(page: SearchPage, qtbot: QtBot) -> None:
    store = page.session.store
    search(page, qtbot, "kiem tra")
    chosen = page._model.hit(listed(page).currentIndex().row()).id
    entries.add(store, "inspection", {**COMPANY["inspection"], "date": "2026-03-20"})
    assert page._model.rowCount() == 2
    assert page._model.hit(listed(page).currentIndex().row()).id == chosen


def test_ctrl_f_brings_the_search_from_anywhere_but_filters_in_the_ledger(desk: Desk) -> None:
    for number in range(len(PAGES)):
        desk.go(number)
        before = desk.current()
        ctrl("f")
        if before.own_find:
            assert desk.current() is before
            assert isinstance(focused(), QLineEdit)
        else:
            assert isinstance(desk.current(), SearchPage)
            assert focused().objectName() == "query"


def test_what_was_still_to_be_counted_never_reaches_a_closed_store(
    page: SearchPage, desk: Desk, qtbot: QtBot
) -> None:
    line = page.findChild(QLineEdit, "query")
    assert line is not None
    line.setText("nguyen")
    page.refresh()
    window = desk.window()
    assert isinstance(window, MainWindow)
    window.close()
    qtbot.wait(2 * COUNT_MS)
