"""What is known before ledgers are merged: where every row goes, and everything worth a look."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.catalogue import Edition
from app.errors import Problem


@dataclass(frozen=True, slots=True)
class Line:
    """One row as people find it: its id, what it is called, its place in the former ledger."""

    id: str
    title: str
    former_ref: str


@dataclass(frozen=True, slots=True)
class Part:
    """One section of a former ledger: its rows before, and where they go.

    `into` counts by new section. `left` rows stay in the closed ledger because they are older than the day
    chosen, `refused` ones because of P1 to P3. rows = left + refused + sum of `into`; `struck` are among them.
    """

    ledger: str
    ledger_title: str
    section: str
    title: str
    rows: int
    struck: int
    left: int
    refused: int
    into: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Double:
    """Two rows equal in date, new section and beginning of content: perhaps one row written twice."""

    first: Line
    second: Line
    section: str
    content: str


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A row that stays in the closed former ledger because of `rule` (P1, P2, P3)."""

    line: Line
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Kept:
    """One value without a place in the new form; it stays readable in the history of its row."""

    line: Line
    value: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """A former column without a place, with every value of it."""

    section: str
    title: str
    field: str
    label: str
    values: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A row that the new rules would refuse today; it is taken over whole, and should be looked at."""

    line: Line
    section: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Adoption:
    """The plan of going over from the edition `old` to `edition`; `head` is the journal it was made on.

    `before` and `after` count the rows of the own unit by section, struck ones included. `titles` names
    every section of either edition.
    """

    old: str
    edition: Edition
    from_day: date | None
    head: str
    parts: tuple[Part, ...]
    before: Mapping[str, int]
    after: Mapping[str, int]
    titles: Mapping[str, str]
    doubles: tuple[Double, ...] = ()
    refused: tuple[NotTaken, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()
    remainders: Mapping[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return sum(x.rows for x in self.parts)

    @property
    def taken(self) -> int:
        return sum(self.into.values())

    @property
    def left(self) -> int:
        return sum(x.left for x in self.parts)

    @property
    def into(self) -> Mapping[str, int]:
        """Return how many rows come into each section of the new edition."""
        found: Counter[str] = Counter()
        for part in self.parts:
            found.update(part.into)
        return found
