"""Slow looks at the text being typed – its pages and its faults – on a worker, one at a time, the newest last."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.documents import checking, drafts
from app.errors import AppError
from app.progress import Progress
from app.store import Store
from ui.session import Session


class Look(QObject):
    """Asks again for what was asked last; `shown` carries the answer, `refused` an `AppError`.

    While one answer is being made, only the newest question is remembered. What was made for a paper that is
    no longer in front is thrown away.
    """

    shown = Signal(object)
    refused = Signal(object)

    def __init__(
        self, session: Session, work: Callable[..., Any], pause_ms: int, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._work = work
        self._wanted: tuple[str, str | None] | None = None
        self._running: tuple[str, str | None] | None = None
        self._again = False
        self.answered: tuple[str, str | None] | None = None
        """Which question the last answer was to."""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause_ms)
        self._pause.timeout.connect(self._begin)

    def ask(self, document: str, text: str | None, *, at_once: bool = False) -> None:
        """Ask for one paper; `text` stands in for a draft's own."""
        self._wanted = (document, text)
        if at_once:
            self._begin()
        else:
            self._pause.start()

    def forget(self) -> None:
        """Want nothing any more."""
        self._pause.stop()
        self._wanted = None
        self._again = False

    @property
    def busy(self) -> bool:
        return self._running is not None or self._pause.isActive()

    def _begin(self) -> None:
        self._pause.stop()
        if self._running is not None:
            self._again = True
            return
        if self._wanted is None or self._session.closed:
            return
        self._running, self._again = self._wanted, False
        self._session.wait(
            self._work, *self._running, then=self._end, refused=self._refuse, title=""
        )

    def _end(self, answer: Any) -> None:
        if self._over():
            self.shown.emit(answer)

    def _refuse(self, error: AppError) -> None:
        if self._over():
            self.refused.emit(error)

    def _over(self) -> bool:
        """Begin the newest question if there is one; return whether this answer is still wanted."""
        asked, self._running = self._running, None
        fresh = self._wanted is not None and asked is not None and asked[0] == self._wanted[0]
        self.answered = asked if fresh else None
        if self._again:
            self._begin()
        return fresh


def pages(reader: Store, document: str, text: str | None, *, progress: Progress) -> bytes:
    """Draw the pages of one paper."""
    progress(0, 1, "")
    return drafts.render(reader, document, "pdf", text=text)


def findings(
    reader: Store, document: str, text: str | None, *, progress: Progress
) -> list[checking.Finding]:
    """Look for everything that departs."""
    progress(0, 1, "")
    return checking.check(reader, document, text)
