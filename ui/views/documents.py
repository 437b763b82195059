"""Văn kiện: the list, the text as officers type it, and the page it becomes beside it."""

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QItemSelection, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app import clock
from app.documents import Document, drafts, offers, types_for
from app.exchange import consolidation
from app.text import clean, iso_short
from ui import choosing, shown, tables
from ui.page import Page
from ui.preview import Preview
from ui.session import Session

PAUSE_MS = 600
NOTHING_CHOSEN = "Chọn một văn kiện, hoặc bấm Soạn để lập dự thảo từ số liệu của kỳ."
MARKS = {"draft": "✎", "awaiting": "…", "issued": "✔", "replaced": "⇄", "withdrawn": "✖"}
STATES = {
    "draft": "Dự thảo",
    "awaiting": "Chờ phê duyệt",
    "issued": "Đã ban hành",
    "replaced": "Đã thay thế",
    "withdrawn": "Đã thu hồi",
}


class DocumentsPage(Page):
    title: ClassVar[str] = "Văn kiện"
    topic: ClassVar[str] = "van-kien"
    tables: ClassVar[frozenset[str]] = frozenset({"document", "document_file"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._document: Document | None = None
        self._types = {t.id: t.title for t in types_for(session.store)}
        self._model = tables.ListModel(["", "Số, ngày", "Tên"])
        self._table = tables.view("documents", "Văn kiện", self._model)
        self._table.setWordWrap(True)
        tables.give_room(self._table, 2)
        line = self._table.fontMetrics().lineSpacing()
        self._table.verticalHeader().setDefaultSectionSize(2 * line + 8)
        self._table.selectionModel().selectionChanged.connect(self._row_chosen)
        self._type = QComboBox()
        self._type.setObjectName("type")
        self._type.setAccessibleName("Loại văn kiện")
        self._type.setMinimumContentsLength(14)
        self._type.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for key, title in self._types.items():
            self._type.addItem(title, key)
        self._period = QComboBox()
        self._period.setObjectName("period")
        self._period.setAccessibleName("Kỳ")
        self._period.setMinimumContentsLength(14)
        self._period.setSizeAdjustPolicy(self._type.sizeAdjustPolicy())
        self._type.currentIndexChanged.connect(lambda _: self._offer())
        self._offer()
        self._text = QPlainTextEdit()
        self._text.setObjectName("text")
        self._text.setAccessibleName("Nội dung")
        self._text.setTabChangesFocus(True)
        font = QFont("Liberation Serif")
        font.setPointSizeF(12)
        self._text.setFont(font)
        self._said = QLabel()
        self._said.setObjectName("said")
        self._said.setWordWrap(True)
        self._preview = Preview()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._show_page)
        self._text.textChanged.connect(self._typed)
        self._lay_out()
        self._show(None)

    def refresh(self) -> None:
        rows = drafts.listing(self.session.store)
        self._model.show([(d.id, self._cells(d)) for d in rows])
        if self._document:
            kept = next((d for d in rows if d.id == self._document.id), None)
            if kept is None or kept.state != self._document.state:
                self._show(kept)

    def open(self, id: str) -> None:
        """Show one document, chosen in the list if it is the own unit's."""
        rows = (row for row in range(self._model.rowCount()) if self._model.key(row) == id)
        row = next(rows, None)
        if row is None:
            self._show(drafts.get(self.session.store, id))
        else:
            self._table.selectRow(row)

    def take_focus(self) -> None:
        self._table.setFocus()

    def _cells(self, d: Document) -> tuple[str, str, str]:
        return MARKS[d.state], f"{d.number or '–'}\n{iso_short(d.dated)}", d.title

    def _lay_out(self) -> None:
        making = QHBoxLayout()
        making.addWidget(self._period, 1)
        making.addWidget(self._button("draft", "&Soạn", self._draft))
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._type)
        column.addLayout(making)
        column.addWidget(self._table, 1)
        self._save = self._button("save", "&Lưu (Ctrl+S)", self._keep)
        self._save.setShortcut("Ctrl+S")
        self._issue = self._button("issue", "&Ban hành", self._give_number)
        self._replace = self._button("replace", "Bản thay thế", self._make_new_version)
        self._export = self._button("export", "Ghi &Word, PDF…", self._write_files)
        self._discard = self._button("discard", "Bỏ &dự thảo", self._throw_away)
        buttons = QGridLayout()
        row = (self._save, self._issue, self._discard, self._replace, self._export)
        for at, button in enumerate(row):
            buttons.addWidget(button, at // 3, at % 3)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._said)
        column.addWidget(shown.note(shown.ONLY_OPEN, "only_open"))
        column.addWidget(self._text, 1)
        column.addLayout(buttons)
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        for part in (left, middle, self._preview):
            splitter.addWidget(part)
        tables.share(splitter, (32, 43, 45))
        QVBoxLayout(self).addWidget(splitter)

    def _button(self, name: str, text: str, act: object) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.clicked.connect(lambda: act())  # type: ignore[operator]  # bound methods of this page
        return button

    def _row_chosen(self, chosen: QItemSelection, _: QItemSelection) -> None:
        rows = chosen.indexes()
        if rows:
            self._show(drafts.get(self.session.store, self._model.key(rows[0].row())))

    def _show(self, document: Document | None) -> None:
        self._document = document
        drafted = document is not None and document.state == "draft"
        self._text.blockSignals(True)
        self._text.setPlainText(document.text if document else "")
        self._text.blockSignals(False)
        self._text.setReadOnly(not drafted)
        self._save.setEnabled(False)
        self._issue.setEnabled(drafted)
        self._discard.setEnabled(drafted)
        made_here = document is not None and not document.outside
        self._replace.setEnabled(made_here and document is not None and document.state == "issued")
        self._export.setEnabled(made_here)
        self._preview.clear()
        if document is None:
            self._said.setText(NOTHING_CHOSEN)
            return
        state = f"{MARKS[document.state]} {STATES[document.state]}"
        self._said.setText(f"{document.title} – {state}")
        if document.outside:
            self._said.setText(f"{document.title} – văn kiện giấy, chỉ ghi số và ngày.")
        else:
            self._show_page()

    def _typed(self) -> None:
        self._save.setEnabled(True)
        self._pause.start()

    def _show_page(self) -> None:
        if self._document is None:
            return
        text = clean(self._text.toPlainText()) if self._document.state == "draft" else None
        self.session.act(
            drafts.render, self._document.id, "pdf", text=text, then=self._preview.show_pdf,
            refused=lambda error: self._said.setText(f"{error.sentence} {error.advice}"),
        )  # fmt: skip

    def _offer(self) -> None:
        """Offer the periods, or the events, that a paper of the chosen type can be drafted for."""
        kind = self._type.currentData()
        self._period.clear()
        for offer in offers(self.session.store, kind, clock.today()) if kind else ():
            self._period.addItem(offer.title, offer)

    def _draft(self) -> None:
        kind, offer = self._type.currentData(), self._period.currentData()
        if kind and offer:
            about = {"about": offer.about} if offer.about else {}
            self.session.act(
                consolidation.compose, offer.period, kind, **about, then=self._show_new
            )

    def _throw_away(self) -> None:
        if self._document:
            self.session.act(
                drafts.discard, self._document.id,
                then=lambda d: self.session.told.emit(f"Đã bỏ dự thảo: {d.title}. Hoàn tác: Ctrl+Z."),
            )  # fmt: skip

    def _show_new(self, document: Document) -> None:
        self._show(document)
        self._text.setFocus()

    def _keep(self) -> bool:
        """Keep the text as typed; return whether the store now holds it."""
        if self._document is None or self._document.state != "draft":
            return False
        text = clean(self._text.toPlainText())
        return self.session.act(drafts.edit, self._document.id, text, then=self._kept)

    def _kept(self, document: Document) -> None:
        self._document = document
        self._save.setEnabled(False)
        self.session.told.emit("Đã lưu dự thảo.")

    def _give_number(self) -> None:
        kept = self._keep() if self._save.isEnabled() else True
        if self._document and kept:
            self.session.act(drafts.issue, self._document.id, then=self._issued)

    def _issued(self, document: Document) -> None:
        self._show(document)
        self.session.told.emit(f"Đã ban hành {document.number}.")

    def _make_new_version(self) -> None:
        if self._document:
            self.session.act(drafts.replace, self._document.id, then=self._show_new)

    def _write_files(self) -> None:
        if self._document is None:
            return
        document = self._document.id

        def write(folder: Path) -> None:
            self.session.act(
                drafts.render_to, document, folder, ("docx", "pdf"),
                then=lambda files: self.session.told.emit("Đã ghi " + ", ".join(f.name for f in files)),
            )  # fmt: skip

        choosing.folder(self, "Ghi văn kiện vào thư mục", "", write)
