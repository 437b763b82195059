"""From unlocking to an exported bundle with the keyboard alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTableView
from pytestqt.qtbot import QtBot

from app import period as periods
from app import store as stores
from app.documents import drafts
from app.exchange import inbox, keys
from app.ledgers import entries
from app.store import Store
from tests.conftest import PASSPHRASE
from tests.ui.conftest import (
    alt,
    click,
    ctrl,
    desk_of,
    files_in,
    go_to,
    press,
    type_text,
    unlock,
)
from tests.ui.papers import dialog_of
from ui.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so


@pytest.fixture
def acquainted(store: Store, battalion: Store, tmp_path: Path) -> Store:
    """Đại đội 1 and Tiểu đoàn 1 trust each other's keys."""
    for one, other in ((store, battalion), (battalion, store)):
        card = keys.write_card(other, tmp_path / "the")
        keys.trust(one, card, keys.read_card(card).fingerprint)
    return battalion


def test_a_month_is_kept_written_and_handed_over_with_the_keyboard_alone(
    acquainted: Store,
    window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOCTD_TODAY", "2026-02-02")
    unlock(window, qtbot)
    desk = desk_of(window)
    assert window.session is not None
    store = window.session.store

    alt("2")
    ctrl("N")
    for name, text in (
        ("received_date", "6/1/2026"),
        ("number", "03/HD-d1"),
        ("issuer", "Tiểu đoàn 1"),
        ("subject", "Hướng dẫn giáo dục chính trị quý I"),
    ):
        go_to(name)
        type_text(text)
    ctrl("S")
    summary = window.findChild(QLabel, "form_summary")
    assert summary is not None
    assert "2 chỗ cần sửa" in summary.text()  # kind and not_secret are still empty
    go_to("kind")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    go_to("not_secret")
    press(Qt.Key.Key_Down)
    ctrl("S")
    (row,) = entries.listing(store, "directive")
    assert row.occurred_on == "2026-01-06"
    assert row.values["subject"] == "Hướng dẫn giáo dục chính trị quý I"
    assert row.values["not_secret"] is True

    alt("3")
    go_to("type")
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Home)
    go_to("period")
    go_to("draft")
    press(Qt.Key.Key_Space)
    pane = window.findChild(QPlainTextEdit, "text")
    assert pane is not None
    assert pane.hasFocus()
    press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    type_text("\nBổ sung bằng bàn phím.")
    ctrl("S")
    go_to("issue")
    press(Qt.Key.Key_Space)
    click(dialog_of(desk.current(), qtbot, "issue_dialog"), "issue_confirm")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    (document,) = drafts.listing(store, state="issued")
    assert "Bổ sung bằng bàn phím." in document.text

    alt("4")
    stick = tmp_path / "USB Đại đội 1"
    stick.mkdir()
    go_to("folder")
    type_text(str(stick))
    go_to("export")
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(window.isActiveWindow)  # an export that shows how far it is gives it back
    (bundle,) = files_in(stick, ".goi")
    plans = inbox.plan(acquainted, [bundle])
    assert [(p.unit, p.period, p.result) for p in plans] == [("c1", "2026-01", "ready")]

    alt("7")
    table = desk.current().findChild(QTableView, "changes")
    assert table is not None
    assert table.model().rowCount() >= 4
    window.close()
    with stores.open(store.home, passphrase=PASSPHRASE) as again:
        assert again.verify().ok
        assert entries.count(again, "directive", period=periods.parse("2026-01")) == 1
