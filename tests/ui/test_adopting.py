"""The settings page and the window that takes the former ledgers over, used as the officer would."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTableView,
    QTabWidget,
)
from pytestqt.qtbot import QtBot

from app import store as stores
from app.ledgers import entries
from app.store import Store
from tests.conftest import PASSPHRASE
from tests.ledgers.conftest import enrolled
from tests.ledgers.former import LOG, make
from tests.ui.conftest import click, desk_of, type_text
from ui import application
from ui.ledger import LedgersPage
from ui.main_window import Desk, MainWindow
from ui.views import PAGES
from ui.views.settings import SettingsPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so

AT = {place.title: number for number, place in enumerate(PAGES)}


@pytest.fixture
def old(tmp_path: Path, qtbot: QtBot, qapp: QApplication, spring: None) -> Iterator[MainWindow]:
    """The window of a company with fourteen ledgers, the settings in front."""
    application.prepare(qapp)
    with make(tmp_path / "Sổ cũ") as store:
        enrolled(store)
        entries.add_many(store, "nhat_ky", [LOG, LOG, LOG | {"ngay": "2026-02-01"}])
    window = MainWindow(tmp_path / "Sổ cũ")
    window.resize(1366, 728)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.enter(stores.open(tmp_path / "Sổ cũ", passphrase=PASSPHRASE))
    desk_of(window).go(AT["Thiết lập"])
    yield window
    window.lock()
    window.close()


def said(window: MainWindow, name: str) -> str:
    label = window.findChild(QLabel, name)
    assert label is not None
    return label.text()


def planned(window: MainWindow, qtbot: QtBot, day: str = "") -> QDialog:
    """Open the window, type the day, and look."""
    click(desk_of(window), "adopt")
    dialog = window.findChild(QDialog, "adopting")
    assert dialog is not None
    box = dialog.findChild(QLineEdit, "from_day")
    assert box is not None
    dialog.activateWindow()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    type_text(day)
    click(dialog, "look")
    qtbot.waitUntil(lambda: "dòng" in said(window, "said") and not window.session.busy)  # type: ignore[union-attr]
    return dialog


def rows(dialog: QDialog, name: str) -> list[list[str]]:
    table = dialog.findChild(QTableView, name)
    assert table is not None
    model = table.model()
    return [
        [str(model.index(r, c).data()) for c in range(model.columnCount())]
        for r in range(model.rowCount())
    ]


def ledgers_in(window: MainWindow) -> list[str]:
    desk = desk_of(window)
    desk.go(AT["Sổ"])
    page = desk.current()
    assert isinstance(page, LedgersPage)
    found = [page.tree.topLevelItem(n) for n in range(page.tree.topLevelItemCount())]
    return [x.text(0) for x in found if x]


def test_the_settings_say_that_the_ledgers_stand_on_a_replaced_edition(old: MainWindow) -> None:
    assert said(old, "edition").startswith("0.9.0 – Bộ biểu mẫu trước tinh gọn")
    assert "Mặc định đề xuất" in said(old, "edition_notice")
    assert "đã được thay bằng bộ 1.0.0" in said(old, "edition_notice")


def test_every_page_comes_up_on_the_former_ledgers(old: MainWindow) -> None:
    desk = desk_of(old)
    for number, place in enumerate(PAGES):
        desk.go(number)
        assert desk.current().title == place.title
    assert len(ledgers_in(old)) == 14


def test_rows_are_shown_then_taken_over_and_the_window_has_the_new_ledgers(
    old: MainWindow, qtbot: QtBot
) -> None:
    assert len(ledgers_in(old)) == 14
    before = desk_of(old)
    before.go(AT["Thiết lập"])
    dialog = planned(old, qtbot)
    assert rows(dialog, "parts")[0] == [
        "Sổ nhật ký công tác CTĐ, CTCT", "Nhật ký công tác CTĐ, CTCT", "3", "", "Nhật ký hoạt động CTĐ, CTCT: 3",
    ]  # fmt: skip
    assert rows(dialog, "doubles") == [
        ["Sổ nhật ký, dòng 1", "Sổ nhật ký, dòng 2", "Giao ban tuần, rà soát sổ"]
    ]
    assert old.session is not None
    assert old.session.store.edition == "0.9.0"
    click(dialog, "apply")
    qtbot.waitUntil(lambda: old.centralWidget() is not before)
    assert "Đã chuyển 7 / 7 dòng của 14 sổ cũ sang bộ 1.0.0" in said(old, "said")
    assert isinstance(desk_of(old).current(), SettingsPage)
    assert said(desk_of(old).window(), "edition").startswith("1.0.0")  # type: ignore[arg-type]
    between = desk_of(old)
    click(dialog, "undo_adoption")
    qtbot.waitUntil(lambda: old.centralWidget() is not between)
    assert old.session.store.edition == "0.9.0"
    assert len(ledgers_in(old)) == 14
    dialog.close()


def test_rows_left_behind_are_looked_at_in_the_closed_ledger(old: MainWindow, qtbot: QtBot) -> None:
    dialog = planned(old, qtbot, "01/02/2026")
    assert "để lại sổ cũ 2" in said(old, "said")
    before = desk_of(old)
    click(dialog, "apply")
    qtbot.waitUntil(lambda: old.centralWidget() is not before)
    dialog.close()
    found = ledgers_in(old)
    assert len(found) == 8
    assert found[-1] == "Sổ cũ: Sổ nhật ký công tác CTĐ, CTCT"
    page = desk_of(old).current()
    assert isinstance(page, LedgersPage)
    page.open_section("nhat_ky")
    assert page.reading_only
    assert "đã đóng" in page.why_reading_only
    page.open_section("work_log")
    assert not page.reading_only


def test_the_report_is_saved_where_it_is_asked_for(
    old: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = planned(old, qtbot)
    click(dialog, "save_report")
    choose = dialog.findChild(QFileDialog, "choose")
    assert choose is not None
    choose.fileSelected.emit(str(tmp_path / "báo cáo.txt"))
    choose.close()
    text = (tmp_path / "báo cáo.txt").read_text("utf-8-sig")
    assert text.startswith("BÁO CÁO HỢP NHẤT SỔ")
    dialog.close()


def test_a_day_that_is_none_is_named_beside_it(old: MainWindow, qtbot: QtBot) -> None:
    click(desk_of(old), "adopt")
    dialog = old.findChild(QDialog, "adopting")
    assert dialog is not None
    box = dialog.findChild(QLineEdit, "from_day")
    assert box is not None
    dialog.activateWindow()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    type_text("31/31/2026")
    click(dialog, "look")
    assert said(old, "said").startswith("✖")
    button = dialog.findChild(QPushButton, "apply")
    assert button is not None
    assert not button.isEnabled()
    dialog.close()
    assert isinstance(desk_of(old), Desk)


def test_two_rows_that_are_one_are_joined_after_the_merge(old: MainWindow, qtbot: QtBot) -> None:
    dialog = planned(old, qtbot)
    before = desk_of(old)
    click(dialog, "apply")
    qtbot.waitUntil(lambda: old.centralWidget() is not before)
    tabs = dialog.findChild(QTabWidget)
    table = dialog.findChild(QTableView, "doubles")
    assert tabs is not None
    assert table is not None
    tabs.setCurrentWidget(table)
    table.selectRow(0)
    click(dialog, "join")
    assert rows(dialog, "doubles")[0][1] == "✔ đã gạch: Sổ nhật ký, dòng 2"
    assert old.session is not None
    struck = entries.listing(old.session.store, "work_log", struck=True)
    assert [x.former_ref for x in struck if x.struck] == ["Sổ nhật ký, dòng 2"]
    dialog.close()


def test_the_choices_of_the_unit_are_kept_and_hold_at_once(old: MainWindow) -> None:
    page = desk_of(old).current()
    minutes = page.findChild(QSpinBox, "idle_minutes")
    tick = page.findChild(QCheckBox, "optional_person.religion")
    assert minutes is not None
    assert tick is not None
    assert (minutes.value(), tick.isChecked()) == (5, False)
    minutes.setValue(12)
    tick.setChecked(True)
    click(page, "keep_settings")
    assert old.left_alone.interval() == 12 * 60_000
    assert old.session is not None
    assert old.session.store.setting("optional_fields") == ["person.religion"]
    old.session.act(Store.undo)
    assert (minutes.value(), tick.isChecked()) == (5, False)
    assert old.left_alone.interval() == 5 * 60_000
