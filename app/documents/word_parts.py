"""What every Word file of ours shares: paper, page number and marks; the lines of headers and closings."""

from dataclasses import dataclass
from typing import assert_never

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.section import _BaseHeaderFooter
from docx.shared import Mm

from app.documents import fonts, word_file, word_xml
from app.documents.frame import Cell, Gap, Line, Rule
from app.documents.layouts import Profile
from app.documents.sheet import SheetMark
from app.documents.word_xml import Shape


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper and its margins, all in mm; `number_top` is where the page number begins."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    number_top: float


def page(document: Document, paper: Paper, profile: Profile, marks: frozenset[SheetMark]) -> None:
    """Set paper and margins (mm), the page number from page 2, and the program's own marks."""
    p = profile
    section = document.sections[0]
    section.page_width, section.page_height = Mm(paper.width), Mm(paper.height)
    if paper.width > paper.height:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.top_margin, section.bottom_margin = Mm(paper.top), Mm(paper.bottom)
    section.left_margin, section.right_margin = Mm(paper.left), Mm(paper.right)
    section.header_distance = Mm(paper.number_top)
    section.footer_distance = Mm(p.mark.proposal.bottom_mm)
    section.different_first_page_header_footer = True
    c = p.component["page_number"]
    shape = Shape(c.align, fonts.face("Regular").line * c.use)
    mark = word_file.watermark(p.mark.training, p.text.font.docx) if "training" in marks else ""
    fill(
        section.header,
        word_xml.paragraph(word_xml.field("PAGE", p.text.font.docx, c.use) + mark, shape),
    )
    fill(section.first_page_header, word_xml.paragraph(mark, shape))
    if "proposal" in marks:
        m = p.mark.proposal
        note = word_xml.run(
            m.text, p.text.font.docx, m.size, bold=m.weight == "bold", italic=m.slant == "italic"
        )
        foot = word_xml.paragraph(note, Shape("center", fonts.face("Regular").line * m.size))
        fill(section.footer, foot)
        fill(section.first_page_footer, foot)


def fill(part: _BaseHeaderFooter, xml: str) -> None:
    part.is_linked_to_previous = False
    root = part._element
    for child in list(root):
        root.remove(child)
    wrapped = parse_xml(f"<w:hdr {word_xml.NAMESPACES}>{xml}</w:hdr>")
    for child in list(wrapped):
        root.append(child)


def cell(
    items: Cell, profile: Profile, room: float, before: float = 0.0, keep: bool = False
) -> list[str]:
    """Write lines, rules and gaps of one cell; a gap becomes space before the next line."""
    p = profile
    pieces: list[str] = []
    for item in items:
        match item:
            case Line():
                run = word_xml.run(
                    item.text, p.text.font.docx, item.size,
                    bold="Bold" in item.style, italic="Italic" in item.style, underline=item.underline,
                )  # fmt: skip
                pieces.append(
                    word_xml.paragraph(run, Shape(item.align, item.height, before, keep_next=keep))
                )
                before = 0.0
            case Rule():
                side = (room - item.length) / 2
                gap, line = p.distance.rule_gap_pt, p.distance.rule_line_pt
                shape = Shape(
                    "left",
                    line,
                    before + gap,
                    left=side,
                    right=side,
                    rule=item.weight,
                    keep_next=keep,
                )
                pieces.append(word_xml.paragraph("", shape))
                before = 0.0
            case Gap():
                before += item.height
            case _:
                assert_never(item)
    return pieces or [word_xml.paragraph("", Shape("left", 1.0))]
