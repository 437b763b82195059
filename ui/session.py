"""The Qt face of the store: what changed, quick acts, slow work, and the way every error takes."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.errors import AppError
from app.progress import Cancelled
from app.store import Change, Store
from ui import complaints, jobs


class Session(QObject):
    """One opened store and what the views may do with it.

    `changed` carries the names of the tables a committed change touched; undo arrives the same way.
    `edition_changed` follows it when the store went over to another edition of its forms, or back.
    `told` carries one line for the status bar, `wanted` the kind and id of what a page asks to be opened.
    """

    changed = Signal(object)
    edition_changed = Signal()
    told = Signal(str)
    wanted = Signal(str, str)

    def __init__(self, store: Store, window: QWidget) -> None:
        super().__init__(window)
        self.store = store
        self._window = window
        self._jobs: set[jobs.Job] = set()
        self._steps: set[jobs.Steps] = set()
        self._pool = QThreadPool(self)
        self._edition = store.catalogue
        self.closed = False
        """Whether the store was given back; what a timer still wants is not asked of it any more."""
        store.on_change(self._hear)

    def _hear(self, tables: frozenset[str]) -> None:
        """Pass on what changed; the pages of the old ledgers are not asked to show the new ones."""
        if self.store.catalogue is self._edition:
            self.changed.emit(tables)
            return
        self._edition = self.store.catalogue
        self.edition_changed.emit()

    @property
    def busy(self) -> bool:
        """Whether slow work is under way; the idle lock waits for it."""
        return bool(self._jobs or self._steps)

    def close(self) -> None:
        """Stop the work, wait for the workers, close the store."""
        self.closed = True
        # What a page still meant to ask in a moment must not reach a store that is gone.
        for timer in self._window.findChildren(QTimer):
            timer.stop()
        for job in self._jobs:
            job.abandon()
        self._pool.waitForDone()
        self._jobs.clear()
        self.store.close()
        self.deleteLater()

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
        except Exception as error:  # noqa: BLE001  # the boundary between refusal and bug
            self._failed(error, refused)
            return False
        if then:
            then(value)
        return True

    def carry(
        self,
        verb: Callable[..., Any],
        *args: Any,
        title: str,
        then: Callable[[Any], None],
        **kwargs: Any,
    ) -> bool:
        """Run slow writing `verb(store, …, progress=…)` here, with progress; cancelling takes it all back."""
        steps = jobs.Steps(title, self._window)
        self._steps.add(steps)
        try:
            return self.act(verb, *args, then=then, progress=steps, **kwargs)
        finally:
            self._steps.discard(steps)
            steps.finish()

    def undo(self) -> None:
        """Take back the newest change, with progress, and say so."""
        self.carry(Store.undo, title="Đang hoàn tác", then=self.say_undone)

    def redo(self) -> None:
        """Do again what was undone last, with progress, and say so."""
        self.carry(
            Store.redo, title="Đang làm lại",
            then=lambda change: self.told.emit(
                f"Đã làm lại: {change.label}" if change else "Không có gì để làm lại."
            ),
        )  # fmt: skip

    def say_undone(self, change: Change | None) -> None:
        """Say what was taken back."""
        self.told.emit(f"Đã hoàn tác: {change.label}" if change else "Không còn gì để hoàn tác.")

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

        `then(value)` runs on this thread afterwards and makes the change, if any, with one act. Work that
        nobody waits for (a small picture) has the title "" and shows no dialog.
        """
        job = jobs.Job(self.store, _placed(work, args, kwargs), title, self._window)
        self._jobs.add(job)
        job.done.connect(partial(self._done, job, then), Qt.ConnectionType.DirectConnection)
        job.failed.connect(partial(self._broke, job, refused), Qt.ConnectionType.DirectConnection)
        job.start(self._pool)

    def show(self, error: AppError) -> None:
        """Show one refusal."""
        complaints.show(error, self._window)

    def report(self, bug: BaseException) -> None:
        """Report a bug."""
        complaints.report(bug, self._window)

    def _done(self, job: jobs.Job, then: Callable[[Any], None], value: Any) -> None:
        self._forget(job)
        then(value)

    def _broke(
        self, job: jobs.Job, refused: Callable[[AppError], None] | None, error: Exception
    ) -> None:
        self._forget(job)
        self._failed(error, refused)

    def _forget(self, job: jobs.Job) -> None:
        self._jobs.discard(job)
        job.deleteLater()

    def _failed(self, error: Exception, refused: Callable[[AppError], None] | None) -> None:
        if isinstance(error, Cancelled):
            self.told.emit(error.sentence)
        elif isinstance(error, AppError):
            (refused or self.show)(error)
        else:
            self.report(error)


def _placed(
    work: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Callable[..., Any]:
    def call(reader: Store, *, progress: Callable[[int, int, str], None]) -> Any:
        return work(reader, *args, progress=progress, **kwargs)

    return call
