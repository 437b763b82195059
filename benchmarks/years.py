"""A company's store after twenty years: as many rows as asked for, spread over its sections and days.

`python -m benchmarks.years FOLDER [--entries 300000]` makes one to look at. Rows follow the patterns of
`years.toml`, which the catalogue accepts; they go through `Store.insert`, a change for each year, without
being checked one by one, which would take an hour. The same numbers give the same rows.
"""

import argparse
import random
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from app import store as stores
from app.catalogue import Section
from app.ledgers import people
from app.progress import Progress, silent
from app.store import FLOOR, Store, Unit, new_id

PASSPHRASE: Final = "hai mươi năm 1"  # of a store made up from nothing
FIRST, YEARS = date(2007, 1, 1), 20
SEED: Final = 1944
_PATTERN: Final = re.compile(r"[~#&]")
_END: Final = date(FIRST.year + YEARS, 1, 1)


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody of the roster: the copy that other rows keep."""

    id: str
    copy: Mapping[str, str]


@dataclass(slots=True)
class _Filling:
    """What the patterns are filled from."""

    store: Store
    words: Mapping[str, list[str]]
    roster: list[_Person] = field(default_factory=list)
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))

    def person(self, number: int) -> _Person:
        return self.roster[number % len(self.roster)]

    def name(self, number: int) -> str:
        """Return a full name; the first five thousand differ."""
        found, rest = [], number
        for part in ("given", "family", "middle"):
            rest, place = divmod(rest, len(self.words[part]))
            found.append(self.words[part][place])
        return f"{found[1]} {found[2]} {found[0]}"

    def value(self, pattern: Any, day: date, number: int) -> Any:
        """Return one value of the row `number` of its section."""
        if not isinstance(pattern, str):
            return pattern
        if pattern == "&":
            return self.person(number).copy
        if pattern == "@year":
            return day.year
        if pattern == "@month":
            return day.isoformat()[:7]
        if pattern.startswith("@"):
            return (day + timedelta(days=int(pattern[1:] or 0))).isoformat()
        return _PATTERN.sub(lambda mark: self._mark(mark[0], number), pattern)

    def _mark(self, mark: str, number: int) -> str:
        if mark == "#":
            return str(number + 1)
        if mark == "&":
            return self.person(number).copy["name"]
        return self.chance.choice(self.words["phrases"])


def build(folder: Path, entries: int, progress: Progress = silent) -> Store:
    """Make a store with about `entries` rows in `folder` and return it open; its passphrase is `PASSPHRASE`."""
    unit = Unit("c1", "Đại đội 1", "company", own=True)
    made = stores.create(folder, unit=unit, passphrase=PASSPHRASE, argon=FLOOR).store
    try:
        with _in_bulk(made):
            fill(made, entries, progress)
    except BaseException:
        made.close()
        raise
    return made


@contextmanager
def _in_bulk(store: Store) -> Iterator[None]:
    """Trust the disk, take memory, and lay the columns down in order at the end: half the time."""
    columns = store._columns
    store._db.conn.execute("PRAGMA synchronous = OFF")
    store._db.conn.execute("PRAGMA cache_size = -400000")
    keep, columns.keep = columns.keep, lambda *_: None  # type: ignore[method-assign]
    yield
    columns.keep = keep  # type: ignore[method-assign]
    store._db.conn.execute("DELETE FROM col")
    columns.refresh(store._search)
    store._db.conn.execute("PRAGMA cache_size = -32000")
    store._db.conn.execute("PRAGMA synchronous = FULL")


def fill(store: Store, entries: int, progress: Progress = silent) -> None:
    """Write about `entries` rows into a store of a company, the roster first."""
    told = tomllib.loads(
        Path(__file__).with_suffix(".toml").read_text("utf-8"), parse_float=Decimal
    )
    sections = told.pop("section")
    filling = _Filling(store, told)
    person = sections.pop("person")
    _enrol(filling, person["row"], _days(person, entries))
    days = {key: _days(one, entries) for key, one in sections.items()}
    for year in range(YEARS):
        progress(year, YEARS, f"Năm {FIRST.year + year}")
        with store.change(f"Ghi sổ năm {FIRST.year + year}"):
            for day, key, number in _order(days, FIRST.year + year):
                _write(filling, store.catalogue.sections[key], sections[key]["row"], day, number)
    progress(YEARS, YEARS, "")


def _days(told: Mapping[str, Any], entries: int) -> list[date]:
    """Return the day of every row of a section, spread evenly."""
    amount = max(1, entries * told["share"] // 1000)
    first = told.get("from", FIRST)
    return [first + timedelta(days=n * (_END - first).days // amount) for n in range(amount)]


def _order(days: Mapping[str, list[date]], year: int) -> Iterator[tuple[date, str, int]]:
    """Yield day, section and number of the rows of a year as they were written, day by day."""
    rows = [(day, key, n) for key, of in days.items() for n, day in enumerate(of)]
    yield from sorted(row for row in rows if row[0].year == year)


def _enrol(filling: _Filling, pattern: Mapping[str, Any], days: list[date]) -> None:
    section = filling.store.catalogue.sections["person"]
    with filling.store.change("Nhập quân số"):
        for number, day in enumerate(days):
            row = {**pattern, "full_name": filling.name(number)}
            person = _write(filling, section, row, day, number)
            kept = {key: row[key] for key in people.COPIED}
            filling.roster.append(_Person(person, {"id": person, "name": row["full_name"], **kept}))


def _write(
    filling: _Filling, section: Section, pattern: Mapping[str, Any], day: date, number: int
) -> str:
    values = {key: filling.value(one, day, number) for key, one in pattern.items()}
    about = next((f.key for f in section.fields if f.type == "person"), "")
    dated = str(values[section.date])
    occurred = dated if len(dated) > len("2026-01") else f"{dated}-01"
    moment = f"{occurred}T08:00:00Z"
    return filling.store.insert(
        "entry",
        {
            "id": new_id(), "unit": "c1", "section": section.key, "occurred_on": occurred,
            "period": occurred[:7], "person": values[about]["id"] if about in values else None,
            "data": values, "edition": filling.store.edition, "entered_by": "ctv",
            "entered_at": moment, "changed_at": moment,
        },
    )  # fmt: skip


def main() -> None:
    """Make one store and say what is being written."""
    parser = argparse.ArgumentParser(prog="benchmarks.years", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--entries", type=int, default=300_000)
    options = parser.parse_args()
    say: Callable[[int, int, str], None] = lambda done, total, what: print(f"{done}/{total} {what}")  # noqa: E731
    build(options.folder, options.entries, say).close()


if __name__ == "__main__":
    main()
