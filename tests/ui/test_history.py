"""The history of a row, of a cell and of the whole store, and taking things back from there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from app.ledgers import entries
from app.store import Store
from tests.ledgers.examples import COMPANY, PEOPLE
from tests.ui.conftest import Today, click, ctrl, press
from ui.ledger import history
from ui.ledger.history import RowHistory
from ui.ledger.page import LedgersPage
from ui.main_window import Desk
from ui.views.history import SHOWN, HistoryPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so

HISTORY = "Lịch sử"


@pytest.fixture
def row(store: Store, today: Today) -> str:
    """A lesson that was amended twice, once with a reason."""
    today("2026-12-31")
    entries.add_many(store, "person", PEOPLE)
    made = entries.add(store, "session", COMPANY["session"])
    entries.amend(store, made.id, {"hours": 4}, reason="Đổi lịch")
    entries.amend(store, made.id, {"hours": 2, "note": "Cắt điện"})
    return made.id


@pytest.fixture
def page(row: str, request: pytest.FixtureRequest) -> LedgersPage:
    desk: Desk = request.getfixturevalue("desk")
    desk.go(1)
    found = desk.current()
    assert isinstance(found, LedgersPage)
    found.open(row)
    return found


@pytest.fixture
def whole(row: str, request: pytest.FixtureRequest) -> HistoryPage:
    desk: Desk = request.getfixturevalue("desk")
    names = [
        desk.rail.item(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(desk.rail.count())
    ]
    desk.go(names.index(HISTORY))
    found = desk.current()
    assert isinstance(found, HistoryPage)
    return found


def texts(window: QWidget, name: str, columns: tuple[int, ...]) -> list[tuple[str, ...]]:
    table = view(window, name)
    model = table.model()
    return [tuple(str(model.index(r, c).data()) for c in columns) for r in range(model.rowCount())]


def view(window: QWidget, name: str) -> QTableView:
    found = window.findChild(QTableView, name)
    assert found is not None, name
    return found


def button(window: QWidget, name: str) -> QPushButton:
    found = window.findChild(QPushButton, name)
    assert found is not None, name
    return found


def asked(page: LedgersPage, what: str = "row_history") -> RowHistory:
    next(a for a in page.actions() if a.objectName() == what).trigger()
    found = page.findChild(RowHistory)
    assert found is not None
    return found


def test_a_row_tells_every_change_of_every_column_newest_first(page: LedgersPage) -> None:
    seen = asked(page)
    told = texts(seen, "row_changes", (2, 3, 4, 5))
    assert told[:3] == [
        ("Số giờ", "4", "2", ""), ("Ghi chú", "–", "Cắt điện", ""), ("Số giờ", "3,5", "4", "Đổi lịch"),
    ]  # fmt: skip
    assert ("Hình thức", "–", "Lên lớp", "") in told


def test_a_cell_tells_its_own_changes_and_gives_an_old_value_back(
    page: LedgersPage, row: str
) -> None:
    table = view(page, "entries")
    across = range(table.model().columnCount())
    heading = Qt.ItemDataRole.DisplayRole
    names = [str(table.model().headerData(c, Qt.Orientation.Horizontal, heading)) for c in across]
    table.setFocus()
    table.setCurrentIndex(table.model().index(table.currentIndex().row(), names.index("Số giờ")))
    seen = asked(page, "cell_history")
    box = seen.findChild(QComboBox, "history_field")
    assert box is not None
    assert box.currentText() == "Số giờ"
    assert texts(seen, "row_changes", (3, 4)) == [("4", "2"), ("3,5", "4"), ("–", "3,5")]
    view(seen, "row_changes").selectRow(1)
    click(seen, "restore")
    store = page.session.store
    assert str(entries.get(store, row).values["hours"]) == "3.5"
    newest = texts(seen, "row_changes", (3, 4, 5))[0]
    assert newest[:2] == ("2", "3,5")
    assert newest[2].startswith("Khôi phục giá trị trước lần sửa")
    view(seen, "row_changes").selectRow(2)
    assert not button(seen, "restore").isEnabled(), "that value stands already"


def test_an_undone_change_stays_readable_and_crossed_out(page: LedgersPage) -> None:
    page.session.act(Store.undo)
    seen = asked(page)
    model = view(seen, "row_changes").model()
    told = {str(model.index(r, 6).data()): r for r in range(model.rowCount())}
    back = next(r for text, r in told.items() if text.endswith("(đã hoàn tác)"))
    assert model.index(back, 0).data(Qt.ItemDataRole.FontRole).strikeOut()
    assert any(text.startswith("↶ Hoàn tác") for text in told)


def test_the_field_being_typed_in_is_the_one_asked_about(page: LedgersPage, qtbot: QtBot) -> None:
    line = next(w for w in page.findChildren(QLineEdit, "note") if w.isVisible())
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    assert history.field_in_front(page) == "note"


def test_the_buttons_say_what_they_would_do(whole: HistoryPage) -> None:
    undo, redo = button(whole, "undo"), button(whole, "redo")
    assert undo.text().startswith("Hoàn tác: Sửa: Buổi học chính trị")
    assert not redo.isEnabled()
    undo.click()
    assert redo.text().startswith("Làm lại: Sửa: Buổi học chính trị")
    ctrl("y")
    assert not redo.isEnabled()
    assert whole.session.store.changes(1)[0].kind == "redo"


def test_a_change_shows_what_it_touched_and_opens_it(whole: HistoryPage, row: str) -> None:
    line = whole.findChild(QLineEdit, "history_filter")
    assert line is not None
    line.setText("THEM 4 dong")
    whole._begin()
    assert [x[0] for x in texts(whole, "changes", (3,))] == ["Thêm 4 dòng: Danh sách quân nhân"]
    view(whole, "changes").selectRow(0)
    assert ("dòng ghi", "Nguyễn Văn Mẫu") in texts(whole, "touched", (0, 1))
    wanted: list[tuple[str, str]] = []
    whole.session.wanted.connect(lambda *what: wanted.append(what))
    rows = view(whole, "touched")
    rows.activated.emit(rows.model().index(0, 0))
    assert [kind for kind, _ in wanted] == ["entry"]


def test_one_older_change_alone_is_taken_back(whole: HistoryPage, row: str) -> None:
    store = whole.session.store
    target = store.changes(1)[0].id
    other = entries.add(store, "session", {**COMPANY["session"], "topic": "Khác"})
    entries.amend(store, other.id, {"hours": 1})
    assert texts(whole, "changes", (3,))[2] == ("Sửa: Buổi học chính trị 12/03/2026",)
    view(whole, "changes").selectRow(2)
    assert "dòng ghi" in texts(whole, "touched", (0,))[0]
    click(whole, "undo_change")
    assert entries.get(store, other.id).values["hours"] == 1
    assert entries.get(store, row).values["hours"] == 4
    assert store.taken_back(target)
    view(whole, "changes").selectRow(3)
    label = whole.findChild(QLabel, "about_change")
    assert label is not None
    assert "đã được hoàn tác" in label.text()
    assert not button(whole, "undo_change").isEnabled()


def test_history_goes_on_beyond_the_first_page(whole: HistoryPage) -> None:
    store = whole.session.store
    for n in range(SHOWN + 20):
        with store.change(f"Thử {n}"):
            store.set_setting("thử", n)
    model = view(whole, "changes").model()
    total = len(store.changes(5000))
    assert model.rowCount() < total
    view(whole, "changes").scrollToBottom()
    press(Qt.Key.Key_End)
    while model.canFetchMore(model.index(-1, -1)):
        model.fetchMore(model.index(-1, -1))
    assert model.rowCount() == total
