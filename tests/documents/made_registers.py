"""Registers for tests of the documents room: made by hand or by hypothesis, bound without a store, read back."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from hypothesis import strategies as st

from app.documents import layouts, pdf_register, register_layout, word_register
from app.documents.register_volume import Binding, Heading, SignOff, Volume
from app.documents.sheet import SheetMark
from app.ledgers import register
from app.ledgers.register import Column, Part, Register, Row
from app.progress import silent
from app.text import number
from tests.documents import reading
from tests.documents.made import LETTERS

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADING = Heading(
    "Tiểu đoàn 1",
    "Đại đội 1",
    (
        SignOff("", ("Người ghi sổ",), ""),
        SignOff(
            "Đồng Nai, ngày 04 tháng 02 năm 2026", ("Chính trị viên",), "Đại úy Nguyễn Văn Mẫu"
        ),
    ),
)
RENDER: dict[str, Callable[[Volume], bytes]] = {
    "docx": lambda volume: word_register.render(volume, silent),
    "pdf": lambda volume: pdf_register.render(volume, silent),
}


def bound(*parts: Part, key: str = "session", **given: Any) -> Volume:
    """Return the pages of a register of these parts; with `key="education"` it is a whole ledger."""
    made = Register(
        key, "education", parts[0].title, "năm 2026", parts, given.pop("is_blank", False)
    )
    marks: frozenset[SheetMark] = frozenset(given.pop("marks", ("proposal",)))
    profile = layouts.load()["quan-doi"]
    layout = given.pop("layout", register_layout.load())
    heading = given.pop("heading", HEADING)
    return Binding(made, heading, profile, layout, date(2026, 2, 4), marks, silent).volume()


def part(columns: Sequence[Column], rows: Sequence[Row], title: str = "Buổi học chính trị") -> Part:
    return Part("session", title, "", (Column("", "TT", "ordinal"), *columns), tuple(rows), True)


def row(n: int, texts: Sequence[str], struck: str | None = None) -> Row:
    return Row((str(n), *texts), (None,) * (len(texts) + 1), struck)


def counted(values: Sequence[tuple[int, int | Decimal]], struck: Sequence[int] = ()) -> Part:
    """Return a part with a code, a count and an amount in each row: `R0007 12 1.000`."""
    columns = (
        Column("code", "Mã", "text"),
        Column("present", "Có mặt", "integer", "Quân số", True),
        Column("amount", "Số tiền", "money", "", True),
    )
    rows = [
        Row(
            (str(n), f"R{n:04}", number(a), number(b)),
            (None, None, a, b),
            "Ghi nhầm" if n in struck else None,
        )
        for n, (a, b) in enumerate(values, 1)
    ]
    return part(columns, rows)


# A letter standing after a space keeps its place; white space at the ends is not part of a text.
texts = st.text(st.sampled_from(LETTERS + "\n(/!"), max_size=60)
_KINDS = ("text", "long_text", "choice", "integer", "money", "date")


@st.composite
def parts(draw: st.DrawFn) -> Part:
    """Return any block of rows: columns of any kind and heading, long and empty texts, struck rows."""
    n = draw(st.integers(1, 7))
    kinds = draw(st.lists(st.sampled_from(_KINDS), min_size=n, max_size=n))
    groups = draw(st.lists(st.sampled_from(["", "Nhóm & một", "Nhóm hai"]), min_size=n, max_size=n))
    columns = [
        Column(f"c{i}", f"Cột <{i}>", kind, group, length=200)  # type: ignore[arg-type]
        for i, (kind, group) in enumerate(zip(kinds, sorted(groups), strict=True))
    ]
    figure = st.integers(-9999, 9_999_999).map(number)
    cell = [figure if k in ("integer", "money") else texts for k in kinds]
    struck = st.none() | st.just("Ghi nhầm & thừa")
    rows = draw(st.lists(st.tuples(struck, *cell), max_size=12))
    return part(columns, [row(i, x[1:], x[0]) for i, x in enumerate(rows, 1)])


@dataclass(frozen=True, slots=True)
class Read:
    """One page as read back: whether the header was there, and the texts of each row below it."""

    has_head: bool
    rows: list[list[str]]

    def labelled(self, label: str) -> list[str]:
        """Return the row that begins with `label`, without it; empty when there is none."""
        return next((r[1:] for r in self.rows if r and r[0] == label), [])


def word_pages(content: bytes) -> list[Read]:
    """Read the pages of a Word file from its XML: header rows apart, cells in order."""
    with ZipFile(BytesIO(content)) as opened:
        root = ElementTree.fromstring(opened.read("word/document.xml"))
    pages: list[Read] = [Read(False, [])]
    for element in root[0]:
        if element.find(f"{W}pPr/{W}pageBreakBefore") is not None:
            pages.append(Read(False, []))
        if element.tag != f"{W}tbl" or element.find(f".//{W}tblHeader") is None:
            continue
        rows = [
            [_text(cell) for cell in one.findall(f"{W}tc")]
            for one in element.findall(f"{W}tr")
            if one.find(f"{W}trPr/{W}tblHeader") is None
        ]
        pages[-1] = Read(True, rows)
    return pages


_TEXTS = (f"{W}t", f"{W}br")


def _text(cell: Any) -> str:
    return "".join(
        "\n" if x.tag == f"{W}br" else x.text or "" for x in cell.iter() if x.tag in _TEXTS
    )


def pdf_rows(content: bytes) -> list[Read]:
    """Read the pages of our PDF by the lines of its tables; lines through struck text are no borders."""
    found = []
    for page in reading.pdf_pages(content):
        kept = page.filter(lambda o: o["object_type"] != "line" or o["linewidth"] == 0.5)
        tables = kept.extract_tables()
        rows = [[x or "" for x in r if x is not None] for t in tables[:1] for r in t]
        head = next((i for i, r in enumerate(rows) if r and r[0] == "(1)"), None)
        found.append(Read(head is not None, rows[head + 1 :] if head is not None else []))
    return found


_FIGURE = re.compile(r"-?[\d.]+")


def lines_of(page: Any) -> list[str]:
    return str(page.extract_text()).splitlines()


def figures(lines: Sequence[str], label: str) -> list[int] | None:
    """Return the figures after `label` on a page's lines; None when the line is not there."""
    for line in lines:
        if line.startswith(label):
            return [int(x.replace(".", "")) for x in _FIGURE.findall(line.removeprefix(label))]
    return None


def row_figures(lines: Sequence[str]) -> dict[str, list[int]]:
    """Return the figures of each row `7 R0007 12 1.000` of a page."""
    found: dict[str, list[int]] = {}
    for line in lines:
        if hit := re.fullmatch(r"\d+ (R\d{4}) (-?[\d.]+) (-?[\d.]+)", line):
            found[hit[1]] = [int(hit[2].replace(".", "")), int(hit[3].replace(".", ""))]
    return found


def total(values: Sequence[register.Number]) -> int:
    return int(sum(values))
