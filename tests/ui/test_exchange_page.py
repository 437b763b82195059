"""The exchange page: cards, bundles, receipts and the report pass between two units by what is clicked."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from app import store as stores
from app.exchange import keys, outbox
from app.ledgers import locks
from app.period import parse
from app.planning import locking
from app.store import Store
from tests.conftest import PASSPHRASE
from tests.ui.conftest import Today, click, desk_of, type_text
from ui import application
from ui.main_window import Desk, MainWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so

EXCHANGE = 3
JANUARY = parse("2026-01")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "USB Tiểu đoàn"
    folder.mkdir()
    return folder


@pytest.fixture
def page(
    battalion: Store, store: Store, stick: Path, qtbot: QtBot, qapp: QApplication, today: Today
) -> QWidget:
    """The exchange page of Tiểu đoàn 1 on 2 February, the stick chosen; Đại đội 1 trusts it."""
    today("2026-02-02")
    application.prepare(qapp)
    card = keys.write_card(battalion, stick)
    keys.trust(store, card, keys.read_card(card).fingerprint)
    card.unlink()
    home = battalion.home
    battalion.close()
    window = MainWindow(home)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    type_text(PASSPHRASE)
    click(window, "open")
    desk: Desk = desk_of(window)
    desk.go(EXCHANGE)
    line(desk, "folder").setText(str(stick))
    return desk


def line(page: QWidget, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, name)
    assert found is not None, name
    return found


def cells(page: QWidget, name: str) -> list[list[str]]:
    """Return the texts of a table as shown."""
    table = page.findChild(QTableView, name)
    assert table is not None, name
    model = table.model()
    rows, columns = range(model.rowCount()), range(model.columnCount())
    return [[str(model.index(r, c).data()) for c in columns] for r in rows]


def trust(page: QWidget, store: Store, stick: Path) -> None:
    card = keys.write_card(store, stick)
    line(page, "card").setText(str(card))
    line(page, "fingerprint").setText(keys.read_card(card).fingerprint)
    click(page, "trust")
    card.unlink()


def test_a_card_is_trusted_only_with_its_fingerprint(
    page: QWidget, store: Store, stick: Path
) -> None:
    card = keys.write_card(store, stick)
    line(page, "card").setText(str(card))
    line(page, "fingerprint").setText("0000 0000 0000 0000")
    click(page, "trust")
    box = page.window().findChild(QWidget, "refusal")
    assert box is not None
    box.close()
    assert [row[0] for row in cells(page, "keys")] == ["d1"] or cells(page, "keys") == []
    trust(page, store, stick)
    assert ["c1", "✔ đã tin"] in [[row[0], row[3]] for row in cells(page, "keys")]


def test_a_bundle_is_read_shown_taken_in_receipted_and_taken_back(
    page: QWidget, store: Store, stick: Path, qtbot: QtBot
) -> None:
    trust(page, store, stick)
    outbox.export(store, JANUARY, stick)
    click(page, "read")
    qtbot.waitUntil(lambda: bool(cells(page, "plan")))
    assert [row[:4] for row in cells(page, "plan")] == [
        ["Đại đội 1", "01/2026", "số liệu", "sẵn sàng"]
    ]
    assert cells(page, "items"), "what would change is shown before anything changes"
    click(page, "apply")
    assert cells(page, "plan")[0][3] == "✔ đã nhập"
    click(page, "receipts")
    assert list(stick.glob("bien-nhan-*.goi"))
    click(page, "read")
    qtbot.waitUntil(lambda: any(row[3] == "= đã có" for row in cells(page, "plan")))
    table = page.findChild(QTableView, "bundles")
    assert table is not None
    taken = next(n for n, row in enumerate(cells(page, "bundles")) if row[6] == "✔ đã nhập")
    table.selectRow(taken)
    click(page, "undo_import")
    assert "✔ đã nhập" not in [row[6] for row in cells(page, "bundles")]


def test_the_standing_names_who_is_missing_and_the_report_says_so(
    page: QWidget, store: Store, stick: Path
) -> None:
    trust(page, store, stick)
    assert {row[0] for row in cells(page, "board")} == {"Đại đội 1"}
    click(page, "report")
    assert len(list(stick.glob("*.docx"))) == 1
    assert len(list(stick.glob("*.pdf"))) == 1


def test_without_a_folder_nothing_is_written_and_the_window_asks_for_it(page: QWidget) -> None:
    line(page, "folder").clear()
    told: list[str] = []
    assert isinstance(page, Desk)
    page.current().session.told.connect(told.append)
    for name in ("export", "read", "receipts", "report", "card_out"):
        click(page, name)
    assert told == ["Hãy chọn thư mục trên USB trước."] * 5


def test_the_month_is_closed_with_its_submission_when_the_box_is_ticked(
    store: Store, battalion: Store, stick: Path, qtbot: QtBot, qapp: QApplication, today: Today
) -> None:
    today("2026-02-02")
    application.prepare(qapp)
    card = keys.write_card(battalion, stick)
    keys.trust(store, card, keys.read_card(card).fingerprint)
    locking.propose_after_submission(store, True)
    home = store.home
    store.close()
    window = MainWindow(home)
    qtbot.addWidget(window)
    window.show()
    window.enter(stores.open(home, passphrase=PASSPHRASE))
    desk = desk_of(window)
    desk.go(EXCHANGE)
    line(desk, "folder").setText(str(stick))
    box = desk.findChild(QCheckBox, "lock_after")
    assert box is not None
    assert box.isChecked(), "the unit's setting is what the box proposes"
    box.setChecked(False)
    click(desk, "export")
    session = desk.current().session
    assert locks.listing(session.store) == []
    assert box.isChecked(), "a choice is for one submission"
    replaces = desk.findChild(QCheckBox, "replaces")
    assert replaces is not None
    replaces.setChecked(True)
    click(desk, "export")
    assert locks.listing(session.store) == [JANUARY]
    said = desk.findChild(QLabel, "said")
    assert said is not None
    assert "Đã khóa kỳ tháng 01/2026" in said.text()
    desk.go(0)
    told = desk.findChild(QLabel, "closed_periods")
    assert told is not None
    assert told.text().split("    ")[0] == "■ Sổ đã khóa: 01/2026"
