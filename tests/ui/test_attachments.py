"""Files of a row, as an officer handles them: given by drop, paste or button, seen, saved out, taken off."""

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from app.ledgers import Values, attachments, entries, locks
from app.period import parse
from tests.ledgers.examples import COMPANY
from tests.ledgers.made_files import docx, pdf, png
from tests.ui.conftest import click, press, said
from tests.ui.filing import add, drop, inspections, names, shelf, strip, written
from tests.ui.table import reopened
from ui.ledger import LedgersPage
from ui.ledger.form.attachments import CLOSED, EMPTY
from ui.main_window import Desk, MainWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so

INSPECTION = COMPANY["inspection"]


@pytest.fixture
def page(desk: Desk) -> LedgersPage:
    return inspections(desk)


@pytest.fixture
def row(page: LedgersPage) -> str:
    return entries.listing(page.session.store, "inspection")[0].id


def confirm(page: LedgersPage, place: str | None = None) -> None:
    """Tick that nothing is secret and press the button."""
    dialogs = strip(page).findChildren(QDialog, "confirm_attach")
    dialog = next(x for x in dialogs if x.isVisible())
    on = dialog.findChild(QPushButton, "confirm")
    assert on is not None
    assert not on.isEnabled(), "nothing is kept before somebody has looked"
    sure = dialog.findChild(QCheckBox, "not_secret")
    assert sure is not None
    sure.click()
    if place is not None:
        box = dialog.findChild(QComboBox, "place")
        assert box is not None
        box.setCurrentIndex(box.findData(place))
    on.click()


def test_dropped_files_are_kept_with_the_row_and_pictured(
    page: LedgersPage, row: str, tmp_path: Path, qtbot: QtBot
) -> None:
    empty = strip(page).findChild(QLabel, "attachments_empty")
    assert empty is not None
    assert empty.text() == EMPTY
    drop(page, written(tmp_path, {"anh.png": png(10, 40), "bb.pdf": pdf()}))
    confirm(page, "")
    store = page.session.store
    assert [x.name for x in attachments.listing(store, row)] == ["anh.png", "bb.pdf"]
    assert names(page) == ["anh.png", "bb.pdf"]
    assert not empty.isVisibleTo(strip(page))
    qtbot.waitUntil(lambda: not page.session.busy)
    drawn = shelf(page).item(0).icon().pixmap(48, 48).toImage()
    assert drawn.pixelColor(drawn.rect().center()).lightness() < 40, (
        "the small picture is the photo"
    )
    store.undo()
    assert names(page) == []


def test_a_file_may_be_given_to_the_field_it_is_for(
    page: LedgersPage, row: str, tmp_path: Path
) -> None:
    drop(page, written(tmp_path, {"bb.pdf": pdf()}))
    confirm(page, "evidence")
    (file,) = attachments.listing(page.session.store, row)
    assert file.field == "evidence"
    assert "Biên bản kiểm tra" in shelf(page).item(0).text()
    page.form.save()
    assert attachments.listing(page.session.store, row) == (file,), "saving the row keeps it"


def test_without_the_tick_nothing_is_kept(page: LedgersPage, row: str, tmp_path: Path) -> None:
    drop(page, written(tmp_path, {"anh.png": png()}))
    dialog = strip(page).findChild(QDialog, "confirm_attach")
    assert dialog is not None
    press(Qt.Key.Key_Return)
    dialog.reject()
    assert attachments.listing(page.session.store, row) == ()
    assert page.session.store.verify().counts["blobs"] == 0


def test_a_picture_is_pasted_from_the_clipboard(page: LedgersPage, row: str) -> None:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    QApplication.clipboard().setImage(image)
    button = strip(page).findChild(QPushButton, "attach")
    assert button is not None
    button.setFocus()
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    confirm(page, "")
    (file,) = attachments.listing(page.session.store, row)
    assert file.name.startswith("Ảnh dán ")
    assert file.media == "image/png"
    back = QImage.fromData(attachments.content(page.session.store, row, file.sha256))
    assert back.size() == image.size()


def test_files_given_to_a_row_not_yet_saved_wait_for_it(page: LedgersPage, tmp_path: Path) -> None:
    page.form.start_new()
    drop(page, written(tmp_path, {"anh.png": png()}))
    confirm(page, "")
    assert names(page) == ["anh.png"]
    for key, text in {"date": "15/03/2026", "inspector": "d1", "inspected_unit": "c1"}.items():
        line = page.form.findChild(QLineEdit, key)
        assert line is not None
        line.setText(text)
    page.form.save()
    assert names(page) == ["anh.png"], "a refused row keeps what waits"
    fill_the_rest(page)
    page.form.save()
    store = page.session.store
    new = next(x for x in entries.listing(store, "inspection") if x.occurred_on == "2026-03-15")
    assert [x.name for x in new.files] == ["anh.png"]
    assert names(page) == [], "the next row starts without files"


def test_files_that_wait_for_a_new_row_are_asked_about_like_typing(
    page: LedgersPage, row: str, tmp_path: Path
) -> None:
    page.form.start_new()
    drop(page, written(tmp_path, {"anh.png": png(), "b.pdf": pdf()}))
    confirm(page, "")
    assert page.unsaved
    told: list[str] = []
    page.session.told.connect(told.append)
    page.rows.table.setCurrentIndex(QModelIndex())
    page.rows.table.go(0)
    assert "2 tệp chờ kèm" in said(page, "unsaved_question")
    click(page, "unsaved_stay")
    assert (page.form.entry, names(page)) == (None, ["anh.png", "b.pdf"])
    page.rows.table.setCurrentIndex(QModelIndex())
    page.rows.table.go(0)
    click(page, "unsaved_drop")
    assert page.form.entry is not None
    assert (page.form.entry.id, names(page)) == (row, [])
    assert not page.unsaved
    assert [x for x in told if "tệp" in x] == [], "nothing goes with a mere line under the page"


def test_files_that_wait_come_back_after_the_lock_when_they_lie_on_the_disk(
    page: LedgersPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.form.start_new()
    drop(page, written(tmp_path, {"anh.png": png()}))
    confirm(page, "")
    pasted = QImage(8, 8, QImage.Format.Format_RGB32)
    pasted.fill(QColor("red"))
    QApplication.clipboard().setImage(pasted)
    strip(page).paste()
    confirm(page, "")
    assert len(names(page)) == 2
    with reopened(page, qtbot) as again:
        assert names(again) == ["anh.png"]
        assert "Ảnh dán" in said(again, "form_summary")
        assert again.unsaved


def fill_the_rest(page: LedgersPage) -> None:
    given: Values = {
        "kind": "tren_kiem_tra",
        "content": "Sổ sách",
        "finding_count": 0,
        "fixed_count": 0,
    }
    assert page.form._body is not None
    page.form._body.take(given)


def test_refusals_are_shown_and_the_row_stays(
    page: LedgersPage, row: str, tmp_path: Path, window: MainWindow
) -> None:
    drop(page, written(tmp_path, {"a.exe": b"MZ", "b.docx": docx("TỐI MẬT")}))
    confirm(page, "")
    box = window.findChild(QMessageBox, "refusal")
    assert box is not None
    assert "a.exe" in box.informativeText()
    assert "b.docx" in box.informativeText()
    assert attachments.listing(page.session.store, row) == ()


def test_a_file_is_taken_off_with_a_reason_and_comes_back_by_undo(
    page: LedgersPage, row: str
) -> None:
    add(page, row, "anh.png", png())
    shelf(page).setCurrentRow(0)
    click(strip(page), "attachment_remove")
    dialog = strip(page).findChild(QInputDialog, "attachment_reason")
    assert dialog is not None
    dialog.setTextValue("Kèm nhầm")
    dialog.accept()
    assert names(page) == []
    assert entries.history(page.session.store, row)[-1].reason == "Kèm nhầm"
    page.session.store.undo()
    assert names(page) == ["anh.png"]


def test_a_locked_or_struck_row_is_looked_at_but_not_changed(page: LedgersPage, row: str) -> None:
    store = page.session.store
    entries.strike(store, row, reason="Trùng")
    page.form.show_entry(entries.get(store, row))
    empty = strip(page).findChild(QLabel, "attachments_empty")
    button = strip(page).findChild(QPushButton, "attach")
    assert empty is not None
    assert button is not None
    assert (empty.text(), button.isEnabled()) == (CLOSED, False)


def test_saving_out_warns_first_and_writes_only_there(
    page: LedgersPage, row: str, tmp_path: Path, qtbot: QtBot
) -> None:
    add(page, row, "anh.png", png())
    shelf(page).setCurrentRow(0)
    click(strip(page), "attachment_save")
    box = strip(page).findChild(QMessageBox, "save_out_notice")
    assert box is not None
    assert "không còn được mã hóa" in box.informativeText()
    on = box.findChild(QPushButton, "choose_place")
    assert on is not None
    on.click()
    dialog = strip(page).findChild(QFileDialog, "choose")
    assert dialog is not None
    out = tmp_path / "ra.png"
    dialog.fileSelected.emit(str(out))
    dialog.close()
    qtbot.waitUntil(out.exists)
    qtbot.waitUntil(lambda: not page.session.busy)
    assert out.read_bytes() == png()


def test_a_closed_period_refuses_by_name(
    page: LedgersPage, row: str, tmp_path: Path, window: MainWindow
) -> None:
    drop(page, written(tmp_path, {"anh.png": png()}))
    locks.lock(page.session.store, parse("2026-03"), "Đã nộp")
    confirm(page, "")
    box = window.findChild(QMessageBox, "refusal")
    assert box is not None
    assert "đã khóa" in box.text()
    assert attachments.listing(page.session.store, row) == ()


def test_giving_a_file_leaves_what_is_being_typed(
    page: LedgersPage, row: str, tmp_path: Path
) -> None:
    line = page.form.findChild(QLineEdit, "inspector")
    assert line is not None
    line.setFocus()
    line.setText("Trung đoàn 00")
    drop(page, written(tmp_path, {"anh.png": png()}))
    confirm(page, "")
    assert names(page) == ["anh.png"]
    assert line.text() == "Trung đoàn 00"
    question = page.form.findChild(QLabel, "unsaved_question")
    assert question is not None
    assert not question.isVisible()
    page.form.save()
    saved = entries.get(page.session.store, row)
    assert (saved.values["inspector"], [x.name for x in saved.files]) == (
        "Trung đoàn 00",
        ["anh.png"],
    )
