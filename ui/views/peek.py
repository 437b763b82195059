"""What a search found, whole, beside the list: a row with all its fields, a person, a paper, and their files."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLabel, QPushButton, QTextEdit, QVBoxLayout, QWidget

from app.ledgers import Entry, attachments, computed, entries
from app.store import Hit
from app.text import moment_short, spans
from ui.files import FileShelf, view
from ui.session import Session

FILES_SEEN = 3
MOST_TEXT = 20_000
"""Letters of a paper shown here; the page of documents shows it all."""


class Peek(QWidget):
    """Follows the list; nothing here can be changed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._hit: Hit | None = None
        self._title = QLabel()
        self._title.setObjectName("peek_title")
        self._title.setWordWrap(True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        bold = self._title.font()
        bold.setBold(True)
        self._title.setFont(bold)
        self._text = QTextEdit()
        self._text.setObjectName("peek")
        self._text.setAccessibleName("Xem trước")
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setUndoRedoEnabled(False)
        self._shelf = FileShelf(session, "peek_files")
        self._shelf.opened.connect(self._view)
        self._open = QPushButton("&Mở (Enter)")
        self._open.setObjectName("peek_open")
        self._open.clicked.connect(self.open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._title)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._shelf)
        layout.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_hit(None, "")

    def show_hit(self, hit: Hit | None, query: str) -> None:
        """Show one hit with the found words in bold, or nothing."""
        self._hit = hit
        self._text.clear()
        self._shelf.show_files(())
        self._title.setText(hit.title if hit else "")
        self._open.setVisible(hit is not None)
        if hit is not None:
            cursor = self._text.textCursor()
            if hit.kind == "document":
                self._write_document(hit, query, cursor)
            else:
                self._write_row(hit, query, cursor)
            cursor.movePosition(QTextCursor.MoveOperation.Start)
            self._text.setTextCursor(cursor)
        self._shelf.setVisible(self._shelf.count() > 0)
        if self._shelf.count():
            self._shelf.fit(FILES_SEEN)

    def open(self) -> None:
        """Jump to the thing itself."""
        if self._hit:
            person = self._hit.section == "person"
            self._session.wanted.emit("person" if person else self._hit.kind, self._hit.id)

    def _write_row(self, hit: Hit, query: str, cursor: QTextCursor) -> None:
        row = entries.get(self._session.store, hit.id)
        self._title.setText(entries.title(self._session.store, row))
        for label, value in self._lines(row):
            self._write(cursor, f"{label}: ", "", faint=True)
            self._write(cursor, f"{value}\n", query)
        self._shelf.show_files(attachments.of(self._session.store, row))

    def _lines(self, row: Entry) -> Iterator[tuple[str, str]]:
        """Yield label and text of everything that stands in a row, in the order of its form."""
        store = self._session.store
        section = store.catalogue.sections[row.section]
        if row.struck:
            yield "✖ Gạch bỏ", row.struck
        for field in section.fields:
            if field.key in row.values and not field.totals_only:
                yield field.label, entries.shown(store, field, row.values[field.key])
        reckoned = computed.values(store, row) if section.computed else {}
        for column in section.computed:
            value = reckoned.get(column.key)
            if value is not None:
                said = computed.shown(store, row.section, column.key, value)
                yield f"{column.label} (tự tính)", said
        yield "Ghi", f"{row.entered_by}, {moment_short(row.entered_at)}"

    def _write_document(self, hit: Hit, query: str, cursor: QTextCursor) -> None:
        from app.documents import drafts  # brings Word and PDF with it
        from ui.views import paper_text

        text = drafts.get(self._session.store, hit.id).text
        if len(text) > MOST_TEXT:
            text = text[:MOST_TEXT].rpartition("\n")[0] or text[:MOST_TEXT]
            text += "\n… Mở văn kiện để đọc tiếp."
        if not text.strip():
            self._write(cursor, "Văn kiện này không có nội dung ở đây.", "")
        found = QTextCharFormat()
        found.setFontWeight(QFont.Weight.Bold)
        found.setFontUnderline(True)  # headings are bold already
        paper_text.write(
            cursor, text, lambda at, said, look: _put(at, said, query, plain=look, bold=found)
        )

    def _write(self, cursor: QTextCursor, text: str, query: str, *, faint: bool = False) -> None:
        """Write at the cursor; plain formats only, so that nothing in a row is ever read as markup."""
        plain, bold = QTextCharFormat(), QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        if faint:
            plain.setForeground(self.palette().placeholderText())
        _put(cursor, text, query, plain=plain, bold=bold)

    def _view(self, file: object) -> None:
        chosen = self._shelf.chosen()
        if self._hit and chosen is not None:
            view(self._session, self._hit.id, chosen, self)


def _put(
    cursor: QTextCursor, text: str, query: str, *, plain: QTextCharFormat, bold: QTextCharFormat
) -> None:
    """Write text, what was searched for in its own look."""
    at = 0
    for start, end in spans(text, query):
        cursor.insertText(text[at:start], plain)
        cursor.insertText(text[start:end], bold)
        at = end
    cursor.insertText(text[at:], plain)
