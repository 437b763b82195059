"""The ledgers page on a store of twenty years: each gesture until the table has painted, in a process of its own."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app import store as stores
from app.ledgers import entries
from benchmarks.gestures import SECTIONS, TYPED, typed
from benchmarks.measure import Row, nearly_all, peak
from benchmarks.years import PASSPHRASE
from ui import application
from ui.ledger.page import LedgersPage
from ui.main_window import Desk, MainWindow

GOAL, MEMORY_GOAL = 100, 400
SIZE = 1366, 768
CONTROL = Qt.KeyboardModifier.ControlModifier


class Painted(QObject):
    """Notes when the table began to paint last; it has ended when Qt's loop comes back."""

    at = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.at = time.perf_counter()
        return False


class Watch:
    """Acts on the page and says in ms how long it took until the table showed the answer."""

    def __init__(self, qt: QApplication, page: LedgersPage) -> None:
        self._qt = qt
        self._viewport = page.rows.table.viewport()
        self._painted = Painted()
        self._viewport.installEventFilter(self._painted)

    def __call__(self, act: Callable[[], object]) -> float:
        started = time.perf_counter()
        act()
        done = time.perf_counter()
        self._viewport.update()
        while self._painted.at < done and time.perf_counter() < done + 2:
            self._qt.processEvents()
        spent = time.perf_counter() - started
        QTest.qWait(120)  # sums, marks and the form follow
        return spent * 1000


def jobs(page: LedgersPage, watch: Watch) -> Iterator[tuple[str, list[float]]]:
    """Yield what was done and the times of each of its repetitions."""
    rows, store = page.rows, page.session.store
    yield "open a section", [watch(lambda s=s: page.open_section(s)) for s in SECTIONS]
    sort, filtered, ends = [], [], []
    for section in SECTIONS:
        page.open_section(section)
        QTest.qWait(120)
        for at, column in enumerate(rows.columns, 1):
            if column.asks and column.field:
                sort.append(watch(lambda at=at: rows.table.head.sectionClicked.emit(at)))
        for column in rows.columns[:6]:
            if column.asks and column.field and column.field.type in TYPED:
                text = typed(store, column.field)
                filtered.append(watch(lambda c=column, t=text: _type(page, c.key, t)))
        _type(page, "", "")
        QTest.qWait(50)
        ends += [
            watch(lambda key=key: QTest.keyClick(rows.table, key, CONTROL))
            for key in (Qt.Key.Key_End, Qt.Key.Key_Home)
        ]
    yield "click a heading to sort", sort
    yield "filter a column", filtered
    yield "Ctrl+End, Ctrl+Home", ends
    page.open_section("work_log")
    row = {
        "date": "2026-12-30",
        "work_area": "to_chuc",
        "content": "Việc mới",
        "lead": {"name": "Nguyễn Văn Mẫu"},
    }
    yield (
        "add a row, shown in the table",
        [watch(lambda: page.session.act(entries.add, "work_log", row)) for _ in range(10)],
    )
    last = entries.listing(store, "work_log", order="occurred_on", limit=10)
    yield "jump to an old row", [watch(lambda x=x: page.open(x.id)) for x in last]


def _type(page: LedgersPage, column: str, text: str) -> None:
    """Leave the filter row as it is once the pause after typing is over."""
    page.rows.table.head.set_filters([(column, text)] if column else [])
    page.rows.show_rows()


def main(home: str) -> None:
    """Print the rows as JSON."""
    qt = QApplication([])
    application.prepare(qt)
    window = MainWindow(Path(home))
    window.resize(*SIZE)
    window.show()
    window.enter(stores.open(Path(home), passphrase=PASSPHRASE))
    qt.processEvents()
    desk = window.centralWidget()
    assert isinstance(desk, Desk)
    started = time.perf_counter()
    desk.go(1)
    qt.processEvents()
    first = (time.perf_counter() - started) * 1000
    page = desk.current()
    assert isinstance(page, LedgersPage)
    found = [Row("window: first look at the ledgers", "ms", first, most=5 * GOAL)]
    for job, spent in jobs(page, Watch(qt, page)):
        found.append(Row(f"window: {job}, painted", "ms", nearly_all(spent), most=GOAL))
    found.append(Row("window: memory after all of these", "MB", peak(), most=MEMORY_GOAL))
    print(json.dumps([asdict(row) for row in found]))
    QTimer.singleShot(0, window.close)
    qt.processEvents()


if __name__ == "__main__":
    main(sys.argv[1])
