"""The Word package around the text: a template stripped to what is ours, properties, packing to fixed bytes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from itertools import chain
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.shared import Pt

from app.documents import word_xml
from app.documents.chart import Chart
from app.documents.layouts import Profile, ProgramMark

_KEPT: Final = ("/styles", "/settings", "/officeDocument", "/core-properties")
_MAIN: Final = "word/document.xml"
_W: Final = word_xml.NAMESPACES
_COMPATIBLE: Final = (
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)


@dataclass(frozen=True, slots=True)
class Properties:
    """What the properties of a file say, and nothing else is said there (layout §8 C10)."""

    title: str
    author: str
    dated: date


def blank(profile: Profile, properties: Properties, styles: str = "") -> Document:
    """Return an empty document of the library's template without its theme, styles and properties.

    `styles` is the XML of paragraph styles beside the defaults.
    """
    document = docx.Document()
    for rels in (document.part.rels, document.part.package.rels):
        for key, rel in list(rels.items()):
            if not rel.reltype.endswith(_KEPT):
                del rels[key]
    _replace(document.styles.element, _styles(profile, styles))
    _replace(document.settings.element, f"<w:settings {_W}>{_COMPATIBLE}</w:settings>")
    body = document.element.body
    for child in list(body)[:-1]:
        body.remove(child)
    _properties(document, profile, properties)
    return document


def _styles(profile: Profile, more: str) -> str:
    """Return the only styles of the file: defaults, Normal, and the table everybody expects."""
    p = profile
    size = round(p.component["body"].use * 2)
    language = p.metadata.language
    return (
        f"<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>{word_xml.fonts(p.text.font.docx)}"
        f'<w:color w:val="000000"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:rPr>{word_xml.fonts(p.text.font.docx)}</w:rPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        f"{more}</w:styles>"
    )


def _replace(element: object, xml: str) -> None:
    """Put the children of `xml` in place of those of an existing part's root."""
    root = element
    for child in list(root):  # type: ignore[call-overload]
        root.remove(child)  # type: ignore[attr-defined]
    for child in list(parse_xml(xml)):
        root.append(child)  # type: ignore[attr-defined]


def _properties(document: Document, profile: Profile, said: Properties) -> None:
    core = document.core_properties
    for child in list(core._element):
        core._element.remove(child)
    moment = midnight(said.dated)
    core.title, core.author, core.last_modified_by = (
        said.title, said.author, said.author,
    )  # fmt: skip
    core.language = profile.metadata.language
    core.created = core.modified = moment
    core.revision = 1


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def watermark(mark: ProgramMark, font: str) -> str:
    """Return a run with slanted grey text behind the page, as Word's own watermarks are."""
    grey = f"#{round(mark.grey * 255):02x}" + f"{round(mark.grey * 255):02x}" * 2
    width = len(mark.text) * mark.size * 0.7
    weight = ";font-weight:bold" if mark.weight == "bold" else ""
    return (
        '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:path textpathok="t" o:connecttype="rect"/>'
        '<v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="mark" type="#_x0000_t136" style="position:absolute;width:{width:.0f}pt;'
        f"height:{mark.size:.0f}pt;rotation:{360 - mark.angle:.0f};z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        'mso-position-vertical:center;mso-position-vertical-relative:margin" '
        f'fillcolor="{grey}" stroked="f"><v:textpath style="font-family:&quot;{font}&quot;;font-size:1pt{weight}" '
        f'string="{mark.text}"/></v:shape></w:pict></w:r>'
    )


def picture(document: Document, chart: Chart, gap: float) -> str:
    """Put a chart into the package and return the paragraph that shows it, `gap` points below its table."""
    inline = document.part.new_pic_inline(BytesIO(chart.png), Pt(chart.width), Pt(chart.height))
    shown = f"<w:r><w:drawing>{inline.xml}</w:drawing></w:r>"
    return word_xml.paragraph(shown, word_xml.Shape("left", 1.0, gap, grows=True))


def packed(document: Document, body: Iterable[str]) -> bytes:
    """Save with `body` before the section's end, sorted names, one fixed date, no trace of the system.

    The body goes in as text, piece by piece: handing thousands of rows to the library's tree takes minutes.
    """
    saved = BytesIO()
    document.save(saved)
    out = BytesIO()
    with ZipFile(saved) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 0, 0
            content = source.read(name)
            if name == _MAIN:
                head, end, rest = content.decode("utf-8").partition("<w:sectPr")
                with target.open(entry, "w") as file:
                    for piece in chain((head,), body, (end, rest)):
                        file.write(piece.encode("utf-8"))
            else:
                target.writestr(entry, content)
    return out.getvalue()
