"""One user action: a transaction, its journal rows chained by hash, its undo."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlite_utils import Database

from app.store import codec
from app.store.errors import ChangedSince

GENESIS = "0" * 64
KEYS = {"unit": "code", "setting": "key", "blob": "sha256"}


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the store's history."""

    id: int
    label: str
    account: str
    at: str
    kind: Literal["do", "undo", "redo"]
    undoes: int | None


@dataclass(frozen=True, slots=True)
class Event:
    """What one change did to one row; `before` is None for an insert, `after` for a removal."""

    change: Change
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def key_of(table: str) -> str:
    """Return the name of a table's primary key."""
    return KEYS.get(table, "id")


def head(db: Database) -> str:
    """Return the hash of the newest journal row, or the chain's beginning."""
    row = db.execute("SELECT hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return row[0] if row else GENESIS


def link(
    previous: str, change: Change, table: str, row: str, before: str | None, after: str | None
) -> str:
    """Return the hash of one journal row: sha256 of the previous hash and the canonical row."""
    content = codec.canonical(
        [
            change.id,
            change.label,
            change.account,
            change.at,
            change.kind,
            change.undoes,
            table,
            row,
            before,
            after,
        ]
    )
    return hashlib.sha256((previous + content).encode()).hexdigest()


def open_change(
    db: Database, label: str, account: str, at: str, kind: str, undoes: int | None
) -> Change:
    cursor = db.execute(
        "INSERT INTO change (label, account, at, kind, undoes) VALUES (?, ?, ?, ?, ?)",
        [label, account, at, kind, undoes],
    )
    return Change(int(cursor.lastrowid or 0), label, account, at, kind, undoes)  # type: ignore[arg-type]  # CHECKed by the schema


def write(
    db: Database, change: Change, table: str, row: str, before: str | None, after: str | None
) -> None:
    """Append one journal row."""
    db.execute(
        "INSERT INTO journal (change, tbl, row, before_json, after_json, hash) VALUES (?, ?, ?, ?, ?, ?)",
        [change.id, table, row, before, after, link(head(db), change, table, row, before, after)],
    )


def image(db: Database, table: str, key: str) -> str | None:
    """Return the row as canonical JSON, or None when there is none."""
    cursor = db.execute(f"SELECT * FROM {table} WHERE {key_of(table)} = ?", [key])
    row = cursor.fetchone()
    if row is None:
        return None
    names = [d[0] for d in cursor.description]
    return codec.canonical(dict(zip(names, row, strict=True)))


def put(db: Database, table: str, key: str, content: str | None) -> None:
    """Make the row equal to a journal image: insert, overwrite or remove it."""
    name = key_of(table)
    if content is None:
        db.execute(f"DELETE FROM {table} WHERE {name} = ?", [key])
        return
    row: Mapping[str, Any] = codec.read(content)
    columns = list(row)
    if image(db, table, key) is None:
        marks = ", ".join("?" * len(columns))
        db.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",
            [row[c] for c in columns],
        )
    else:
        sets = ", ".join(f"{c} = ?" for c in columns)
        db.execute(f"UPDATE {table} SET {sets} WHERE {name} = ?", [*(row[c] for c in columns), key])


def inverse(db: Database, change_id: int) -> list[tuple[str, str, str | None]]:
    """Return what puts every row of a change back, last first; ChangedSince when a row moved on."""
    rows = db.execute(
        "SELECT tbl, row, before_json, after_json FROM journal WHERE change = ? ORDER BY seq DESC",
        [change_id],
    ).fetchall()
    checked: set[tuple[str, str]] = set()
    for table, row, _, after in rows:
        if (table, row) not in checked:
            checked.add((table, row))
            if image(db, table, row) != after:
                raise ChangedSince
    return [(table, row, before) for table, row, before, _ in rows]


def read_change(row: Sequence[Any]) -> Change:
    return Change(*row)


COLUMNS = "change.id, change.label, change.account, change.at, change.kind, change.undoes"


def next_undo(db: Database) -> int | None:
    """Return the newest change that is done and not undone: the change undo would take back."""
    return _top(db, undo=True)


def next_redo(db: Database) -> int | None:
    """Return the undo that redo would take back; a new change in between ends it."""
    return _top(db, undo=False)


def _top(db: Database, *, undo: bool) -> int | None:
    done: list[int] = []
    undone: list[int] = []
    # Change 1 laid the store itself; it is not taken back.
    for number, kind, undoes in db.execute(
        "SELECT id, kind, undoes FROM change WHERE id > 1 ORDER BY id"
    ):
        if kind == "do":
            done.append(number)
            undone.clear()
        elif kind == "undo":
            if undoes in done:
                done.remove(undoes)
            undone.append(number)
        else:
            if undoes in undone:
                undone.remove(undoes)
            done.append(number)
    stack = done if undo else undone
    return stack[-1] if stack else None
