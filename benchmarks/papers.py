"""Both renderers on the demo's monthly report, beside bare python-docx and bare reportlab with the same lines."""

import json
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import pdfplumber
from docx import Document
from docx.shared import Mm, Pt
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from app import paths, period, store
from app.documents import Sheet, drafts
from benchmarks.measure import Row, pair, seconds

FONT = "Bare"
PAGES = 10
STYLE = ParagraphStyle("text", fontName=FONT, fontSize=14, leading=19, firstLineIndent=28)


def rows(place: Path) -> Iterator[Row]:
    """Yield one row per format; needs the demo of `whole`."""
    made = json.loads((place / "demo.json").read_text("utf-8"))
    home = next(made_store["home"] for made_store in made["stores"] if made_store["unit"] == "c1")
    with store.open(Path(home), passphrase=made["passphrase"]) as company:
        draft = drafts.create(company, "report_month", period.parse("2026-03"))
        pdfmetrics.registerFont(
            TTFont(FONT, str(paths.resources() / "fonts" / "LiberationSerif-Regular.ttf"))
        )
        lines = [line for line in draft.text.splitlines() if line.strip()]
        for name, render, bare in (("docx", "python-docx", _docx), ("pdf", "reportlab", _pdf)):
            spent, reference = pair(
                lambda name=name: drafts.render(company, draft.id, name),  # type: ignore[misc]
                lambda bare=bare: bare(lines),  # type: ignore[misc]
                5,
            )
            job = f"render the monthly report as {name} / bare {render}"
            yield Row(job, "ms", spent * 1000, reference * 1000, most=1000)
        yield _long(drafts.preview(company, draft.id))


def _long(sheet: Sheet) -> Row:
    """Measure a paper of ten pages in Word and PDF together: the report's own text, as often as it takes."""
    once = _pages(sheet)
    long = replace(sheet, blocks=sheet.blocks * -(-PAGES // once))
    while _pages(long) < PAGES:
        long = replace(long, blocks=(*long.blocks, *sheet.blocks))
    spent = seconds(lambda: [drafts.draw(long, name) for name in drafts.FORMATS])
    return Row(f"{_pages(long)} pages as docx and pdf together", "s", spent, most=1.5)


def _pages(sheet: Sheet) -> int:
    with pdfplumber.open(BytesIO(drafts.draw(sheet, "pdf"))) as opened:
        return len(opened.pages)


def _docx(lines: list[str]) -> bytes:
    document = Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(14)
    for line in lines:
        document.add_paragraph(line).paragraph_format.first_line_indent = Mm(10)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _pdf(lines: list[str]) -> bytes:
    file = BytesIO()
    SimpleDocTemplate(file, pagesize=A4).build([Paragraph(escape(line), STYLE) for line in lines])
    return file.getvalue()
