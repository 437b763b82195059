"""Which editor a field has: one per type of the catalogue."""

from collections.abc import Callable, Mapping

from app.catalogue import Field
from ui.ledger.form.days import DayEditor
from ui.ledger.form.editors import (
    ChoiceEditor,
    Editor,
    FileEditor,
    LineEditor,
    LongEditor,
    Row,
)
from ui.ledger.form.persons import PersonEditor


def make(field: Field, row: Row) -> Editor:
    """Return the editor of `field`; lists and people are those of the row's day."""
    editor = EDITORS[field.type](field, row)
    editor.widget.setObjectName(field.key)
    editor.widget.setAccessibleName(field.label)
    if field.note:
        editor.widget.setToolTip(field.note)
    return editor


def _number(field: Field, row: Row) -> Editor:
    return LineEditor(field, row, field.unit)


EDITORS: Mapping[str, Callable[[Field, Row], Editor]] = {
    "text": LineEditor,
    "long_text": LongEditor,
    "integer": _number,
    "decimal": _number,
    "money": _number,
    "date": DayEditor,
    "time": lambda field, row: LineEditor(field, row, "giờ:phút"),
    "month": lambda field, row: LineEditor(field, row, "tháng/năm"),
    "choice": ChoiceEditor,
    "yes_no": ChoiceEditor,
    "person": PersonEditor,
    "file": FileEditor,
}
