"""The editor of a person: found by name without marks, rank and position of the row's day beside it.

Somebody of another unit is typed, and marked so by hand: a slip of the pen must not become an outsider.
"""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from app.catalogue import Field
from app.errors import NotFound
from app.ledgers import people
from app.text import clean
from ui import shown
from ui.ledger.form.choices import ChoiceLine, Offer, offer
from ui.ledger.form.editors import Editor, Row

SAID = {"rank": "Cấp bậc", "position": "Chức vụ"}


class PersonEditor(Editor):
    one_line = False

    def __init__(self, field: Field, row: Row) -> None:
        self.line = ChoiceLine(lambda: row.folk.offers(row.day))
        super().__init__(field, row, self.line)
        self.line.setPlaceholderText("gõ vài chữ của tên, hoặc F4")
        self.line.say = lambda one: row.folk.say(one, row.day)
        self._written: tuple[Mapping[str, str], Any] | None = None
        self._beside = shown.note("", f"{field.key}_beside")
        self._outside = QCheckBox("Người ngoài đơn vị")
        self._outside.setObjectName(f"{field.key}_outside")
        self._more = {key: self._part(key) for key in people.COPIED}
        self._room = QWidget()
        self._lay_out()
        self.line.settled.connect(self._settled)
        self.line.textChanged.connect(self._changed)
        self._outside.toggled.connect(self._show_helpers)
        self._outside.toggled.connect(self.typed)
        self._outside.toggled.connect(self.left)
        for part in self._more.values():
            part.textChanged.connect(self.typed)
        self._show_helpers()

    def read(self) -> Any:
        kept = self.line.kept
        if kept is None and len(meant := self.line.meant()) == 1 and not self._outside.isChecked():
            kept = meant[0]
        if kept is not None:
            return self._of_roster(kept)
        typed = clean(self.line.text()).strip()
        if not typed or not self._outside.isChecked():
            return typed or None
        said = {"name": " ".join(typed.split())} | {
            key: part.kept.value if part.kept else clean(part.text()).strip()
            for key, part in self._more.items()
        }
        return {key: value for key, value in said.items() if value}

    def write(self, value: Any) -> None:
        self._written = (value, self.row.day) if value else None
        known = self.row.folk.offer(value["id"]) if value and value.get("id") else None
        outsider = bool(value) and known is None
        self.line.keep(known)
        self._outside.setChecked(outsider)
        if value and outsider:
            self.line.setText(value["name"])
        for key, part in self._more.items():
            part.keep(self._said(key, value.get(key)) if value and outsider else None)
        self._show_helpers()

    def take(self, value: Any) -> None:
        self.write(value)
        self._written = None
        self._show_helpers()

    def state(self) -> Any:
        parts = {key: part.kept or part.text() for key, part in self._more.items()}
        return self.line.kept or self.line.text(), self._outside.isChecked(), parts

    def restore(self, state: Any) -> None:
        name, outside, parts = state
        self._outside.setChecked(outside)
        _put(self.line, name)
        for key, part in self._more.items():
            _put(part, parts[key])
        self._show_helpers()

    def retype(self, given: Any) -> None:
        if isinstance(given, Mapping):
            self.write({"name": ""} | dict(given))
        else:
            self.line.setText(given or "")
            self._show_helpers()

    def stops(self) -> list[QWidget]:
        parts = (self.line, self._outside, *self._more.values())
        return [part for part in parts if part.isVisible()]

    def dated(self) -> None:
        self._show_helpers()

    def opens(self) -> bool:
        return self.line.opened

    def _of_roster(self, kept: Offer) -> Mapping[str, str]:
        """Return the copy as it stands in the row while neither person nor day has changed."""
        written, day = self._written or ({}, None)
        same = written.get("id") == kept.value and day == self.row.day
        return written if same else {"id": kept.value}

    def _part(self, key: str) -> ChoiceLine:
        known = self.row.store.catalogue.lists[key]
        line = ChoiceLine(lambda: [offer(c.key, c.label) for c in known.offered(self.row.day)])
        line.setObjectName(f"{self.field.key}_{key}")
        line.setAccessibleName(f"{self.field.label}: {SAID[key]}")
        line.settled.connect(self.left)
        return line

    def _said(self, key: str, text: str | None) -> Offer | None:
        return offer(text, self.row.store.catalogue.lists[key].label(text)) if text else None

    def _lay_out(self) -> None:
        grid = QGridLayout(self._room)
        grid.setContentsMargins(12, 0, 0, 0)
        for n, (key, part) in enumerate(self._more.items()):
            label = QLabel(SAID[key])
            label.setBuddy(part)
            grid.addWidget(label, n, 0)
            grid.addWidget(part, n, 1)
        frame = QWidget()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for one in (self.line, self._beside, self._outside, self._room):
            column.addWidget(one)
        self.show_frame(frame)

    def _settled(self) -> None:
        self._show_helpers()
        self.left.emit()

    def _changed(self) -> None:
        self._beside.hide()
        self.typed.emit()

    def _show_helpers(self, *_: object) -> None:
        """Say rank and position of somebody known; ask about somebody unknown."""
        kept = self.line.kept
        copied: Mapping[str, str] = {}
        if kept is not None:
            copied = self._of_roster(kept)
            if "name" not in copied:
                try:
                    copied = self.row.folk.copy(kept.value, self.row.day)
                except NotFound:
                    copied = {}
        self._beside.setText(self.row.folk.describe(copied))
        self._beside.setVisible(bool(self._beside.text()))
        unknown = kept is None and bool(self.line.text().strip())
        asked = unknown and (self._outside.isChecked() or not self.line.meant())
        if not asked and self._outside.isChecked() and kept is not None:
            self._outside.setChecked(False)
        self._outside.setVisible(asked)
        self._room.setVisible(asked and self._outside.isChecked())


def _put(line: ChoiceLine, state: Any) -> None:
    if isinstance(state, Offer):
        line.keep(state)
    else:
        line.setText(state)
