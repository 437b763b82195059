"""The session: slow work beside the window or in steps, cancelling, and where every exception ends."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.ledgers import entries
from app.progress import Progress
from app.store import Store
from tests.ui.conftest import click, ctrl, desk_of, focused
from tests.ui.table import lesson
from ui import complaints
from ui.jobs import Waiting
from ui.main_window import Desk, MainWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so


def no_box(window: QWidget) -> None:
    """Nothing was refused and nothing went wrong."""
    boxes = window.findChildren(QMessageBox)
    assert [box.text() for box in boxes] == []


def test_an_exception_in_any_slot_ends_in_a_report_and_the_window_lives_on(
    desk: Desk, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, reports: Path
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    complaints.catch_all(window)

    def broken() -> None:
        raise ZeroDivisionError

    QTimer.singleShot(0, broken)
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "bug") is not None)
    box = window.findChild(QMessageBox, "bug")
    assert box is not None
    (file,) = reports.iterdir()
    assert "ZeroDivisionError" in file.read_text(encoding="utf-8")
    assert str(file) in box.informativeText()
    box.close()
    desk.go(6)
    assert desk.current().isVisible()


def test_a_fault_of_a_service_is_reported_and_nothing_is_changed(
    desk: Desk, window: MainWindow, reports: Path
) -> None:
    session = desk.current().session
    before = session.store.dump()

    def half_done(store: Store) -> None:
        with store.change("Việc dở dang"):
            store.set_setting("idle_minutes", 1)
            raise RuntimeError("Nguyễn Văn Mẫu")

    assert not session.act(half_done)
    assert window.findChild(QMessageBox, "bug") is not None
    (file,) = reports.iterdir()
    assert "Nguyễn" not in file.read_text(encoding="utf-8"), "a report holds nothing personal"
    assert session.store.dump() == before


def test_cancelled_writing_takes_everything_back(desk: Desk, window: MainWindow) -> None:
    session = desk.current().session
    before = session.store.dump()

    def write(store: Store, *, progress: Progress) -> None:
        with store.change("Việc dài"):
            store.set_setting("idle_minutes", 1)
            for step in range(10_000):
                progress(step, 10_000, "đang ghi")
                QThread.msleep(5)
                dialog = window.findChild(QWidget, "progress")
                if dialog is not None and dialog.isVisible():
                    click(dialog, "cancel")

    told: list[str] = []
    session.told.connect(told.append)
    assert not session.carry(write, title="Đang ghi", then=told.append)
    assert ["hủy" in line for line in told] == [True]
    assert session.store.dump() == before


def test_slow_work_runs_beside_the_window_on_its_own_reading_connection(
    desk: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    session = desk_of(window).current().session
    threads: list[QThread] = []

    def work(reader: Store, *, progress: Progress) -> int:
        threads.append(QThread.currentThread())
        progress(1, 1, "đếm")
        return reader.count("unit")

    got: list[int] = []

    def keep(count: int) -> None:
        threads.append(QThread.currentThread())
        got.append(count)

    session.wait(work, then=keep, title="Đếm")
    qtbot.waitUntil(lambda: bool(got))
    no_box(window)
    assert got == [session.store.count("unit")]
    assert threads[0] is not threads[1]
    assert threads[1] is window.thread()


def test_cancelled_work_leaves_nothing_and_says_so(
    desk: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    session = desk_of(window).current().session

    def work(_: Store, *, progress: Progress) -> int:
        for step in range(10_000):
            progress(step, 10_000, "đang làm")
            QThread.msleep(2)
        return 1

    ended: list[int] = []
    with qtbot.waitSignal(session.told, timeout=10_000) as told:
        session.wait(work, then=ended.append, title="Việc dài")
        QTest.qWait(700)
        dialog = window.findChild(QWidget, "progress")
        assert dialog is not None
        assert dialog.isVisible()
        click(dialog, "cancel")
    assert "hủy" in told.args[0]
    assert ended == []


def test_twenty_thousand_changes_reach_the_window(desk: Desk, window: MainWindow) -> None:
    session = desk_of(window).current().session
    seen: list[str] = []
    session.told.connect(seen.append)
    for number in range(20_000):
        session.told.emit(str(number))
    assert len(seen) == 20_000
    assert focused() is not None


def test_a_big_change_is_taken_back_under_the_eyes_and_may_be_left_as_it_is(
    desk: Desk, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.jobs.PATIENCE_MS", 0)  # however quick the machine is
    store = desk.current().session.store
    entries.add_many(store, "session", [lesson("2026-01-05", n % 9) for n in range(4000)])
    seen: list[str] = []

    def give_up() -> None:
        dialog = next((x for x in window.findChildren(Waiting) if x.isVisible()), None)
        if dialog:
            seen.append(dialog.windowTitle())
            watch.stop()
            click(dialog, "cancel")

    watch = QTimer(window)
    watch.timeout.connect(give_up)
    watch.start(20)
    told: list[str] = []
    desk.current().session.told.connect(told.append)
    where = focused()
    ctrl("Z")
    watch.stop()
    qtbot.waitUntil(window.isActiveWindow)
    assert focused() is where, "the keyboard is back where it was"
    assert seen == ["Đang hoàn tác"]
    assert told == ["Đã hủy theo yêu cầu, không có gì thay đổi."]
    assert entries.count(store, "session") == 4000
    no_box(window)
    ctrl("Z")
    assert entries.count(store, "session") == 0
    assert told[1:] == ["Đã hoàn tác: Thêm 4000 dòng: Buổi học chính trị"]
