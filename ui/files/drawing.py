"""Pictures of kept files, from memory: a photo, one page of a scan, the first page of a PDF."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPalette, QPixmap
from PySide6.QtPdf import QPdfDocument

from app.progress import Progress
from app.store import Store

PAPER = QSize(210, 297)


def thumbnail(reader: Store, sha256: str, media: str, side: int, *, progress: Progress) -> QImage:
    """Return a picture of a kept file at most `side` pixels wide and high; an empty one when there is none.

    Runs on a worker thread.
    """
    if media == "application/pdf":
        return _first_page(reader.blob(sha256), side)
    if media.startswith("image/"):
        return picture(reader.blob(sha256), most=QSize(side, side))[0]
    return QImage()


def picture(content: bytes, page: int = 0, most: QSize | None = None) -> tuple[QImage, int]:
    """Return one page of a picture, upright as the camera was held, and how many pages there are.

    `most` scales it down while it is read, so that a large photo never stands in memory whole.
    """
    raw = QByteArray(content)
    buffer = QBuffer(raw)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    pages = max(1, reader.imageCount())
    if page:
        reader.jumpToImage(page)
    size = reader.size()
    if most and size.isValid() and (size.width() > most.width() or size.height() > most.height()):
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read(), pages


def card(word: str, side: int, palette: QPalette) -> QPixmap:
    """Draw a sheet of paper that says what a file is (`Word`), for files without a picture."""
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    sheet = PAPER.scaled(QSize(side - 4, side - 4), Qt.AspectRatioMode.KeepAspectRatio)
    box = QRect(QPoint((side - sheet.width()) // 2, 2), sheet)
    painter.setPen(palette.color(QPalette.ColorRole.Text))
    painter.setBrush(palette.color(QPalette.ColorRole.Base))
    painter.drawRoundedRect(box, 3, 3)
    font = painter.font()
    font.setPixelSize(max(8, sheet.width() // 3))
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
    painter.end()
    return drawn


def framed(image: QImage, side: int, palette: QPalette) -> QPixmap:
    """Return the picture in the middle of a square with a thin frame, so that a white page is seen on white."""
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    size = image.size().scaled(QSize(side - 2, side - 2), Qt.AspectRatioMode.KeepAspectRatio)
    box = QRect(QPoint((side - size.width()) // 2, (side - size.height()) // 2), size)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(box, image)
    painter.setPen(QColor(palette.color(QPalette.ColorRole.Mid)))
    painter.drawRect(box.adjusted(0, 0, -1, -1))
    painter.end()
    return drawn


def _first_page(content: bytes, side: int) -> QImage:
    document = QPdfDocument()
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    image = QImage()
    if document.pageCount() > 0:
        size = document.pagePointSize(0).toSize()
        drawn = document.render(0, size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))
        image = QImage(drawn.size(), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.drawImage(0, 0, drawn)
        painter.end()
    document.close()
    return image
