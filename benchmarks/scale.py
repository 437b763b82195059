"""The daily gestures on a store of twenty years (design 12), beside the plain statement on the same file.

Every figure is the 95th percentile over different sections, columns and words, each asked for the first time.
"""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from sqlcipher3 import dbapi2

from app.ledgers import entries
from app.planning import overview
from app.store import Store
from benchmarks import years
from benchmarks.measure import Row

AMOUNT = 60_000
"""By default; `./dev bench --entries 300000` takes the whole twenty years of design 12."""
PAGE = 200
GOAL = 100
SECTIONS = ("work_log", "task", "session", "fee", "civil_affairs", "plan", "award", "directive")
TEXTS = (
    ("work_log", "content"), ("task", "title"), ("session", "topic"), ("plan", "topic"), ("award", "achievement"),
    ("directive", "subject"), ("civil_affairs", "content"), ("union_meeting", "content"), ("meeting", "agenda"),
)  # fmt: skip
PEOPLE = (
    ("work_log", "lead"), ("task", "responsible"), ("session", "lecturer"), ("fee", "member"), ("award", "person"),
    ("directive", "responsible"), ("meeting", "chair"), ("union_meeting", "chair"), ("assignment", "member"),
)  # fmt: skip
WORDS = ("bão lụt", "nghi quyet", "Đạo đức", "van nghe", "12/03", "nguyễn văn an", "bài 12", "h")
ANYWHERE = (
    "bão lụt nghi quyet",
    "truyen thong",
    "Đạo đức cách mạng",
    "họp tháng",
    "tran duc",
    "so 1",
    "chi bộ",
)
FIELDS = "unit = 'c1' AND section = ?"

Gesture = Callable[[], object]


def rows(place: Path, amount: int) -> Iterator[Row]:
    """Yield one row per gesture on a store of `amount` entries, made first."""
    started = time.perf_counter()
    with years.build(place / "years", amount) as ours:
        yield Row(f"make a store of {amount:,} entries", "s", time.perf_counter() - started)
        bare = dbapi2.connect(str(ours.home / "store.db"), isolation_level=None)
        bare.execute(f"PRAGMA key = \"x'{ours.key.hex()}'\"")
        bare.execute("PRAGMA cache_size = -32000")
        for job, ours_, reference in gestures(ours, bare):
            yield Row(
                f"{job}, {amount:,} entries", "ms",
                p95(ours_), p95(reference) if reference else None, most=GOAL,
            )  # fmt: skip
        bare.close()


def p95(works: Sequence[Gesture]) -> float:
    """Return the time in ms that 19 of 20 of the works stay within."""
    spent = []
    for work in works:
        started = time.perf_counter()
        work()
        spent.append((time.perf_counter() - started) * 1000)
    return sorted(spent)[min(len(spent) - 1, len(spent) * 95 // 100)]


def gestures(
    ours: Store, bare: dbapi2.Connection
) -> Iterator[tuple[str, list[Gesture], list[Gesture]]]:
    """Yield each job with our works and the bare ones."""
    yield "open a ledger", [_open(ours, s) for s in SECTIONS], [_select(bare, s) for s in SECTIONS]
    for what, columns in (("text", TEXTS), ("person", PEOPLE)):
        path = ".name" if what == "person" else ""
        yield (
            f"sort by a {what}",
            [_page(ours, s, order=c) for s, c in columns],
            [_select(bare, s, f"json_extract(data, '$.{c}{path}')") for s, c in columns],
        )
    asked = [(s, w) for w in WORDS for s in SECTIONS]
    yield (
        "filter a ledger by words",
        [_filter(ours, s, w) for s, w in asked],
        [_like(bare, s, w) for s, w in asked[:: len(SECTIONS) + 1]],
    )
    lengths = {s: entries.count(ours, s, struck=None) for s in SECTIONS}
    yield (
        "jump to the end",
        [_page(ours, s, offset=lengths[s] - PAGE) for s in SECTIONS],
        [_select(bare, s, offset=lengths[s] - PAGE) for s in SECTIONS],
    )
    yield "search everything", [_search(ours, w) for w in ANYWHERE], []
    yield "add a row", [_add(ours, n) for n in range(20)], []
    yield "open the first page", [lambda: overview.today(ours)] * 3, []


def _open(ours: Store, section: str) -> Gesture:
    def work() -> None:
        entries.count(ours, section, struck=None)
        entries.listing(ours, section, order="-occurred_on", limit=PAGE)

    return work


def _page(ours: Store, section: str, *, order: str = "-occurred_on", offset: int = 0) -> Gesture:
    return lambda: entries.listing(ours, section, order=order, limit=PAGE, offset=offset)


def _filter(ours: Store, section: str, words: str) -> Gesture:
    def work() -> None:
        entries.count(ours, section, search=words, struck=None)
        entries.listing(ours, section, search=words, order="-occurred_on", limit=PAGE)

    return work


def _search(ours: Store, words: str) -> Gesture:
    return lambda: ours.search(words)


def _add(ours: Store, number: int) -> Gesture:
    row = {
        "date": "2026-12-30", "work_area": "to_chuc", "content": f"Việc thứ {number}",
        "lead": {"name": "Nguyễn Văn Mẫu"},
    }  # fmt: skip
    return lambda: entries.add(ours, "work_log", row)


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
