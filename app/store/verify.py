"""The check of a whole store: what is wrong, in sentences, and how much was looked at. Never writes."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from app.store import blobs
from app.store.changes import GENESIS, change_of, link, shown
from app.store.codec import stands
from app.store.columns import Columns
from app.store.conditions import Table
from app.store.driver import Database, DriverFault, in_memory
from app.store.model import Report
from app.store.search import SEARCHED, Search

_SHOWN = 50


def verify(db: Database, tables: Mapping[str, Table], search: Search, columns: Columns) -> Report:
    """Check pages, references, journal chain, rows against the journal, search index, columns and files."""
    counts: dict[str, int] = {}
    findings: list[str] = []
    parts = (
        _pages(db, counts),
        _references(db),
        _chain(db, counts),
        _rows(db, tables, counts),
        _index(db, tables, search, counts),
        _columns(db, columns),
        blobs.findings(db, counts),
    )
    own = not db.conn.in_transaction
    if own:
        db.conn.execute("BEGIN")
    try:
        for part in parts:
            try:
                findings += part
            except DriverFault as fault:
                findings.append(f"Không đọc được một phần của tệp sổ ({fault}).")
    finally:
        if own:
            db.conn.execute("ROLLBACK")
    left = len(findings) - _SHOWN
    shown_ = findings[:_SHOWN] + ([f"Và {left} chỗ khác nữa."] if left > 0 else [])
    return Report(not findings, shown_, counts)


def _pages(db: Database, counts: dict[str, int]) -> Iterator[str]:
    counts["pages"] = int(db.conn.execute("PRAGMA page_count").fetchone()[0])
    for (said,) in db.conn.execute("PRAGMA cipher_integrity_check").fetchall():
        yield f"Trang hỏng trong tệp sổ: {said}."
    for (said,) in db.conn.execute("PRAGMA integrity_check").fetchall():
        if said != "ok":
            yield f"Cấu trúc tệp sổ sai: {said}."


def _references(db: Database) -> Iterator[str]:
    for table, row, parent, _ in db.conn.execute("PRAGMA foreign_key_check").fetchall():
        yield f"Bảng {table}, dòng số {row}: chỉ đến mục không còn trong bảng {parent}."


def _chain(db: Database, counts: dict[str, int]) -> Iterator[str]:
    """Recompute the chain from the start; after a break it goes on from the stored hash, to name each place."""
    counts["changes"] = int(db.conn.execute("SELECT count(*) FROM change").fetchone()[0])
    counts["journal"] = 0
    previous, expected = GENESIS, 1
    rows = db.conn.execute(
        "SELECT c.id, label, account, at, kind, undoes, final, seq, tbl, row, before_json,"
        " after_json, hash FROM journal LEFT JOIN change c ON c.id = journal.change ORDER BY seq"
    )
    for row in rows:
        seq, hash_ = row[7], row[12]
        counts["journal"] += 1
        if seq != expected:
            yield f"Nhật ký thiếu dòng {expected} đến {seq - 1}."
        if link(previous, change_of(row), *row[8:12]) != hash_:
            yield f"Nhật ký bị sửa ở dòng {seq} (thao tác “{row[1]}” lúc {row[3]}, bảng {row[8]})."
        previous, expected = hash_, seq + 1


def _rows(db: Database, tables: Mapping[str, Table], counts: dict[str, int]) -> Iterator[str]:
    """Every row must stand as the journal last left it."""
    for name, table in tables.items():
        last = dict(_last_images(db, name))
        counts[name] = 0
        for row in _raw_rows(db, table):
            counts[name] += 1
            key = str(row[table.key])
            left = last.pop(key, None)
            if left is None:
                yield f"Bảng {name}, dòng {key}: không có trong nhật ký."
            elif not stands(row, left):
                yield f"Bảng {name}, dòng {key}: khác với nhật ký."
        for key, text in last.items():
            if text is not None:
                yield f"Bảng {name}, dòng {key}: có trong nhật ký nhưng đã mất."


def _last_images(db: Database, table: str) -> Iterator[tuple[str, str | None]]:
    rows = db.conn.execute(
        "SELECT row, after_json, max(seq) FROM journal WHERE tbl = ? GROUP BY row", [table]
    )
    for key, text, _ in rows:
        yield str(key), text


def _raw_rows(db: Database, table: Table) -> Iterator[dict[str, Any]]:
    for row in db.conn.execute(f'SELECT * FROM "{table.name}"'):
        yield dict(zip(table.columns, row, strict=True))


def _index(
    db: Database, tables: Mapping[str, Table], search: Search, counts: dict[str, int]
) -> Iterator[str]:
    """Build the index anew in memory from the rows and compare every word with the kept one."""
    fresh = in_memory()
    fresh.conn.execute(
        "CREATE VIRTUAL TABLE search USING fts5"
        " (title, body, files, place, content = '', tokenize = \"unicode61 remove_diacritics 2\")"
    )
    fresh.conn.execute("CREATE VIRTUAL TABLE search_word USING fts5vocab (search, row)")
    numbers = {
        (str(kind), str(key)): (int(number), str(place))
        for number, kind, key, place in db.conn.execute(
            "SELECT number, kind, id, place FROM searched"
        )
    }
    counts["searched"] = len(numbers)
    kept = {int(number) for (number,) in db.conn.execute("SELECT rowid FROM search")}
    for kind in SEARCHED:
        for row in _raw_rows(db, tables[kind]):
            number, place = numbers.pop((kind, str(row["id"])), (0, ""))
            texts = search.indexed(kind, shown(row))
            if number not in kept or place != texts[-1]:
                yield f"Tra cứu: thiếu dòng {row['id']} của bảng {kind}."
                continue
            kept.discard(number)
            fresh.conn.execute(
                "INSERT INTO search (rowid, title, body, files, place) VALUES (?, ?, ?, ?, ?)",
                [number, *texts],
            )
    if numbers or kept:
        yield f"Tra cứu: thừa {max(len(numbers), len(kept))} dòng không còn trong sổ."
    words = "SELECT term, doc, cnt FROM search_word"
    different = set(db.conn.execute(words)) ^ set(fresh.conn.execute(words))
    fresh.close()
    if different:
        wrong = len({term for term, _, _ in different})
        yield f"Tra cứu: {wrong} từ không khớp với nội dung sổ."


def _columns(db: Database, columns: Columns) -> Iterator[str]:
    """Make the cells of the ledgers anew from the rows and compare them with the kept ones, column by column."""
    names = dict(db.conn.execute("SELECT number, section FROM col"))
    kept: dict[int, int] = defaultdict(int)
    for col, *cell, row in db.conn.execute("SELECT col, unit, key, day, words, row FROM cell"):
        kept[col] ^= hash((*cell, row))
    for unit, section in db.conn.execute("SELECT DISTINCT unit, section FROM entry").fetchall():
        for row, record in columns.rows(unit, section):
            for col, *cell in columns.cells(record):
                kept[col] ^= hash((*cell, row))
    for section in sorted({names.get(col, "?") for col, left in kept.items() if left}):
        yield f"Sắp xếp: các cột của mục {section} không khớp với các dòng."
