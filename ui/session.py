"""The Qt face of the store: what changed, quick acts, slow work, and the only place where errors are shown."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from app.errors import AppError
from app.progress import Cancelled
from app.store import Store
from ui import jobs


class Session(QObject):
    """One opened store and what the views may do with it.

    `changed` carries the names of the tables a committed change touched; undo arrives the same way.
    `problem` carries one line for the status bar.
    """

    changed = Signal(object)
    told = Signal(str)

    def __init__(self, store: Store, window: QWidget) -> None:
        super().__init__(window)
        self.store = store
        self._window = window
        self._jobs: set[jobs.Job] = set()
        store.on_change(self.changed.emit)

    def act(
        self,
        verb: Callable[..., Any],
        *args: Any,
        then: Callable[[Any], None] | None = None,
        refused: Callable[[AppError], None] | None = None,
        **kwargs: Any,
    ) -> bool:
        """Run a quick service call `verb(store, …)` now; return whether it went through.

        A refusal goes to `refused` (a form that shows it beside the field) or to `show`.
        """
        try:
            value = verb(self.store, *args, **kwargs)
        except AppError as error:
            (refused or self.show)(error)
            return False
        except Exception as bug:  # noqa: BLE001  # the boundary between refusal and bug
            self.report(bug)
            return False
        if then:
            then(value)
        return True

    def wait(
        self,
        work: Callable[..., Any],
        *args: Any,
        then: Callable[[Any], None],
        title: str,
        refused: Callable[[AppError], None] | None = None,
        **kwargs: Any,
    ) -> None:
        """Run slow reading `work(reader, …, progress=…)` on a worker with its own read-only connection.

        `then(value)` runs on this thread afterwards and makes the change, if any, with one act.
        """
        job = jobs.Job(self.store, work, args, kwargs)
        self._jobs.add(job)

        def ended() -> None:
            self._jobs.discard(job)

        def failed(error: Exception) -> None:
            ended()
            if isinstance(error, Cancelled):
                self.told.emit(error.sentence)
            elif isinstance(error, AppError):
                (refused or self.show)(error)
            else:
                self.report(error)

        def done(value: Any) -> None:
            ended()
            then(value)

        job.done.connect(done, Qt.ConnectionType.QueuedConnection)
        job.failed.connect(failed, Qt.ConnectionType.QueuedConnection)
        jobs.start(job, title, self._window)

    def show(self, error: AppError) -> None:
        """Show one refusal: the sentence, the hint, every problem, and the code small."""
        box = QMessageBox(self._window)
        box.setObjectName("refusal")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Chưa thực hiện được")
        box.setText(error.sentence)
        lines = [error.advice, *(f"• {p.what}" for p in error.problems), f"Mã: {error.number}"]
        box.setInformativeText("\n".join(line for line in lines if line))
        box.open()

    def report(self, bug: BaseException) -> None:
        """Write a report of a bug (nothing personal in it) and say where it lies."""
        from app import cli

        file = cli.write_report(bug)
        box = QMessageBox(self._window)
        box.setObjectName("bug")
        box.setIcon(QMessageBox.Icon.Critical)
        box.setWindowTitle("Lỗi của phần mềm")
        box.setText(
            "Phần mềm gặp lỗi. Số liệu đã lưu vẫn nguyên, thao tác vừa rồi không có hiệu lực."
        )
        box.setInformativeText(f"Báo cáo lỗi: {file}")
        box.open()
