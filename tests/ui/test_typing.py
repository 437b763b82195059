"""Typing a row as an officer does: Enter, days and choices without marks, faults beside their field."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget, QPlainTextEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.ledgers import entries
from tests.ui.conftest import ctrl, focused, press, said, tab, type_text
from tests.ui.forms import DOWN, ENTER, ESC, F4, SHIFT, UP, into, line, offered, open_new
from tests.ui.test_ledgers_page import directive
from ui.ledger import LedgersPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so


@pytest.fixture(autouse=True)
def _spring(spring: None) -> None:
    """All of this happens in March."""


@pytest.fixture
def page(form_page: LedgersPage) -> LedgersPage:
    return form_page


def test_enter_leads_through_the_form_and_saves_at_its_end(page: LedgersPage) -> None:
    assert focused().objectName() == "received_date"
    section = page.session.store.catalogue.sections["directive"]
    values = {
        "received_date": "6/3", "number": "07/HD-d1", "issuer": "Tiểu đoàn 1", "kind": "huong dan",
        "subject": "Giáo dục chính trị quý II", "not_secret": "co",
    }  # fmt: skip
    for field in section.fields:
        if field.type == "file":
            continue
        assert focused().objectName() == field.key
        type_text(values.get(field.key, ""))
        if field.type == "long_text":
            tab()
        else:
            press(ENTER)
    if page.form.dirty:
        ctrl("S")
    (row,) = entries.listing(page.session.store, "directive")
    assert row.occurred_on == "2026-03-06"
    assert row.values["kind"] == "huong_dan"
    assert row.values["not_secret"] is True
    assert focused().objectName() == "received_date"
    assert focused().text() == ""  # type: ignore[attr-defined]  # a line of typing


def test_shift_enter_goes_back_and_escape_puts_back_what_stood_there(page: LedgersPage) -> None:
    entry = entries.add(page.session.store, "directive", directive(1))
    page.open(entry.id)
    number = into(page, "number")
    number.selectAll()
    type_text("99/HD")
    press(ESC)
    assert number.text() == "1/HD-d1"
    press(ENTER, SHIFT)
    assert focused() is not number
    press(ENTER)
    assert focused() is number
    assert not page.form.dirty


def test_enter_makes_a_line_in_long_text_and_ctrl_enter_saves(page: LedgersPage) -> None:
    entry = entries.add(page.session.store, "directive", directive(1))
    page.open(entry.id)
    box = next(x for x in page.form.findChildren(QPlainTextEdit) if x.isVisible())
    box.setFocus()
    box.selectAll()
    type_text("Một")
    press(ENTER)
    type_text("Hai")
    press(ENTER, Qt.KeyboardModifier.ControlModifier)
    stored = entries.get(page.session.store, entry.id).values[box.objectName()]
    assert stored == "Một\nHai"


@pytest.mark.parametrize(
    ("typed", "shown", "weekday"),
    [
        ("6/3", "06/03/2026", "thứ Sáu"),
        ("060326", "06/03/2026", "thứ Sáu"),
        ("hôm nay", "20/03/2026", "thứ Sáu"),
        ("hom qua", "19/03/2026", "thứ Năm"),
    ],
)
def test_a_day_is_read_when_its_field_is_left(
    page: LedgersPage, typed: str, shown: str, weekday: str
) -> None:
    day = into(page, "received_date")
    type_text(typed)
    assert day.text() == typed
    tab()
    assert day.text() == shown
    assert said(page, "received_date_weekday") == weekday


def test_a_day_that_is_none_stays_as_typed_and_says_so_at_once(page: LedgersPage) -> None:
    day = into(page, "received_date")
    type_text("31/2")
    tab()
    assert day.text() == "31/2"
    assert "✖" in said(page, "received_date_problem")
    assert said(page, "subject_problem") == ""  # what was not left yet is not blamed
    into(page, "received_date").selectAll()
    type_text("28/2")
    tab()
    assert said(page, "received_date_problem") == ""


@pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")
def test_a_day_may_be_picked_from_the_calendar(page: LedgersPage, qtbot: QtBot) -> None:
    into(page, "received_date")
    type_text("6/3")
    press(F4)
    month = page.window().findChild(QCalendarWidget)
    assert month is not None
    assert month.selectedDate().day() == 6
    press(Qt.Key.Key_Right)
    press(ENTER)
    assert line(page, "received_date").text() == "07/03/2026"


@pytest.mark.parametrize("typed", ["huong dan", "dan huong", "hd", "Hướng", "HƯỚNG D"])
def test_a_choice_is_found_by_words_without_marks_in_any_order(
    page: LedgersPage, qtbot: QtBot, typed: str
) -> None:
    kind = into(page, "kind")
    type_text(typed)
    assert kind.text() == typed
    qtbot.waitUntil(lambda: "Hướng dẫn" in offered(page))
    assert kind.text() == typed
    press(ENTER)
    assert kind.text() == "Hướng dẫn"
    assert offered(page) == []


def test_a_list_opens_by_f4_and_closes_by_escape_leaving_the_text(page: LedgersPage) -> None:
    kind = into(page, "kind")
    press(F4)
    assert len(offered(page)) > 3
    press(ESC)
    assert offered(page) == []
    assert kind.text() == ""
    press(F4)
    press(DOWN)
    press(DOWN)
    press(UP)
    first = offered(page)[0]
    tab()
    assert kind.text() == first


def test_looking_at_a_list_takes_nothing_from_it(page: LedgersPage) -> None:
    kind = into(page, "kind")
    press(F4)
    tab()
    assert kind.text() == ""


def test_text_that_means_no_choice_stays_and_says_so(page: LedgersPage) -> None:
    kind = into(page, "kind")
    type_text("thư tay")
    tab()
    assert kind.text() == "thư tay"
    assert "L105" in said(page, "kind_problem")


def test_enter_never_takes_what_was_not_seen(page: LedgersPage) -> None:
    kind = into(page, "kind")
    type_text("k")
    press(ENTER)
    several = offered(page)
    assert len(several) > 1
    assert focused() is kind
    press(ENTER)
    assert kind.text() == several[0]
    assert focused() is not kind


def test_a_list_follows_the_day_of_the_row(page: LedgersPage) -> None:
    store = page.session.store
    dated = (
        (section, field)
        for section in store.catalogue.sections_of(store.unit.level)
        for field in section.fields
        if field.type == "choice" and section.field(section.date).type == "date"
        if entries.choices(store, field, date(2026, 3, 1)) != entries.choices(store, field, date(2019, 3, 1))
    )  # fmt: skip
    section, field = next(dated)
    open_new(page, section.key)
    for typed, day in (("6/3/2026", date(2026, 3, 6)), ("6/3/2019", date(2019, 3, 6))):
        into(page, section.date).selectAll()
        type_text(typed)
        into(page, field.key)
        press(F4)
        assert offered(page) == [label for _, label in entries.choices(store, field, day)]
        press(ESC)


def test_optional_columns_are_switched_on_one_by_one(page: LedgersPage) -> None:
    store = page.session.store
    optional = [f.key for f in store.catalogue.sections["person"].fields if f.optional_off]
    assert len(optional) == 2
    with store.change("Thử"):
        store.set_setting("optional_fields", [f"person.{optional[0]}"])
    open_new(page, "person")
    assert page.form.findChild(QWidget, optional[0]) is not None
    assert page.form.findChild(QWidget, optional[1]) is None


@pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")
def test_escape_closes_the_calendar_and_leaves_the_day(page: LedgersPage) -> None:
    day = into(page, "received_date")
    type_text("6/3")
    press(F4)
    month = page.window().findChild(QCalendarWidget)
    assert month is not None
    press(ESC)
    assert not month.isVisible()
    assert day.text() == "06/03/2026"
    assert focused() is day


def test_a_list_closes_when_its_field_scrolls_away(page: LedgersPage) -> None:
    page.window().resize(900, 500)
    into(page, "received_date")
    QApplication.processEvents()
    into(page, "kind")
    QApplication.processEvents()
    press(F4)
    assert offered(page)
    area = page.form.findChild(QScrollArea, "form_scroll")
    assert area is not None
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum() if bar.value() < bar.maximum() else 0)
    assert offered(page) == []
