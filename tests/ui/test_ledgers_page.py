"""The ledgers page: long lists, filters, striking, warnings, and rows brought up by a search."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QInputDialog, QLineEdit, QListView, QTableView, QWidget
from pytestqt.qtbot import QtBot

from app import period as periods
from app.ledgers import entries
from app.store import Store
from tests.ui.conftest import click, press, said
from ui.ledger.page import LedgersPage
from ui.ledger.table.model import PAGE, EntryModel, Wanted
from ui.ledger.table.rows import NOTHING_FOUND, NOTHING_YET
from ui.main_window import Desk

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so


def directive(number: int, subject: str = "Hướng dẫn giáo dục chính trị") -> dict[str, object]:
    return {
        "received_date": f"2026-01-{number % 28 + 1:02}", "number": f"{number}/HD-d1",
        "issuer": "Tiểu đoàn 1", "kind": "Hướng dẫn", "subject": subject, "not_secret": True,
    }  # fmt: skip


@pytest.fixture
def page(desk: Desk) -> LedgersPage:
    """The ledgers page at the directives of above."""
    desk.go(1)
    found = desk.current()
    assert isinstance(found, LedgersPage)
    found.open_section("directive")
    return found


def model_of(page: QWidget) -> EntryModel:
    table = page.findChild(QTableView, "entries")
    assert table is not None
    model = table.model()
    assert isinstance(model, EntryModel)
    return model


def filter_by(page: QWidget, text: str) -> None:
    line = page.findChild(QLineEdit, "filter")
    assert line is not None
    line.setText(text)


def test_a_long_list_is_counted_whole_and_read_by_the_page(store: Store) -> None:
    entries.add_many(store, "directive", [directive(n) for n in range(2 * PAGE + 10)])
    model = EntryModel(store)
    model.show(Wanted(store.catalogue.sections["directive"], "c1", None, ""))
    assert model.rowCount() == 2 * PAGE + 10
    read: list[int] = []
    plain = store.numbered

    def counted(numbers: Sequence[int]) -> list[dict[str, object]]:
        rows = plain(numbers)
        read.append(len(rows))
        return rows

    store.numbered = counted  # type: ignore[method-assign]  # watches what is read
    days = [model.entry(row).occurred_on for row in (0, 1, PAGE - 1)]
    assert read == [PAGE]
    assert days == sorted(days, reverse=True)
    model.entry(2 * PAGE + 5)
    assert read == [PAGE, 10]


def test_a_filter_finds_without_marks(page: LedgersPage, qtbot: QtBot) -> None:
    store = page.session.store
    entries.add(store, "directive", directive(1))
    entries.add(store, "directive", directive(2, "Chuẩn bị đón chiến sĩ mới"))
    filter_by(page, "don chien si")
    qtbot.waitUntil(lambda: model_of(page).rowCount() == 1)
    assert model_of(page).entry(0).values["number"] == "2/HD-d1"
    filter_by(page, "không có chữ này")
    qtbot.waitUntil(lambda: said(page, "empty") == NOTHING_FOUND)
    filter_by(page, "")
    qtbot.waitUntil(lambda: model_of(page).rowCount() == 2)


def test_an_empty_ledger_says_how_to_begin(page: LedgersPage) -> None:
    assert said(page, "empty") == NOTHING_YET
    entries.add(page.session.store, "directive", directive(1))
    assert said(page, "empty") == ""


def test_a_period_leaves_only_its_rows(page: LedgersPage) -> None:
    entries.add(page.session.store, "directive", directive(1))
    entries.add(page.session.store, "directive", directive(2) | {"received_date": "2020-02-01"})
    box = page.findChild(QComboBox, "period")
    assert box is not None
    assert model_of(page).rowCount() == 2
    box.addItem("năm 2020", periods.parse("2020"))
    box.setCurrentIndex(box.count() - 1)
    assert [model_of(page).entry(0).values["number"]] == ["2/HD-d1"]
    assert model_of(page).rowCount() == 1


def test_a_row_is_struck_with_a_reason_and_can_then_only_be_read(page: LedgersPage) -> None:
    entry = entries.add(page.session.store, "directive", directive(1))
    page.open(entry.id)
    click(page, "strike")
    dialog = page.findChild(QInputDialog, "strike_reason")
    assert dialog is not None
    dialog.setTextValue("ghi nhầm sổ")
    dialog.accept()
    assert entries.get(page.session.store, entry.id).struck == "ghi nhầm sổ"
    signs = model_of(page).index(0, 0)
    assert "ghi nhầm sổ" in signs.data(Qt.ItemDataRole.AccessibleTextRole)
    assert not signs.data(Qt.ItemDataRole.DecorationRole).isNull()
    font = model_of(page).index(0, 1).data(Qt.ItemDataRole.FontRole)
    assert font.strikeOut()
    page.open(entry.id)
    assert "ghi nhầm sổ" in said(page, "form_summary")
    number = page.findChild(QLineEdit, "number")
    assert number is not None
    assert not number.isEnabled()


def test_a_proposed_form_says_that_it_is_not_an_official_one(page: LedgersPage) -> None:
    section = page.session.store.catalogue.sections["directive"]
    expected = section.envelope.confidence == "default"
    assert ("chưa phải mẫu chính thức" in said(page, "proposed")) == expected


def test_a_search_result_opens_its_row_by_enter(desk: Desk, qtbot: QtBot) -> None:
    store = desk.current().session.store
    entries.add(store, "directive", directive(7, "Tổ chức đón chiến sĩ mới"))
    desk.go(5)
    query = desk.current().findChild(QLineEdit, "query")
    hits = desk.current().findChild(QListView, "hits")
    assert query is not None
    assert hits is not None
    query.setText("don chien si")
    qtbot.waitUntil(lambda: hits.model().rowCount() == 1)
    hits.setFocus()
    press(Qt.Key.Key_Return)
    page = desk.current()
    assert isinstance(page, LedgersPage)
    number = page.findChild(QLineEdit, "number")
    assert number is not None
    assert number.text() == "7/HD-d1"
