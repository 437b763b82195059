"""The import window: from a file to rows, every bad cell shown where it stands, and one undo."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTableView,
    QTableWidget,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ledgers import entries
from app.store import Store
from tests.ledgers.examples import PEOPLE
from tests.ledgers.made_sheets import book, lessons
from tests.ui.conftest import Today, click, press, type_text
from ui.ledger.page import LedgersPage
from ui.ledger.sheets.importing import ImportWindow
from ui.main_window import Desk, MainWindow

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


@pytest.fixture
def asked(page: LedgersPage, qtbot: QtBot) -> ImportWindow:
    """The window as opened from the menu."""
    act = next(a for a in page.actions() if a.objectName() == "sheet_import")
    act.trigger()
    found = page.findChild(ImportWindow)
    assert found is not None
    qtbot.waitUntil(found.isVisible)
    return found


def drop(window: ImportWindow, file: Path, qtbot: QtBot) -> None:
    """Let a file fall on the window, as people do."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(
        QPointF(10, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    window.dropEvent(event)
    qtbot.waitUntil(lambda: button(window, "look").isEnabled(), timeout=10_000)


def button(window: QWidget, name: str) -> QPushButton:
    found = window.findChild(QPushButton, name)
    assert found is not None, name
    return found


def table(window: QWidget, name: str) -> list[list[str]]:
    found = window.findChild(QTableView, name)
    assert found is not None, name
    model = found.model()
    return [
        [str(model.index(r, c).data()) for c in range(model.columnCount())]
        for r in range(model.rowCount())
    ]


def text(window: QWidget, name: str) -> str:
    found = window.findChild(QLabel, name)
    assert found is not None, name
    return found.text()


def look(window: ImportWindow, qtbot: QtBot) -> None:
    click(window, "look")
    qtbot.waitUntil(lambda: button(window, "take_in").isVisible(), timeout=10_000)


def kept(page: LedgersPage) -> int:
    return entries.count(page.session.store, "session")


def test_a_sheet_is_mapped_looked_at_taken_in_and_taken_back(
    page: LedgersPage, asked: ImportWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "học tập.xlsx"
    file.write_bytes(book(lessons({}, {}, {})))
    drop(asked, file, qtbot)
    mapping = asked.findChild(QTableWidget, "mapping")
    assert mapping is not None
    assert mapping.rowCount() == 9
    assert text(asked, "lacking") == ""
    look(asked, qtbot)
    assert text(asked, "plan_summary") == "Sẽ nhập 3 dòng."
    assert next(row[:4] for row in table(asked, "plan_rows")) == [
        "✔ 2", "12/03/2026", "Toàn đơn vị", "Bài 1",
    ]  # fmt: skip
    assert kept(page) == 0, "nothing is written before the button is pressed"
    click(asked, "take_in")
    assert kept(page) == 3
    assert "Đã nhập 3 dòng" in text(asked, "imported")
    assert page.session.store.changes(1)[0].label.startswith("Nhập bảng tính: 3 dòng")
    click(asked, "undo_import")
    assert kept(page) == 0


def test_bad_cells_are_shown_in_place_and_nothing_goes_in_until_the_file_is_mended(
    page: LedgersPage, asked: ImportWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "sai.xlsx"
    file.write_bytes(book(lessons({}, {0: "32/13/2026"}, {5: "ba"}, {7: "-1"})))
    drop(asked, file, qtbot)
    look(asked, qtbot)
    assert "✖ 3 ô phải sửa" in text(asked, "plan_summary")
    assert not button(asked, "take_in").isEnabled()
    rows = table(asked, "plan_rows")
    assert (rows[0][0], rows[1][0], rows[1][1]) == ("✔ 2", "✖ 3", "✖ 32/13/2026")
    assert [row[0] for row in table(asked, "plan_problems") if "✖" in row[0]] == [
        "✖ A3", "✖ F4", "✖ H5",
    ]  # fmt: skip
    told = [text(asked, "cell_problem")]
    for _ in range(2):
        press(Qt.Key.Key_F8)
        told.append(text(asked, "cell_problem"))
    assert [t.split(":")[0] for t in told] == ["✖ Ô A3", "✖ Ô F4", "✖ Ô H5"]
    shown = asked.findChild(QTableView, "plan_rows")
    assert shown is not None
    assert (shown.currentIndex().row(), shown.currentIndex().column()) == (3, 8)
    file.write_bytes(book(lessons({}, {}, {}, {})))
    press(Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: button(asked, "take_in").isEnabled(), timeout=10_000)
    click(asked, "take_in")
    assert kept(page) == 4


def test_an_unknown_column_is_offered_the_nearest_and_chosen_by_typing_without_marks(
    page: LedgersPage, asked: ImportWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = lessons({})
    rows[0][2] = "Tên nội dung"
    file = tmp_path / "lạ.xlsx"
    file.write_bytes(book(rows))
    drop(asked, file, qtbot)
    assert "Chưa ghép cột bắt buộc: Bài, chuyên đề" in text(asked, "lacking")
    target = asked.findChild(QLineEdit, "target_C")
    assert target is not None
    target.setFocus()
    qtbot.waitUntil(target.hasFocus)
    type_text("khong co cot nay")
    press(Qt.Key.Key_Tab)
    assert "Không rõ nhập vào cột nào: C" in text(asked, "lacking")
    target.setFocus()
    target.selectAll()
    type_text("bai, chuyen")
    press(Qt.Key.Key_Tab)
    assert target.text() == "Bài, chuyên đề"
    assert "bắt buộc" not in text(asked, "lacking")
    look(asked, qtbot)
    click(asked, "take_in")
    assert kept(page) == 1
    click(asked, "close")
    again = page.session.store.setting("sheet_columns.session")
    assert again["ten noi dung"] == "topic"


def test_old_fonts_are_shown_before_and_after_and_duplicates_stay_out(
    page: LedgersPage, asked: ImportWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "phông cũ.xlsx"
    file.write_bytes(book(lessons({2: "TruyÒn thèng n\xadíc ta"}, {}), fonts={"C2": ".VnTime"}))
    drop(asked, file, qtbot)
    look(asked, qtbot)
    assert table(asked, "plan_decoded")[0][:4] == [
        "C2", ".VnTime", "TruyÒn thèng n\xadíc ta", "Truyền thống nước ta",
    ]  # fmt: skip
    click(asked, "take_in")
    asked.read(file)
    qtbot.waitUntil(lambda: button(asked, "look").isVisible(), timeout=10_000)
    look(asked, qtbot)
    assert [row[0] for row in table(asked, "plan_duplicates")] == ["2", "3"]
    assert not button(asked, "take_in").isEnabled()
    lists = asked.findChild(QTabWidget, "plan_lists")
    assert lists is not None
    assert "Không nhập (2)" in [lists.tabText(n) for n in range(lists.count())]


def test_another_row_of_headings_is_guessed_again(
    asked: ImportWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "tiêu đề.xlsx"
    file.write_bytes(book([["Ngày"], *lessons({})]))
    drop(asked, file, qtbot)
    header = asked.findChild(QSpinBox, "header_row")
    assert header is not None
    assert header.value() == 2
    header.setValue(1)
    assert "Chưa ghép cột bắt buộc" in text(asked, "lacking")
    header.setValue(2)
    assert text(asked, "lacking") == ""


def test_a_file_without_fonts_is_read_once_its_old_font_is_named(
    page: LedgersPage, asked: ImportWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    old = ["Ngµy", "§èi t\xadîng", "Bµi, chuyªn ®Ò", "H×nh thøc", "Ng\xadêi gi¶ng", "Sè giê",
           "Qu©n sè ph¶i häc", "Cã mÆt", "Häc bï"]  # fmt: skip
    row = [
        "12/03/2026",
        "Toµn ®¬n vÞ",
        "TruyÒn thèng",
        "Lªn líp",
        "NguyÔn V¨n MÉu",
        "3,5",
        "8",
        "8",
        "0",
    ]
    file = tmp_path / "cũ.csv"
    file.write_text("\n".join(";".join(f'"{x}"' for x in r) for r in (old, row)), "utf-8")
    drop(asked, file, qtbot)
    assert "Chưa ghép cột bắt buộc" in text(asked, "lacking")
    font = asked.findChild(QComboBox, "old_font")
    assert font is not None
    font.setCurrentIndex(font.findData(".VnTime"))
    assert text(asked, "lacking") == ""
    look(asked, qtbot)
    assert table(asked, "plan_rows")[0][1:5] == [
        "12/03/2026", "Toàn đơn vị", "Truyền thống", "Lên lớp",
    ]  # fmt: skip
    click(asked, "take_in")
    assert kept(page) == 1


def test_a_file_that_is_no_sheet_is_refused_in_a_sentence(
    page: LedgersPage, asked: ImportWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "ảnh.xlsx"
    file.write_bytes(b"\x89PNG\r\n")
    asked.read(file)
    box: list[QWidget] = []

    def shown() -> bool:
        box[:] = [w for w in QApplication.topLevelWidgets() if w.objectName() == "refusal"]
        return bool(box)

    qtbot.waitUntil(shown, timeout=10_000)
    box[0].close()
    assert not button(asked, "look").isEnabled()


def test_locking_the_screen_takes_the_window_and_what_it_shows_away(
    page: LedgersPage, asked: ImportWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "học tập.xlsx"
    file.write_bytes(book(lessons({}, {})))
    drop(asked, file, qtbot)
    look(asked, qtbot)
    window = page.window()
    assert isinstance(window, MainWindow)
    gone: list[str] = []
    asked.destroyed.connect(lambda _: gone.append("import"))
    window.lock()
    qtbot.waitUntil(lambda: gone == ["import"])
    assert window.session is None
