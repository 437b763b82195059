"""Acts on several selected rows: a value filled down, rows struck together."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QInputDialog,
    QLabel,
    QPushButton,
    QTableView,
)

from app import period as periods
from app.ledgers import Entry, entries, locks
from tests.ledgers.examples import COMPANY, OFFICER
from tests.ui.conftest import press
from tests.ui.forms import SHIFT, dialog, part, table
from ui.ledger import LedgersPage

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


def test_a_value_is_filled_down_to_rows_that_may_be_changed(
    page: LedgersPage, rows: list[Entry]
) -> None:
    store = page.session.store
    entries.amend(store, rows[0].id, {"content": "Họp chi bộ"})
    locks.lock(store, periods.parse("2026-03-08"), "đã nộp")
    grid = table(page)
    at = next(n for n, c in enumerate(page.rows.columns, 1) if c.key == "content")
    grid.setFocus()
    grid.selectAll()
    grid.selectionModel().setCurrentIndex(
        grid.model().index(0, at), grid.selectionModel().SelectionFlag.NoUpdate
    )
    press(Qt.Key.Key_D, CONTROL | SHIFT)
    shown = dialog(page, "fill_dialog")
    said = part(shown, QLabel, "fill_summary").text()
    assert said == "1 dòng sẽ đổi. ✖ 1 dòng không sửa được, để nguyên."
    model = part(shown, QTableView, "fill_rows").model()
    texts = [[model.index(r, c).data() for c in range(5)] for r in range(model.rowCount())]
    assert [x[0] for x in texts] == ["✖", "✎"]
    assert "khóa" in texts[0][4]
    before = len(store.changes())
    part(shown, QPushButton, "fill").click()
    contents = [entries.get(store, x.id).values["content"] for x in rows]
    assert contents == ["Họp chi bộ", "Quán triệt nghị quyết", "Họp chi bộ"]
    assert len(store.changes()) == before + 1


def test_filling_down_needs_two_rows_and_a_column(page: LedgersPage, rows: list[Entry]) -> None:
    told: list[str] = []
    page.session.told.connect(told.append)
    grid = table(page)
    grid.selectRow(0)
    grid.setFocus()
    press(Qt.Key.Key_D, CONTROL | SHIFT)
    assert "hai dòng" in told[-1]
    grid.selectAll()
    press(Qt.Key.Key_D, CONTROL | SHIFT)
    assert told[-1].startswith("Chọn một ô")


def test_selected_rows_are_struck_together_with_one_reason(
    page: LedgersPage, rows: list[Entry]
) -> None:
    grid = table(page)
    grid.setFocus()
    grid.selectAll()
    act = page.findChild(QAction, "row_strike")
    assert act is not None
    act.trigger()
    asked = page.findChild(QInputDialog, "strike_reason")
    assert asked is not None
    assert asked.windowTitle() == "Gạch bỏ 3 dòng"
    asked.setTextValue("nhập hai lần")
    asked.accept()
    store = page.session.store
    assert {entries.get(store, x.id).struck for x in rows} == {"nhập hai lần"}
    store.undo()
    assert entries.count(store, "work_log") == 3
