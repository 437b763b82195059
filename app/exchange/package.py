"""A Data Package in memory: `datapackage.json` with a Table Schema and a CSV file per table.

Cells are text here; what they mean is the business of the table that is read. An empty cell is
"not given", which is not zero.
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from app.exchange.refusals import TableWrong

DESCRIPTOR: Final = "datapackage.json"
ColumnType = Literal[
    "string", "integer", "number", "date", "time", "yearmonth", "boolean", "datetime"
]
_FORMATS: Final[Mapping[ColumnType, Mapping[str, object]]] = {
    "time": {"format": "%H:%M"},
    "boolean": {"trueValues": ["true"], "falseValues": ["false"]},
    "datetime": {"format": "%Y-%m-%dT%H:%M:%SZ"},
}
_MOST_ROWS: Final = 200_000
_MOST_CELL: Final = 100_000


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: ColumnType
    title: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells in the order of `columns`; every cell is text, '' when nothing was given."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    key: tuple[str, ...] = ("id",)


@dataclass(frozen=True, slots=True)
class Package:
    """Tables and further files (documents, cover) with what is said about the whole."""

    about: Mapping[str, object]
    tables: tuple[Table, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)

    def table(self, name: str) -> Table | None:
        return next((t for t in self.tables if t.name == name), None)


def write(package: Package) -> dict[str, bytes]:
    """Return every file of the package by its path."""
    descriptor = {
        **package.about,
        "profile": "data-package",
        "resources": [_resource(table) for table in package.tables],
    }
    text = json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n"
    sheets = {f"{table.name}.csv": _csv(table) for table in package.tables}
    return {DESCRIPTOR: text.encode("utf-8"), **sheets, **package.files}


def read(files: Mapping[str, bytes], known: Mapping[str, Sequence[Column]]) -> Package:
    """Read the tables named in `known`; `TableWrong` names the table and line that is wrong.

    A table may lack columns we know (an older catalogue) but must not bring others; a file named
    `*.csv` that no table of `known` claims is refused.
    """
    try:
        about = json.loads(files[DESCRIPTOR].decode("utf-8"))
    except (KeyError, ValueError, RecursionError) as error:
        raise TableWrong from error
    if not isinstance(about, dict):
        raise TableWrong
    tables, others = [], {}
    for name, content in files.items():
        table = name.removesuffix(".csv")
        if name == DESCRIPTOR:
            continue
        if "/" in name or table == name:
            others[name] = content
        elif table in known:
            tables.append(_read_csv(table, content, known[table]))
        else:
            raise TableWrong(f"Bảng “{table}” không được phép có trong gói.")
    return Package(about, tuple(tables), others)


def _resource(table: Table) -> dict[str, object]:
    fields = [
        {
            "name": c.name,
            "type": c.type,
            "title": c.title,
            **_FORMATS.get(c.type, {}),
            **({"constraints": {"required": True}} if c.required else {}),
        }
        for c in table.columns
    ]
    return {
        "name": table.name.replace("_", "-"),
        "title": table.title,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""], "primaryKey": list(table.key)},
    }


def _csv(table: Table) -> bytes:
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow([c.name for c in table.columns])
    writer.writerows(table.rows)
    return sheet.getvalue().encode("utf-8")


def _read_csv(name: str, content: bytes, known: Sequence[Column]) -> Table:
    by_name = {c.name: c for c in known}
    try:
        sheet = io.StringIO(content.decode("utf-8"), newline="")
        lines = csv.reader(sheet, strict=True)
        head = tuple(next(lines, ()))
        rows = tuple(tuple(line) for line in lines)
    except (UnicodeDecodeError, csv.Error) as error:
        raise TableWrong(f"Bảng “{name}” không đọc được.") from error
    required = {c.name for c in known if c.required}
    if len(set(head)) != len(head) or not required <= set(head) <= by_name.keys():
        raise TableWrong(f"Bảng “{name}” có cột lạ hoặc thiếu cột bắt buộc.")
    table = Table(name, name, tuple(by_name[c] for c in head), rows)
    if len(rows) > _MOST_ROWS:
        raise TableWrong(f"Bảng “{name}” quá dài.")
    for number, row in enumerate(rows, 1):
        if len(row) != len(head) or any(len(cell) > _MOST_CELL for cell in row):
            raise TableWrong(f"Bảng “{name}”, dòng {number}: số ô không khớp số cột.")
    return table
