"""A PDF shown from memory, never from a file; it keeps its place when the document changes."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget


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

    def clear(self) -> None:
        """Show nothing and keep nothing."""
        self._layers.setCurrentWidget(self._nothing)
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray())
