"""Slow work: on a worker with its own read-only connection, or here step by step; progress and cancel."""

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, QRunnable, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.progress import Cancelled
from app.store import Store

PATIENCE_MS = 500
"""Work that ends sooner shows no dialog."""

SIGNALS_PER_SECOND = 20


class Waiting(QDialog):
    """Says how far the work is; appears after half a second and goes only when the work has ended."""

    cancelled = Signal()

    def __init__(self, title: str, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("progress")
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(420)
        self._what = QLabel(title)
        self._what.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._button = QPushButton("&Hủy")
        self._button.setObjectName("cancel")
        self._button.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        for part in (self._what, self._bar, self._button):
            layout.addWidget(part)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show)
        self._timer.start(PATIENCE_MS)

    def step(self, done: int, total: int, what: str) -> None:
        """Show one step of the work, unless it is already being cancelled."""
        if self._button.isEnabled():
            self._bar.setRange(0, total)
            self._bar.setValue(done)
            self._what.setText(what)

    def finish(self) -> None:
        """Go away, the work has ended; the keyboard goes back to where it was, no desktop need see to it."""
        self._timer.stop()
        had_keyboard = self.isActiveWindow()
        self.hide()
        if had_keyboard and (window := self.parentWidget()):
            window.activateWindow()
        self.deleteLater()

    def reject(self) -> None:
        self._button.setEnabled(False)
        self._what.setText("Đang hủy…")
        self.cancelled.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()


class Job(QObject):
    """Work on another thread; exactly one of `done` and `failed` is emitted, on the UI thread.

    Without a title it is done quietly: no dialog, nothing to cancel.
    """

    done = Signal(object)
    failed = Signal(object)
    _stepped = Signal(int, int, str)
    _returned = Signal(object)
    _raised = Signal(object)

    def __init__(self, store: Store, work: Callable[..., Any], title: str, window: QWidget) -> None:
        super().__init__(window)
        self._store = store
        self._work = work
        self._cancelled = False
        self._told = 0.0
        self._runner = _Runner(self)
        self._dialog = Waiting(title, window) if title else None
        if self._dialog:
            self._dialog.cancelled.connect(self.cancel)
            self._stepped.connect(self._dialog.step, Qt.ConnectionType.QueuedConnection)
        self._returned.connect(self._end_well, Qt.ConnectionType.QueuedConnection)
        self._raised.connect(self._end_badly, Qt.ConnectionType.QueuedConnection)

    def start(self, pool: QThreadPool) -> None:
        """Begin on a thread of `pool`."""
        pool.start(self._runner)

    def cancel(self) -> None:
        """Ask the work to stop at its next step; whatever it still returns is thrown away."""
        self._cancelled = True

    def abandon(self) -> None:
        """Cancel and tell nobody; for closing the store."""
        self.cancel()
        self.blockSignals(True)
        self._leave()

    def progress(self, done: int, total: int, what: str) -> None:
        """Be the `Progress` of the work; only some signals a second leave the worker."""
        if self._cancelled:
            raise Cancelled
        if done >= total or time.monotonic() - self._told > 1 / SIGNALS_PER_SECOND:
            self._told = time.monotonic()
            self._stepped.emit(done, total, what)

    def run(self) -> None:
        """Do the work on the calling (worker) thread."""
        try:
            with self._store.reader() as reader:
                value = self._work(reader, progress=self.progress)
        except Exception as error:  # noqa: BLE001  # handed to the one place that shows errors
            self._raised.emit(error)
        else:
            self._returned.emit(value)

    def _leave(self) -> None:
        if self._dialog:
            self._dialog.finish()

    def _end_well(self, value: object) -> None:
        self._leave()
        if self._cancelled:
            self.failed.emit(Cancelled())
        else:
            self.done.emit(value)

    def _end_badly(self, error: object) -> None:
        self._leave()
        self.failed.emit(error)


class _Runner(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._job = job

    def run(self) -> None:
        self._job.run()


class Steps:
    """The `Progress` of work that must stay on this thread (it writes): the window lives between steps."""

    def __init__(self, title: str, window: QWidget) -> None:
        self._dialog = Waiting(title, window)
        self._cancelled = False
        self._dialog.cancelled.connect(self._cancel)

    def __call__(self, done: int, total: int, what: str) -> None:
        """Show the step; raise `Cancelled` when the button was pressed, so that the change is taken back."""
        self._dialog.step(done, total, what)
        loop = QEventLoop.ProcessEventsFlag
        shown = self._dialog.isVisible()
        QApplication.processEvents(loop.AllEvents if shown else loop.ExcludeUserInputEvents)
        if self._cancelled:
            raise Cancelled

    def finish(self) -> None:
        """Take the dialog away."""
        self._dialog.finish()

    def _cancel(self) -> None:
        self._cancelled = True
