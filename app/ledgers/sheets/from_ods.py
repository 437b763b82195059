"""Reading `.ods` (OpenDocument 1.3): `content.xml` by the standard library, values, fonts, hidden, merged."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time
from decimal import Decimal
from io import BytesIO
from re import fullmatch
from typing import Final
from xml.etree.ElementTree import Element, iterparse

from app.ledgers.rows import plain
from app.ledgers.sheets.cells import MOST_COLUMNS, Area, Cell, Gathering, Plain, Run, Workbook
from app.text import number

_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns"
_TABLE: Final = f"{{{_OASIS}:table:1.0}}"
_OFFICE: Final = f"{{{_OASIS}:office:1.0}}"
_TEXT: Final = f"{{{_OASIS}:text:1.0}}"
_STYLE: Final = f"{{{_OASIS}:style:1.0}}"
_MOST_REPEATED: Final = 1000
"""Filled rows are repeated at most so often; empty ones only move the number on."""

Fonts = Mapping[str, str]


def read(content: bytes, name: str) -> Workbook:
    """Return every sheet; the caller has held the file to its limits and catches what it throws."""
    fonts: dict[str, str] = {}
    sheets = []
    for _, node in iterparse(BytesIO(content)):  # noqa: S314  # documents with a DOCTYPE are refused before
        if node.tag == f"{_STYLE}style":
            fonts[node.get(f"{_STYLE}name", "")] = _font(node)
        elif node.tag == f"{_TABLE}table":
            sheets.append(_gathered(node, fonts).finished())
            node.clear()
    return Workbook(name, tuple(sheets))


def _font(style: Element) -> str:
    kept = style.find(f"{_STYLE}text-properties")
    if kept is None:
        return ""
    own = {key.rsplit("}", 1)[-1]: value for key, value in kept.attrib.items()}
    return (own.get("font-name") or own.get("font-family") or "").strip("'\"")


def _gathered(table: Element, fonts: Fonts) -> Gathering:
    sheet = Gathering(table.get(f"{_TABLE}name", ""))
    at = 1
    for row in table.iter(f"{_TABLE}table-row"):
        repeated = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
        hidden = row.get(f"{_TABLE}visibility", "visible") != "visible"
        cells = dict(_cells(row, at, fonts, sheet.merged))
        for n in range(at, at + min(repeated, _MOST_REPEATED) if cells else at):
            sheet.add(n, cells, hidden=hidden)
        at += repeated
    return sheet


def _cells(row: Element, at: int, fonts: Fonts, merged: list[Area]) -> Iterator[tuple[int, Cell]]:
    column = 0
    for node in row:
        if node.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        repeated = int(node.get(f"{_TABLE}number-columns-repeated", "1"))
        wide = int(node.get(f"{_TABLE}number-columns-spanned", "1"))
        high = int(node.get(f"{_TABLE}number-rows-spanned", "1"))
        if wide > 1 or high > 1:
            merged.append(Area(at, column, at + high - 1, column + wide - 1))
        cell = _cell(node, fonts)
        if cell is not None:
            yield from ((column + n, cell) for n in range(min(repeated, MOST_COLUMNS + 1)))
        column += repeated


def _cell(node: Element, fonts: Fonts) -> Cell | None:
    font = fonts.get(node.get(f"{_TABLE}style-name", ""), "")
    kind = node.get(f"{_OFFICE}value-type", "")
    runs = tuple(_paragraphs(node, fonts, font))
    text = "".join(run.text for run in runs)
    if kind in ("", "string"):
        if not text:
            return None
        if len({run.font for run in runs}) > 1:
            return Cell(text, font, runs)
        return Cell(text, runs[0].font)
    if text.startswith(("#", "Err:")):
        return Cell(text, font, fault=f"công thức báo lỗi {text}")
    return Cell(_value(kind, node), font)


def _value(kind: str, node: Element) -> Plain:
    kept = node.get(f"{_OFFICE}value", "")
    match kind:
        case "date":
            moment = datetime.fromisoformat(node.get(f"{_OFFICE}date-value", ""))
            return moment.date() if moment.time() == time() else moment
        case "time":
            found = fullmatch(r"PT(\d+)H(\d+)M.*", node.get(f"{_OFFICE}time-value", ""))
            return time(int(found[1]), int(found[2])) if found else ""
        case "boolean":
            return node.get(f"{_OFFICE}boolean-value") == "true"
        case "percentage":
            return f"{number(plain(Decimal(kept) * 100))} %"
        case _:
            exact = Decimal(kept)
            return int(exact) if exact == exact.to_integral_value() else exact


def _paragraphs(cell: Element, fonts: Fonts, font: str) -> Iterator[Run]:
    for n, paragraph in enumerate(cell.findall(f"{_TEXT}p")):
        if n:
            yield Run("\n", font)
        yield from (run for run in _pieces(paragraph, fonts, font) if run.text)


def _pieces(node: Element, fonts: Fonts, font: str) -> Iterator[Run]:
    yield Run(node.text or "", font)
    for part in node:
        if part.tag == f"{_TEXT}s":
            yield Run(" " * int(part.get(f"{_TEXT}c", "1")), font)
        elif part.tag == f"{_TEXT}tab":
            yield Run("\t", font)
        elif part.tag == f"{_TEXT}line-break":
            yield Run("\n", font)
        else:
            own = fonts.get(part.get(f"{_TEXT}style-name", ""), "") or font
            yield from _pieces(part, fonts, own)
        yield Run(part.tail or "", font)
