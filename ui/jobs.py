"""Slow work off the UI thread: its own read-only connection, progress after half a second, cancel."""

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from app.progress import Cancelled
from app.store import Store


class Job(QObject):
    """One piece of slow work; exactly one of `done` and `failed` is emitted, on the UI thread."""

    stepped = Signal(int, int, str)
    done = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        store: Store,
        work: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> None:
        super().__init__()
        self._store = store
        self._work = work
        self._args = args
        self._kwargs = kwargs
        self._cancelled = False
        self._told = 0.0

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancelled = True

    def progress(self, done: int, total: int, what: str) -> None:
        """Be the `Progress` of the work; at most twenty signals a second leave the worker."""
        if self._cancelled:
            raise Cancelled
        if done >= total or time.monotonic() - self._told > 0.05:
            self._told = time.monotonic()
            self.stepped.emit(done, total, what)

    def run(self) -> None:
        """Do the work on the calling (worker) thread."""
        try:
            with self._store.reader() as reader:
                value = self._work(reader, *self._args, progress=self.progress, **self._kwargs)
        except Exception as error:  # noqa: BLE001  # handed to the one place that shows errors
            self.failed.emit(error)
        else:
            self.done.emit(value)


class _Runner(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        self._job.run()


def start(job: Job, title: str, window: QWidget) -> None:
    """Start `job`; a progress dialog with a cancel button appears if it takes longer than half a second."""
    dialog = QProgressDialog(title, "Hủy", 0, 0, window)
    dialog.setObjectName("progress")
    dialog.setWindowTitle(title)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setMinimumDuration(500)
    dialog.setAutoReset(False)
    dialog.setAutoClose(False)

    def step(done: int, total: int, what: str) -> None:
        dialog.setMaximum(total)
        dialog.setValue(done)
        dialog.setLabelText(f"{title}\n{what}")

    def close(_: object) -> None:
        dialog.canceled.disconnect(job.cancel)
        dialog.close()
        dialog.deleteLater()

    job.stepped.connect(step, Qt.ConnectionType.QueuedConnection)
    dialog.canceled.connect(job.cancel)
    job.done.connect(close, Qt.ConnectionType.QueuedConnection)
    job.failed.connect(close, Qt.ConnectionType.QueuedConnection)
    QThreadPool.globalInstance().start(_Runner(job))
