"""People in a form: found without marks, told apart, of the unit or not."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.ledgers import entries
from tests.ledgers.examples import COMPANY, OFFICER
from tests.ui.conftest import ctrl, focused, press, said, tab, type_text
from tests.ui.forms import DOWN, ENTER, F4, body_of, into, offered, open_new, type_into
from ui.ledger import LedgersPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so


@pytest.fixture(autouse=True)
def _spring(spring: None) -> None:
    """All of this happens in March."""


@pytest.fixture
def page(form_page: LedgersPage) -> LedgersPage:
    return form_page


def test_a_person_is_found_without_marks_with_rank_and_position_beside(
    page: LedgersPage, qtbot: QtBot
) -> None:
    open_new(page, "work_log")
    lead = into(page, "lead")
    type_text("mau nguyen")
    qtbot.waitUntil(lambda: offered(page) != [])
    assert offered(page) == [f"{OFFICER} – Đại úy, Chính trị viên đại đội"]
    press(ENTER)
    assert lead.text() == OFFICER
    assert said(page, "lead_beside") == "Đại úy, Chính trị viên đại đội"


def test_namesakes_are_told_apart_by_the_year_of_birth(page: LedgersPage, qtbot: QtBot) -> None:
    store = page.session.store
    twin = entries.listing(store, "person", search="le minh hoa")[0]
    entries.add(store, "person", dict(twin.values) | {"birth_date": "2001-05-05"})
    open_new(page, "work_log")
    lead = into(page, "lead")
    type_text("le minh hoa")
    tab()
    assert "L107" in said(page, "lead_problem")
    lead.setFocus()
    press(F4)
    assert sorted(x.split("sinh ")[1][:4] for x in offered(page)) == ["1999", "2001"]
    at = next(n for n, x in enumerate(offered(page)) if "sinh 2001" in x)
    for _ in range(at + 1):
        press(DOWN)
    press(ENTER)
    type_into(page, {"date": "6/3"})
    lead.setFocus()
    tab()
    assert said(page, "lead_problem") == ""
    body = body_of(page)
    assert body.values()["lead"]["id"] != twin.id


def test_somebody_of_another_unit_is_kept_only_when_marked_so(page: LedgersPage) -> None:
    open_new(page, "work_log")
    type_into(page, {"date": "6/3", "work_area": "to chuc"})
    into(page, "lead")
    type_text("Hoàng Ngoại Lệ")
    press(ENTER)
    outside = page.findChild(QCheckBox, "lead_outside")
    assert outside is not None
    assert focused() is outside
    assert "L106" in said(page, "lead_problem")
    press(Qt.Key.Key_Space)
    assert said(page, "lead_problem") == ""
    press(ENTER)
    assert focused().objectName() == "lead_rank"
    type_text("thieu ta")
    press(ENTER)
    type_text("Trợ lý tuyên huấn")
    press(ENTER)
    box = page.findChild(QPlainTextEdit, "content")
    assert box is not None
    box.setFocus()
    type_text("Kiểm tra")
    ctrl("S")
    (row,) = entries.listing(page.session.store, "work_log")
    lead = row.values["lead"]
    assert isinstance(lead, dict)
    assert (lead["name"], lead["rank"]) == ("Hoàng Ngoại Lệ", "thieu_ta")
    assert "id" not in lead


def test_a_copy_of_a_person_is_left_as_it_was_when_another_field_is_amended(
    page: LedgersPage,
) -> None:
    store = page.session.store
    entry = entries.add(store, "work_log", COMPANY["work_log"])
    page.open(entry.id)
    box = page.findChild(QPlainTextEdit, "content")
    assert box is not None
    box.setFocus()
    type_text("Đã ")
    ctrl("S")
    after = entries.get(store, entry.id)
    assert after.values["lead"] == entry.values["lead"]
