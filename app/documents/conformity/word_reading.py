"""A Word file taken apart as it stands: page, paragraphs with every property, tables, headers, properties.

The XML is read directly, since a check must see what is written and not what a library makes of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TWIPS_PER_MM: Final = 1440 / 25.4


@dataclass(frozen=True, slots=True)
class Piece:
    """One run: its text and its look; `slots` are the fonts of the four slots, `theme` tells of a theme font."""

    text: str
    slots: frozenset[str]
    theme: bool
    size: float
    bold: bool
    italic: bool
    underline: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph; lengths in points, indents too; `rule` the weight of a line on top in points."""

    pieces: tuple[Piece, ...]
    align: str
    before: float
    after: float
    line: float
    exact: bool
    first: float
    left: float
    right: float
    keep: bool
    rule: float
    picture: bool

    @property
    def text(self) -> str:
        return "".join(p.text for p in self.pieces)


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: column widths in points, the paragraphs of each cell, whether lines are drawn."""

    widths: tuple[float, ...]
    rows: tuple[tuple[tuple[Para, ...], ...], ...]
    bordered: bool

    def paras(self) -> Iterator[Para]:
        yield from (p for row in self.rows for cell in row for p in cell)


@dataclass(frozen=True, slots=True)
class Page:
    """Paper and margins, mm: width, height, top, bottom, left, right."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    title_page: bool


@dataclass(slots=True)
class WordFile:
    page: Page
    body: list[Para | Grid]
    running: list[Para] = field(default_factory=list)
    first: list[Para] = field(default_factory=list)
    feet: list[Para] = field(default_factory=list)
    numbered: list[str] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    changed: bool = False

    def paras(self) -> Iterator[Para]:
        """Yield every paragraph of the body, those in tables too."""
        for one in self.body:
            yield from one.paras() if isinstance(one, Grid) else (one,)


def read(content: bytes) -> WordFile:
    """Read a Word file."""
    with ZipFile(BytesIO(content)) as packed:
        names = packed.namelist()
        root = fromstring(packed.read("word/document.xml"))  # noqa: S314  our own file, or one of ours edited by hand
        body = root.find(f"{_W}body")
        assert body is not None
        found = WordFile(_page(body), [_block(x) for x in body if x.tag in (f"{_W}p", f"{_W}tbl")])
        found.parts = tuple(names)
        marks = ("ins", "del", "commentReference")
        found.changed = any(next(root.iter(f"{_W}{tag}"), None) is not None for tag in marks)
        _read_running(packed, body, found)
        if "docProps/core.xml" in names:
            core = fromstring(packed.read("docProps/core.xml"))  # noqa: S314  as above
            found.properties = {x.tag.rpartition("}")[2]: x.text or "" for x in core}
    return found


def _read_running(packed: ZipFile, body: Element, found: WordFile) -> None:
    """Read headers and footers by their kind; note in which of them a page number stands."""
    rels = fromstring(packed.read("word/_rels/document.xml.rels"))  # noqa: S314  as above
    targets = {x.get("Id"): x.get("Target") for x in rels}
    kept = {"default": found.running, "first": found.first}
    for tag in ("headerReference", "footerReference"):
        for ref in body.iter(f"{_W}{tag}"):
            rid = next((v for k, v in ref.attrib.items() if k.endswith("}id")), "")
            part = fromstring(packed.read(f"word/{targets[rid]}"))  # noqa: S314  as above
            kind = ref.get(f"{_W}type", "default")
            place = kept.get(kind, found.running) if tag == "headerReference" else found.feet
            place += [_para(p) for p in part.iter(f"{_W}p")]
            if any("PAGE" in (x.text or "") for x in part.iter(f"{_W}instrText")):
                found.numbered.append(f"{tag}/{kind}")


def _page(body: Element) -> Page:
    section = next(iter(reversed(list(body.iter(f"{_W}sectPr")))))
    size, margin = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    assert size is not None
    assert margin is not None

    def mm(element: Element, key: str) -> float:
        return float(element.get(f"{_W}{key}", "0")) / _TWIPS_PER_MM

    return Page(
        mm(size, "w"), mm(size, "h"), mm(margin, "top"), mm(margin, "bottom"), mm(margin, "left"),
        mm(margin, "right"), section.find(f"{_W}titlePg") is not None,
    )  # fmt: skip


def _block(element: Element) -> Para | Grid:
    if element.tag == f"{_W}p":
        return _para(element)
    widths = tuple(_points(c, "w") for c in element.iter(f"{_W}gridCol"))
    rows = tuple(
        tuple(tuple(_para(p) for p in cell.iter(f"{_W}p")) for cell in row.iter(f"{_W}tc"))
        for row in element.iter(f"{_W}tr")
    )
    borders = [
        b for holder in element.iter(f"{_W}tblBorders") for b in holder if b.get(f"{_W}val") != "nil"
    ]  # fmt: skip
    return Grid(widths, rows, any(b.get(f"{_W}val") not in (None, "none") for b in borders))


def _para(element: Element) -> Para:
    props = element.find(f"{_W}pPr")
    spacing, indent = _child(props, "spacing"), _child(props, "ind")
    align = _child(props, "jc")
    top = props.find(f"{_W}pBdr/{_W}top") if props is not None else None
    return Para(
        tuple(_piece(r) for r in element.iter(f"{_W}r")),
        align.get(f"{_W}val", "left") if align is not None else "left",
        _points(spacing, "before"), _points(spacing, "after"), _points(spacing, "line"),
        spacing is not None and spacing.get(f"{_W}lineRule") == "exact",
        _points(indent, "firstLine"), _points(indent, "left"), _points(indent, "right"),
        _child(props, "keepNext") is not None,
        float(top.get(f"{_W}sz", "0")) / 8 if top is not None else 0.0,
        next(element.iter(f"{_W}drawing"), None) is not None,
    )  # fmt: skip


def _piece(run: Element) -> Piece:
    look = run.find(f"{_W}rPr")
    fonts = _child(look, "rFonts")
    names = fonts.attrib if fonts is not None else {}
    size = _child(look, "sz")
    under = _child(look, "u")
    return Piece(
        "".join(t.text or "" for t in run.iter(f"{_W}t")),
        frozenset(names.get(f"{_W}{slot}", "") for slot in ("ascii", "hAnsi", "eastAsia", "cs")),
        any("heme" in key for key in names),
        float(size.get(f"{_W}val", "0")) / 2 if size is not None else 0.0,
        _on(look, "b"), _on(look, "i"),
        under is not None and under.get(f"{_W}val") not in (None, "none"),
        _on(look, "vanish"),
    )  # fmt: skip


def _child(parent: Element | None, tag: str) -> Element | None:
    return parent.find(f"{_W}{tag}") if parent is not None else None


def _on(look: Element | None, tag: str) -> bool:
    found = _child(look, tag)
    return found is not None and found.get(f"{_W}val", "1") not in ("0", "false")


def _points(element: Element | None, key: str) -> float:
    return float(element.get(f"{_W}{key}", "0")) / 20 if element is not None else 0.0
