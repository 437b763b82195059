"""Whether a paper is fit to go out: its text, its number, and its Word and PDF files measured against the profile."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from app import text as vietnamese
from app.catalogue import DocumentType
from app.documents import drafts, numbering, outline, refreshing
from app.documents.blocks import Block, Heading, plain
from app.documents.conformity import Departure, check_file
from app.documents.document import Document
from app.documents.kinds import type_of
from app.store import Store, Where

_BLANK: Final = re.compile(r"…{2,}|…/…|\.{6,}|\(ghi rõ")
_ROMAN: Final = re.compile(r"[IVXL]+\.")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: the check (`C1` … of the files, `T1` … of text and number), the format, one sentence."""

    check: str
    what: str
    where: str = ""
    format: str = ""
    warns: bool = False


def check(
    store: Store, document: str, text: str | None = None, *, measured: bool = True
) -> list[Finding]:
    """Return everything that departs: unfilled blanks, empty or missing parts, number, stale tables, then C1 to C10.

    `text` stands in for a draft's own while it is being typed (`OutlineWrong` for a broken table).
    `measured` False leaves the files out, which is what an officer is asked before issuing.
    """
    found = drafts.get(store, document)
    if found.outside:
        return []
    if text is not None and found.state == "draft":
        found = replace(found, text=vietnamese.clean(text))
    kind = type_of(store, found.type)
    blocks = outline.parse(found.text)
    findings = [
        *_blanks(blocks), *_empty(blocks), *_missing(kind, blocks), *_number(store, found),
        *(_stale(x) for x in refreshing.stale(store, document)),
    ]  # fmt: skip
    if not measured:
        return findings
    sheet = drafts.preview(store, document, text)
    for name in drafts.FORMATS:
        content = drafts.render(store, document, name, text=text)
        findings += [_measured(d, name) for d in check_file(content, name, sheet)]
    return findings


def _measured(departure: Departure, format: str) -> Finding:
    return Finding(departure.check, departure.what, departure.where, format, departure.warns)


def _blanks(blocks: Sequence[Block]) -> Iterator[Finding]:
    for line in outline.lines(blocks):
        if _BLANK.search(line):
            yield Finding("T1", "Còn chỗ trống chưa điền.", line[:80])


def _empty(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Find headings with nothing under them."""
    for block, after in pairwise((*blocks, None)):
        if not isinstance(block, Heading) or not _is_title(block):
            continue
        if after is None or (isinstance(after, Heading) and after.level <= block.level):
            yield Finding(
                "T2", "Mục này chưa có nội dung.", f"{block.mark} {plain(block.runs)}"[:80]
            )


def _is_title(block: Heading) -> bool:
    return not plain(block.runs).endswith((".", ";", ","))


def _missing(kind: DocumentType, blocks: Sequence[Block]) -> Iterator[Finding]:
    """Find parts of the skeleton, told by their Roman numerals, that the paper does not have."""
    marks = {b.mark for b in blocks if isinstance(b, Heading) and b.level == 1}
    for part in kind.parts:
        found = _ROMAN.match(part.heading)
        if found and found[0] not in marks:
            yield Finding("T3", "Thiếu phần này của bố cục.", part.heading[:80])


def _number(store: Store, paper: Document) -> Iterator[Finding]:
    """Find a number that does not follow the dates of its series, or leaves a gap below it."""
    if paper.ordinal is None:
        return
    rows = store.find(
        "document",
        Where("unit", "=", paper.unit),
        Where("series", "=", paper.series),
        Where("ordinal", "set"),
        order=("ordinal",),
    )
    for row in rows:
        earlier, later = int(row["ordinal"]) < paper.ordinal, int(row["ordinal"]) > paper.ordinal
        if (earlier and str(row["dated"]) > paper.dated) or (
            later and str(row["dated"]) < paper.dated
        ):
            what = f"Số {paper.number} không theo thứ tự ngày với số {row['number']}."
            yield Finding("T4", what, paper.dated)
            break
    below = [n for n in numbering.gaps(store, paper.series) if n == paper.ordinal - 1]
    if below:
        yield Finding(
            "T4", f"Ngay trước số này còn trống số {below[0]:02d}.", paper.number, warns=True
        )


def _stale(source: str) -> Finding:
    return Finding("T5", "Bảng này khác với sổ hôm nay; lấy lại nếu cần.", source, warns=True)
