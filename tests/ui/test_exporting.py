"""A ledger out to Excel from its page, after the page has said that the file is plain."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app.ledgers import entries, sheets
from app.store import Store
from tests.ledgers.examples import PEOPLE
from tests.ledgers.made_sheets import book, lessons, planned
from tests.ui.conftest import Today
from ui.ledger.page import LedgersPage
from ui.main_window import Desk

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so


@pytest.fixture
def page(store: Store, today: Today, request: pytest.FixtureRequest) -> LedgersPage:
    """The page of the lessons of Đại đội 1, its people known."""
    today("2026-12-31")
    entries.add_many(store, "person", PEOPLE)
    desk: Desk = request.getfixturevalue("desk")
    desk.go(1)
    found = desk.current()
    assert isinstance(found, LedgersPage)
    found.open_section("session")
    return found


def test_the_ledger_in_front_goes_out_to_excel_after_saying_that_the_file_is_plain(
    page: LedgersPage, tmp_path: Path, qtbot: QtBot
) -> None:
    content = book(lessons({}, {}))
    made = planned(page.session.store, "session", content)
    sheets.apply(page.session.store, made)
    next(a for a in page.actions() if a.objectName() == "sheet_export").trigger()
    box = page.findChild(QMessageBox, "export_plain")
    assert box is not None
    assert "không được mã hóa" in box.informativeText()
    box.buttons()[0].click()
    dialog = page.findChild(QFileDialog, "choose")
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith(".xlsx")
    told: list[str] = []
    page.session.told.connect(told.append)
    dialog.fileSelected.emit(str(tmp_path / "sổ.xlsx"))
    dialog.close()
    qtbot.waitUntil(lambda: any("không mã hóa" in t for t in told), timeout=10_000)
    assert [x.name for x in tmp_path.glob("*.xlsx*")] == ["sổ.xlsx"]
    back = sheets.fitting(
        page.session.store, "session", sheets.read((tmp_path / "sổ.xlsx").read_bytes(), "sổ.xlsx")
    )
    assert (back.name, len(back.rows)) == ("Buổi học chính trị", 3)
