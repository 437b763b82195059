"""A sheet of 10,000 rows into a store of twenty years, and out again by one undo; a process of its own."""

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from app import store as stores
from app.ledgers import entries
from app.store import Store
from benchmarks import sheets
from benchmarks.measure import Row, peak
from benchmarks.years import PASSPHRASE

GOAL, MEMORY_GOAL = 10, 400


def rows(ours: Store) -> Iterator[Row]:
    """Yield both ways, and the memory they held."""
    content = sheets.sheet()
    entries.add(ours, "person", sheets.LECTURER)
    started = time.perf_counter()
    sheets.taken_in(ours, content)
    spent = time.perf_counter() - started
    yield Row(f"import a sheet of {sheets.COUNT:,} rows there", "s", spent, most=GOAL)
    started = time.perf_counter()
    ours.undo()
    yield Row("undo that import there", "s", time.perf_counter() - started, most=GOAL)
    yield Row("memory of import and undo", "MB", peak(), most=MEMORY_GOAL)


def main(home: str) -> None:
    """Print the rows as JSON."""
    with stores.open(Path(home), passphrase=PASSPHRASE) as ours:
        print(json.dumps([asdict(row) for row in rows(ours)]))


if __name__ == "__main__":
    main(sys.argv[1])
