"""The window that shows one kept file, and what is left of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ledgers import entries
from tests.ledgers.made_files import docx, pdf, png
from tests.ui.conftest import click, press
from tests.ui.filing import add, inspections, shelf, strip
from ui.files import FileShelf, Viewer
from ui.ledger import LedgersPage
from ui.main_window import Desk, MainWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so


@pytest.fixture
def page(desk: Desk) -> LedgersPage:
    return inspections(desk)


@pytest.fixture
def row(page: LedgersPage) -> str:
    return entries.listing(page.session.store, "inspection")[0].id


def test_the_viewer_shows_zooms_turns_and_forgets(
    page: LedgersPage, row: str, window: MainWindow, qtbot: QtBot
) -> None:
    add(page, row, "anh.png", png(10, 200))
    shelf(page).setCurrentRow(0)
    shelf(page).setFocus()
    press(Qt.Key.Key_Return)
    viewer = opened(window, qtbot)
    shown = viewer._pages
    assert shown is not None
    before = shown.transform().m11()  # type: ignore[attr-defined]  # a picture
    click(viewer, "zoom_in")
    assert shown.transform().m11() > before  # type: ignore[attr-defined]
    click(viewer, "turn")
    assert abs(shown.transform().m12()) > before  # type: ignore[attr-defined]
    click(viewer, "zoom_fit")
    with qtbot.waitSignal(viewer.destroyed):
        press(Qt.Key.Key_Escape)


def test_a_pdf_is_turned_over_page_by_page(
    page: LedgersPage, row: str, window: MainWindow, qtbot: QtBot
) -> None:
    add(page, row, "bb.pdf", pdf(pages=3))
    shelf(page).setCurrentRow(0)
    click(strip(page), "attachment_open")
    viewer = opened(window, qtbot)
    assert [step(viewer) for step in (lambda v: v.page, forward, forward, forward)] == [1, 2, 3, 3]
    label = viewer.findChild(QLabel, "viewer_page")
    assert label is not None
    assert label.text() == "Trang 3/3"


def forward(viewer: Viewer) -> int:
    viewer.go(1)
    return viewer.page


def opened(window: MainWindow, qtbot: QtBot) -> Viewer:
    viewer = window.findChild(Viewer, "viewer")
    assert viewer is not None
    qtbot.waitUntil(lambda: viewer.page > 0)
    return viewer


def test_a_viewer_closed_before_its_file_is_read_ends_quietly(
    page: LedgersPage, row: str, window: MainWindow, qtbot: QtBot, reports: Path
) -> None:
    add(page, row, "bb.pdf", pdf().ljust(20 << 20, b"\n"))
    shelf(page).setCurrentRow(0)
    click(strip(page), "attachment_open")
    for viewer in window.findChildren(Viewer):
        viewer.close()
    qtbot.waitUntil(lambda: not page.session.busy)
    assert list(reports.iterdir()) == []


def test_what_cannot_be_shown_says_so(
    page: LedgersPage, row: str, window: MainWindow, qtbot: QtBot
) -> None:
    add(page, row, "van ban.docx", docx("Kính gửi"))
    add(page, row, "hong.pdf", b"%PDF-1.7 hong")
    for at, told in ((0, "Văn bản Word"), (1, "Không đọc được")):
        shelf(page).setCurrentRow(at)
        click(strip(page), "attachment_open")
        viewer = window.findChildren(Viewer)[-1]
        label = viewer.findChild(QLabel, "viewer_said")
        assert label is not None
        qtbot.waitUntil(lambda label=label, told=told: told in label.text())  # type: ignore[misc]
        viewer.close()
        qtbot.waitUntil(lambda: not window.findChildren(Viewer))


def test_locking_closes_the_viewer_and_forgets_every_picture(
    page: LedgersPage, row: str, window: MainWindow, qtbot: QtBot
) -> None:
    add(page, row, "bb.pdf", pdf())
    shelf(page).setCurrentRow(0)
    click(strip(page), "attachment_open")
    opened(window, qtbot)
    qtbot.waitUntil(lambda: not page.session.busy)
    window.lock()
    qtbot.waitUntil(lambda: not window.findChildren(Viewer))
    assert window.findChild(FileShelf) is None
