"""A window that shows one kept file from memory: pages, zoom, turning; saving it out is asked for by name."""

from functools import partial
from typing import ClassVar, Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ledgers import Attachment, attachments
from app.progress import Progress
from app.store import Store
from ui.files import saving
from ui.files.pages import PdfPages, PicturePages
from ui.session import Session

LARGEST = QSize(1000, 700)


class Pages(Protocol):
    """What shows pages: pictures and PDF alike."""

    turns: ClassVar[bool]

    def show_content(self, content: bytes) -> int: ...
    def go(self, page: int) -> None: ...
    def zoom(self, by: float) -> None: ...
    def fit(self) -> None: ...
    def turn(self) -> None: ...
    def clear(self) -> None: ...


class Viewer(QDialog):
    """Shows one file of one row; closing it leaves nothing behind."""

    def __init__(self, session: Session, entry: str, file: Attachment, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._entry = entry
        self._file = file
        self._page = 0
        self._count = 0
        self._pages: Pages | None = None
        self._closed = False
        self.setObjectName("viewer")
        self.setWindowTitle(file.name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        room = window.screen().availableSize() if window.screen() else LARGEST
        self.resize(LARGEST.boundedTo(room * 0.9))
        self._said = QLabel("Đang mở…")
        self._said.setObjectName("viewer_said")
        self._said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._said.setWordWrap(True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._said)
        self._where = QLabel()
        self._where.setObjectName("viewer_page")
        bar = QHBoxLayout()
        self._back = self._button(bar, "page_back", "◀", "Trang trước (PgUp)", lambda: self.go(-1))
        bar.addWidget(self._where)
        self._on = self._button(bar, "page_on", "▶", "Trang sau (PgDn)", lambda: self.go(1))
        bar.addSpacing(12)
        self._zooms = [
            self._button(bar, "zoom_out", "–", "Thu nhỏ (Ctrl+-)", lambda: self._zoom(1 / 1.25)),
            self._button(bar, "zoom_in", "+", "Phóng to (Ctrl++)", lambda: self._zoom(1.25)),
            self._button(bar, "zoom_fit", "Vừa khung", "Vừa khung (Ctrl+0)", self._fit),
        ]
        self._turn = self._button(bar, "turn", "Xoay", "Xoay phải 90° (Ctrl+R)", self._turned)
        bar.addStretch(1)
        self._button(bar, "save_out", "Lưu ra tệp…", "Lưu ra ngoài, không mã hóa", self._save)
        self._button(bar, "close", "Đón&g", "Đóng (Esc)", self.close)
        layout = QVBoxLayout(self)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)
        self._offer(0)
        self.finished.connect(self._clear)
        for keys, act in (
            ("PgUp", partial(self.go, -1)), ("PgDown", partial(self.go, 1)), ("Ctrl+R", self._turned),
            ("Ctrl+-", partial(self._zoom, 1 / 1.25)), ("Ctrl++", partial(self._zoom, 1.25)),
            ("Ctrl+=", partial(self._zoom, 1.25)), ("Ctrl+0", self._fit),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self, act)
        session.wait(_content, file.sha256, then=self._show, title=f"Đang mở {file.name}")

    @property
    def page(self) -> int:
        """The page shown, from 1; 0 while none is."""
        return self._page + 1 if self._count else 0

    def go(self, by: int) -> None:
        """Turn over `by` pages."""
        page = min(max(self._page + by, 0), self._count - 1)
        if self._pages and page != self._page and page >= 0:
            self._page = page
            self._pages.go(page)
            self._offer(self._count)

    def _show(self, content: bytes) -> None:
        if self._closed:
            return
        if self._file.media == "application/pdf":
            shown: PdfPages | PicturePages = PdfPages()
        elif self._file.media.startswith("image/"):
            shown = PicturePages()
        else:
            word = attachments.kind(self._session.store, self._file.media)
            self._said.setText(
                f"{word}: không xem được ở đây. Bấm “Lưu ra tệp…” rồi mở bằng phần mềm khác."
            )
            return
        shown.setObjectName("pages")
        shown.setAccessibleName(self._file.name)
        count = shown.show_content(content)
        if count == 0:
            self._said.setText("Không đọc được nội dung tệp (tệp hỏng hoặc đặt mật khẩu).")
            shown.deleteLater()
            return
        self._pages, self._count = shown, count
        if isinstance(shown, PdfPages):
            shown.pageNavigator().currentPageChanged.connect(self._scrolled)
        self._stack.addWidget(shown)
        self._stack.setCurrentWidget(shown)
        shown.setFocus()
        self._offer(count)

    def _scrolled(self, page: int) -> None:
        self._page = page
        self._offer(self._count)

    def _offer(self, count: int) -> None:
        """Say which page it is and switch the buttons on that have something to do."""
        self._where.setText(f"Trang {self._page + 1}/{count}" if count else "")
        for widget in (self._back, self._where, self._on):
            widget.setVisible(count > 1)
        self._back.setEnabled(self._page > 0)
        self._on.setEnabled(self._page < count - 1)
        for button in self._zooms:
            button.setVisible(count > 0)
        self._turn.setVisible(bool(self._pages and self._pages.turns))

    def _zoom(self, by: float) -> None:
        if self._pages:
            self._pages.zoom(by)

    def _fit(self) -> None:
        if self._pages:
            self._pages.fit()

    def _turned(self) -> None:
        if self._pages and self._pages.turns:
            self._pages.turn()

    def _save(self) -> None:
        saving.ask(self._session, self._entry, self._file, self)

    def _clear(self) -> None:
        self._closed = True
        if self._pages:
            self._pages.clear()
            self._pages = None
        self._count = 0

    def _button(
        self, bar: QHBoxLayout, name: str, text: str, said: str, act: object
    ) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setToolTip(said)
        button.setAccessibleName(said)
        button.setAutoDefault(False)
        if len(text) == 1:
            button.setFixedWidth(button.sizeHint().height() + 8)
        button.clicked.connect(lambda: act())  # type: ignore[operator]  # a bound method or a small function
        bar.addWidget(button)
        return button


def view(session: Session, entry: str, file: Attachment, parent: QWidget) -> Viewer:
    """Open a viewer over the window of `parent`; locking the window closes and clears it."""
    viewer = Viewer(session, entry, file, parent.window())
    viewer.show()
    return viewer


def _content(reader: Store, sha256: str, *, progress: Progress) -> bytes:
    return reader.blob(sha256)
