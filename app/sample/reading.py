"""The sample as written down in `resources/sample/<unit>.toml`: what each unit wrote on which day."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from app import paths
from app.store import Unit

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Later:
    """What became known of a row after it was written in."""

    on: date
    values: Values
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a ledger as first written on day `on`; `ref` is the P-number of a person."""

    section: str
    on: date
    values: Values
    ref: str = ""
    later: tuple[Later, ...] = ()


@dataclass(frozen=True, slots=True)
class Composed:
    """A document written with the program."""

    type: str
    period: str
    dated: date
    ordinal: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A document made outside the program."""

    type: str
    period: str
    issued: date
    number: str = ""
    due: date | None = None
    returned: int = 0


@dataclass(frozen=True, slots=True)
class Waiver:
    duty: str
    period: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sent:
    """Something handed to the superior on paper, received on the day given."""

    duty: str
    period: str
    sent: date
    received: date


@dataclass(frozen=True, slots=True)
class SampleUnit:
    """Everything one unit of the sample wrote; rows in the order of its ledgers."""

    unit: Unit
    rows: tuple[Row, ...]
    composed: tuple[Composed, ...]
    papers: tuple[Paper, ...]
    waivers: tuple[Waiver, ...]
    sent: tuple[Sent, ...]

    def person(self, ref: str) -> Values | None:
        """Return the row of the person with this P-number, or None for another unit's person."""
        return next((row.values for row in self.rows if row.ref == ref), None)


@lru_cache(maxsize=8)
def read(code: str) -> SampleUnit:
    """Read one unit of the sample; a wrong file is a bug and raises KeyError or ValueError."""
    file = paths.resources() / "sample" / f"{code}.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    return SampleUnit(
        unit=Unit(**data["unit"], own=True),
        rows=tuple(_row(x) for x in data["row"]),
        composed=tuple(_composed(x) for x in _tables(data, "document")),
        papers=tuple(_paper(x) for x in _tables(data, "paper")),
        waivers=tuple(Waiver(**x) for x in _tables(data, "waiver")),
        sent=tuple(
            Sent(x["duty"], x["period"], _day(x["sent"]), _day(x["received"]))
            for x in _tables(data, "sent")
        ),
    )


def _tables(data: Mapping[str, Any], key: str) -> Sequence[dict[str, Any]]:
    found = data.get(key, [])
    assert isinstance(found, list)
    return found


def _row(x: Mapping[str, Any]) -> Row:
    later = tuple(Later(_day(y["on"]), y["set"], y["reason"]) for y in x.get("later", ()))
    return Row(x["section"], _day(x["on"]), x["values"], x.get("ref", ""), later)


def _composed(x: Mapping[str, Any]) -> Composed:
    return Composed(x["type"], x["period"], _day(x["dated"]), x["ordinal"])


def _paper(x: Mapping[str, Any]) -> Paper:
    due = _day(x["due"]) if "due" in x else None
    return Paper(
        x["type"], x["period"], _day(x["issued"]), x.get("number", ""), due, x.get("returned", 0)
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)
