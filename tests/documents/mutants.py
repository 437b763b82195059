"""Golden papers with exactly one defect each, in Word and in PDF (layout §8): what each check must catch alone.

Most are drawn by a profile or a sheet that is wrong in one place; a few are written into the finished file.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from reportlab.platypus import PageBreak

from app.documents import drafts, fonts, frame, pdf, pdf_lines, pdf_parts
from app.documents.blocks import Paragraph, Run
from app.documents.layouts import LineMark, Profile
from app.documents.sheet import Caption, Sheet

Mutant = Callable[[Sheet, str, pytest.MonkeyPatch], bytes]


def _draw(sheet: Sheet, format: str) -> bytes:
    return drafts.draw(sheet, format)


def _by(sheet: Sheet, format: str, change: Callable[[Profile], Profile]) -> bytes:
    return _draw(replace(sheet, profile=change(sheet.profile)), format)


def _component(profile: Profile, key: str, **values: Any) -> Profile:
    changed = {**profile.component, key: replace(profile.component[key], **values)}
    return replace(profile, component=changed)


def _rewritten(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """Return a Word file with one part rewritten; the change must change something."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name)
            if name == part:
                new = change(text.decode("utf-8")).encode()
                assert new != text
                text = new
            target.writestr(name, text)
    return out.getvalue()


def _in_word(sheet: Sheet, part: str, old: str, new: str, count: int = 1) -> bytes:
    return _rewritten(_draw(sheet, "docx"), part, lambda text: text.replace(old, new, count))


def left_margin(sheet: Sheet, format: str, patch: pytest.MonkeyPatch) -> bytes:
    """M1: the left margin is 25 mm."""
    if format == "docx":
        twips = re.compile(r'(<w:pgMar[^>]*w:left=")\d+')
        return _rewritten(
            _draw(sheet, "docx"), "word/document.xml", lambda text: twips.sub(r"\g<1>1417", text)
        )
    page = sheet.profile.page
    moved = page.margin_left_mm.use - 25
    left = replace(page.margin_left_mm, use=25.0)
    right = replace(page.margin_right_mm, use=page.margin_right_mm.use + moved)
    return _by(
        sheet,
        format,
        lambda p: replace(p, page=replace(page, margin_left_mm=left, margin_right_mm=right)),
    )


def strange_font(sheet: Sheet, format: str, patch: pytest.MonkeyPatch) -> bytes:
    """M2: one run of a theme font; in PDF the page number in a font that is not embedded."""
    if format == "docx":
        named = 'w:ascii="Times New Roman"'
        return _in_word(sheet, "word/document.xml", named, 'w:asciiTheme="minorHAnsi"')
    known = pdf_lines.font_name
    patch.setattr(
        pdf_lines, "font_name", lambda s: "Times-BoldItalic" if s == "BoldItalic" else known(s)
    )
    return _by(sheet, format, lambda p: _component(p, "page_number", weight="bold", slant="italic"))


def taken_apart(sheet: Sheet, format: str, patch: pytest.MonkeyPatch) -> bytes:
    """M3: one paragraph of the body in NFD."""
    patch.setattr(frame, "require", lambda _: None)
    at = next(n for n, b in enumerate(sheet.blocks) if isinstance(b, Paragraph) and n)
    block = sheet.blocks[at]
    assert isinstance(block, Paragraph)
    apart = Paragraph(tuple(Run(unicodedata.normalize("NFD", r.text), r.bold) for r in block.runs))
    blocks = (*sheet.blocks[:at], apart, *sheet.blocks[at + 1 :])
    return _draw(replace(sheet, blocks=blocks), format)


def thin_issuer(sheet: Sheet, format: str, patch: pytest.MonkeyPatch) -> bytes:
    """M4: the issuer is not bold."""
    # The rule under it keeps its length, which is reckoned from the bold text.
    return _by(
        sheet, format, lambda p: _component(_wider_rule(p, sheet), "issuer", weight="regular")
    )


def _wider_rule(profile: Profile, sheet: Sheet) -> Profile:
    mark = profile.component["issuer"].mark
    if not isinstance(mark, LineMark):
        return profile
    text, size = sheet.issuer.upper(), profile.component["issuer"].use
    ratio = fonts.face("Bold").width(text, size) / fonts.face("Regular").width(text, size)
    return _component(profile, "issuer", mark=replace(mark, use=mark.use * ratio))


def long_rule(sheet: Sheet, format: str, patch: pytest.MonkeyPatch) -> bytes:
    """M5: the rule under the motto or the title is 1.3 times the text; a form whose title has none takes another."""
    known = sheet.profile.component
    ruled = [
        k
        for k in (*sheet.profile.heading, "issuer", "subject")
        if isinstance(known[k].mark, LineMark)
    ]
    mark = known[ruled[0]].mark
    assert isinstance(mark, LineMark)
    return _by(sheet, format, lambda p: _component(p, ruled[0], mark=replace(mark, use=1.3)))


def small_indent(sheet: Sheet, format: str, patch: pytest.MonkeyPatch) -> bytes:
    """M6: first lines are indented 5 mm."""
    text = sheet.profile.text
    first = replace(text.first_line_mm, use=5.0)
    return _by(sheet, format, lambda p: replace(p, text=replace(text, first_line_mm=first)))


def no_gap(sheet: Sheet, format: str, patch: pytest.MonkeyPatch) -> bytes:
    """M6: no space between paragraphs."""
    text = sheet.profile.text
    gap = replace(text.paragraph_gap_pt, use=0.0)
    return _by(sheet, format, lambda p: replace(p, text=replace(text, paragraph_gap_pt=gap)))


def numbered_first_page(sheet: Sheet, format: str, patch: pytest.MonkeyPatch) -> bytes:
    """M7: page 1 has a number."""
    if format == "docx":
        return _in_word(sheet, "word/document.xml", "<w:titlePg/>", "")
    known = pdf_lines.draw_marks

    def marks(canvas: Any, profile: Profile, marks: Any, middle: float) -> None:
        known(canvas, profile, marks, middle)
        if canvas.getPageNumber() == 1:
            canvas.setFont(pdf_lines.font_name("Regular"), profile.component["page_number"].use)
            canvas.drawCentredString(middle, canvas._pagesize[1] - 40, "1")

    patch.setattr(pdf, "draw_marks", marks)
    return _draw(sheet, format)


def other_number_form(sheet: Sheet, format: str, patch: pytest.MonkeyPatch) -> bytes:
    """M8: a Party number with a colon, any other without."""
    colon = sheet.number.startswith("Số:")
    return _draw(
        replace(
            sheet,
            number=sheet.number.replace("Số:", "Số")
            if colon
            else sheet.number.replace("Số", "Số:"),
        ),
        format,
    )


def exchanged_authority(sheet: Sheet, format: str, patch: pytest.MonkeyPatch) -> bytes:
    """M8: `T/M` and `TM.` exchanged."""
    first, *rest = sheet.signature.captions
    text = (
        first.text.replace("T/M", "TM.")
        if "T/M" in first.text
        else f"T/M {first.text.removeprefix('TM. ')}"
    )
    signature = replace(sheet.signature, captions=(Caption(first.component, text), *rest))
    return _draw(replace(sheet, signature=signature), format)


def lonely_signature(sheet: Sheet, format: str, patch: pytest.MonkeyPatch) -> bytes:
    """M9: the signature may stand, or stands, alone on the last page."""
    if format == "docx":

        def loosen(text: str) -> str:
            head, tail = text[: text.rindex("<w:tbl>")], text[text.rindex("<w:tbl>") :]
            return head + tail.replace("<w:keepNext/>", "")

        return _rewritten(_draw(sheet, "docx"), "word/document.xml", loosen)

    class Torn(pdf_parts.Tail):
        def wrap(self, width: float, height: float) -> tuple[float, float]:
            super().wrap(width, height)
            return width, 1e5

        def split(self, width: float, height: float) -> list[Any]:
            return [*self.parts, PageBreak(), self.closing]

    patch.setattr(pdf, "Tail", Torn)
    return _draw(sheet, format)


def strange_author(sheet: Sheet, format: str, patch: pytest.MonkeyPatch) -> bytes:
    """M10: the file names a library as its author."""
    held = sheet.profile.metadata
    return _by(sheet, format, lambda p: replace(p, metadata=replace(held, author="python-docx")))


def left_comment(sheet: Sheet, format: str, patch: pytest.MonkeyPatch) -> bytes:
    """M10: a comment is left in the Word file; in PDF another program is named."""
    if format == "docx":
        return _in_word(sheet, "word/document.xml", "<w:p>", '<w:p><w:commentReference w:id="1"/>')
    held = sheet.profile.metadata
    return _by(sheet, format, lambda p: replace(p, metadata=replace(held, application="ReportLab")))


def short_date(sheet: Sheet, format: str, patch: pytest.MonkeyPatch) -> bytes:
    """C8: day and month without their zeros."""
    return _draw(replace(sheet, place_date="Đồng Nai, ngày 4 tháng 2 năm 2026"), format)


def body_of_twelve(sheet: Sheet, format: str, patch: pytest.MonkeyPatch) -> bytes:
    """M4: the body is set in 12 points."""
    return _by(sheet, format, lambda p: _component(p, "body", use=12.0))


def left_draft_mark(sheet: Sheet, format: str, patch: pytest.MonkeyPatch) -> bytes:
    """C8: an issued paper still says DỰ THẢO."""
    return _draw(replace(sheet, marks=frozenset({"draft"})), format)


MUTANTS: dict[str, tuple[Mutant, str]] = {
    "M1 left margin": (left_margin, "C1"),
    "M2 strange font": (strange_font, "C2"),
    "M3 taken apart": (taken_apart, "C3"),
    "M4 thin issuer": (thin_issuer, "C4"),
    "M4 body of twelve": (body_of_twelve, "C4"),
    "M5 long rule": (long_rule, "C5"),
    "M6 small indent": (small_indent, "C6"),
    "M6 no gap": (no_gap, "C6"),
    "M7 numbered first page": (numbered_first_page, "C7"),
    "M8 other number form": (other_number_form, "C8"),
    "M8 exchanged authority": (exchanged_authority, "C8"),
    "M8 short date": (short_date, "C8"),
    "M8 left draft mark": (left_draft_mark, "C8"),
    "M9 lonely signature": (lonely_signature, "C9"),
    "M10 strange author": (strange_author, "C10"),
    "M10 left comment": (left_comment, "C10"),
}
