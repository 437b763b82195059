"""Quân số: who is there on a day, one person's card, and the small forms that record what happened."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from app.ledgers import Roster, entries, postings
from app.ledgers import people as roster
from app.store import Store
from tests.ledgers.conftest import enrolled
from tests.ledgers.examples import COMPANY, OFFICER, SOLDIER
from tests.ui.conftest import click, focused, press, said, type_text
from ui.main_window import Desk
from ui.views import PAGES
from ui.views.people import PeoplePage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so

PEOPLE = next(n for n, place in enumerate(PAGES) if place.title == "Quân số")


@pytest.fixture
def page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> PeoplePage:
    """The page of Đại đội 1 with four people, on 12/03/2026."""
    monkeypatch.setenv("SOCTD_TODAY", "2026-03-12")
    desk.go(0)
    session = desk.current().session
    enrolled(session.store)
    desk.go(PEOPLE)
    found = desk.current()
    assert isinstance(found, PeoplePage)
    found.show_day(date(2026, 3, 12))
    return found


def store_of(page: PeoplePage) -> Store:
    return page.session.store


def column(page: PeoplePage, at: int = 0) -> list[str]:
    model = page.findChild(QTableView, "people").model()  # type: ignore[union-attr]  # it is there
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


def ident(page: PeoplePage, name: str) -> str:
    return next(x.id for x in roster.listing(store_of(page)) if roster.name(x) == name)


def dialog_of(page: PeoplePage, qtbot: QtBot) -> QDialog:
    found = next(x for x in page.findChildren(QDialog, "posting") if x.isVisible())
    found.activateWindow()
    qtbot.waitUntil(found.isActiveWindow)
    return found


def put(dialog: QDialog, **texts: str) -> None:
    for key, text in texts.items():
        line = dialog.findChild(QLineEdit, key)
        assert line is not None, key
        line.setFocus()
        type_text(text)


def test_people_stand_by_given_name_with_what_they_are_that_day(page: PeoplePage) -> None:
    assert column(page) == ["Trần Thí Dụ", "Bùi Chẳng Hạn", "Lê Minh Họa", "Nguyễn Văn Mẫu"]
    assert column(page, 1) == ["Thượng úy", "Binh nhất", "Trung úy", "Đại úy"]
    told = said(page, "counts")
    assert "Ngày 12/03/2026: 4 người ở đơn vị" in told
    assert "Sĩ quan 3 · Hạ sĩ quan, binh sĩ 1" in told


def test_a_promotion_is_recorded_from_the_card_and_the_day_before_keeps_the_old_rank(
    page: PeoplePage, qtbot: QtBot
) -> None:
    page.open(ident(page, SOLDIER))
    click(page, "promote")
    dialog = dialog_of(page, qtbot)
    assert said(dialog, "posting_now") == "Hiện nay: Binh nhất"
    put(dialog, date="10/3", rank="ha si", decision_number="31/QĐ-d1")
    click(dialog, "record")
    qtbot.waitUntil(lambda: not page.findChildren(QDialog, "posting"))
    assert said(page, "fact_rank") == "Hạ sĩ (từ 10/03/2026)"
    page.show_day(date(2026, 3, 9))
    assert said(page, "fact_rank") == "Binh nhất"
    assert column(page, 1)[column(page).index(SOLDIER)] == "Binh nhất"
    store_of(page).undo()
    page.show_day(date(2026, 3, 12))
    assert said(page, "fact_rank") == "Binh nhất"


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_written(
    page: PeoplePage, qtbot: QtBot
) -> None:
    page.open(ident(page, SOLDIER))
    click(page, "promote")
    dialog = dialog_of(page, qtbot)
    click(dialog, "record")
    assert "Chưa nhập: Ngày" in said(dialog, "date_problem")
    assert "Chưa nhập: Cấp bậc mới" in said(dialog, "rank_problem")
    assert focused().objectName() == "date"
    put(dialog, date="31/02/2026", rank="ha si")
    click(dialog, "record")
    assert said(dialog, "date_problem").startswith("✖")
    assert entries.listing(store_of(page), "personnel_change") == []
    dialog.reject()


def test_who_leaves_is_found_among_those_who_left_and_may_come_back(
    page: PeoplePage, qtbot: QtBot
) -> None:
    page.open(ident(page, SOLDIER))
    click(page, "leave")
    dialog = dialog_of(page, qtbot)
    kinds = dialog.findChild(QComboBox, "kind")
    assert kinds is not None
    assert [kinds.itemText(n) for n in range(kinds.count())] == ["Đi", "Xuất ngũ", "Nghỉ hưu"]
    put(dialog, date="01/03/2026", to_value="Đại đội 5")
    click(dialog, "record")
    qtbot.waitUntil(lambda: not page.findChildren(QDialog, "posting"))
    which = page.findChild(QComboBox, "which")
    assert which is not None
    which.setCurrentIndex(which.findData("there"))
    assert SOLDIER not in column(page)
    which.setCurrentIndex(which.findData("gone"))
    assert column(page) == [SOLDIER]
    page.open(ident(page, SOLDIER))
    assert "đã rời đơn vị từ 01/03/2026" in said(page, "person_state")
    click(page, "return")
    back = dialog_of(page, qtbot)
    put(back, date="11/3")
    click(back, "record")
    qtbot.waitUntil(lambda: not page.findChildren(QDialog, "posting"))
    assert "ở đơn vị, từ 11/03/2026" in said(page, "person_state")


def test_somebody_new_comes_with_the_line_of_arrival(page: PeoplePage, qtbot: QtBot) -> None:
    click(page, "arrive")
    dialog = dialog_of(page, qtbot)
    put(
        dialog,
        full_name="Tô Phỏng Chừng", gender="nam", birth_date="01/05/2006", category="ha si quan",
        rank="binh nhi", position="chien si", enlisted_date="12/02/2026",
        arrived_date="10/03/2026", education="trung hoc pho thong", membership="doan vien",
        from_value="Trung đoàn 00",
    )  # fmt: skip
    click(dialog, "record")
    qtbot.waitUntil(lambda: not page.findChildren(QDialog, "posting"))
    assert "Tô Phỏng Chừng" in column(page)
    (event,) = postings.history(store_of(page), ident(page, "Tô Phỏng Chừng"))
    assert (event.values["kind"], event.values["from_value"]) == ("den", "Trung đoàn 00")
    store_of(page).undo()
    assert len(roster.listing(store_of(page))) == 4


def test_the_filter_needs_no_marks_and_looks_at_rank_and_position(
    page: PeoplePage, qtbot: QtBot
) -> None:
    line = page.findChild(QLineEdit, "filter")
    assert line is not None
    line.setFocus()
    type_text("dai doi truong")
    qtbot.waitUntil(lambda: column(page) == ["Trần Thí Dụ"])
    line.clear()
    type_text("khong ai ca")
    qtbot.waitUntil(lambda: said(page, "empty") != "")


def test_another_day_is_typed_and_an_unreadable_one_is_said(page: PeoplePage) -> None:
    line = page.findChild(QLineEdit, "day")
    assert line is not None
    line.setFocus()
    line.selectAll()
    type_text("1/6/2023")
    press(Qt.Key.Key_Return)
    assert column(page) == ["Trần Thí Dụ", "Lê Minh Họa", "Nguyễn Văn Mẫu"]
    line.setFocus()
    line.selectAll()
    type_text("hôm kia kìa")
    press(Qt.Key.Key_Return)
    assert said(page, "counts").startswith("✖ Không đọc được ngày")


def test_the_rows_that_name_somebody_are_listed_and_opened(page: PeoplePage, qtbot: QtBot) -> None:
    store = store_of(page)
    briefing = entries.add(store, "briefing", COMPANY["briefing"])
    page.open(ident(page, OFFICER))
    page.card.tabs.setCurrentIndex(1)
    table = page.findChild(QTableView, "named_in")
    assert table is not None
    qtbot.waitUntil(lambda: table.model().rowCount() == 1)
    assert table.model().index(0, 2).data() == "Người chủ trì"
    with qtbot.waitSignal(page.session.wanted) as wanted:
        table.activated.emit(table.model().index(0, 0))
    assert wanted.args == ["entry", briefing.id]


def test_nothing_about_ethnic_group_or_religion_is_shown_of_a_person_only_totals(
    page: PeoplePage,
) -> None:
    store = store_of(page)
    with store.change("Bật cột"):
        store.set_setting("optional_fields", ["person.ethnic_group"])
    entries.amend(store, ident(page, SOLDIER), {"ethnic_group": "Tày"})
    page.open(ident(page, SOLDIER))
    assert page.findChild(QLabel, "fact_ethnic_group") is None
    assert "Dân tộc: Tày 1" in said(page, "counts")
    line = page.findChild(QLineEdit, "filter")
    assert line is not None
    line.setText("Tày")
    page.refresh()
    assert column(page) == []


def test_two_thousand_people_are_shown_and_filtered_without_a_pause(
    page: PeoplePage, qtbot: QtBot
) -> None:
    import time

    store = store_of(page)
    soldier = dict(entries.get(store, ident(page, SOLDIER)).values)
    many = [soldier | {"full_name": f"Trần Giả Định {n}"} for n in range(2000)]
    entries.add_many(store, "person", many)
    page.refresh()
    line = page.findChild(QLineEdit, "filter")
    assert line is not None
    began = time.perf_counter()
    line.setText("gia dinh 199")
    page.refresh()
    spent = time.perf_counter() - began
    assert len(column(page)) == 12
    assert spent < 1, f"{spent:.3f} s"  # generous: a busy machine; benchmarks measure it
    assert Roster(store).get(ident(page, SOLDIER)) is not None
