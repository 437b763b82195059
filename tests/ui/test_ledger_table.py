"""The table of the ledgers page as people use it: order, filters under the headings, sums, months."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from app.ledgers import entries
from tests.ui.conftest import focused, press, said, type_text
from tests.ui.table import (
    THREE,
    act,
    click_heading,
    column,
    directive,
    lesson,
    line,
    opened,
    strength,
    texts,
)
from ui.ledger.page import LedgersPage
from ui.ledger.table.rows import LATER_MS
from ui.ledger.table.shape import WIDEST
from ui.main_window import Desk

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so


@pytest.fixture
def page(desk: Desk, today: object) -> LedgersPage:
    """The ledgers page at the directives, three of them written."""
    return opened(desk, "directive", THREE)


def test_a_heading_sorts_reverses_and_goes_back_to_the_day(page: LedgersPage) -> None:
    by_day = ["Đón chiến sĩ mới", "An toàn", "Ôn luyện"]
    assert texts(page, "subject") == by_day
    click_heading(page, "subject")
    assert texts(page, "subject") == ["An toàn", "Đón chiến sĩ mới", "Ôn luyện"]
    head = page.rows.table.head
    assert head.sortIndicatorSection() == column(page, "subject")
    assert head.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
    click_heading(page, "subject")
    assert texts(page, "subject") == ["Ôn luyện", "Đón chiến sĩ mới", "An toàn"]
    click_heading(page, "subject")
    assert texts(page, "subject") == by_day
    assert head.sortIndicatorSection() == column(page, "received_date")


def test_the_keyboard_sorts_by_the_column_it_stands_in(page: LedgersPage) -> None:
    table = page.rows.table
    table.setFocus()
    table.setCurrentIndex(page.rows.model.index(0, column(page, "number")))
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert texts(page, "number") == ["1", "2", "3"]


def test_a_filter_typed_under_its_heading_leaves_the_rows_that_hold_it(
    page: LedgersPage, qtbot: QtBot
) -> None:
    page.rows.table.setFocus()
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    while focused().objectName() != "filter_subject":
        press(Qt.Key.Key_Tab)
    type_text("dona\b\b\bon chien")  # as Unikey sends it
    assert page.rows.model.rowCount() == 3  # nothing while it is typed
    qtbot.waitUntil(lambda: texts(page, "number") == ["3"])
    press(Qt.Key.Key_Down)
    assert focused() is page.rows.table
    assert page.chosen()[0].values["number"] == "3"
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.rows.model.rowCount() == 3)


def test_a_line_stays_under_its_heading_while_the_table_is_scrolled_and_resized(
    page: LedgersPage,
) -> None:
    head, at = page.rows.table.head, column(page, "subject")
    moves: tuple[Callable[[], object], ...] = (
        lambda: None,
        lambda: head.resizeSection(at - 1, 333),
        lambda: page.rows.table.horizontalScrollBar().setValue(50),
        lambda: head.moveSection(head.visualIndex(at), 1),
    )
    for move in moves:
        move()
        shown = line(page, "subject")
        assert shown.x() == head.sectionViewportPosition(at)
        assert shown.width() == head.sectionSize(at)
        assert shown.y() >= head.viewport().height()


def test_a_filter_that_cannot_be_read_is_named_and_changes_nothing(
    page: LedgersPage, qtbot: QtBot
) -> None:
    line(page, "received_date").setText("32/13/2026")
    qtbot.waitUntil(lambda: said(page, "filter_problems") != "")
    assert "Không đọc được ngày" in said(page, "filter_problems")
    assert page.rows.columns[column(page, "received_date") - 1].label in said(
        page, "filter_problems"
    )
    assert "Không đọc được ngày" in line(page, "received_date").accessibleDescription()
    assert page.rows.model.rowCount() == 3
    page.hide()  # another page is brought in front, and this one again
    page.show()
    qtbot.wait(100)
    line(page, "received_date").setText("2/2026")
    qtbot.waitUntil(lambda: texts(page, "number") == ["2"])
    assert said(page, "filter_problems") == ""
    assert line(page, "received_date").accessibleDescription() == ""


def test_one_button_drops_every_filter(page: LedgersPage, qtbot: QtBot) -> None:
    line(page, "subject").setText("an toan")
    qtbot.waitUntil(lambda: page.rows.model.rowCount() == 1)
    page.rows.footer.cleared.emit()
    assert page.rows.model.rowCount() == 3
    assert line(page, "subject").text() == ""


def test_sums_stand_under_their_columns_without_struck_rows(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, "session", [lesson(f"2026-01-{n:02}", n) for n in range(1, 11)])
    gone = page.rows.model.entry(0)
    entries.strike(page.session.store, gone.id, reason="nhầm")
    totals = page.rows.totals
    qtbot.waitUntil(lambda: totals.text("present") == "45")
    assert totals.text("hours") == "18"
    assert totals.text("date") == ""
    assert totals.text("rate") == ""  # a rate is never added up
    assert said(page, "counted").endswith("9 dòng (không tính 1 dòng gạch bỏ)")
    table, at = page.rows.table, column(page, "present")
    for scrolled in (0, 120):
        table.horizontalScrollBar().setValue(scrolled)
        assert totals.place("present").width() == table.columnWidth(at)
        left = totals.mapToGlobal(totals.place("present").topLeft()).x()
        assert left == table.viewport().mapToGlobal(QPoint(table.columnViewportPosition(at), 0)).x()
    line(page, "present").setText(">8")
    qtbot.waitUntil(lambda: totals.text("present") == "9")


def test_what_the_catalogue_does_not_add_up_is_added_up_nowhere(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, "strength", [strength(f"2026-01-{n:02}") for n in range(1, 4)])
    act(page, "by_month")
    qtbot.waitUntil(lambda: said(page, "counted").startswith("3 dòng"))
    qtbot.wait(2 * LATER_MS)
    assert not page.rows.totals.isVisible()  # men of Monday and men of Tuesday are the same men
    first = page.rows.model.heading(0)
    assert first is not None
    assert (first.valid, first.totals) == (3, {})
    assert entries.totals(page.session.store, "strength") == {}


def test_the_line_of_sums_goes_with_the_last_column_that_has_one(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, "session", [lesson("2026-01-02")])
    qtbot.waitUntil(page.rows.totals.isVisible)
    page.rows.shape.choose(["date", "topic"])
    assert not page.rows.totals.isVisible()
    page.rows.shape.reset()
    assert page.rows.totals.isVisible()


def test_month_headings_stand_between_5000_rows_and_fold(desk: Desk, qtbot: QtBot) -> None:
    last = date(2026, 10, 31)
    page = opened(desk, "session", [lesson(str(last - timedelta(n))) for n in range(5000)])
    act(page, "by_month")
    model = page.rows.model
    headed: dict[str, int] = {}
    month = ""
    for row in range(model.rowCount()):
        if heading := model.heading(row):
            month = heading.period.text
            headed[month] = 0
            assert heading.totals["present"] == 10 * heading.valid
        else:
            assert model.entry(row).period == month
            headed[month] += 1
    assert list(headed) == sorted(headed, reverse=True)
    assert [headed["2026-10"], headed["2026-09"], headed["2024-02"]] == [31, 30, 29]
    assert sum(headed.values()) == 5000
    first = model.index(0, 0)
    spot = page.rows.table.visualRect(first).center()
    QTest.mouseClick(page.rows.table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert model.rowCount() == 5000 + len(headed) - 31
    assert model.heading(1) is not None
    newest = entries.listing(page.session.store, "session", order="-occurred_on", limit=1)[0]
    page.open(newest.id)  # what is asked for is shown although its month was folded
    assert page.chosen()[0].id == newest.id


def test_columns_are_as_wide_as_headings_and_rows_but_none_takes_the_whole_table(
    desk: Desk,
) -> None:
    long = directive("05/HD-d1-with-a-long-number", "Tuyên truyền " * 20)
    page = opened(desk, "directive", [*THREE, long])
    page.rows.shape.reset()
    table, model = page.rows.table, page.rows.model
    delegate = table.itemDelegate()
    option = QStyleOptionViewItem()
    option.initFrom(table)
    for at in range(1, model.columnCount()):
        needed = [
            delegate.sizeHint(option, model.index(row, at)).width()
            for row in range(model.rowCount())
        ]
        needed.append(table.head.sectionSizeHint(at))
        assert table.columnWidth(at) >= min(max(needed), WIDEST)
        assert table.columnWidth(at) <= WIDEST
