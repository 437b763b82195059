"""Open the window on a store in a process of its own and tell how long the first paint took, and the memory."""

import json
import sys
import time
from pathlib import Path

import psutil
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from app import store
from ui import application
from ui.main_window import Desk, MainWindow
from ui.views import PAGES


class FirstPaint(QObject):
    """Notes the moment when a desk was painted for the first time."""

    at: float | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.at is None and event.type() == QEvent.Type.Paint and isinstance(watched, Desk):
            self.at = time.perf_counter()
        return False


def main(home: str, passphrase: str) -> None:
    """Print `{painted, started, memory}`: seconds from the unlocked store to the paint, from the process's start, and MB."""
    process = psutil.Process()
    qt = QApplication([])
    application.prepare(qt)
    watch = FirstPaint()
    qt.installEventFilter(watch)
    window = MainWindow(Path(home))
    window.show()
    qt.processEvents()
    began = time.perf_counter()
    window.enter(store.open(Path(home), passphrase=passphrase))
    while watch.at is None:
        qt.processEvents()
    qt.processEvents()
    painted, started = time.perf_counter() - began, time.time() - process.create_time()
    desk = window.centralWidget()
    assert isinstance(desk, Desk)
    for number in range(len(PAGES)):
        desk.go(number)
        qt.processEvents()
    memory = process.memory_info().rss / 2**20
    print(json.dumps({"painted": painted, "started": started, "memory": memory}))
    QTimer.singleShot(0, window.close)
    qt.processEvents()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
