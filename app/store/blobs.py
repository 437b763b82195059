"""Files by content: kept once, never changed, never journalled; the rows that point at them are."""

import hashlib
from collections.abc import Callable, Iterator
from typing import Final

from app.store.driver import Database
from app.store.model import Record

_PIECE: Final = 1 << 20
_REFERRED: Final = """
    SELECT 'document_file' AS tbl, id, blob AS sha256 FROM document_file
    UNION ALL SELECT 'entry', e.id, file.value ->> 'sha256'
      FROM entry e, json_each(e.files_json) file WHERE e.files_json <> '[]'
    UNION ALL SELECT 'entry', e.id, held.value
      FROM entry e, json_tree(e.data) held WHERE instr(e.data, '"sha256"') AND held.key = 'sha256'
    UNION ALL SELECT 'setting', s.key, held.value
      FROM setting s, json_tree(s.value_json) held WHERE s.key = 'catalogue' AND held.key = 'content'
"""
"""Every place that points at a file: documents, attachments of rows, fields of type `file`, the editions stood on."""


def put(
    db: Database, content: bytes | bytearray, written: Callable[[int], None] | None = None
) -> str:
    """Keep `content` inside the open transaction and return its sha256 in hex.

    It goes in piece by piece: the driver never holds a second copy, and `written(bytes)` may stop it.
    """
    digest = hashlib.sha256(content).hexdigest()
    made = db.conn.execute(
        "INSERT INTO blob (sha256, size, bytes) VALUES (?, ?, zeroblob(?))"
        " ON CONFLICT DO NOTHING RETURNING rowid",
        [digest, len(content), len(content)],
    ).fetchone()
    if made is None:
        return digest
    view = memoryview(content)
    # The driver's, unknown to the types of Python's own sqlite3.
    opened = db.conn.open_blob("blob", "bytes", made[0], False)  # type: ignore[attr-defined]
    try:
        for at in range(0, len(content), _PIECE):
            opened.write(view[at : at + _PIECE])
            if written:
                written(min(at + _PIECE, len(content)))
    finally:
        opened.close()
    return digest


def sizes(db: Database) -> list[Record]:
    """Return hash and size of every kept file."""
    rows = db.conn.execute("SELECT sha256, size FROM blob ORDER BY sha256")
    return [{"sha256": digest, "size": size} for digest, size in rows]


def findings(db: Database, counts: dict[str, int]) -> Iterator[str]:
    """Check every file against its hash and every pointer against the files.

    Files that nothing points at (an attachment whose adding was undone) may stay and are counted.
    """
    counts["blobs"] = 0
    kept = set()
    for digest, size, content in db.conn.execute("SELECT sha256, size, bytes FROM blob"):
        counts["blobs"] += 1
        kept.add(digest)
        if len(content) != size or hashlib.sha256(content).hexdigest() != digest:
            yield f"Tệp đính kèm {digest[:12]} không còn nguyên vẹn."
    referred = set()
    for table, row, digest in db.conn.execute(_REFERRED):
        referred.add(digest)
        if digest not in kept:
            yield f"Bảng {table}, dòng {row}: tệp kèm {str(digest)[:12]} không có trong sổ."
    counts["blobs_unused"] = len(kept - referred)
