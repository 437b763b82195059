"""One editor per field type: how a value is shown for typing and what is handed to the check.

Nothing here rewrites text while it is typed (Unikey and EVKey send backspaces); the ledger's own check
reads dates such as `6/10`, numbers such as `1.234,5` and names without marks once the field is left.
"""

from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.catalogue import Field
from app.ledgers import entries
from app.store import Store
from app.text import clean
from ui.ledger.form.choices import ChoiceLine, Offer, offer
from ui.ledger.form.folk import Folk


class Row:
    """What every editor of one form looks at: the store, its people, and the day the row is dated."""

    def __init__(self, store: Store, folk: Folk, day: date) -> None:
        self.store = store
        self.folk = folk
        self.day = day


class Editor(QObject):
    """A widget with the field's key as its object name, and how its value is read and written.

    `frame` is what stands in the form: the widget, or what holds it and its small helpers. `left` is
    emitted when the field has been left or its value taken from a list; `typed` on every stroke.
    """

    left = Signal()
    typed = Signal()
    one_line = True

    def __init__(self, field: Field, row: Row, widget: QWidget) -> None:
        super().__init__(widget)
        self.field = field
        self.row = row
        self.widget = widget
        self.frame = widget

    def read(self) -> Any:
        """Return what the check is given: None, text as typed, or a value of the store."""
        raise NotImplementedError

    def write(self, value: Any) -> None:
        """Show a stored value, or nothing."""
        raise NotImplementedError

    def take(self, value: Any) -> None:
        """Take over a value of another row; of a person today's rank and position, not those kept there."""
        self.write(value)

    def state(self) -> Any:
        """Return what stands in the field, to be put back by `restore`."""
        raise NotImplementedError

    def restore(self, state: Any) -> None:
        raise NotImplementedError

    def settle(self, value: Any) -> None:
        """Show how typed text was understood, once the field is left."""

    def retype(self, given: Any) -> None:
        """Put back what `read` has once returned, also text that means nothing yet."""
        self.restore(given or "")

    def stops(self) -> list[QWidget]:
        """Return what takes the keyboard in this field, in order; only those in sight."""
        return [self.widget]

    def dated(self) -> None:
        """The row's day has changed: what is offered and shown beside follows it."""

    def opens(self) -> bool:
        """Tell whether a list of this field is open, which Escape would close."""
        return False

    def show_frame(self, frame: QWidget) -> None:
        self.frame = frame


class LineEditor(Editor):
    """Text, numbers, times and months: one line, shown again as it was understood."""

    def __init__(
        self, field: Field, row: Row, hint: str = "", line: QLineEdit | None = None
    ) -> None:
        self.line = line or QLineEdit()
        self.line.setPlaceholderText(hint)
        super().__init__(field, row, self.line)
        self.line.editingFinished.connect(self.left)
        self.line.textChanged.connect(self.typed)

    def read(self) -> Any:
        return clean(self.line.text()).strip() or None

    def write(self, value: Any) -> None:
        self.line.setText("" if value is None else self._shown(value))
        self.line.setCursorPosition(0)

    def state(self) -> str:
        return self.line.text()

    def restore(self, state: str) -> None:
        self.line.selectAll()
        self.line.insert(state)  # keeps what Ctrl+Z knows, unlike setText

    def settle(self, value: Any) -> None:
        shown = self._shown(value)
        if shown != self.line.text():
            self.line.setText(shown)

    def _shown(self, value: Any) -> str:
        return entries.shown(self.row.store, self.field, value)


class _LongText(QPlainTextEdit):
    settled = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.settled.emit()


class LongEditor(Editor):
    """Paragraphs: Enter makes a line."""

    one_line = False

    def __init__(self, field: Field, row: Row) -> None:
        self.box = _LongText()
        self.box.setTabChangesFocus(True)
        self.box.setFixedHeight(self.box.fontMetrics().lineSpacing() * 3 + 12)
        super().__init__(field, row, self.box)
        self.box.settled.connect(self.left)
        self.box.textChanged.connect(self.typed)

    def read(self) -> Any:
        typed = clean(self.box.toPlainText())
        return typed if typed.strip() else None

    def write(self, value: Any) -> None:
        self.box.setPlainText(value or "")

    def state(self) -> str:
        return self.box.toPlainText()

    def restore(self, state: str) -> None:
        self.box.selectAll()
        self.box.insertPlainText(state)


class ChoiceEditor(Editor):
    """A choice of a list, or yes and no; the list is that of the row's day."""

    one_line = False

    def __init__(self, field: Field, row: Row) -> None:
        self.line = ChoiceLine(self._offers)
        super().__init__(field, row, self.line)
        self.line.settled.connect(self.left)
        self.line.textChanged.connect(self.typed)

    def read(self) -> Any:
        kept = self.line.kept
        if kept is None and len(meant := self.line.meant()) == 1:
            kept = meant[0]
        return kept.value if kept else clean(self.line.text()).strip() or None

    def write(self, value: Any) -> None:
        if value is None:
            self.line.keep(None)
        else:
            self.line.keep(offer(value, entries.shown(self.row.store, self.field, value)))

    def state(self) -> Any:
        return self.line.kept or self.line.text()

    def restore(self, state: Any) -> None:
        if isinstance(state, Offer):
            self.line.keep(state)
        else:
            self.line.setText(state)

    def retype(self, given: Any) -> None:
        known = next((one for one in self._offers() if one.value == given), None)
        self.restore(known or given or "")

    def opens(self) -> bool:
        return self.line.opened

    def _offers(self) -> list[Offer]:
        offered = entries.choices(self.row.store, self.field, self.row.day)
        return [offer(value, label) for value, label in offered]


class FileEditor(Editor):
    """The names of the files; they are added and taken off in the strip under the form."""

    one_line = False

    def __init__(self, field: Field, row: Row) -> None:
        self.line = QLineEdit()
        self.line.setReadOnly(True)
        self.line.setPlaceholderText("kèm ở phần Tệp kèm bên dưới")
        super().__init__(field, row, self.line)

    def read(self) -> Any:
        return None

    def write(self, value: Any) -> None:
        self.line.setText(", ".join(str(file["name"]) for file in value or ()))

    def state(self) -> Any:
        return None

    def restore(self, state: Any) -> None:
        pass
