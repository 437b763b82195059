"""Read finished Word and PDF files back with public tools, and say what should stand in them."""

from io import BytesIO
from typing import Any

import docx
import pdfplumber
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from app.documents.blocks import Bullet, Heading, Paragraph, Table, plain
from app.documents.sheet import Sheet

MM = 72 / 25.4


def squeezed(text: str) -> str:
    """Return the text without any white space: line ends on paper are not part of it."""
    return "".join(text.split())


def expected(sheet: Sheet) -> str:
    """Return what a reader finds on the paper, in reading order, worked out from the sheet alone."""
    p = sheet.profile
    mark = p.component["issuer"].mark
    under = p.component["subject"].mark
    found = [sheet.superior.upper(), sheet.issuer.upper(), getattr(mark, "text", "")]
    found += [*p.heading.values(), sheet.number, sheet.place_date]
    found += [p.mark.draft.text] if "draft" in sheet.marks else []
    found += [sheet.kind.upper(), sheet.subject, getattr(under, "text", "")]
    for block in sheet.blocks:
        match block:
            case Heading():
                words = f"{block.mark} {plain(block.runs)}"
                found.append(words.upper() if block.level == 1 else words)
            case Bullet():
                found.append(f"{block.mark} {plain(block.runs)}")
            case Paragraph():
                found.append(plain(block.runs))
            case Table():
                found += [plain(cell) for row in (block.header, *block.rows) for cell in row]
    if sheet.recipients:
        found += [p.forms.recipients_label, *sheet.recipients]
    found += [c.text.upper() for c in sheet.signature.captions]
    return squeezed("".join([*found, sheet.signature.name]))


def word(content: bytes) -> Any:
    return docx.Document(BytesIO(content))


def word_text(content: bytes) -> str:
    """Return the text of a Word file's body in order, white space removed."""
    pieces: list[str] = []
    for part in word(content).iter_inner_content():
        if isinstance(part, WordParagraph):
            pieces.append(part.text)
        elif isinstance(part, WordTable):
            pieces += [p.text for row in part.rows for cell in row.cells for p in cell.paragraphs]
    return squeezed("".join(pieces))


def pdf_pages(content: bytes) -> list[Any]:
    with pdfplumber.open(BytesIO(content)) as opened:
        pages = list(opened.pages)
        for page in pages:
            page.chars  # noqa: B018  read while the file is open
        return pages


def within(sheet: Sheet, page: Any) -> list[dict[str, Any]]:
    """Return the characters inside the margins, in the order they were drawn."""
    p = sheet.profile.page
    top = p.margin_top_mm.use * MM - 1
    bottom = (p.paper.height_mm - p.margin_bottom_mm.use) * MM + 1
    return [
        c for c in page.chars if c["top"] >= top and c["bottom"] <= bottom and not c["matrix"][1]
    ]


def pdf_text(sheet: Sheet, content: bytes) -> str:
    return squeezed("".join(c["text"] for page in pdf_pages(content) for c in within(sheet, page)))
