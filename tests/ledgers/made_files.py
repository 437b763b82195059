"""Small real files of every accepted kind, made in memory."""

import struct
import zipfile
import zlib
from io import BytesIO

from app import paths


def png(colour: int = 200, side: int = 8) -> bytes:
    """A grey picture that every viewer opens."""
    rows = b"".join(b"\0" + bytes([colour]) * side for _ in range(side))
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


def pdf(text: str = "Bien ban", pages: int = 1) -> bytes:
    """A PDF of `pages` pages."""
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=(300, 420))
    for page in range(pages):
        canvas.drawString(40, 300, f"{text} {page + 1}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pdf_paper(*lines: str, beside: str = "", password: str | None = None) -> bytes:
    """A PDF of one page whose text is Vietnamese; `beside` stands at the right of the last line."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(
        TTFont("Serif", paths.resources() / "fonts/LiberationSerif-Regular.ttf")
    )
    out = BytesIO()
    canvas = Canvas(out, pagesize=(500, 420), encrypt=password)
    canvas.setFont("Serif", 13)
    for at, line in enumerate(lines):
        canvas.drawString(40, 380 - 20 * at, line)
    canvas.drawString(300, 400 - 20 * len(lines), beside)
    canvas.save()
    return out.getvalue()


def docx(*paragraphs: str, extra: str = "") -> bytes:
    """A Word file with these paragraphs; `extra` names one more part."""
    body = "".join(f"<w:p><w:r><w:t>{x}</w:t></w:r></w:p>" for x in paragraphs)
    return package(
        {"word/document.xml": f"<w:body>{body}</w:body>", **({extra: ""} if extra else {})}
    )


def xlsx(*cells: str) -> bytes:
    """An Excel file with these shared texts."""
    texts = "".join(f"<si><t>{x}</t></si>" for x in cells)
    return package(
        {"xl/workbook.xml": "<workbook/>", "xl/sharedStrings.xml": f"<sst>{texts}</sst>"}
    )


def package(parts: dict[str, str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return out.getvalue()
