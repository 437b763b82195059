"""A PDF shown from memory, never from a file; it keeps its place when the document changes."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

ABOVE = 150.0
"""Points of the page that stay in sight over a place that is looked for."""


class Preview(QWidget):
    """All pages under each other, as wide as the room there is."""

    def __init__(self) -> None:
        super().__init__()
        self._document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._view = QPdfView(self)
        self._view.setObjectName("preview")
        self._view.setAccessibleName("Trang in")
        self._view.setDocument(self._document)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._nothing = QLabel("Trang in của văn kiện hiện ở đây.")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        layout = QStackedLayout(self)
        layout.addWidget(self._nothing)
        layout.addWidget(self._view)
        self._layers = layout

    @property
    def pages(self) -> int:
        return self._document.pageCount()

    def show_pdf(self, content: bytes) -> None:
        """Show `content` at the place the reader was."""
        navigator = self._view.pageNavigator()
        page, place = navigator.currentPage(), self._view.verticalScrollBar().value()
        self.clear()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        if 0 < page < self._document.pageCount():
            navigator.jump(page, QPointF())
        self._view.verticalScrollBar().setValue(place)
        self._layers.setCurrentWidget(self._view)

    def reveal(self, words: str, nth: int = 0) -> bool:
        """Bring the `nth` place where `words` stand in sight, whatever their case; return whether there is one."""
        wanted = words.upper()
        for page in range(self._document.pageCount() if wanted else 0):
            text = self._document.getAllText(page).text().upper()
            at = text.find(wanted)
            while at >= 0 and nth:
                nth, at = nth - 1, text.find(wanted, at + 1)
            if at >= 0:
                self._bring(page, at, len(wanted))
                return True
        return False

    def _bring(self, page: int, at: int, length: int) -> None:
        place = self._document.getSelectionAtIndex(page, at, length).boundingRectangle()
        self._view.pageNavigator().jump(page, QPointF(0, max(0.0, place.top() - ABOVE)))

    def clear(self) -> None:
        """Show nothing and keep nothing."""
        self._layers.setCurrentWidget(self._nothing)
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray())
