"""One editor per field type: how a value is shown for typing and what is handed to the check.

Nothing here rewrites text while it is typed (Unikey and EVKey send backspaces); the ledger's own check
reads dates such as `6/10`, numbers such as `1.234,5` and names without marks when the row is saved.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QPlainTextEdit, QWidget

from app.catalogue import Field
from app.ledgers import people
from app.store import Store
from app.text import date_short, number

Read = Callable[[], Any]
Write = Callable[[Any], None]


class Editor:
    """A widget with the field's key as its object name, and how its value is read and written."""

    def __init__(self, widget: QWidget, read: Read, write: Write) -> None:
        self.widget = widget
        self.read = read
        self.write = write


def make(field: Field, store: Store, day: date) -> Editor:
    """Return the editor of `field`; lists show the values in force on `day`."""
    editor = EDITORS[field.type](field, store, day)
    editor.widget.setObjectName(field.key)
    editor.widget.setAccessibleName(field.label)
    if field.note:
        editor.widget.setToolTip(field.note)
    return editor


def _line(hint: str, show: Callable[[Any], str]) -> Editor:
    line = QLineEdit()
    line.setPlaceholderText(hint)
    return Editor(
        line,
        lambda: line.text().strip() or None,
        lambda value: line.setText("" if value is None else show(value)),
    )


def _text(_field: Field, _store: Store, _day: date) -> Editor:
    return _line("", str)


def _number(field: Field, _store: Store, _day: date) -> Editor:
    return _line(field.unit, lambda value: number(Decimal(value)))


def _date(_field: Field, _store: Store, _day: date) -> Editor:
    return _line("ngày/tháng/năm", lambda v: date_short(date.fromisoformat(v)))


def _time(_field: Field, _store: Store, _day: date) -> Editor:
    return _line("giờ:phút", str)


def _month(_field: Field, _store: Store, _day: date) -> Editor:
    return _line("tháng/năm", lambda value: f"{value[5:7]}/{value[:4]}")


def _long_text(_field: Field, _store: Store, _day: date) -> Editor:
    box = QPlainTextEdit()
    box.setTabChangesFocus(True)
    box.setFixedHeight(box.fontMetrics().lineSpacing() * 3 + 12)
    return Editor(
        box,
        lambda: box.toPlainText().strip() or None,
        lambda value: box.setPlainText(value or ""),
    )


class _WheelGuard(QObject):
    """Keep the wheel for scrolling the form: a combo box takes it only when it has the keyboard."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.Wheel
            and isinstance(watched, QWidget)
            and not watched.hasFocus()
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _combo(options: list[tuple[Any, str]]) -> tuple[QComboBox, Read, Write]:
    box = QComboBox()
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    box.installEventFilter(_WheelGuard(box))
    box.addItem("", None)
    for key, label in options:
        box.addItem(label, key)

    def write(value: Any) -> None:
        found = next((i for i in range(box.count()) if box.itemData(i) == value), -1)
        if found < 0:
            box.addItem(str(value), value)
            found = box.count() - 1
        box.setCurrentIndex(found)

    return box, box.currentData, write


def _choice(field: Field, store: Store, day: date) -> Editor:
    rows = store.catalogue.lists[field.list].choices
    return Editor(*_combo([(c.key, c.label) for c in rows if c.envelope.in_force(day)]))


def _yes_no(_field: Field, _store: Store, _day: date) -> Editor:
    return Editor(*_combo([(True, "Có"), (False, "Không")]))


def _person(_field: Field, store: Store, day: date) -> Editor:
    """Offer the roster of the day; a name of another unit may be typed."""
    roster: Mapping[str, str] = {p.id: people.name(p) for p in people.listing(store, day)}
    box, _, _ = _combo(list(roster.items()))
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    completer = QCompleter(list(roster.values()), box)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    box.setCompleter(completer)

    def read() -> Any:
        typed = box.currentText().strip()
        at = box.findText(typed)
        return box.itemData(at) if typed and at >= 0 else typed or None

    def write(value: Any) -> None:
        if not value:
            box.setCurrentIndex(0)
        elif value.get("id") in roster:
            box.setCurrentIndex(box.findData(value["id"]))
        else:
            box.setEditText(value["name"])

    return Editor(box, read, write)


def _file(_field: Field, _store: Store, _day: date) -> Editor:
    line = QLineEdit()
    line.setReadOnly(True)
    line.setPlaceholderText("chưa nhận tệp kèm")
    line.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return Editor(line, lambda: None, lambda _: None)


EDITORS: Mapping[str, Callable[[Field, Store, date], Editor]] = {
    "text": _text,
    "long_text": _long_text,
    "integer": _number,
    "decimal": _number,
    "money": _number,
    "date": _date,
    "time": _time,
    "month": _month,
    "choice": _choice,
    "yes_no": _yes_no,
    "person": _person,
    "file": _file,
}
