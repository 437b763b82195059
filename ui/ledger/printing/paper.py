"""A PDF from memory onto a printer: each page drawn at the printer's own fineness, no file in between."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QSize
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from app.progress import Cancelled, Progress
from ui.jobs import Steps

NO_PRINTER = "Máy này chưa cài máy in nào. Lưu PDF rồi in ở máy khác."
REFUSED = "Máy in không nhận việc. Kiểm tra máy in rồi in lại."
FINEST_DPI = 300
"""Letters of 11 pt gain nothing from more, and memory for a page grows with its square."""


def ask(parent: QWidget, title: str, content: bytes, say: Callable[[str], None]) -> None:
    """Ask for the printer, pages and copies, then print; `say` hears how it went."""
    if not QPrinterInfo.availablePrinters():
        say(NO_PRINTER)
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setObjectName("printer")
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.accepted.connect(lambda: say(_printed(parent, printer, title, content)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.show()


def _printed(parent: QWidget, printer: QPrinter, title: str, content: bytes) -> str:
    steps = Steps(f"Đang in: {title}", parent.window())
    try:
        count = print_pages(printer, content, steps)
    except Cancelled as cancelled:
        return cancelled.sentence
    finally:
        steps.finish()
    return f"Đã gửi {count} trang tới máy in." if count else REFUSED


def print_pages(printer: QPrinter, content: bytes, progress: Progress) -> int:
    """Draw the chosen pages and return how many, 0 when the printer would not begin.

    `Cancelled` from `progress` takes the job back from the printer.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    pages = _chosen(printer, document.pageCount())
    _set_paper(printer, document)
    painter = QPainter()
    if not painter.begin(printer):
        return 0
    try:
        for n, page in enumerate(pages):
            progress(n, len(pages), f"Trang {page + 1}")
            if n:
                printer.newPage()
            _draw(painter, printer, document, page)
    except Cancelled:
        printer.abort()
        raise
    finally:
        painter.end()
        document.close()
    return len(pages)


def _chosen(printer: QPrinter, count: int) -> list[int]:
    """Return the pages (from 0) the dialog was asked for; all when no range was given."""
    first, last = printer.fromPage(), printer.toPage()
    return list(range(max(first, 1) - 1, min(last or count, count)))


def _set_paper(printer: QPrinter, document: QPdfDocument) -> None:
    size = document.pagePointSize(0)
    wide = size.width() > size.height()
    ways = QPageLayout.Orientation
    way = ways.Landscape if wide else ways.Portrait
    a4 = QPageSize(QPageSize.PageSizeId.A4)
    printer.setPageLayout(QPageLayout(a4, way, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)


def _draw(painter: QPainter, printer: QPrinter, document: QPdfDocument, page: int) -> None:
    points = document.pagePointSize(page)
    dpi = min(printer.resolution(), FINEST_DPI)
    picture = document.render(page, QSize(*(round(x * dpi / 72) for x in (points.width(), points.height()))))  # fmt: skip
    scale = printer.resolution() / 72
    whole = QRect(0, 0, round(points.width() * scale), round(points.height() * scale))
    painter.drawImage(whole, picture)
