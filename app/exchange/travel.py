"""What of a ledger row may leave the unit, and how it is written in a table and read back (domain 3.2).

The list is the catalogue's: only sections that travel as rows, only the fields named there, of a
person only the parts named there. Everything is built from that list, never from "all".
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Final

from app.catalogue import Catalogue, Condition, Field, FieldType, Level, Section
from app.exchange.package import Column, ColumnType, Table
from app.exchange.refusals import TableWrong

Values = Mapping[str, object]
Birth = Callable[[str], str]
"""Gives the birthday (ISO, '' when unknown) of the person with this roster id."""

PERSON_PARTS: Final = ("name", "rank", "position")
_LONGEST: Final = 20_000
_LARGEST: Final = Decimal(10**18)
_TYPES: Final[Mapping[FieldType, ColumnType]] = {
    "text": "string",
    "long_text": "string",
    "integer": "integer",
    "decimal": "number",
    "money": "integer",
    "date": "date",
    "time": "time",
    "month": "yearmonth",
    "choice": "string",
    "yes_no": "boolean",
}


@dataclass(frozen=True, slots=True)
class Carried:
    """One column that travels: a field, or one part of a person field."""

    field: Field
    part: str
    column: Column


def sections(catalogue: Catalogue) -> tuple[Section, ...]:
    """Return the sections whose rows travel, in the order of the catalogue."""
    return tuple(s for s in catalogue.sections.values() if s.travels == "rows")


def carried(section: Section) -> tuple[Carried, ...]:
    """Return the columns of a section that travel; file fields never do."""
    found: list[Carried] = []
    for f in section.fields:
        named = f.key in section.travel.fields
        if f.type == "person":
            parts = section.travel.parts.get(f.key, PERSON_PARTS) if named else ()
            found += [_part(f, part) for part in parts]
        elif f.type != "file" and (named or not section.travel.fields):
            column = Column(f.key, _TYPES[f.type], f.label, f.required)
            found.append(Carried(f, "", column))
    return tuple(found)


def columns(section: Section) -> tuple[Column, ...]:
    """Return all columns of the section's table: the row's id and edition, then what is carried."""
    return (*_ENVELOPE, *(c.column for c in carried(section)))


_ENVELOPE: Final = (
    Column("id", "string", "Mã dòng", True),
    Column("edition", "string", "Bộ biểu mẫu của dòng", True),
)


def may_go(catalogue: Catalogue, section: Section, values: Values, level: Level) -> bool:
    """Tell whether this row may go upward from a unit of `level`."""
    travel = section.travel

    def met(c: Condition) -> bool:
        return _met(catalogue, section, values, level, c)

    return all(map(met, travel.when)) and (not travel.any or any(map(met, travel.any)))


def table(section: Section, rows: Mapping[str, tuple[str, Values]], birth: Birth) -> Table:
    """Return the table of rows given as `{id: (edition, values)}`, in order of id."""
    wanted = carried(section)
    lines = tuple(
        (row, edition, *(_cell(c, values, birth) for c in wanted))
        for row, (edition, values) in sorted(rows.items())
    )
    return Table(section.key, section.title, columns(section), lines)


def values(catalogue: Catalogue, section: Section, of: Table) -> dict[str, tuple[str, Values]]:
    """Read a table back as `{id: (edition, values)}`; `TableWrong` names line and column."""
    known = {c.column.name: c for c in carried(section)}
    found: dict[str, tuple[str, Values]] = {}
    for number, row in enumerate(of.rows, 1):
        cells = dict(zip((c.name for c in of.columns), row, strict=True))
        identity, edition = cells.pop("id"), cells.pop("edition")
        if not is_id(identity) or identity in found:
            raise TableWrong(f"Bảng “{section.title}”, dòng {number}: mã dòng sai hoặc trùng.")
        read: dict[str, object] = {}
        for name, text in cells.items():
            if text:
                _put(catalogue, read, known[name], text, f"“{section.title}”, dòng {number}")
            elif known[name].column.required and not known[name].part:
                raise TableWrong(f"Bảng “{section.title}”, dòng {number}: thiếu {name}.")
        found[identity] = edition, read
    return found


def is_id(text: str) -> bool:
    """Tell whether `text` is an id as the store makes them."""
    return bool(_ID.fullmatch(text))


_ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _part(field: Field, part: str) -> Carried:
    kind: ColumnType = "date" if part == "birth_date" else "string"
    title = f"{field.label}: {_PART_TITLES[part]}"
    required = field.required and part == "name"
    return Carried(field, part, Column(f"{field.key}_{part}", kind, title, required))


_PART_TITLES: Final = {
    "name": "họ và tên",
    "rank": "cấp bậc",
    "position": "chức vụ",
    "birth_date": "ngày sinh",
}


def _cell(of: Carried, values: Values, birth: Birth) -> str:
    value = values.get(of.field.key)
    if of.part:
        if not isinstance(value, Mapping):
            return ""
        if of.part == "birth_date" and "birth_date" not in value:
            return birth(str(value.get("id", "")))
        return str(value.get(of.part) or "")
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _put(catalogue: Catalogue, into: dict[str, object], of: Carried, text: str, where: str) -> None:
    try:
        value = _READERS[of.column.type](text)
    except (ValueError, InvalidOperation):
        value = None
    unlisted = of.field.type == "choice" and text not in {
        c.key for c in catalogue.lists[of.field.list].choices
    }
    if value is None or unlisted or len(text) > _LONGEST:
        raise TableWrong(f"Bảng {where}: cột “{of.column.name}” có giá trị không đúng.")
    if not of.part:
        into[of.field.key] = value
        return
    copy = into.setdefault(of.field.key, {})
    assert isinstance(copy, dict)
    copy[of.part] = value


def _number(text: str) -> Decimal:
    value = Decimal(text)
    if not value.is_finite() or abs(value) > _LARGEST or format(value, "f") != text:
        raise ValueError(text)
    return value


def _integer(text: str) -> int:
    value = int(text)
    if str(value) != text or abs(value) > _LARGEST:
        raise ValueError(text)
    return value


def _day(text: str) -> str:
    if date.fromisoformat(text).isoformat() != text:
        raise ValueError(text)
    return text


def _hour(text: str) -> str:
    if time.fromisoformat(text).strftime("%H:%M") != text:
        raise ValueError(text)
    return text


def _month(text: str) -> str:
    return _day(f"{text}-01")[:7]


def _yes_no(text: str) -> bool:
    return {"true": True, "false": False}[text]


_READERS: Final[Mapping[ColumnType, Callable[[str], object]]] = {
    "string": str,
    "integer": _integer,
    "number": _number,
    "date": _day,
    "time": _hour,
    "yearmonth": _month,
    "boolean": lambda text: _yes_no(text) if text in ("true", "false") else None,
}


def _met(
    catalogue: Catalogue, section: Section, values: Values, level: Level, c: Condition
) -> bool:
    value = values.get(c.field)
    if c.op in ("set", "empty"):
        return (value is not None) == (c.op == "set")
    if c.op == "above_unit":
        choice = section.field(c.field)
        decided = {x.key: x.extra.get("decided_at") for x in catalogue.lists[choice.list].choices}
        order = {x.key: x.extra.get("order", 0) for x in catalogue.lists["echelon"].choices}
        return int(str(order.get(str(decided.get(str(value))), 0))) > int(str(order[level]))
    wanted = (c.value,) if isinstance(c.value, str) else c.value
    said = ("yes" if value else "no") if isinstance(value, bool) else str(value)
    return (said in wanted) != (c.op == "!=")
