"""Widgets that show the pages of a picture or a PDF from memory."""

from typing import ClassVar

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QGraphicsPixmapItem, QGraphicsScene, QGraphicsView

from ui.files import drawing

LEAST, MOST = 0.05, 8.0
"""How far pages may be made smaller or larger."""


class PicturePages(QGraphicsView):
    """A photo or scan; fitted to the room until somebody zooms."""

    turns: ClassVar[bool] = True

    def __init__(self) -> None:
        super().__init__()
        self._content = b""
        self._fitted = True
        self._item = QGraphicsPixmapItem()
        self._item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        scene = QGraphicsScene(self)
        scene.addItem(self._item)
        self.setScene(scene)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)

    def show_content(self, content: bytes) -> int:
        """Show the first page and return how many there are; 0 for a picture nobody can read."""
        self._content = content
        image, pages = drawing.picture(content)
        self._put(image)
        return 0 if image.isNull() else pages

    def go(self, page: int) -> None:
        self._put(drawing.picture(self._content, page)[0])

    def zoom(self, by: float) -> None:
        now = self.transform().map(QPointF(1, 0))
        wanted = (now.x() ** 2 + now.y() ** 2) ** 0.5 * by
        if LEAST <= wanted <= MOST:
            self._fitted = False
            self.scale(by, by)

    def fit(self) -> None:
        self._fitted = True
        self.fitInView(self._item, Qt.AspectRatioMode.KeepAspectRatio)

    def turn(self) -> None:
        self.rotate(90)
        if self._fitted:
            self._refit()

    def clear(self) -> None:
        """Keep nothing."""
        self._content = b""
        self._item.setPixmap(QPixmap())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1.25 if event.angleDelta().y() > 0 else 1 / 1.25)
        else:
            super().wheelEvent(event)

    def _put(self, image: QImage) -> None:
        self._item.setPixmap(QPixmap.fromImage(image))
        self.scene().setSceneRect(self._item.boundingRect())
        self._refit()

    def _refit(self) -> None:
        if self._fitted and self.isVisible():
            self.fit()


class PdfPages(QPdfView):
    """All pages of a PDF under each other, as wide as the room until somebody zooms."""

    turns: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__()
        self._kept = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self.setDocument(self._kept)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def show_content(self, content: bytes) -> int:
        """Show the document and return its number of pages; 0 for one that cannot be read."""
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._kept.load(self._buffer)
        return max(0, self._kept.pageCount())

    def go(self, page: int) -> None:
        self.pageNavigator().jump(page, QPointF())

    def zoom(self, by: float) -> None:
        now = self.zoomFactor()
        if self.zoomMode() != QPdfView.ZoomMode.Custom:
            points = self._kept.pagePointSize(0).width() * self.logicalDpiX() / 72
            now = self.viewport().width() / points if points else 1.0
        if LEAST <= now * by <= MOST:
            self.setZoomMode(QPdfView.ZoomMode.Custom)
            self.setZoomFactor(now * by)

    def fit(self) -> None:
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def turn(self) -> None:
        """Stay as it is: pages of a PDF have their own direction."""

    def clear(self) -> None:
        """Keep nothing."""
        self._kept.close()
        self._buffer.close()
        self._buffer.setData(QByteArray())
