"""Periods closed and opened again from the ledgers page, with every closing on record."""

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPushButton, QTableView

from app import period as periods
from app.ledgers import locks
from app.planning import locking as proposing
from app.store import Store, accounts
from app.store import open as open_store
from tests.ui.conftest import Today, click
from ui.ledger.locking import NOT_YOURS, PeriodLocks
from ui.ledger.page import LedgersPage
from ui.main_window import Desk, MainWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so

JANUARY = periods.parse("2026-01")
OTHER = "một câu khác hẳn"


def asked(desk: Desk) -> PeriodLocks:
    desk.go(1)
    page = desk.current()
    assert isinstance(page, LedgersPage)
    next(a for a in page.actions() if a.objectName() == "periods").trigger()
    found = page.findChild(PeriodLocks)
    assert found is not None
    return found


def write(window: PeriodLocks, name: str, text: str) -> None:
    line = window.findChild(QLineEdit, name)
    assert line is not None
    line.setText(text)


def told(window: PeriodLocks) -> list[tuple[str, ...]]:
    table = window.findChild(QTableView, "locks")
    assert table is not None
    model = table.model()
    return [
        tuple(str(model.index(r, c).data()) for c in (0, 1, 2, 5)) for r in range(model.rowCount())
    ]


@pytest.fixture
def window_of(today: Today, desk: Desk) -> PeriodLocks:
    today("2026-02-03")
    return asked(desk)


def test_last_month_is_proposed_closed_and_opened_again_with_a_reason(
    window_of: PeriodLocks, desk: Desk
) -> None:
    store = desk.current().session.store
    box = window_of.findChild(QComboBox, "lock_period")
    assert box is not None
    assert box.currentText() == "Tháng 01/2026"
    click(window_of, "lock")
    refusal = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "refusal")
    refusal.close()
    assert locks.listing(store) == [], "a reason is needed"
    write(window_of, "lock_reason", "Đã nộp báo cáo")
    click(window_of, "lock")
    assert locks.listing(store) == [JANUARY]
    assert told(window_of) == [("01/2026", "■ đang khóa", "Đã nộp báo cáo", "")]
    write(window_of, "reopen_reason", "Sót buổi học")
    write(window_of, "consent", "CV 12 ngày 03/02")
    click(window_of, "reopen")
    assert locks.listing(store) == []
    assert told(window_of) == [
        ("01/2026", "○ đã mở lại", "Đã nộp báo cáo", "Sót buổi học (cấp trên đồng ý: CV 12 ngày 03/02)")
    ]  # fmt: skip
    reopen = window_of.findChild(QPushButton, "reopen")
    assert reopen is not None
    assert not reopen.isEnabled()
    store.undo()
    assert told(window_of)[0][1] == "■ đang khóa", "undo is seen at once"


def test_the_proposal_for_sendings_is_a_setting_of_the_unit(
    window_of: PeriodLocks, desk: Desk
) -> None:
    box = window_of.findChild(QCheckBox, "propose_lock")
    assert box is not None
    assert not box.isChecked()
    box.click()
    assert proposing.after_submission(desk.current().session.store)


def test_an_assistant_reads_the_list_and_closes_nothing(
    store: Store, window: MainWindow, today: Today
) -> None:
    today("2026-02-03")
    home = store.home
    with open_store(home, passphrase="mật khẩu thử 1") as own:
        accounts.add(own, "tl", "tro_ly", passphrase=OTHER)
        locks.lock(own, JANUARY, "Đã nộp")
    window.enter(open_store(home, account="tl", passphrase=OTHER))
    desk = window.centralWidget()
    assert isinstance(desk, Desk)
    seen = asked(desk)
    assert told(seen) == [("01/2026", "■ đang khóa", "Đã nộp", "")]
    for name in ("lock", "reopen"):
        button = seen.findChild(QPushButton, name)
        assert button is not None
        assert not button.isEnabled()
    lock = seen.findChild(QPushButton, "lock")
    assert lock is not None
    assert lock.toolTip() == NOT_YOURS
