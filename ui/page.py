"""What every page of the rail is: a title, a manual topic, the tables it shows, and `refresh`."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from ui.session import Session


class Page(QWidget):
    """A page refreshes itself when a change touches one of its `tables`, at once if it is in front."""

    title: ClassVar[str] = ""
    topic: ClassVar[str] = ""
    tables: ClassVar[frozenset[str]] = frozenset()
    own_find: ClassVar[bool] = False
    """Whether Ctrl+F means something on this page; elsewhere it brings the search page."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.stale = True
        self.setObjectName(self.topic)
        self.setAccessibleName(self.title)

    def freshen(self) -> None:
        """Refresh if something this page shows has changed since."""
        if self.stale:
            self.stale = False
            self.refresh()

    def refresh(self) -> None:
        """Read the store again and show it; overridden by every page."""
        raise AssertionError(f"{type(self).__name__} must say how it refreshes")

    def take_focus(self) -> None:
        """Put the keyboard where work on this page begins."""
        self.setFocus()

    @property
    def unsaved(self) -> bool:
        """Whether something was typed here that is not saved."""
        return False

    def settle_unsaved(self, then: Callable[[], None]) -> None:
        """Ask what becomes of unsaved typing, then do `then`."""
        then()

    def keep_unsaved(self) -> None:
        """Keep unsaved typing, because the store is about to be locked; nobody can be asked."""

    def open(self, id: str) -> None:
        """Show one thing of this page; overridden by the pages that show things searched for."""
        raise AssertionError(f"{type(self).__name__} shows no single things, not {id}")
