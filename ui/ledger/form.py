"""The form beside a ledger table: grown from the section's fields, problems beside their field."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app import clock
from app.catalogue import Section
from app.errors import AppError, Problem
from app.ledgers import Entry, entries
from ui import shown
from ui.ledger import editors
from ui.session import Session

MARKS = {"block": "✖", "warn": "⚠"}


class EntryForm(QWidget):
    """Adds and amends the rows of one section; `saved` carries the id of the row."""

    saved = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._section: Section | None = None
        self._entry: Entry | None = None
        self._editors: dict[str, editors.Editor] = {}
        self._complaints: dict[str, QLabel] = {}
        self._why = ""
        self._closed = ""
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
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setObjectName("form_scroll")
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._save = self._button("save", "&Lưu", self.save)
        self._new = self._button("new", "Dòng &mới", self.start_new)
        self._strike = self._button("strike", "&Gạch bỏ…", self.ask_strike)
        buttons = QHBoxLayout()
        for button in (self._save, self._new, self._strike):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.addWidget(self._heading)
        layout.addWidget(self._proposed)
        layout.addWidget(self._summary)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(buttons)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(
                QKeySequence(keys), self, self.save, context=Qt.ShortcutContext.WindowShortcut
            )
        QShortcut(QKeySequence("Ctrl+N"), self, self.start_new)

    def show_section(self, section: Section) -> None:
        """Grow the form of `section`, empty and ready for a new row."""
        self._section = section
        self._editors.clear()
        self._complaints.clear()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setSpacing(4)
        hidden = set() if self._session.store.setting("optional_fields", []) else {"optional_off"}
        for field in section.fields:
            if field.optional_off and hidden:
                continue
            editor = editors.make(field, self._session.store, clock.today())
            label = QLabel(field.label + (" *" if field.required else ""))
            label.setWordWrap(True)
            label.setBuddy(editor.widget)
            complaint = QLabel()
            complaint.setObjectName(f"{field.key}_problem")
            complaint.setWordWrap(True)
            complaint.hide()
            for part in (label, editor.widget, complaint):
                column.addWidget(part)
            self._editors[field.key] = editor
            self._complaints[field.key] = complaint
        column.addStretch(1)
        self._scroll.setWidget(body)
        self._proposed.setText(shown.proposed(section.envelope.confidence))
        self._proposed.setVisible(bool(self._proposed.text()))
        self.start_new()

    def show_entry(self, entry: Entry, closed: str = "") -> None:
        """Show one row for amending; struck rows, those of other units and those `closed` only for reading.

        `closed` says why this one row may not be changed.
        """
        self._entry = entry
        self._closed = closed
        self._clear_problems()
        for key, editor in self._editors.items():
            editor.write(entry.values.get(key))
        self._heading.setText("Dòng đã gạch bỏ" if entry.struck else "Sửa dòng")
        self._say(f"Lý do gạch bỏ: {entry.struck}" if entry.struck else closed)
        self._allow()

    def read_only(self, why: str) -> None:
        """Let nothing be changed and say why, also for what is shown later; empty lets it be changed again."""
        if why == self._why:
            return
        if not self._entry or not self._entry.struck:
            self._say(why)
        self._why = why
        self._allow()

    def _allow(self) -> None:
        """Switch the editors and buttons on or off for what is shown."""
        entry, own = self._entry, self._session.store.unit.code
        closed = entry is not None and (entry.struck is not None or entry.unit != own)
        writable = not closed and not self._why and not self._closed
        for editor in self._editors.values():
            editor.widget.setEnabled(writable)
        self._save.setEnabled(writable)
        self._new.setEnabled(not self._why)
        self._strike.setEnabled(writable and entry is not None)
        if self._why and not self._summary.text():
            self._say(self._why)

    def start_new(self) -> None:
        """Empty the form for a new row and put the keyboard into its first field."""
        self._entry = None
        self._closed = ""
        self._clear_problems()
        for editor in self._editors.values():
            editor.write(None)
        self._heading.setText("Dòng mới")
        self._allow()
        self.take_focus()

    def take_focus(self) -> None:
        if self._editors:
            next(iter(self._editors.values())).widget.setFocus()

    def save(self) -> None:
        """Add or amend; every problem is shown at once beside its field."""
        if self._section is None or not self._save.isEnabled():
            return
        self._clear_problems()
        values = {key: editor.read() for key, editor in self._editors.items()}
        if self._entry:
            self._session.act(
                entries.amend, self._entry.id, values, then=self._done, refused=self._refused
            )
        else:
            given = {key: value for key, value in values.items() if value is not None}
            self._session.act(
                entries.add, self._section.key, given, then=self._done, refused=self._refused
            )

    def ask_strike(self) -> None:
        """Ask for the reason and strike the row."""
        if self._entry is None or not self._strike.isEnabled():
            return
        entry = self._entry
        dialog = QInputDialog(self)
        dialog.setObjectName("strike_reason")
        dialog.setWindowTitle("Gạch bỏ dòng")
        dialog.setLabelText("Lý do gạch bỏ (dòng vẫn đọc được trong sổ):")
        dialog.textValueSelected.connect(
            lambda reason: self._session.act(
                entries.strike, entry.id, reason=reason, then=lambda _: self.start_new()
            )
        )
        dialog.open()

    def _done(self, entry: Entry) -> None:
        warnings = entry.warnings
        self._session.told.emit("Đã lưu.")
        self.saved.emit(entry.id)
        self.start_new()
        if warnings:
            self._say("Đã lưu, cần xem lại:\n" + "\n".join(f"⚠ {p.what}" for p in warnings))

    def _refused(self, error: AppError) -> None:
        if not error.problems:
            self._session.show(error)
            return
        count = sum(p.severity == "block" for p in error.problems)
        loose = self._show_problems(error.problems)
        self._say("\n".join((f"Chưa lưu: {count} chỗ cần sửa.", *loose)))

    def _show_problems(self, problems: Sequence[Problem]) -> list[str]:
        """Put every problem beside its field; return the lines of those that belong to no field."""
        first: QWidget | None = None
        loose = []
        for problem in problems:
            label = self._complaints.get(problem.where)
            if label is None:
                loose.append(f"{MARKS[problem.severity]} {problem.what}")
                continue
            line = f"{MARKS[problem.severity]} {problem.what} [{problem.code}]"
            label.setText("\n".join(filter(None, (label.text(), line))))
            label.show()
            first = first or self._editors[problem.where].widget
        if first:
            first.setFocus()
            self._scroll.ensureWidgetVisible(first)
        return loose

    def _say(self, text: str) -> None:
        self._summary.setText(text)
        self._summary.setVisible(bool(text))

    def _clear_problems(self) -> None:
        self._say("")
        for label in self._complaints.values():
            label.clear()
            label.hide()

    def _button(self, name: str, text: str, act: object) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.clicked.connect(lambda: act())  # type: ignore[operator]  # bound methods of this form
        return button
