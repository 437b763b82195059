"""Where the headings of the months stand between the rows: reckoned from counts, no row is read."""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.ledgers import entries
from app.period import Period
from app.store import Store
from app.text import number


@dataclass(frozen=True, slots=True)
class Heading:
    """One month: how many rows the table shows in it, how many of them count, and their sums."""

    period: Period
    rows: int
    valid: int
    totals: Mapping[str, int | Decimal]

    @property
    def texts(self) -> tuple[str, ...]:
        """What the heading reads, the longest first: it stands beside its sums."""
        month, valid = self.period.title, number(self.valid)
        short = month.removeprefix("tháng ")
        shorter = (
            f"{month.capitalize()} – {valid} dòng",
            f"{short} – {valid} dòng",
            f"{short} ({valid})",
        )
        struck = self.rows - self.valid
        return (f"{shorter[0]}, {number(struck)} gạch bỏ", *shorter) if struck else shorter


class Grouping:
    """Rows of a table under month headings; a folded month shows its heading only.

    A row of the table is a heading, or the row of the ledger at an `offset` in the order of the months.
    """

    def __init__(self, months: Sequence[Heading], folded: Collection[str] = ()) -> None:
        self.months = tuple(months)
        self.folded = frozenset(folded)
        self._headings: list[int] = []
        self._offsets: list[int] = []
        row = offset = 0
        for month in self.months:
            self._headings.append(row)
            self._offsets.append(offset)
            row += 1 if month.period.text in self.folded else 1 + month.rows
            offset += month.rows
        self.rows = row

    def heading(self, row: int) -> Heading | None:
        """Return the month whose heading stands at `row`, None for a row of the ledger."""
        at = bisect_right(self._headings, row) - 1
        return self.months[at] if self._headings[at] == row else None

    def offset(self, row: int) -> int:
        """Return which row of the ledger stands at `row`."""
        at = bisect_right(self._headings, row) - 1
        return self._offsets[at] + row - self._headings[at] - 1

    def row(self, offset: int) -> int | None:
        """Return where a row of the ledger stands, None while its month is folded."""
        at = bisect_right(self._offsets, offset) - 1
        if self.months[at].period.text in self.folded:
            return None
        return self._headings[at] + 1 + offset - self._offsets[at]

    def month_at(self, offset: int) -> Heading:
        """Return the month of a row of the ledger."""
        return self.months[bisect_right(self._offsets, offset) - 1]

    def toggled(self, month: Heading) -> "Grouping":
        """Return the same months with this one folded or opened."""
        return Grouping(self.months, self.folded ^ {month.period.text})


def read(store: Store, section: str, oldest_first: bool, **asked: object) -> list[Heading]:
    """Return the months of the rows asked for, in the order of the table."""
    shown = entries.months(store, section, **asked)  # type: ignore[arg-type]  # handed on as asked
    none_struck = not entries.count(store, section, struck=True, **asked)  # type: ignore[arg-type]
    valid = shown if none_struck else entries.months(store, section, struck=False, **asked)  # type: ignore[arg-type]
    counted = {x.period: x.count for x in valid}
    found = [Heading(x.period, x.count, counted.get(x.period, 0), x.totals) for x in shown]
    return found[::-1] if oldest_first else found
