"""Undo and redo: the inverse of a change written as a new change. Nothing leaves the journal."""

from collections.abc import Callable
from typing import Any, Final

from app.store.changes import Journal, by_id, change_of, raw
from app.store.codec import decode, stands
from app.store.conditions import Table
from app.store.driver import Database, DriverFault
from app.store.errors import UndoRefused
from app.store.model import Change

_STEP: Final = 20
_COLUMNS = "c.id, c.label, c.account, c.at, c.kind, c.undoes, c.final"


def last_done(db: Database) -> Change | None:
    """Return the newest change still standing, if it may be taken back; a final change stops the search."""
    found = db.conn.execute(
        f"SELECT {_COLUMNS} FROM change c WHERE c.kind IN ('do', 'redo')"
        " AND NOT EXISTS (SELECT 1 FROM change u WHERE u.undoes = c.id)"
        " ORDER BY c.id DESC LIMIT 1"
    ).fetchone()
    return change_of(found) if found and not found[6] else None


def last_undone(db: Database) -> Change | None:
    """Return the newest undo not yet redone; anything newly done since clears it."""
    found = db.conn.execute(
        f"SELECT {_COLUMNS} FROM change c WHERE c.kind = 'undo'"
        " AND c.id > (SELECT coalesce(max(id), 0) FROM change WHERE kind = 'do')"
        " AND NOT EXISTS (SELECT 1 FROM change r WHERE r.undoes = c.id)"
        " ORDER BY c.id DESC LIMIT 1"
    ).fetchone()
    return change_of(found) if found else None


def require_undoable(db: Database, change_id: int) -> Change:
    """Return the change, or raise `UndoRefused`: final, an undo itself, or undone already."""
    change = by_id(db, change_id)
    if change.final:
        raise UndoRefused(f"Thao tác “{change.label}” không hoàn tác được.")
    taken_back = db.conn.execute("SELECT 1 FROM change WHERE undoes = ?", [change.id]).fetchone()
    if taken_back or change.kind == "undo":
        raise UndoRefused(f"Thao tác “{change.label}” đã được hoàn tác rồi.")
    return change


def tables_of(db: Database, change: Change) -> list[str]:
    """Return the names of the tables that a change touched."""
    rows = db.conn.execute("SELECT DISTINCT tbl FROM journal WHERE change = ?", [change.id])
    return [str(name) for (name,) in rows]


def write_inverse(
    db: Database, journal: Journal, tables: dict[str, Table], change: Change,
    step: Callable[[int, int], None],
) -> None:  # fmt: skip
    """Inside an open change, put every row of `change` back, last row first; `step(done, total)` on the way.

    `UndoRefused` when a row no longer stands as that change left it, or when newer rows hang on it. Settings
    come first: the edition they name says how the other rows are indexed.
    """
    rows = db.conn.execute(
        "SELECT tbl, row, before_json, after_json FROM journal WHERE change = ? ORDER BY seq DESC",
        [change.id],
    ).fetchall()
    rows.sort(key=lambda row: row[0] != "setting")
    left: dict[tuple[str, str], str | None] = {}
    for name, key, _, after in rows:
        left.setdefault((name, key), after)
    total = len(left) + len(rows)
    for n, ((name, key), after) in enumerate(left.items()):
        if n % _STEP == 0:
            step(n, total)
        now = raw(db, tables[name], key)
        if (now is None) != (after is None) or (now and after and not stands(now, after)):
            raise _changed_later(change)
    try:
        for n, (name, key, before, after) in enumerate(rows, start=len(left)):
            if n % _STEP == 0:
                step(n, total)
            _put_back(journal, tables[name], key, before, after)
    except DriverFault as fault:
        if "constraint failed" in str(fault):
            raise _changed_later(change) from fault
        raise


def _put_back(
    journal: Journal, table: Table, key: str, before: str | None, after: str | None
) -> None:
    if before is None:
        journal.remove(table, key)
    elif after is None:
        journal.insert(table, decode(before))
    else:
        wanted: dict[str, Any] = decode(before)
        journal.update(table, key, wanted)


def _changed_later(change: Change) -> UndoRefused:
    return UndoRefused(
        f"Không hoàn tác được “{change.label}”: có dòng đã được sửa hoặc dùng đến sau đó."
    )
