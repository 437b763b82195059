"""One row of a sheet as what people would have typed into the form, cell by cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from json import loads
from typing import Final

from app.catalogue import Field, FieldType
from app.ledgers.people import Roster, name
from app.ledgers.sheets.cells import Cell, Plain, Row, text_of
from app.ledgers.sheets.columns import OUTSIDE, Column
from app.ledgers.sheets.text import decoded, doubts, is_old
from app.store import Store
from app.text import clean, date_short, fold

_EPOCH: Final = date(1899, 12, 30)
_SERIALS: Final = range(10_000, 80_000)
"""Numbers that a spreadsheet would show as a day from 1927 to 2119."""
_DAY: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to say about one cell of the row; `warn` does not refuse."""

    column: int
    what: str
    code: str
    warn: bool = False


@dataclass(slots=True)
class Reading:
    """What is the same for all rows of a sheet."""

    store: Store
    columns: Mapping[int, Column]
    roster: Roster
    font: str
    today: date
    _files: dict[str, bool] = field(default_factory=dict)

    def said(self, cell: Cell) -> Plain:
        """Return the cell's value, text decoded from an old font."""
        if isinstance(cell.value, str) and is_old(cell, self.font):
            return decoded(cell, self.font)
        return cell.value

    def values(self, row: Row) -> tuple[dict[str, object], list[Finding]]:
        """Return what the form is given, and what the cells themselves have wrong."""
        given: dict[str, object] = {}
        found: list[Finding] = []
        people: dict[str, dict[str, str]] = {}
        for at, column in self.columns.items():
            cell = row.cells.get(at)
            if cell is None or column.field is None:
                continue
            if cell.fault:
                what = f"{column.label}: {cell.fault}. Tính lại trong bảng tính, hoặc gõ giá trị."
                found.append(Finding(at, what, "L211"))
                continue
            said = self.said(cell)
            found += self._doubts(at, column, cell, said)
            if column.field.type == "person":
                person = people.setdefault(column.field.key, {})
                person[column.part or "name"] = " ".join(clean(text_of(said)).split())
            elif column.part == "files":
                found += self._given_files(given, at, column.field, said)
            elif column.field.type != "file":
                wrong = _wrong_serial(column.field, said)
                given[column.field.key] = typed(column.field.type, said)
                found += [Finding(at, wrong, "L212")] if wrong else []
        for key, person in people.items():
            if person.get("name"):
                given[key] = self._person(person)
        return {k: v for k, v in given.items() if v is not None}, found

    def _doubts(self, at: int, column: Column, cell: Cell, said: Plain) -> Iterator[Finding]:
        if isinstance(said, str) and is_old(cell, self.font):
            for doubt in doubts(cell, said, self.font):
                yield Finding(at, f"{column.label}: {doubt}.", "L213", warn=True)

    def _person(self, said: Mapping[str, str]) -> object:
        """Return the id when it and the name agree, somebody outside when marked so, else the name.

        The column of codes is hidden, so a name typed over an exported one decides against its code.
        """
        known = self.roster.get(said.get("id", ""))
        if known is not None and fold(name(known)) == fold(said["name"]):
            return {"id": known.id}
        if fold(said.get("id", "")) == fold(OUTSIDE):
            return {key: said[key] for key in ("name", "rank", "position") if said.get(key)}
        if said.get("rank") and len(self.roster.named(said["name"], self.today)) > 1:
            return f"{said['rank']} {said['name']}"
        return said["name"]

    def _given_files(
        self, given: dict[str, object], at: int, f: Field, said: Plain
    ) -> Iterator[Finding]:
        """Take the attachments this store holds; others cannot come out of a spreadsheet."""
        try:
            listed = loads(str(said))
            held = [x for x in listed if self._holds(str(x["sha256"]), int(x["size"]))]
        except (ValueError, TypeError, KeyError):
            yield Finding(at, f"{f.label}: mã tệp kèm không đọc được, bỏ qua.", "L214", warn=True)
            return
        if held:
            given[f.key] = held
        if len(held) < len(listed):
            yield Finding(
                at, f"{f.label}: tệp kèm không có trong sổ này, bỏ qua.", "L214", warn=True
            )

    def _holds(self, digest: str, size: int) -> bool:
        if digest not in self._files:
            self._files[digest] = self.store.has_blob(digest, size)
        return self._files[digest]


def typed(kind: FieldType, value: Plain) -> object:
    """Return the value as the form takes it: spreadsheets keep times as parts of a day."""
    match kind, value:
        case _, None:
            return None
        case "time", datetime():
            return f"{value:%H:%M}"
        case "time", time():
            return f"{value:%H:%M}"
        case "time", Decimal() if 0 <= value < 1:
            hour, minute = divmod(round(value * _DAY) % _DAY, 60)
            return f"{hour:02d}:{minute:02d}"
        case "date" | "month", datetime():
            return value.date()
        case "date" | "month", date():
            return value
        case "integer" | "decimal" | "money", int() | Decimal() if not isinstance(value, bool):
            return value
        case "yes_no", bool():
            return value
        case _, int() if not isinstance(value, bool):
            return str(value)  # a number as text has no dots: 007 is not 0.007
        case _:
            return text_of(value)


def _wrong_serial(f: Field, value: Plain) -> str:
    """Say which day a bare number may be: in a column of days it is a format that was lost."""
    if f.type not in ("date", "month") or isinstance(value, bool) or not isinstance(value, int):
        return ""
    ask = ""
    if value in _SERIALS:
        ask = f" (có thể là {date_short(_EPOCH + timedelta(days=value))})"
    return f"{f.label}: ô ghi số {value}{ask}, hãy định dạng ô là ngày hoặc gõ ngày/tháng/năm."
