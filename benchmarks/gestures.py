"""The daily questions to a store of twenty years, beside the plain statement on the same file; a process of its own.

Every figure is the 95th percentile over different sections, columns and words, each asked for the first time.
"""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2

from app import store as stores
from app.catalogue import Field
from app.ledgers import entries
from app.planning import overview
from app.store import Store
from benchmarks.measure import Row, p95, peak
from benchmarks.years import PASSPHRASE

PAGE = 200
GOAL, SEARCH_GOAL, MEMORY_GOAL = 100, 50, 400
SECTIONS = (
    "work_log",
    "task",
    "session",
    "fee",
    "civil_affairs",
    "plan",
    "award",
    "directive",
    "strength",
    "meeting",
)
SORTED: Final = {
    "text": ("text", "long_text"), "person": ("person",), "choice": ("choice", "yes_no"),
    "number": ("integer", "decimal", "money"), "date": ("date", "month", "time"),
}  # fmt: skip
TYPED: Final = {
    "text": "truyen thong", "long_text": "n", "person": "nguyen an", "choice": "", "yes_no": "có", "integer": ">0",
    "decimal": "1..10", "money": ">=1.000", "date": "2020", "month": ">6/2015", "time": "14h",
}  # fmt: skip
WORDS = ("bão lụt", "nghi quyet", "Đạo đức", "van nghe", "12/03", "nguyễn văn an", "bài 12", "h")
ANYWHERE = (
    "bão lụt nghi quyet", "truyen thong", "Đạo đức cách mạng", "họp tháng", "tran duc", "so 1", "chi bộ", "h", "n",
    "thi dua quyet thang", "12/03/2020", "tiểu đoàn 1", "hoà", "ĐẠI ĐỘI", "khong co chu nay", "nguyen van an to chuc",
)  # fmt: skip
FIELDS = "unit = 'c1' AND section = ?"

Gesture = Callable[[], object]
Job = tuple[str, list[Gesture], list[Gesture], float]


def rows(ours: Store, bare: dbapi2.Connection) -> Iterator[Row]:
    """Yield one row per gesture."""
    for job, works, reference, most in gestures(ours, bare):
        yield Row(job, "ms", p95(works), p95(reference) if reference else None, most=most)
    yield Row("memory after all of these", "MB", peak(), most=MEMORY_GOAL)


def gestures(ours: Store, bare: dbapi2.Connection) -> Iterator[Job]:
    """Yield each job with our works, the bare ones and the goal in ms."""
    known = [s for s in ours.catalogue.sections if entries.count(ours, s, struck=None)]
    yield "open a ledger", [_open(ours, s) for s in known], [_select(bare, s) for s in known], GOAL
    for what, types in SORTED.items():
        columns = [(s, f) for s in SECTIONS for f in _fields(ours, s) if f.type in types]
        yield (
            f"sort by a {what}",
            [_page(ours, s, order=f"{'-' if n % 2 else ''}{f.key}") for n, (s, f) in enumerate(columns)],
            [_select(bare, s, _path(f)) for s, f in columns[:8]],
            GOAL,
        )  # fmt: skip
    yield (
        "filter row: one column",
        [_filter(ours, s, filters=[(f.key, typed(ours, f))]) for s in SECTIONS for f in _fields(ours, s)],
        [],
        GOAL,
    )  # fmt: skip
    several = [
        [(f.key, typed(ours, f)) for f in _fields(ours, s)[n : n + 3]]
        for s in SECTIONS
        for n in (0, 3)
    ]
    yield (
        "filter row: three columns",
        [_filter(ours, SECTIONS[n // 2], filters=one) for n, one in enumerate(several)],
        [],
        GOAL,
    )
    asked = [(s, w) for w in WORDS for s in SECTIONS]
    yield (
        "filter a ledger by words",
        [_filter(ours, s, search=w) for s, w in asked],
        [_like(bare, s, w) for s, w in asked[:: len(SECTIONS) + 1]],
        GOAL,
    )
    lengths = {s: entries.count(ours, s, struck=None) for s in SECTIONS}
    yield (
        "jump to the end",
        [_page(ours, s, offset=max(0, lengths[s] - PAGE)) for s in SECTIONS],
        [_select(bare, s, offset=max(0, lengths[s] - PAGE)) for s in SECTIONS],
        GOAL,
    )
    yield "find the place of a row", [_place(ours, s) for s in SECTIONS], [], GOAL
    yield (
        "totals line",
        [_sums(ours, s) for s in SECTIONS],
        [_added(bare, s) for s in SECTIONS],
        GOAL,
    )
    yield "totals line of filtered rows", [_sums(ours, s, "n") for s in SECTIONS], [], GOAL
    yield "month groups with their sums", [_months(ours, s) for s in SECTIONS], [], GOAL
    yield "search everything", [_search(ours, w) for w in ANYWHERE], [], SEARCH_GOAL
    fields = [(s, f) for s in SECTIONS for f in _fields(ours, s)]
    yield "earlier values of a field", [_earlier(ours, s, f.key) for s, f in fields], [], GOAL
    yield "check a row when a field is left", [_look(ours, s) for s in SECTIONS], [], GOAL
    yield "add a row", [_add(ours, n) for n in range(20)], [], GOAL
    yield (
        "add a row, then list by a text again",
        [_add(ours, n, "content") for n in range(20)],
        [],
        GOAL,
    )
    yield "open the first page", [lambda: overview.today(ours)] * 3, [], GOAL


def _fields(ours: Store, section: str) -> list[Field]:
    fields = ours.catalogue.sections[section].fields
    return [f for f in fields if f.type in TYPED and not f.optional_off and not f.totals_only]


def typed(ours: Store, field: Field) -> str:
    """Return something to type into the filter of a column, of a choice the label of the first."""
    if field.type == "choice":
        return ours.catalogue.lists[field.list].choices[0].label
    return TYPED[field.type]


def _path(field: Field) -> str:
    return f"json_extract(data, '$.{field.key}{'.name' if field.type == 'person' else ''}')"


def _open(ours: Store, section: str) -> Gesture:
    def work() -> None:
        entries.count(ours, section, struck=None)
        entries.listing(ours, section, order="-occurred_on", limit=PAGE)

    return work


def _page(ours: Store, section: str, *, order: str = "-occurred_on", offset: int = 0) -> Gesture:
    return lambda: entries.listing(ours, section, order=order, limit=PAGE, offset=offset)


def _filter(
    ours: Store, section: str, search: str = "", filters: Sequence[tuple[str, str]] = ()
) -> Gesture:
    def work() -> None:
        entries.count(ours, section, search=search, filters=filters, struck=None)
        entries.listing(
            ours, section, search=search, filters=filters, order="-occurred_on", limit=PAGE
        )

    return work


def _place(ours: Store, section: str) -> Gesture:
    middle = entries.count(ours, section, struck=None) // 2
    row = entries.listing(ours, section, order="occurred_on", limit=1, offset=middle)[0]
    return lambda: entries.place(ours, row.id, section, order="-entered_at")


def _sums(ours: Store, section: str, search: str = "") -> Gesture:
    return lambda: entries.totals(ours, section, search=search)


def _months(ours: Store, section: str) -> Gesture:
    return lambda: entries.months(ours, section)


def _search(ours: Store, words: str) -> Gesture:
    return lambda: ours.search(words)


def _earlier(ours: Store, section: str, field: str) -> Gesture:
    return lambda: entries.previous(ours, section, field)


def _look(ours: Store, section: str) -> Gesture:
    row = entries.last(ours, section)
    return lambda: entries.look(ours, section, dict(row.values) if row else {})


def _add(ours: Store, number: int, order: str = "") -> Gesture:
    row = {
        "date": "2026-12-30", "work_area": "to_chuc", "content": f"Việc thứ {number}",
        "lead": {"name": "Nguyễn Văn Mẫu"},
    }  # fmt: skip

    def work() -> None:
        entries.add(ours, "work_log", row)
        if order:
            entries.listing(ours, "work_log", order=order, limit=PAGE)

    return work


def _select(
    bare: dbapi2.Connection, section: str, order: str = "occurred_on DESC, id DESC", offset: int = 0
) -> Gesture:
    def work() -> None:
        found = bare.execute(
            f"SELECT * FROM entry WHERE {FIELDS} ORDER BY {order} LIMIT {PAGE} OFFSET {offset}",
            [section],
        )
        for row in found.fetchall():
            json.loads(row[6])

    return work


def _like(bare: dbapi2.Connection, section: str, words: str) -> Gesture:
    """A bare filter looks through the values as they are written, marks and all."""
    return lambda: bare.execute(
        f"SELECT count(*) FROM entry WHERE {FIELDS} AND data LIKE ?", [section, f"%{words}%"]
    ).fetchall()


def _added(bare: dbapi2.Connection, section: str) -> Gesture:
    return lambda: bare.execute(
        f"SELECT sum(json_extract(data, '$.present')) FROM entry WHERE {FIELDS} AND struck IS NULL", [section]
    ).fetchall()  # fmt: skip


def main(home: str) -> None:
    """Print the rows as JSON."""
    with stores.open(Path(home), passphrase=PASSPHRASE) as ours:
        bare = dbapi2.connect(str(ours.home / "store.db"), isolation_level=None)
        bare.execute(f"PRAGMA key = \"x'{ours.key.hex()}'\"")
        bare.execute("PRAGMA cache_size = -32000")
        found = [asdict(row) for row in rows(ours, bare)]
        bare.close()
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
