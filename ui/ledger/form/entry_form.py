"""The form beside a ledger table: adds and amends one row, problems beside their field, nothing typed is lost."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import clock
from app.catalogue import Section
from app.errors import AppError, NotFound
from app.ledgers import Entry, entries
from ui import shown
from ui.ledger.form import striking
from ui.ledger.form.area import FieldsArea
from ui.ledger.form.attachments import Strip
from ui.ledger.form.body import MARKS, Body
from ui.ledger.form.editors import Row
from ui.ledger.form.folk import Folk
from ui.ledger.form.unsaved import UnsavedBar
from ui.session import Session


class EntryForm(QWidget):
    """Adds and amends the rows of one section; `saved` carries the id of the row.

    `stayed` says that the typing was kept before what was asked for: the page shows its section again.
    """

    saved = Signal(str)
    stayed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._section: Section | None = None
        self._entry: Entry | None = None
        self._why = ""
        self._closed = ""
        self._saving = False
        self._folk = Folk(session.store)
        self._body: Body | None = None
        session.changed.connect(self._changed)
        self.setObjectName("entry_form")
        self._heading = QLabel()
        self._heading.setObjectName("form_heading")
        self._heading.setWordWrap(True)
        bold = self._heading.font()
        bold.setBold(True)
        self._heading.setFont(bold)
        self._proposed = shown.note("", "proposed")
        self._summary = QLabel()
        self._summary.setObjectName("form_summary")
        self._summary.setWordWrap(True)
        self._unsaved = UnsavedBar()
        self._unsaved.saved.connect(self.save)
        self._unsaved.dropped.connect(self._drop)
        self._unsaved.stayed.connect(self._stay)
        self._area = FieldsArea()
        self._save = self._button("save", "&Lưu", self.save)
        self._new = self._button("new", "Dòng &mới", self.start_new)
        self._strike = self._button("strike", "&Gạch bỏ…", self.ask_strike)
        self.files = Strip(session)
        self._lay_out()
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(
                QKeySequence(keys), self, self.save, context=Qt.ShortcutContext.WindowShortcut
            )
        QShortcut(QKeySequence("Ctrl+N"), self, self.start_new)

    @property
    def dirty(self) -> bool:
        """Whether something was typed, or files wait, that is not saved."""
        typed = self._body is not None and self._body.dirty
        return self._save.isEnabled() and (typed or self.files.waiting > 0)

    @property
    def entry(self) -> Entry | None:
        """The row that stands in the form as it was read, None for a new one."""
        return self._entry

    @property
    def section(self) -> Section | None:
        """The section whose row stands in the form."""
        return self._section

    def ask_then(self, then: Callable[[], None]) -> bool:
        """Do `then` now, or once it is settled what becomes of unsaved typing; return whether it was now."""
        if self._saving or not self.dirty:
            self._unsaved.answer()
            then()
            return True
        title = self._section.title if self._section else ""
        self._unsaved.ask(title, then, files=self.files.waiting)
        return False

    def show_section(self, section: Section) -> None:
        """Grow the form of `section`, empty and ready for a new row; unsaved typing is asked about first."""
        if section != self._section:
            self.ask_then(lambda: self._grow(section))
        else:
            self._unsaved.answer()

    def show_entry(self, entry: Entry, closed: str = "") -> None:
        """Show one row for amending; struck rows, those of other units and those `closed` only for reading.

        `closed` says why this one row may not be changed. Unsaved typing is asked about first.
        """
        if self._entry is None or entry.id != self._entry.id or not self.dirty:
            self.ask_then(lambda: self._show(entry, closed))

    def read_only(self, why: str) -> None:
        """Let nothing be changed and say why, also for what is shown later; empty lets it be changed again."""
        if why == self._why:
            return
        if not self._entry or not self._entry.struck:
            self._say(why)
        self._why = why
        self._allow()

    def start_new(self) -> None:
        """Empty the form for a new row and put the keyboard into its first field."""
        self.ask_then(self._empty)

    def duplicate(self, entry: Entry) -> None:
        """Begin a new row with what may be taken over from `entry`."""
        self.ask_then(lambda: self._copy(entry))

    def let_go(self) -> None:
        """Stand empty because the table shows the row no more; the keyboard stays where it is."""
        self._closed = ""
        self._write(None)
        self._allow()

    def take_focus(self) -> None:
        if self._body:
            self._body.take_focus()

    def typed(self) -> Mapping[str, Any]:
        """Return what was typed and not saved, to be put back by `retype`; empty when there is nothing."""
        if not self.dirty or self._body is None or self._section is None:
            return {}
        entry = self._entry.id if self._entry else None
        values, files = self._body.values(), self.files.kept()
        return {"section": self._section.key, "entry": entry, "values": values, "files": files}

    def retype(self, kept: Mapping[str, Any]) -> None:
        """Put back what `typed` has returned before the screen was locked."""
        if kept["entry"]:
            self._show(entries.get(self._session.store, kept["entry"]), "")
        if self._body:
            self._body.retype(kept["values"])
        lost = self.files.take_back(kept.get("files", ()))
        again = f"\nTệp phải kèm lại: {', '.join(lost)}." if lost else ""
        self._say(f"Dòng đang gõ được giữ lại khi khóa màn hình. Xem lại rồi lưu.{again}")

    def save(self) -> None:
        """Add or amend; every problem is shown at once beside its field."""
        if self._section is None or self._body is None or not self._save.isEnabled():
            return
        self._body.settle()
        verb = entries.amend if self._entry else entries.add
        what = self._entry.id if self._entry else self._section.key
        self._saving = True
        try:
            self._session.act(
                verb, what, self._body.given(), then=self._done, refused=self._refused
            )
        finally:
            self._saving = False

    def ask_strike(self) -> None:
        """Ask for the reason and strike the row."""
        if self._entry is not None and self._strike.isEnabled():
            striking.ask(self._session, [self._entry], self, self._empty)

    def _changed(self, tables: frozenset[str]) -> None:
        """Show the row as it stands now, after an undo say, unless it is being typed in."""
        self._folk.forget()
        if "entry" not in tables or self._entry is None or self._saving or self.dirty:
            return
        try:
            now = entries.get(self._session.store, self._entry.id)
        except NotFound:
            self.let_go()
            return
        if now != self._entry:
            self._show(now, self._closed)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self._save, self._new, self._strike):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        for part in (self._heading, self._proposed, self._unsaved, self._summary):
            layout.addWidget(part)
        layout.addWidget(self._area, 1)
        layout.addWidget(self.files)
        layout.addLayout(buttons)

    def _grow(self, section: Section) -> None:
        self._section = section
        body = Body(section, Row(self._session.store, self._folk, clock.today()), self._session)
        body.ended.connect(self.save)
        self._body = body
        self._area.show_body(body)
        self._proposed.setText(shown.proposed(section.envelope.confidence))
        self._proposed.setVisible(bool(self._proposed.text()))
        self._empty()

    def _show(self, entry: Entry, closed: str) -> None:
        self._closed = closed
        self._write(entry)
        self._heading.setText("Dòng đã gạch bỏ" if entry.struck else "Sửa dòng")
        self._say(f"Lý do gạch bỏ: {entry.struck}" if entry.struck else closed)
        self._allow()

    def _empty(self) -> None:
        self.let_go()
        self.take_focus()

    def _copy(self, entry: Entry) -> None:
        self._empty()
        if self._body:
            self._body.take(entries.copied(self._session.store, entry))
            self._heading.setText("Dòng mới, chép từ dòng đã có")

    def _write(self, entry: Entry | None) -> None:
        self._entry = entry
        self._say("")
        if self._body:
            self._body.write(entry)

    def _allow(self) -> None:
        """Switch the editors and buttons on or off for what is shown."""
        entry, own = self._entry, self._session.store.unit.code
        if entry is None:
            self._heading.setText("Chưa chọn dòng" if self._why else "Dòng mới")
        closed = entry is not None and (entry.struck is not None or entry.unit != own)
        writable = not closed and not self._why and not self._closed
        if self._body:
            self._body.allow(writable)
        self._save.setEnabled(writable)
        self._new.setEnabled(not self._why)
        self._strike.setEnabled(writable and entry is not None)
        if self._why and not self._summary.text():
            self._say(self._why)
        self.files.show_row(entry, self._section, writable=writable)

    def _done(self, entry: Entry) -> None:
        self._session.told.emit("Đã lưu.")
        self.files.saved(entry.id)
        self.saved.emit(entry.id)
        then = self._unsaved.answer()
        self._empty()
        if self._body:
            self._body.last = entry.values
        if entry.warnings:
            self._say("Đã lưu, cần xem lại:\n" + "\n".join(f"⚠ {p.what}" for p in entry.warnings))
        if then:
            then()

    def _refused(self, error: AppError) -> None:
        if not error.problems:
            self._session.show(error)
            return
        assert self._body is not None
        self._unsaved.answer()
        count = sum(p.severity == "block" for p in error.problems)
        loose = self._body.refused(error.problems)
        lines = (f"{MARKS[p.severity]} {p.what}" for p in loose)
        self._say("\n".join((f"Chưa lưu: {count} chỗ cần sửa.", *lines)))
        self._body.go_to_first(error.problems)

    def _drop(self) -> None:
        then = self._unsaved.answer()
        self.files.drop_waiting()
        if self._entry:
            self._show(self._entry, self._closed)
        else:
            self._empty()
        if then:
            then()

    def _stay(self) -> None:
        self._unsaved.answer()
        self.take_focus()
        self.stayed.emit()

    def _say(self, text: str) -> None:
        self._summary.setText(text)
        self._summary.setVisible(bool(text))

    def _button(self, name: str, text: str, act: object) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.clicked.connect(lambda: act())  # type: ignore[operator]  # bound methods of this form
        return button
