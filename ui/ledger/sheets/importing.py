"""“Nhập từ bảng tính…”: a window from the file to the rows, all of them or none, and one undo.

Reading and checking happen on a worker, writing here; nothing is written before “Nhập” is pressed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.catalogue import Section
from app.errors import AppError
from app.ledgers import Entry, sheets
from app.progress import Progress
from app.store import Store
from ui import choosing
from ui.ledger.sheets.mapping import ColumnsPage
from ui.ledger.sheets.preview import PreviewPage
from ui.session import Session

if TYPE_CHECKING:
    from ui.ledger.page import LedgersPage

KINDS = "Bảng tính (*.xlsx *.ods *.csv *.txt)"
SIZE = QSize(1080, 680)


class FileUnread(AppError):
    code = "U105"
    message = "Không đọc được tệp."
    hint = "Tệp đã bị chuyển đi, hoặc đang được chương trình khác giữ."


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as read, the sheet in front and how its columns are taken."""

    book: sheets.Workbook
    sheet: sheets.Sheet
    mapping: sheets.ColumnMap


def ask(page: LedgersPage) -> None:
    """Open the window for the section in front."""
    assert page.section is not None
    ImportWindow(page.session, page.section, page).open()


class ImportWindow(QDialog):
    """Three pages: the columns, what would go in, what went in."""

    def __init__(self, session: Session, form: Section, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._form = form
        self._path: Path | None = None
        self._opened: Opened | None = None
        self._plan: sheets.Plan | None = None
        self._change = 0
        self.setObjectName("import")
        self.setWindowTitle(f"Nhập từ bảng tính vào mục “{form.title}”")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.resize(SIZE.boundedTo(parent.window().size() * 0.95))
        self._columns = ColumnsPage(form)
        self._preview = PreviewPage(session.store)
        self._done = QLabel()
        self._done.setObjectName("imported")
        self._done.setWordWrap(True)
        self._done.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedWidget()
        for page in (self._columns, self._preview, self._done):
            self._pages.addWidget(page)
        self._back = self._button("back", "‹ Ghép lại &cột", lambda: self._show(self._columns))
        self._again = self._button("reread", "Đọc &lại tệp (F5)", self._reread)
        self._look = self._button("look", "&Xem trước ›", self._check)
        self._take = self._button("take_in", "&Nhập", self._write)
        self._undo = self._button("undo_import", "&Hoàn tác lần nhập", self._take_back)
        self._close = self._button("close", "Đón&g", self.close)
        buttons = QHBoxLayout()
        for part in (self._back, self._again):
            buttons.addWidget(part)
        buttons.addStretch(1)
        for part in (self._look, self._take, self._undo, self._close):
            buttons.addWidget(part)
        layout = QVBoxLayout(self)
        layout.addWidget(self._pages, 1)
        layout.addLayout(buttons)
        self._columns.browse.connect(self._browse)
        self._columns.sheet_changed.connect(self._other_sheet)
        self._columns.header_changed.connect(partial(self._guess_again, header=True))
        self._columns.font_changed.connect(partial(self._guess_again, header=False))
        QShortcut(QKeySequence("F5"), self, self._reread)
        self._show(self._columns)

    def read(self, path: Path) -> None:
        """Read a file beside the window and show its columns."""
        self._path = path
        self._session.wait(
            _read, path, self._form.key, then=self._show_file, title="Đang đọc bảng tính"
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first file dropped anywhere on the window."""
        for url in event.mimeData().urls():
            if url.isLocalFile():
                event.acceptProposedAction()
                self.read(Path(url.toLocalFile()))
                return

    def _browse(self) -> None:
        start = str(self._path.parent) if self._path else str(Path.home())
        choosing.file(self, "Chọn bảng tính", start, KINDS, self.read)

    def _reread(self) -> None:
        if self._path is not None and self._pages.currentWidget() is not self._done:
            self.read(self._path)

    def _show_file(self, opened: Opened) -> None:
        """Show the columns; of the same file read again, the way it was mapped stays."""
        before, self._opened = self._opened, opened
        assert self._path is not None
        self._columns.show_file(str(self._path), opened.book, opened.sheet)
        if before is not None and before.book.name == opened.book.name:
            names = [x.name for x in opened.book.sheets]
            if before.sheet.name in names:
                sheet = opened.book.sheets[names.index(before.sheet.name)]
                self._columns.show_file(str(self._path), opened.book, sheet)
                self._map(sheet, self._columns.chosen())
                if self._pages.currentWidget() is self._preview:
                    self._check()
                else:
                    self._show(self._columns)
                return
        self._columns.show_columns(opened.sheet, opened.mapping)
        self._show(self._columns)

    def _other_sheet(self) -> None:
        if self._opened is not None:
            sheet = self._opened.book.sheets[self._columns.sheet_at]
            mapping = sheets.guess(self._session.store, self._form.key, sheet)
            self._opened = Opened(self._opened.book, sheet, mapping)
            self._columns.show_columns(sheet, mapping)
            self._show(self._columns)

    def _guess_again(self, *, header: bool) -> None:
        """Guess the columns for another row of headings, or also this row for another old font."""
        if self._opened is not None:
            self._map(self._opened.sheet, self._columns.chosen(header=header, columns=False))

    def _map(self, sheet: sheets.Sheet, chosen: dict[str, object]) -> bool:
        """Take the sheet as chosen and show it; a refusal is shown and nothing changes."""

        def take(mapping: sheets.ColumnMap) -> None:
            assert self._opened is not None
            self._opened = Opened(self._opened.book, sheet, mapping)
            self._columns.show_columns(sheet, mapping)

        return self._session.act(sheets.given, self._form.key, sheet, chosen, then=take)

    def _check(self) -> None:
        """Check every row on a worker and show what an import would do."""
        if self._opened is None or self._columns.repeated() or self._columns.unclear():
            return
        if self._map(self._opened.sheet, self._columns.chosen()):
            self._session.wait(
                sheets.plan, self._form.key, self._opened.sheet, self._opened.mapping,
                then=self._show_plan, title="Đang kiểm tra từng dòng",
            )  # fmt: skip

    def _show_plan(self, plan: sheets.Plan) -> None:
        self._plan = plan
        self._preview.show_plan(plan)
        self._show(self._preview)
        self._take.setText(f"&Nhập {len(plan.rows)} dòng")
        self._take.setEnabled(bool(plan.rows) and not plan.blocked)
        (self._take if self._take.isEnabled() else self._preview).setFocus()
        if plan.blocked:
            self._preview.step(1)

    def _write(self) -> None:
        """Write all rows in one change; what arose since the check is shown and checked again."""
        if self._plan is not None:
            self._session.carry(
                sheets.apply, self._plan, title="Đang nhập bảng tính", then=self._show_done
            )

    def _show_done(self, made: list[Entry]) -> None:
        self._change = self._session.store.changes(1)[0].id
        said = f"Đã nhập {len(made)} dòng vào mục “{self._form.title}”."
        self._session.told.emit(said)
        self._done.setText(f"✔ {said}")
        self._undo.setEnabled(True)
        self._show(self._done)

    def _take_back(self) -> None:
        def done(_: object) -> None:
            self._undo.setEnabled(False)
            self._session.told.emit("Đã hoàn tác lần nhập.")
            self._done.setText("Đã hoàn tác: không còn dòng nào của lần nhập này trong sổ.")

        self._session.carry(
            Store.undo_change, self._change, title="Đang hoàn tác lần nhập", then=done
        )

    def _show(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        first, done = page is self._columns, page is self._done
        self._back.setVisible(page is self._preview)
        self._take.setVisible(page is self._preview)
        self._again.setVisible(not done and self._path is not None)
        self._look.setVisible(first)
        self._look.setEnabled(self._opened is not None)
        self._undo.setVisible(done)
        (self._look if first and self._opened else self._close).setDefault(True)

    def _button(self, name: str, text: str, act: object) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(partial(_do, act))
        return button


def _do(act: object, _: bool = False) -> None:
    act()  # type: ignore[operator]  # bound methods of the window


def _read(store: Store, path: Path, section: str, *, progress: Progress) -> Opened:
    """Read the file, find the sheet of the section and guess its columns; for a worker."""
    progress(0, 2, "Đọc tệp")
    try:
        content = path.read_bytes()
    except OSError as wrong:
        raise FileUnread(f"Không đọc được tệp “{path}”.") from wrong
    book = sheets.read(content, path.name)
    progress(1, 2, "Tìm dòng tiêu đề")
    sheet = sheets.fitting(store, section, book)
    return Opened(book, sheet, sheets.guess(store, section, sheet))
