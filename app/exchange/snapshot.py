"""A full snapshot of one unit and month: what a submission carries, as values.

Gathered from the sender's store here, turned into the package and read back from it here; what the
receiver does with it is inbox's.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final

from app import period as periods
from app.catalogue import Catalogue
from app.exchange import package, travel
from app.exchange.package import Column, Package, Table
from app.exchange.refusals import TableWrong
from app.exchange.travel import Values

FIGURES: Final = "figures"
DOCUMENTS: Final = "documents"
DUTIES: Final = "duties"
FORMATS: Final = ("docx", "pdf")
TEXT: Final = "txt"

_FIGURE_COLUMNS: Final = (
    Column("indicator", "string", "Chỉ tiêu", True),
    Column("label", "string", "Tên chỉ tiêu"),
    Column("numerator", "number", "Tử số", True),
    Column("denominator", "number", "Mẫu số"),
)
PAPER_FIELDS: Final = ("type", "title", "period", "number", "series", "profile", "dated")
_DOCUMENT_COLUMNS: Final = (
    Column("id", "string", "Mã văn kiện", True),
    Column("type", "string", "Loại", True),
    Column("title", "string", "Trích yếu", True),
    Column("period", "string", "Kỳ", True),
    Column("number", "string", "Số, ký hiệu"),
    Column("series", "string", "Dãy số"),
    Column("profile", "string", "Thể thức", True),
    Column("dated", "date", "Ngày văn bản", True),
    Column("outside", "boolean", "Lập ngoài phần mềm", True),
    Column("files", "string", "Tệp kèm theo"),
)
_DUTY_COLUMNS: Final = (
    Column("duty", "string", "Chế độ", True),
    Column("period", "string", "Kỳ", True),
    Column("document", "string", "Văn kiện"),
    Column("nil", "boolean", "Không phát sinh", True),
)


@dataclass(frozen=True, slots=True)
class Paper:
    """An issued document: the columns of table `document` that travel, and its files by format."""

    id: str
    facts: Mapping[str, str]
    outside: bool
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sending:
    """One duty this bundle answers; `document` is '' for the figures themselves."""

    duty: str
    period: str
    document: str
    nil: bool


Sides = tuple[str, str | None]
"""Numerator and denominator as exact decimal text; None for counts and sums."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Rows by section as `{id: (edition, values)}`, figures by indicator, documents, answered duties.

    `missing` names the months of subordinates that the figures lack (`c3 2026-01`).
    """

    rows: Mapping[str, Mapping[str, tuple[str, Values]]]
    figures: Mapping[str, Sides]
    papers: tuple[Paper, ...]
    sendings: tuple[Sending, ...]
    missing: tuple[str, ...] = ()

    @property
    def row_count(self) -> int:
        return sum(map(len, self.rows.values()))


def exact(value: Fraction) -> str:
    """Return a figure as exact decimal text; figures are counts and sums of decimals."""
    number = Decimal(value.numerator) / Decimal(value.denominator)
    if Fraction(number) != value:
        raise ValueError(f"not a decimal figure: {value}")
    return format(number, "f")


def pack(
    catalogue: Catalogue, of: Snapshot, birth: travel.Birth, about: Mapping[str, object]
) -> Package:
    """Return the snapshot as a data package; `about` goes into its descriptor."""
    labels = {key: i.label for key, i in catalogue.indicators.items()}
    figures = tuple(
        (key, labels.get(key, key), top, bottom or "") for key, (top, bottom) in of.figures.items()
    )
    papers = tuple(
        (p.id, *(p.facts[f] for f in PAPER_FIELDS), _flag(p.outside), " ".join(sorted(p.files)))
        for p in of.papers
    )
    sendings = tuple((s.duty, s.period, s.document, _flag(s.nil)) for s in of.sendings)
    tables = [
        travel.table(catalogue.sections[key], rows, birth) for key, rows in of.rows.items() if rows
    ]
    tables.append(Table(FIGURES, "Số liệu", _FIGURE_COLUMNS, figures, ("indicator",)))
    tables.append(Table(DOCUMENTS, "Văn kiện", _DOCUMENT_COLUMNS, papers))
    key = ("duty", "period")
    tables.append(Table(DUTIES, "Chế độ thực hiện bằng gói này", _DUTY_COLUMNS, sendings, key))
    files = {
        f"{DOCUMENTS}/{p.id}.{form}": content
        for p in of.papers
        for form, content in sorted(p.files.items())
    }
    return Package({**about, "missing": list(of.missing)}, tuple(tables), files)


def unpack(catalogue: Catalogue, files: Mapping[str, bytes]) -> Snapshot:
    """Read a snapshot back; `TableWrong` names what does not fit the catalogue."""
    known: dict[str, tuple[Column, ...]] = {
        s.key: travel.columns(s) for s in travel.sections(catalogue)
    }
    others = {FIGURES: _FIGURE_COLUMNS, DOCUMENTS: _DOCUMENT_COLUMNS, DUTIES: _DUTY_COLUMNS}
    found = package.read(files, known | others)
    missing = found.about.get("missing", [])
    if not isinstance(missing, list) or not all(isinstance(m, str) for m in missing):
        raise TableWrong
    rows = {
        t.name: travel.values(catalogue, catalogue.sections[t.name], t)
        for t in found.tables
        if t.name in known
    }
    papers = tuple(_paper(catalogue, r, found.files) for r in _rows(found, DOCUMENTS))
    ids = [p.id for p in papers]
    named = {f"{DOCUMENTS}/{p.id}.{form}" for p in papers for form in p.files} | {COVER}
    if len(set(ids)) != len(ids) or not found.files.keys() <= named:
        raise TableWrong("Danh sách văn kiện trong gói không khớp với các tệp.")
    sendings = tuple(_sending(r) for r in _rows(found, DUTIES))
    return Snapshot(rows, _figures(catalogue, found), papers, sendings, tuple(missing))


COVER: Final = "bia.pdf"


def descriptor(files: Mapping[str, bytes]) -> Mapping[str, object]:
    """Return what the package says about itself."""
    about: dict[str, object] = json.loads(files[package.DESCRIPTOR])
    return about


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _rows(of: Package, name: str) -> list[dict[str, str]]:
    table = of.table(name)
    if table is None:
        raise TableWrong(f"Gói thiếu bảng “{name}”.")
    names = [c.name for c in table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows]
    for c in table.columns:
        if c.required and not all(row[c.name] for row in rows):
            raise TableWrong(f"Bảng “{table.name}” thiếu giá trị ở cột “{c.name}”.")
    return rows


def _figures(catalogue: Catalogue, of: Package) -> dict[str, Sides]:
    found: dict[str, Sides] = {}
    for row in _rows(of, FIGURES):
        key, top, bottom = row["indicator"], row["numerator"], row["denominator"]
        of_kind = catalogue.indicators.get(key)
        if key in found or of_kind is None or bool(bottom) != (of_kind.kind == "ratio"):
            raise TableWrong(f"Chỉ tiêu “{key}” trong gói không đúng bộ biểu mẫu.")
        found[key] = _decimal(top), _decimal(bottom) if bottom else None
    return found


def _decimal(text: str) -> str:
    try:
        value = Decimal(text)
        if not value.is_finite() or format(value, "f") != text or len(text) > 40:
            raise ValueError(text)
    except (InvalidOperation, ValueError) as error:
        raise TableWrong(f"Số liệu “{text}” trong gói không đọc được.") from error
    return text


def _paper(catalogue: Catalogue, row: Mapping[str, str], files: Mapping[str, bytes]) -> Paper:
    _period(row["period"])
    try:
        date.fromisoformat(row["dated"])
    except ValueError as error:
        raise TableWrong(f"Ngày văn bản “{row['dated']}” không đọc được.") from error
    forms = row["files"].split()
    whole = travel.is_id(row["id"]) and row["outside"] in ("true", "false")
    if not whole or row["type"] not in catalogue.documents or not set(forms) <= {*FORMATS, TEXT}:
        raise TableWrong(f"Văn kiện “{row['title']}” trong gói không đúng bộ biểu mẫu.")
    try:
        carried = {form: files[f"{DOCUMENTS}/{row['id']}.{form}"] for form in forms}
    except KeyError as error:
        raise TableWrong(f"Gói thiếu tệp của văn kiện “{row['title']}”.") from error
    facts = {name: row[name] for name in PAPER_FIELDS}
    return Paper(row["id"], facts, row["outside"] == "true", carried)


def _sending(row: Mapping[str, str]) -> Sending:
    _period(row["period"])
    return Sending(row["duty"], row["period"], row["document"], row["nil"] == "true")


def _period(text: str) -> None:
    try:
        periods.parse(text)
    except periods.PeriodUnreadable as error:
        raise TableWrong(f"Kỳ “{text}” trong gói không đọc được.") from error
