"""Blocks of cells: pasted from Excel or Calc with a preview, copied out, filled down."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPushButton,
    QRadioButton,
    QTableView,
)
from pytestqt.qtbot import QtBot

from app.ledgers import Entry, entries
from tests.ledgers.examples import COMPANY, LEADER, OFFICER
from tests.ui.conftest import ctrl, press, type_text
from tests.ui.forms import SHIFT, dialog, into, line, part, table
from ui.ledger import LedgersPage
from ui.ledger.blocks.pasted_cells import PastedCells

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so
LINE = f"06/03/2026\tTổ chức đảng, đảng viên\tQuán triệt nghị quyết\t\t5\t{OFFICER}\r\n"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _spring(spring: None) -> None:
    """All of this happens in March."""


@pytest.fixture
def page(form_page: LedgersPage) -> LedgersPage:
    form_page.open_section("work_log")
    return form_page


@pytest.fixture
def rows(page: LedgersPage) -> list[Entry]:
    days = ("2026-03-09", "2026-03-08", "2026-03-07")
    store = page.session.store
    return [entries.add(store, "work_log", COMPANY["work_log"] | {"date": d}) for d in days]


def paste(page: LedgersPage, text: str) -> QDialog:
    QApplication.clipboard().setText(text)
    page.window().activateWindow()
    QApplication.processEvents()
    (page.tree if table(page).isHidden() else table(page)).setFocus()
    ctrl("V")
    return dialog(page, "paste_dialog")


def cells(shown: QDialog) -> PastedCells:
    model = part(shown, QTableView, "pasted").model()
    assert isinstance(model, PastedCells)
    return model


def summary(shown: QDialog) -> str:
    return part(shown, QLabel, "paste_summary").text()


def test_a_copied_block_becomes_rows_in_one_step(page: LedgersPage) -> None:
    shown = paste(page, LINE + LINE.replace("06/03/2026", "7/3"))
    assert summary(shown) == "2 dòng mới."
    part(shown, QPushButton, "paste").click()
    found = entries.listing(page.session.store, "work_log")
    assert [x.occurred_on for x in found] == ["2026-03-06", "2026-03-07"]
    page.session.store.undo()
    assert entries.count(page.session.store, "work_log") == 0


def test_every_wrong_cell_is_marked_and_can_be_mended_before_pasting(page: LedgersPage) -> None:
    shown = paste(page, LINE + LINE.replace("06/03/2026", "31/2").replace(OFFICER, "Ai Đó"))
    assert "2 chỗ phải sửa" in summary(shown)
    assert not part(shown, QPushButton, "paste").isEnabled()
    problems = part(shown, QListWidget, "paste_problems")
    assert problems.count() == 2
    assert problems.item(0).text().startswith("✖ Dòng 2: ")
    model = cells(shown)
    assert model.index(1, 0).data(Qt.ItemDataRole.DecorationRole) is not None
    assert "31/2" in model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    grid = part(shown, QTableView, "pasted")
    for place, text in ((0, "28/2"), (5, LEADER)):
        grid.setCurrentIndex(model.index(1, place))
        grid.setFocus()
        press(Qt.Key.Key_Return)
        type_text(text)
        press(Qt.Key.Key_Return)
        QApplication.processEvents()
    assert summary(shown) == "2 dòng mới."
    part(shown, QPushButton, "paste").click()
    assert entries.count(page.session.store, "work_log") == 2


def test_a_first_row_of_labels_names_the_columns(page: LedgersPage) -> None:
    shown = paste(page, "Nội dung hoạt động\tNgày\tNgười chủ trì\tMặt công tác\n"
                        f"Họp\t6/3\t{OFFICER}\tTổ chức đảng, đảng viên\n")  # fmt: skip
    assert part(shown, QCheckBox, "paste_headed").isChecked()
    assert summary(shown) == "1 dòng mới."


def test_pasting_begins_at_the_column_in_hand(page: LedgersPage, rows: list[Entry]) -> None:
    grid = table(page)
    at = next(n for n, c in enumerate(page.rows.columns, 1) if c.key == "content")
    grid.setCurrentIndex(grid.model().index(0, at))
    shown = paste(page, "Một\nHai\n")
    head = cells(shown).headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
    assert head.startswith("Nội dung")


def test_pasting_over_the_same_number_of_rows_amends_them(
    page: LedgersPage, rows: list[Entry]
) -> None:
    grid = table(page)
    at = next(n for n, c in enumerate(page.rows.columns, 1) if c.key == "content")
    grid.selectRow(0)
    grid.setCurrentIndex(grid.model().index(0, at))
    grid.setFocus()
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_Down, SHIFT)
    grid.selectionModel().setCurrentIndex(
        grid.model().index(0, at), grid.selectionModel().SelectionFlag.NoUpdate
    )
    assert page.selected == 3
    shown = paste(page, "Một\nHai\nBa\n")
    assert part(shown, QRadioButton, "paste_over").isChecked()
    assert summary(shown) == "3 ô sẽ đổi ở 3 dòng."
    assert cells(shown).index(1, 0).data() == "Quán triệt nghị quyết → Hai"
    part(shown, QLineEdit, "paste_reason").setText("theo sổ giấy")
    part(shown, QPushButton, "paste").click()
    store = page.session.store
    assert [entries.get(store, x.id).values["content"] for x in rows] == ["Một", "Hai", "Ba"]
    assert entries.get(store, rows[0].id).change_reason == "theo sổ giấy"
    store.undo()
    assert entries.get(store, rows[0].id).values == rows[0].values


def test_rows_that_stand_already_are_left_out_unless_asked_for(page: LedgersPage) -> None:
    part(paste(page, LINE), QPushButton, "paste").click()
    shown = paste(page, LINE)
    assert not part(shown, QPushButton, "paste").isEnabled()
    again = part(shown, QCheckBox, "paste_again")
    assert again.text() == "Vẫn dán 1 dòng đã có trong sổ"
    again.click()
    part(shown, QPushButton, "paste").click()
    assert entries.count(page.session.store, "work_log") == 2


def test_an_empty_clipboard_says_so(page: LedgersPage) -> None:
    QApplication.clipboard().clear()
    told: list[str] = []
    page.session.told.connect(told.append)
    page.tree.setFocus()
    ctrl("V")
    assert told
    assert told[0].startswith("Chưa có gì để dán")


def test_pasting_into_a_line_is_left_to_the_line(page: LedgersPage) -> None:
    QApplication.clipboard().setText("6/3")
    into(page, "date")
    ctrl("V")
    assert line(page, "date").text() == "6/3"
    assert not [d for d in page.window().findChildren(QDialog) if d.isVisible()]


def test_copied_rows_paste_as_the_same_rows(page: LedgersPage, rows: list[Entry]) -> None:
    grid = table(page)
    grid.setFocus()
    grid.selectAll()
    ctrl("C")
    text = QApplication.clipboard().text()
    store = page.session.store
    entries.strike_many(store, [x.id for x in rows], reason="thử")
    shown = paste(page, text)
    assert summary(shown) == "3 dòng mới."
    part(shown, QPushButton, "paste").click()
    again = entries.listing(store, "work_log", struck=False, order="-occurred_on")
    assert [x.values for x in again] == [x.values for x in rows]


def test_the_enter_that_closes_a_cell_does_not_paste(page: LedgersPage) -> None:
    shown = paste(page, LINE)
    assert part(shown, QPushButton, "paste").isEnabled()
    grid = part(shown, QTableView, "pasted")
    grid.setCurrentIndex(grid.model().index(0, 2))
    grid.setFocus()
    press(Qt.Key.Key_Return)
    type_text("Họp")
    press(Qt.Key.Key_Return)
    QApplication.processEvents()
    assert shown.isVisible()
    assert entries.count(page.session.store, "work_log") == 0
    assert cells(shown).index(0, 2).data() == "Họp"


def test_a_long_block_is_checked_beside_the_window(page: LedgersPage, qtbot: QtBot) -> None:
    text = "".join(LINE.replace("nghị quyết", f"nghị quyết {n}") for n in range(350))
    shown = paste(page, text)
    qtbot.waitUntil(lambda: summary(shown) == "350 dòng mới.", timeout=20_000)
    part(shown, QPushButton, "paste").click()
    assert entries.count(page.session.store, "work_log") == 350
    page.session.store.undo()
    assert entries.count(page.session.store, "work_log") == 0


@pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")
def test_a_column_may_be_left_out_or_chosen_anew(page: LedgersPage) -> None:
    shown = paste(page, f"Họp\t6/3\tx\t{OFFICER}\tto chuc\n")
    assert "phải sửa" in summary(shown)
    for at, key in enumerate(("content", "date", "", "lead", "work_area")):
        choose_column(shown, at, key)
    assert cells(shown).headerData(2, Qt.Orientation.Horizontal, 0) == "(không dán) ▾"
    assert "phải sửa" in summary(shown)  # `to chuc` alone is no choice of the list
    assert part(shown, QListWidget, "paste_problems").count() == 1


def choose_column(shown: QDialog, at: int, key: str) -> None:
    """Take an entry of the menu that hangs under a heading."""
    part(shown, QTableView, "pasted").horizontalHeader().sectionClicked.emit(at)
    menu = shown.findChildren(QMenu, "paste_columns")[-1]
    labels = {c.key: c.label for c in cells(shown).columns} | {"": "Không dán cột này"}
    next(a for a in menu.actions() if a.text() == labels[key]).trigger()
    menu.close()
