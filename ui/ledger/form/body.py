"""The fields of one section as they stand in the form: label, editor, what is wrong, from top to bottom."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app import clock
from app.catalogue import Section
from app.errors import Problem
from app.ledgers import OPTIONAL_FIELDS, Draft, Entry, Values, entries
from ui.ledger.form import kinds
from ui.ledger.form.choices import ChoiceLine
from ui.ledger.form.editors import Editor, FileEditor, Row
from ui.ledger.form.flow import Flow
from ui.session import Session

MARKS = {"block": "✖", "warn": "⚠"}
EMPTY = "L101"
"""A required field left empty is no fault while the row is still being typed."""


class Body(QWidget):
    """`ended` is Enter in the last field, `entered` carries what has the keyboard. A field left is understood and checked at once, without blocking."""

    typed = Signal()
    ended = Signal()
    entered = Signal(object)

    def __init__(self, section: Section, row: Row, session: Session) -> None:
        super().__init__()
        self.section = section
        self.row = row
        self._session = session
        self._entry: Entry | None = None
        self._visited: set[str] = set()
        self._tried = False
        self.editors: dict[str, Editor] = {}
        self.complaints: dict[str, QLabel] = {}
        self.last: Values | None = None
        """The row saved last from this form; the store knows others."""
        column = QVBoxLayout(self)
        column.setSpacing(4)
        switched_on = session.store.setting(OPTIONAL_FIELDS, [])
        for field in section.fields:
            if field.optional_off and f"{section.key}.{field.key}" not in switched_on:
                continue
            editor = kinds.make(field, row)
            label = QLabel(field.label + (" *" if field.required else ""))
            label.setWordWrap(True)
            label.setBuddy(editor.widget)
            complaint = QLabel()
            complaint.setObjectName(f"{field.key}_problem")
            complaint.setWordWrap(True)
            complaint.hide()
            for part in (label, editor.frame, complaint):
                column.addWidget(part)
            self.editors[field.key] = editor
            self.complaints[field.key] = complaint
            editor.left.connect(partial(self._left, field.key))
            editor.typed.connect(self.typed)
        column.addStretch(1)
        self._flow = Flow(self, list(self.editors.values()), self._earlier, self._ditto)
        self._flow.ended.connect(self.ended)
        self._flow.entered.connect(self.entered)
        self._written = self.values()

    @property
    def dirty(self) -> bool:
        """Whether something stands here that was typed and is not saved."""
        return self.values() != self._written

    def values(self) -> dict[str, Any]:
        """Return what every field is given; attachments are not typed and stay as they are."""
        return {
            key: editor.read()
            for key, editor in self.editors.items()
            if not isinstance(editor, FileEditor)
        }

    def write(self, entry: Entry | None) -> None:
        """Show a stored row, or an empty new one; from here on only typing makes a difference."""
        self._entry = entry
        self._visited.clear()
        self._tried = False
        self.complain(())
        self.row.day = entry.day if entry else clock.today()
        for key, editor in self.editors.items():
            editor.write(entry.values.get(key) if entry else None)
        self._written = self.values()

    def fold(self) -> None:
        """Close every list: the field it hangs under is moving away."""
        for line in self.findChildren(ChoiceLine):
            line.fold()
        self._flow.fold()

    def settle(self) -> None:
        """Take what an open list points at, as leaving its field would."""
        for line in self.findChildren(ChoiceLine):
            if line.opened:
                line.settle()

    def given(self) -> dict[str, Any]:
        """Return what was typed as a service takes it: of a row that stands only the fields that differ.

        What something else has changed in the row meanwhile is left as it is.
        """
        values = self.values()
        if self._entry is None:
            return {key: value for key, value in values.items() if value is not None}
        return {key: value for key, value in values.items() if value != self._written[key]}

    def take(self, values: Values) -> None:
        """Fill in values of another row; they count as typed."""
        for key, value in values.items():
            if key in self.editors:
                self.editors[key].take(value)

    def retype(self, values: Mapping[str, Any]) -> None:
        """Put back what was typed before a lock."""
        for key, value in values.items():
            if key in self.editors:
                self.editors[key].retype(value)

    def allow(self, writable: bool) -> None:
        for editor in self.editors.values():
            editor.frame.setEnabled(writable)
            editor.widget.setEnabled(writable)

    def take_focus(self) -> None:
        """Put the keyboard into the first field."""
        if self.editors:
            next(iter(self.editors.values())).widget.setFocus()

    def complain(self, problems: Sequence[Problem]) -> list[Problem]:
        """Put every problem beside its field, and nothing else; return those that belong to no field."""
        said: dict[str, list[str]] = {}
        loose = []
        for problem in problems:
            if problem.where in self.complaints:
                line = f"{MARKS[problem.severity]} {problem.what} [{problem.code}]"
                said.setdefault(problem.where, []).append(line)
            else:
                loose.append(problem)
        for key, label in self.complaints.items():
            label.setText("\n".join(said.get(key, ())))
            label.setVisible(key in said)
        return loose

    def refused(self, problems: Sequence[Problem]) -> list[Problem]:
        """Show what kept the row from being saved; from now on empty fields are faults too."""
        self._tried = True
        self._visited.update(self.editors)
        return self.complain(problems)

    def go_to_first(self, problems: Sequence[Problem]) -> None:
        """Put the keyboard where the first problem is."""
        at = next((p.where for p in problems if p.where in self.editors), None)
        if at is not None:
            self.editors[at].widget.setFocus()
            self.entered.emit(self.editors[at].widget)

    def _left(self, key: str) -> None:
        if self.dirty:
            self._visited.add(key)
            self._session.act(
                entries.look, self.section.key, self.given(),
                self._entry.id if self._entry else None,
                then=partial(self._understood, key),
            )  # fmt: skip

    def _understood(self, key: str, draft: Draft) -> None:
        """Show how a field was understood, and what is wrong with those left so far."""
        unread = any(p.where == key and p.severity == "block" for p in draft.problems)
        if key in draft.values and not unread:
            self.editors[key].settle(draft.values[key])
        if key == self.section.date:
            day = date.fromisoformat(draft.occurred_on) if draft.occurred_on else clock.today()
            if day != self.row.day:
                self.row.day = day
                for editor in self.editors.values():
                    editor.dated()
        self.complain(
            [
                p
                for p in draft.problems
                if p.where in self._visited and (self._tried or p.code != EMPTY)
            ]
        )

    def _earlier(self, editor: Editor) -> tuple[list[Any], Any]:
        """Return the values of this field in other rows, the one saved last first."""
        key, store = editor.field.key, self.row.store
        found = entries.previous(store, self.section.key, key)
        last = (self.last or {}).get(key)
        if last is not None:
            found = [last, *(x for x in found if x != last)]
        return found, lambda value: entries.shown(store, editor.field, value)

    def _ditto(self, editor: Editor) -> Any:
        if self.last is None:
            entry = entries.last(self.row.store, self.section.key)
            self.last = entry.values if entry else {}
        return self.last.get(editor.field.key)
