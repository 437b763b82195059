"""Outline text, as officers type it, and blocks: `parse` and `show` are inverse to each other.

`I. …`, `1. …`, `a) …`, `- …`, `+ …`, one paragraph per line, `|` tables with a `---` row that carries
alignment and relative width (number of dashes), `**đậm**`; `\\` makes the next sign an ordinary one.
`[[task(title, due_date)]]` on the line before a table says where its rows come from, `[[biểu đồ]]` asks for a chart.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Final, assert_never

from app import text as vietnamese
from app.documents.blocks import (
    Align,
    Block,
    Bullet,
    Heading,
    Paragraph,
    Run,
    Runs,
    Table,
    merged,
    plain,
)
from app.errors import AppError, Problem

_MARKS: Final = (
    (1, re.compile(r"((?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})\.)(?: |$)")),
    (2, re.compile(r"(\d{1,3}(?:\.\d{1,2})*\.)(?: |$)", re.ASCII)),
    (3, re.compile(r"([a-zđ]\))(?: |$)")),
)
_BULLET: Final = re.compile(r"([-+])(?: |$)")
_INLINE: Final = re.compile(r"\\([\\*|])|(\*\*)")
_MARKER: Final = re.compile(r"\[\[(.+)\]\]")
_CHART: Final = "biểu đồ"
_RULE: Final = re.compile(r":?-{3,}:?")
_LEAST_DASHES: Final = 3


class OutlineWrong(AppError):
    """The typed text cannot be read as an outline; each problem names its line."""

    code = "D120"
    message = "Nội dung có bảng chưa đúng."
    hint = "Mỗi dòng của bảng phải có số cột bằng dòng đầu."


def parse(text: str) -> tuple[Block, ...]:
    """Read outline text. Text is cleaned to NFC; blank lines only separate; unknown shapes are paragraphs."""
    lines = [" ".join(line.split()) for line in vietnamese.clean(text).splitlines()]
    found: list[Block] = []
    problems: list[Problem] = []
    at = 0
    while at < len(lines):
        markers = list(takewhile(_MARKER.fullmatch, lines[at:]))
        if "".join(lines[at + len(markers) : at + len(markers) + 1]).startswith("|"):
            at += len(markers)
            rows = list(takewhile(lambda line: line.startswith("|"), lines[at:]))
            if table := _table(rows, at, problems):
                found.append(_marked(table, markers))
            at += len(rows)
            continue
        if lines[at]:
            found.append(_line(lines[at]))
        at += 1
    if problems:
        raise OutlineWrong(problems=problems)
    return tuple(found)


def show(blocks: Sequence[Block]) -> str:
    """Write blocks as outline text; a blank line stands before parts and around tables."""
    pieces: list[str] = []
    for i, block in enumerate(blocks):
        text = _shown(block)
        before = blocks[i - 1] if i else None
        apart = isinstance(block, Table) or isinstance(before, Table)
        apart = apart or (isinstance(block, Heading) and block.level == 1)
        pieces.append(f"\n{text}" if apart and before is not None else text)
    return "\n".join(pieces)


def _line(line: str) -> Block:
    for level, form in _MARKS:
        if found := form.match(line):
            return Heading(level, found[1], _runs(line[found.end() :]))  # type: ignore[arg-type]
    if found := _BULLET.match(line):
        return Bullet("-" if found[1] == "-" else "+", _runs(line[found.end() :]))
    if line.startswith("\\") and line[1:2] not in ("\\", "*", "|"):
        line = line[1:]
    return Paragraph(_runs(line))


def _marked(table: Table, markers: Sequence[str]) -> Table:
    words = [marker[2:-2].strip() for marker in markers]
    sources = [word for word in words if word != _CHART]
    return replace(table, source=sources[-1] if sources else "", chart=_CHART in words)


def _shown(block: Block) -> str:
    match block:
        case Heading() | Bullet():
            return f"{block.mark} {_inline(block.runs)}".rstrip()
        case Paragraph():
            line = _inline(block.runs)
            special = line.startswith("\\") and line[1:2] not in ("\\", "*", "|")
            special = special or bool(_MARKER.fullmatch(line))
            return f"\\{line}" if special or not isinstance(_line(line), Paragraph) else line
        case Table():
            return "\n".join(_table_lines(block))
    assert_never(block)


def _runs(text: str) -> Runs:
    """Read `**` pairs and escapes; a `**` without a partner is two stars."""
    pieces: list[str | None] = []
    at = 0
    for found in _INLINE.finditer(text):
        pieces.append(text[at : found.start()])
        pieces.append(found[1] if found[1] else None)
        at = found.end()
    pieces.append(text[at:])
    stars = [i for i, piece in enumerate(pieces) if piece is None]
    if len(stars) % 2:
        pieces[stars[-1]] = "**"
    runs, bold = [], False
    for piece in pieces:
        if piece is None:
            bold = not bold
        else:
            runs.append(Run(piece, bold))
    return merged(runs)


def _inline(runs: Runs) -> str:
    shown = []
    for run in runs:
        safe = run.text.replace("\\", "\\\\").replace("|", "\\|").replace("*", "\\*")
        shown.append(f"**{safe}**" if run.bold else safe)
    return "".join(shown)


def escape(text: str) -> str:
    """Return a value for a place inside a line: its signs lose their meaning, line ends become spaces."""
    return _inline((Run(" ".join(vietnamese.clean(text).split())),))


def _table(lines: Sequence[str], at: int, problems: list[Problem]) -> Table | None:
    rows = [[cell.strip() for cell in _cells(line)] for line in lines]
    columns = len(rows[0])
    rule = rows[1] if len(rows) > 1 and all(_RULE.fullmatch(c) for c in rows[1]) else None
    for i, row in enumerate(rows):
        if len(row) != columns:
            problems.append(
                Problem(f"dòng {at + i + 1}", f"Có {len(row)} cột, dòng đầu có {columns} cột.")
            )
    if problems:
        return None
    body = rows[2 if rule else 1 :]
    return Table(
        tuple(_runs(c) for c in rows[0]),
        tuple(tuple(_runs(c) for c in row) for row in body),
        tuple(_align(c) for c in rule or [""] * columns),
        tuple(c.count("-") - _LEAST_DASHES + 1 for c in rule) if rule else (1,) * columns,
    )


def _cells(line: str) -> Iterator[str]:
    """Split a table line at the bars that no backslash disarms; the outer bars are dropped."""
    cell = ""
    inner = line[1:]
    signs = iter(inner)
    for sign in signs:
        if sign == "|":
            yield cell
            cell = ""
        else:
            cell += sign + (next(signs, "") if sign == "\\" else "")
    if cell.strip():
        yield cell


def _align(rule: str) -> Align:
    if rule.endswith(":"):
        return "center" if rule.startswith(":") else "right"
    return "left"


def _table_lines(table: Table) -> Iterator[str]:
    yield from (f"[[{word}]]" for word in (table.source, _CHART * table.chart) if word)
    yield _joined(map(_inline, table.header))
    ends = {"left": ("", ""), "center": (":", ":"), "right": ("", ":")}
    rules = []
    for align, width in zip(table.aligns, table.widths, strict=True):
        left, right = ends[align]
        rules.append(left + "-" * (width + _LEAST_DASHES - 1) + right)
    yield _joined(rules)
    for row in table.rows:
        yield _joined(map(_inline, row))


def _joined(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def lines(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return the text as it is read on paper, a line per paragraph and per table cell, without weight."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Heading() | Bullet():
                found.append(f"{block.mark} {plain(block.runs)}".rstrip())
            case Paragraph():
                found.append(plain(block.runs))
            case Table():
                found += [plain(c) for row in (block.header, *block.rows) for c in row]
            case _:
                assert_never(block)
    return tuple(found)
