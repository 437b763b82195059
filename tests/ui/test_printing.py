"""In sổ: the window with its choices, live pages, files and the printer, driven as a person would."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from app.ledgers import entries
from app.progress import Cancelled, silent
from tests.documents import reading
from tests.ledgers.conftest import enrolled
from tests.ledgers.examples import COMPANY
from tests.ui.conftest import click, ctrl, said
from ui.ledger import LedgersPage
from ui.ledger.printing import paper
from ui.ledger.printing.window import PrintDialog, Run, rendered
from ui.main_window import Desk

pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints"),
    pytest.mark.usefixtures("spring"),
]


@pytest.fixture
def page(desk: Desk) -> LedgersPage:
    desk.go(1)
    found = desk.current()
    assert isinstance(found, LedgersPage)
    enrolled(found.session.store)
    entries.add_many(found.session.store, "session", [COMPANY["session"]] * 3)
    found.open_section("session")
    return found


@pytest.fixture
def dialog(page: LedgersPage, qtbot: QtBot) -> PrintDialog:
    """The window as Ctrl+P opens it, its pages shown."""
    ctrl("p")
    opened = page.findChild(PrintDialog)
    assert opened is not None
    settled(opened, qtbot)
    return opened


def settled(dialog: PrintDialog, qtbot: QtBot) -> None:
    qtbot.wait(350)
    qtbot.waitUntil(lambda: not dialog.busy, timeout=20_000)


def choose(dialog: PrintDialog, name: str, text: str) -> None:
    box = dialog.findChild(QComboBox, name)
    assert box is not None
    box.setCurrentIndex(next(n for n in range(box.count()) if box.itemText(n).startswith(text)))


def tick(dialog: PrintDialog, name: str) -> None:
    box = dialog.findChild(QCheckBox, name)
    assert box is not None
    box.click()


def save(dialog: PrintDialog, button: str, to: Path, qtbot: QtBot) -> str:
    click(dialog, button)
    asked = dialog.findChild(QFileDialog)
    assert asked is not None
    asked.fileSelected.emit(str(to))
    asked.close()
    qtbot.waitUntil(lambda: not dialog.busy, timeout=20_000)
    return said(dialog, "print_said")


def text_of(file: Path) -> str:
    return "\n".join(p.extract_text() for p in reading.pdf_pages(file.read_bytes()))


def test_the_section_in_front_is_shown_as_it_will_be_printed(dialog: PrintDialog) -> None:
    assert dialog.preview.pages == 1
    assert said(dialog, "print_said") == "1 trang."
    assert dialog.choices.wanted.key == "session"
    assert dialog.choices.wanted.period.text == "2026"


def test_the_pages_follow_the_choices(dialog: PrintDialog, qtbot: QtBot) -> None:
    choose(dialog, "print_what", "Cả sổ")
    settled(dialog, qtbot)
    assert dialog.preview.pages == 5
    tick(dialog, "print_blank")
    lines = dialog.findChild(QSpinBox, "print_lines")
    assert lines is not None
    assert lines.isEnabled()
    lines.setValue(60)
    settled(dialog, qtbot)
    assert dialog.preview.pages > 12


@pytest.mark.parametrize(("button", "kind"), [("save_word", "docx"), ("save_pdf", "pdf")])
def test_a_file_is_saved_where_asked(
    dialog: PrintDialog, qtbot: QtBot, tmp_path: Path, button: str, kind: str
) -> None:
    to = tmp_path / f"sổ.{kind}"
    assert save(dialog, button, to, qtbot) == f"Đã lưu: {to}"
    text = text_of(to) if kind == "pdf" else reading.word_text(to.read_bytes())
    assert "BUỔIHỌCCHÍNHTRỊ" in reading.squeezed(text)


def test_struck_rows_are_left_out_when_unticked(
    page: LedgersPage, dialog: PrintDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    store = page.session.store
    entries.strike(store, entries.listing(store, "session")[0].id, reason="Ghi nhầm")
    to = tmp_path / "a.pdf"
    tick(dialog, "print_struck")
    settled(dialog, qtbot)
    save(dialog, "save_pdf", to, qtbot)
    assert "Ghi nhầm" not in text_of(to)
    tick(dialog, "print_struck")
    settled(dialog, qtbot)
    save(dialog, "save_pdf", to, qtbot)
    assert "Gạch bỏ dòng 1: Ghi nhầm" in text_of(to)


def test_what_cannot_be_printed_is_said_with_its_row(
    page: LedgersPage, dialog: PrintDialog, qtbot: QtBot
) -> None:
    entries.add(page.session.store, "session", COMPANY["session"] | {"topic": "Bài 中"})
    tick(dialog, "print_struck")
    settled(dialog, qtbot)
    assert "U+4E2D" in said(dialog, "print_said")
    assert "Dòng 4, cột Bài, chuyên đề" in said(dialog, "print_said")


def test_a_place_that_takes_no_file_is_said(
    dialog: PrintDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "tệp").write_bytes(b"x")
    told = save(dialog, "save_pdf", tmp_path / "tệp" / "a.pdf", qtbot)
    assert told.startswith("Không ghi được tệp")


def test_making_pages_can_be_stopped_and_begun_again(dialog: PrintDialog, qtbot: QtBot) -> None:
    tick(dialog, "print_struck")
    qtbot.waitUntil(lambda: dialog.busy, timeout=5_000)
    click(dialog, "print_stop")
    assert not dialog.busy
    assert said(dialog, "print_said").startswith("Đã dừng")
    tick(dialog, "print_struck")
    settled(dialog, qtbot)
    assert said(dialog, "print_said") == "1 trang."


def test_what_nobody_wants_any_more_is_given_up_at_its_next_step(
    page: LedgersPage, dialog: PrintDialog
) -> None:
    run = Run(dialog.choices.wanted, "pdf")
    assert rendered(page.session.store, run, progress=silent).startswith(b"%PDF")
    run.wanted = False
    assert rendered(page.session.store, run, progress=silent) == b""


def test_closing_keeps_nothing_and_the_page_has_the_keyboard(
    page: LedgersPage, dialog: PrintDialog, qtbot: QtBot
) -> None:
    preview = dialog.preview
    with qtbot.waitSignal(dialog.finished):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert preview.pages == 0
    qtbot.waitUntil(lambda: page.findChild(PrintDialog) is None)


@pytest.mark.skipif(bool(QPrinterInfo.availablePrinters()), reason="máy này có máy in")
def test_without_a_printer_it_is_said(dialog: PrintDialog) -> None:
    click(dialog, "print")
    assert said(dialog, "print_said") == paper.NO_PRINTER


def test_pages_are_drawn_on_the_printer_and_a_cancelled_job_is_taken_back(
    dialog: PrintDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(dialog, "print_what", "Cả sổ")
    settled(dialog, qtbot)
    to = tmp_path / "a.pdf"
    save(dialog, "save_pdf", to, qtbot)
    printed = tmp_path / "in.pdf"
    assert paper.print_pages(_printer(printed), to.read_bytes(), silent) == 5
    pages = reading.pdf_pages(printed.read_bytes())
    assert len(pages) == 5
    assert all(page.width > page.height for page in pages)
    assert all(page.images for page in pages)

    def stop(done: int, total: int, what: str) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        paper.print_pages(_printer(tmp_path / "hủy.pdf"), to.read_bytes(), stop)


def _printer(to: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(to))
    printer.setResolution(150)
    return printer


def test_every_button_is_reached_by_its_letter(dialog: PrintDialog) -> None:
    names = [b.text() for b in dialog.findChildren(QPushButton) if b.isVisibleTo(dialog)]
    letters = [t[t.index("&") + 1].lower() for t in names if "&" in t]
    assert len(letters) == len(set(letters)) == len(names)
