"""Ledger rows: adding and listing, beside bare SQLCipher with the same settings."""

import json
import secrets
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from sqlcipher3 import dbapi2

from app import store
from app.ledgers import entries
from app.store import FLOOR, Store, Unit
from benchmarks.measure import Row, pair

SECTION = "culture_day"
COUNT = 1000
SINGLE = 50
SETTINGS = ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "temp_store = MEMORY")
BARE = "INSERT INTO entry (id, unit, section, occurred_on, data) VALUES (?, 'c1', ?, ?, ?)"


def values(number: int) -> dict[str, object]:
    """Return a valid row; rows of different numbers differ."""
    return {
        "date": (date(2024, 1, 1) + timedelta(days=number % 700)).isoformat(),
        "kind": "phap_luat",
        "theme": f"Chủ đề {number}: tìm hiểu Luật Sĩ quan Quân đội nhân dân Việt Nam",
        "chair": {"name": "Nguyễn Văn An", "rank": "thieu_ta", "position": "Chính trị viên"},
        "required": 90 + number % 9,
        "present": 88,
        "content": "Cán bộ, chiến sĩ phấn khởi, tin tưởng; đề nghị bảo đảm nước sinh hoạt.",
    }


def rows(place: Path) -> Iterator[Row]:
    """Yield adding in bulk, adding one by one, and showing a page."""
    unit = Unit("c1", "Đại đội 1", "company", own=True)
    ours = store.create(place / "entries", unit=unit, passphrase="đo tốc độ 1", argon=FLOOR).store
    bare = bare_store(place / "bare.db")
    with ours:
        yield _bulk(ours, bare)
        yield _single(ours, bare)
        yield _page(ours, bare)
    bare.close()


def bare_store(file: Path) -> dbapi2.Connection:
    """Return a plain SQLCipher file with the least that a ledger needs: one table, one index."""
    connection = dbapi2.connect(str(file), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{secrets.token_hex(32)}'\"")
    for setting in SETTINGS:
        connection.execute(f"PRAGMA {setting}").fetchall()
    connection.execute(
        "CREATE TABLE entry (id TEXT PRIMARY KEY, unit TEXT, section TEXT, occurred_on TEXT, data TEXT) STRICT"
    )
    connection.execute("CREATE INDEX listing ON entry (unit, section, occurred_on, id)")
    return connection


def _bare_row(number: int) -> tuple[str, str, object, str]:
    row = values(number)
    return secrets.token_hex(16), SECTION, row["date"], json.dumps(row, ensure_ascii=False)


def _bulk(ours: Store, bare: dbapi2.Connection) -> Row:
    def add() -> None:
        entries.add_many(ours, SECTION, [values(n) for n in range(COUNT)])

    def insert() -> None:
        bare.execute("BEGIN")
        bare.executemany(BARE, [_bare_row(n) for n in range(COUNT)])
        bare.execute("COMMIT")

    spent, reference = pair(add, insert, 2)
    return Row("add 1,000 entries at once / bare executemany", "s", spent, reference, most=10)


def _single(ours: Store, bare: dbapi2.Connection) -> Row:
    def add() -> None:
        for number in range(SINGLE):
            entries.add(ours, SECTION, values(number))

    def insert() -> None:
        for number in range(SINGLE):
            bare.execute(BARE, _bare_row(number))

    spent, reference = (total / SINGLE * 1000 for total in pair(add, insert))
    return Row("add one entry, saved / bare insert and commit", "ms", spent, reference, most=100)


def _page(ours: Store, bare: dbapi2.Connection) -> Row:
    def listing() -> None:
        entries.listing(ours, SECTION, order="-occurred_on", limit=50, offset=1000)

    def select() -> None:
        found = bare.execute(
            "SELECT * FROM entry WHERE unit = 'c1' AND section = ? ORDER BY occurred_on DESC, id DESC LIMIT 50 OFFSET 1000",
            [SECTION],
        )
        for row in found.fetchall():
            json.loads(row[-1])

    spent, reference = (total * 1000 for total in pair(listing, select, 10))
    return Row(
        "list a page of 50 out of 2,150 / bare select",
        "ms",
        spent,
        reference,
        most=100,
        most_ratio=20,
    )
