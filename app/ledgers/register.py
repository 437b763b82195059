"""A ledger or a section for a period as a bound register would hold it: headings, columns, shown texts, numbers.

Plain values; how wide, how high and on which page is for the documents room to say.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from app.catalogue import FieldType

Number = int | Decimal
Kind = FieldType | Literal["ordinal"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `group` is the heading it shares with its neighbours, `length` the longest text it may hold.

    A person is three columns of one `person` key (name, rank, position); a narrow page may join them.
    """

    key: str
    label: str
    kind: Kind
    group: str = ""
    summed: bool = False
    length: int = 0
    person: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a text for each column, a number for each summed one; `struck` is the reason or None."""

    texts: tuple[str, ...]
    numbers: tuple[Number | None, ...]
    struck: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one section and unit, numbered from 1; `unit` names a subordinate one, empty for the own."""

    section: str
    title: str
    unit: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    is_proposal: bool

    @property
    def is_summed(self) -> bool:
        return any(c.summed for c in self.columns)


@dataclass(frozen=True, slots=True)
class Register:
    """One ledger, or one section of it (`ledger` is its ledger all the same); `period` in words.

    `is_blank`: the rows are empty lines for the pen.
    """

    key: str
    ledger: str
    title: str
    period: str
    parts: tuple[Part, ...]
    is_blank: bool = False

    @property
    def is_whole(self) -> bool:
        """Tell a whole ledger from one section."""
        return self.key == self.ledger

    def texts(self) -> Iterator[str]:
        """Yield every text that will be printed."""
        yield from (self.title, self.period)
        for part in self.parts:
            yield from (part.title, part.unit)
            for column in part.columns:
                yield from (column.label, column.group)
            for row in part.rows:
                yield from row.texts
                yield row.struck or ""


def total(column: int, rows: Iterator[Row]) -> Number | None:
    """Return the exact sum of one column over the rows that count; None where nothing is written."""
    given = [row.numbers[column] for row in rows if row.struck is None]
    found = [x for x in given if x is not None]
    return sum(found) if found else None
