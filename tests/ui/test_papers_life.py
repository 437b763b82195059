"""The life of a paper in the window: approval, number, withdrawal, the list and its filters."""

import pytest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.documents import drafts, numbering
from app.documents.document import Document
from tests.ui.conftest import Today, click, said
from tests.ui.papers import (
    DOCUMENTS,
    answer,
    dialog_of,
    draft,
    issue,
    listed,
    offered,
    pages,
    text_of,
)
from ui.main_window import Desk
from ui.page import Page

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so


@pytest.fixture
def page(today: Today, desk: Desk) -> Page:
    today("2026-02-20")
    desk.go(DOCUMENTS)
    return desk.current()


def paper(page: Page, type_id: str = "report_month") -> Document:
    (found,) = drafts.listing(page.session.store, type=type_id)
    return found


def test_a_paper_waits_for_approval_comes_back_and_is_recalled(page: Page, qtbot: QtBot) -> None:
    draft(page, "report_month")
    click(page, "send")
    assert paper(page).state == "awaiting"
    assert text_of(page).isReadOnly()
    assert "Đang chờ phê duyệt" in said(page, "said")
    assert not offered(page, "save")
    assert not offered(page, "discard")
    click(page, "send_back")
    answer(page, qtbot, "send_back_dialog", reason="Thiếu phần phương hướng")
    assert (paper(page).state, paper(page).returned_count) == ("draft", 1)
    assert "Thiếu phần phương hướng" in said(page, "said")
    click(page, "send")
    click(page, "recall")
    assert paper(page).state == "draft"
    assert not text_of(page).isReadOnly()


def test_a_reason_is_wanted_and_the_question_stays_until_it_is_given(
    page: Page, qtbot: QtBot
) -> None:
    draft(page, "report_month")
    click(page, "send")
    click(page, "send_back")
    answer(page, qtbot, "send_back_dialog", reason="")
    dialog = dialog_of(page, qtbot, "send_back_dialog")
    problem = dialog.findChild(QLabel, "question_problem")
    assert problem is not None
    assert problem.text().startswith("✖")
    dialog.reject()
    assert paper(page).state == "awaiting"


def test_before_issuing_the_blanks_are_shown_and_the_number_may_be_chosen(
    page: Page, qtbot: QtBot
) -> None:
    store = page.session.store
    numbering.note(store, "2026", 1, "Giữ cho báo cáo năm")
    draft(page, "report_month")
    text_of(page).appendPlainText("- Đồng chí ………… phụ trách.")
    click(page, "issue")
    dialog = dialog_of(page, qtbot, "issue_dialog")
    series, ordinal = dialog.findChild(QLabel, "series"), dialog.findChild(QLineEdit, "ordinal")
    assert series is not None
    assert ordinal is not None
    assert "Giữ cho báo cáo năm" in series.text()
    assert ordinal.text() == "02"
    assert "lỗi" in said(dialog, "check_said")
    ordinal.setText("bảy")
    click(dialog, "issue_confirm")
    assert "là một số" in said(dialog, "issue_problem")
    ordinal.setText("7")
    click(dialog, "issue_confirm")
    assert (paper(page).state, paper(page).ordinal) == ("issued", 7)


def test_a_finding_in_the_window_of_issuing_leads_back_to_its_place(
    page: Page, qtbot: QtBot
) -> None:
    draft(page, "report_month")
    text_of(page).appendPlainText("- Đồng chí ………… phụ trách.")
    click(page, "issue")
    dialog = dialog_of(page, qtbot, "issue_dialog")
    assert isinstance(dialog, QDialog)
    dialog.panel.wanted.emit("- Đồng chí ………… phụ trách.")  # type: ignore[attr-defined]
    assert paper(page).state == "draft"
    assert text_of(page).textCursor().selectedText() == "- Đồng chí ………… phụ trách."


def test_an_issued_paper_is_withdrawn_with_a_reason_and_keeps_its_number(
    page: Page, qtbot: QtBot
) -> None:
    draft(page, "report_month")
    issue(page, qtbot)
    number = paper(page).number
    click(page, "withdraw")
    answer(page, qtbot, "withdraw_dialog", reason="Sai số liệu quân số")
    assert (paper(page).state, paper(page).number) == ("withdrawn", number)
    assert "Sai số liệu quân số" in said(page, "said")
    assert not offered(page, "withdraw")


def test_only_a_paper_with_the_block_is_approved_and_the_day_is_read(
    page: Page, qtbot: QtBot
) -> None:
    draft(page, "report_month")
    issue(page, qtbot)
    assert not offered(page, "approve")
    draft(page, "plan_month")
    issue(page, qtbot)
    assert offered(page, "approve")
    click(page, "approve")
    answer(page, qtbot, "approve_dialog", by="Thiếu tá Lê Văn Mẫu", on="21/2/2026")
    assert paper(page, "plan_month").data["approved"] == [
        {"by": "Thiếu tá Lê Văn Mẫu", "on": "2026-02-21"}
    ]
    assert "Thiếu tá Lê Văn Mẫu phê duyệt ngày 21/02/2026" in said(page, "said")


def test_the_list_is_narrowed_by_words_without_marks_and_by_state(page: Page, qtbot: QtBot) -> None:
    draft(page, "report_month")
    click(page, "send")
    draft(page, "resolution_month")
    assert len(listed(page)) == 2
    words = page.findChild(QLineEdit, "find_paper")
    assert words is not None
    words.setText("nghi quyet")
    qtbot.waitUntil(lambda: len(listed(page)) == 1)
    assert listed(page)[0].startswith("Nghị quyết")
    words.clear()
    qtbot.waitUntil(lambda: len(listed(page)) == 2)
    state = page.findChild(QComboBox, "state_filter")
    assert state is not None
    state.setCurrentIndex(state.findData("awaiting"))
    assert len(listed(page)) == 1
    assert listed(page)[0].startswith("Báo cáo")


def test_types_stand_under_their_family_and_are_found_by_initials(page: Page, qtbot: QtBot) -> None:
    box = page.findChild(QComboBox, "type")
    words = page.findChild(QLineEdit, "type_filter")
    assert box is not None
    assert words is not None
    assert box.findText("Văn kiện đảng") == 0
    assert box.itemData(0) is None
    everything = box.count()
    words.setText("nghi quyet")
    qtbot.waitUntil(lambda: box.count() < everything)
    found = [box.itemText(n).strip() for n in range(box.count()) if box.itemData(n)]
    assert found
    assert all("nghị quyết" in text.lower() for text in found)


def test_another_way_of_signing_is_chosen_before_the_draft(page: Page, qtbot: QtBot) -> None:
    signature = page.findChild(QComboBox, "signature")
    box = page.findChild(QComboBox, "type")
    assert signature is not None
    assert box is not None
    box.setCurrentIndex(box.findData("report_month"))
    signature.setCurrentIndex(signature.findData("head_deputy"))
    click(page, "draft")
    sheet = drafts.preview(page.session.store, paper(page).id)
    assert sheet.signature.captions[0].text.startswith("KT. ")
    qtbot.waitUntil(lambda: pages(page) >= 1)


def test_a_paper_of_another_unit_is_only_read(page: Page) -> None:
    draft(page, "report_month")
    store = page.session.store
    with store.change("Văn kiện của đơn vị khác"):
        store.insert(
            "unit", {"code": "c9", "name": "Đại đội 9", "echelon": "company", "parent": "d1"}
        )
        store.insert(
            "document",
            {
                "id": "khac", "unit": "c9", "type": "report_month", "period": "2026-01", "title": "Báo cáo của Đại đội 9",
                "state": "issued", "profile": "quan-doi", "dated": "2026-01-30", "text": "Nội dung.", "data": {},
            },
        )  # fmt: skip
    page.open("khac")
    assert "Chỉ đọc" in said(page, "said")
    assert not offered(page, "withdraw")
    assert not offered(page, "replace")
    assert offered(page, "export")
    assert text_of(page).isReadOnly()
