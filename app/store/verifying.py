"""Prove the file: pages, foreign keys, search index, journal chain, rows against the journal, blobs. Reads only."""

import hashlib
from dataclasses import dataclass

from app.catalogue import Catalogue
from app.store import changes, codec, search
from app.store.driver import Database, DatabaseError
from app.text import fold

JOURNALLED = (
    "unit", "entry", "period_lock", "waiver", "submission", "document", "document_file", "key", "bundle",
    "figure", "setting",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """What was found: sentences, and counts of what was looked at."""

    ok: bool
    findings: tuple[str, ...]
    counts: dict[str, int]


def verify(db: Database, catalogue: Catalogue) -> Report:
    """Check everything and return what was found; nothing is written."""
    findings: list[str] = []
    counts: dict[str, int] = {}
    try:
        findings += _pages(db)
        for table in (*JOURNALLED, "change", "journal", "blob"):
            counts[table] = int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        findings += _journal(db)
        findings += _index(db, catalogue)
        findings += _blobs(db)
    except DatabaseError as wrong:
        findings.append(f"Không đọc hết được tệp sổ: {wrong}")
    return Report(not findings, tuple(findings), counts)


def _pages(db: Database) -> list[str]:
    found = [f"Trang hỏng: {row[0]}" for row in db.execute("PRAGMA cipher_integrity_check")]
    found += [
        f"Cấu trúc hỏng: {row[0]}" for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"
    ]
    found += [
        f"Dòng {row[1]} của bảng {row[0]} trỏ tới dòng không có trong bảng {row[2]}."
        for row in db.execute("PRAGMA foreign_key_check")
    ]
    return found


def _journal(db: Database) -> list[str]:
    """Recompute the chain and compare every row with its last after-image."""
    previous = changes.GENESIS
    last: dict[tuple[str, str], str | None] = {}
    rows = db.execute(
        f"SELECT seq, tbl, row, before_json, after_json, hash, {changes.COLUMNS} "
        "FROM journal JOIN change ON change.id = journal.change ORDER BY seq"
    )
    expected = 1
    for seq, table, row, before, after, digest, *change in rows:
        if seq != expected:
            return [f"Nhật ký thiếu dòng {expected}."]
        expected += 1
        if changes.link(previous, changes.read_change(change), table, row, before, after) != digest:
            return [f"Nhật ký bị sửa ở dòng {seq}."]
        previous = digest
        last[table, row] = after
    found = []
    for table in JOURNALLED:
        name = changes.key_of(table)
        keys = {str(r[0]) for r in db.execute(f"SELECT {name} FROM {table}")}
        known = {row for (tbl, row), image in last.items() if tbl == table and image is not None}
        found += [
            f"Dòng {key} của bảng {table} không có trong nhật ký." for key in sorted(keys - known)
        ]
        found += [f"Dòng {key} của bảng {table} đã mất." for key in sorted(known - keys)]
        found += [
            f"Dòng {key} của bảng {table} khác nhật ký."
            for key in sorted(keys & known)
            if changes.image(db, table, key) != last[table, key]
        ]
    return found


def _index(db: Database, catalogue: Catalogue) -> list[str]:
    indexed = {
        (kind, key): (title, body)
        for kind, key, title, body in db.execute(
            "SELECT kind, id, title, body FROM search_row JOIN search ON search.rowid = search_row.number"
        )
    }
    found = []
    for table in ("entry", "document"):
        cursor = db.execute(f"SELECT * FROM {table}")
        names = [d[0] for d in cursor.description]
        for raw in cursor:
            row = codec.decode(dict(zip(names, raw, strict=True)))
            title, body = search.text_of(catalogue, table, row)
            if indexed.pop((table, row["id"]), None) != (fold(title), fold(body)):
                found.append(f"Chỉ mục tìm kiếm sai ở {table} {row['id']}.")
    return found + [f"Chỉ mục tìm kiếm thừa {kind} {key}." for kind, key in indexed]


def _blobs(db: Database) -> list[str]:
    return [
        f"Tệp {digest} không còn nguyên vẹn."
        for digest, size, content in db.execute("SELECT sha256, size, bytes FROM blob")
        if len(content) != size or hashlib.sha256(content).hexdigest() != digest
    ]
