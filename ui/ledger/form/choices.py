"""A line that finds one of many by a few letters: for choices, yes and no, and the names of people.

What is typed stays as it is typed; it is understood when the line is left, or when Enter takes what the
list shows. Words are looked for without marks and in any order, initials too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from app import text
from ui.ledger.form.droplist import DropList

PAUSE_MS = 150
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Offer:
    """One of the many: what is kept, what the line shows once taken, and its words for finding."""

    value: Any
    text: str
    sought: tuple[str, ...]


def offer(value: Any, shown: str) -> Offer:
    return Offer(value, shown, text.words(shown))


class ChoiceLine(QLineEdit):
    """Keeps one of its offers, or the text as typed when it means none of them or several."""

    settled = Signal()

    def __init__(self, offers: Callable[[], Sequence[Offer]]) -> None:
        super().__init__()
        self._offers = offers
        self._kept: Offer | None = None
        self._moved = False
        self._list: DropList | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._filter)
        self.say: Callable[[Any], str] = lambda one: str(one.text)
        self.textEdited.connect(self._typed)
        self.setPlaceholderText("gõ vài chữ, hoặc F4")

    @property
    def opened(self) -> bool:
        """Whether a list hangs under the line; Escape closes it before it means anything else."""
        return self._list is not None and self._list.is_open

    @property
    def kept(self) -> Offer | None:
        """Return the offer the line shows; None for typed text that means none, or for nothing."""
        return self._kept if self._kept and self._kept.text == self.text() else None

    def keep(self, one: Offer | None) -> None:
        """Show an offer, or nothing."""
        self._kept = one
        self.setText(one.text if one else "")
        self.fold()

    def meant(self) -> list[Offer]:
        """Return what the typed text may mean: the one it spells, else all it finds."""
        typed = " ".join(text.clean(self.text()).split())
        if not typed:
            return []
        offers = self._offers()
        for means in (
            lambda one: one.text == typed,
            lambda one: text.fold(one.text) == text.fold(typed),
        ):
            if spelt := [one for one in offers if means(one)]:
                return spelt
        sought = text.words(typed)
        return [one for one in offers if text.finds(sought, one.sought)] if sought else []

    def settle(self) -> None:
        """Understand what was typed: take the only offer it means, else leave the text as it is."""
        self._pause.stop()
        moved = self._list.current if self._list and self._list.is_open and self._moved else None
        self.fold()
        if self.kept is None:
            found = [moved] if moved else self.meant()
            if len(found) == 1:
                self.keep(found[0])
            else:
                self._kept = None
        self.settled.emit()

    def unfold(self, values: Sequence[Any], say: Callable[[Any], str], at: int = 0) -> None:
        """Show a list under the line."""
        if self._list is None:
            self._list = DropList(self)
            self._list.taken.connect(self._took)
        self._list.open(values, say, at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list and take from it; letters, marks and Backspace are the line's own matter."""
        key = Qt.Key(event.key())
        opened = self.opened
        if key == Qt.Key.Key_F4 or (key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not opened):
            self._open_all(pointed=key != Qt.Key.Key_F4)
        elif opened and self._list is not None and self._list.step(key):
            self._moved = True
        elif opened and key == Qt.Key.Key_Escape:
            self.fold()
        elif key in ENTER and not event.modifiers() and self._entered():
            pass
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()
        super().focusOutEvent(event)

    def _entered(self) -> bool:
        """Take what the list shows; open the list when what was typed may mean several. False: go on."""
        if self._list is not None and self._list.is_open and not self._pause.isActive():
            self._list.take()
            return False
        self._pause.stop()
        found = [] if self.kept else self.meant()
        if len(found) <= 1:
            return False  # leaving the line takes it
        self._moved = False
        self.unfold(found, self.say)
        return True

    def _typed(self) -> None:
        self._moved = False
        self._pause.start()

    def _filter(self) -> None:
        """Show what the letters find, once the hand rests."""
        found = self.meant() if self.hasFocus() else []
        if found and not (len(found) == 1 and found[0].text == self.text()):
            self.unfold(found, self.say)
        else:
            self.fold()

    def _open_all(self, *, pointed: bool) -> None:
        """Show everything, the bar on what the line means now; or only what the letters find."""
        self._pause.stop()
        found = [] if self.kept else self.meant()
        offers = found or self._offers()
        at = next((n for n, one in enumerate(offers) if one == self.kept), 0 if pointed else -1)
        self.unfold(offers, self.say, at)
        self._moved = pointed

    def _took(self, one: Offer) -> None:
        self.keep(one)
        self.settled.emit()

    def fold(self) -> None:
        """Close the list."""
        self._pause.stop()
        self._moved = False
        if self._list is not None:
            self._list.fold()
