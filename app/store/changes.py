"""The change: one transaction whose every row leaves a before and after image in the hash-chained journal."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

from app import clock
from app.errors import NotFound
from app.store.codec import decode, encode, image, is_json
from app.store.columns import Columns
from app.store.conditions import Table
from app.store.driver import Database
from app.store.model import Change, Event, Record
from app.store.search import SEARCHED, Search
from app.text import fold

GENESIS: Final = "0" * 64
_CHANGE: Final = "id, label, account, at, kind, undoes, final"


class Journal:
    """Writes rows and their journal inside the one open change of a connection."""

    def __init__(
        self, db: Database, tables: Mapping[str, Table], search: Search, columns: Columns,
        written: Callable[[str, str], None],
    ) -> None:  # fmt: skip
        """`written(table, key)` is told of every row once it stands."""
        self._conn = db.conn
        self._written = written
        self._db = db
        self._tables = tables
        self._search = search
        self._columns = columns
        self._head = GENESIS
        self.current: Change | None = None
        self.touched: set[str] = set()

    @contextmanager
    def change(
        self, label: str, account: str, kind: str = "do", undoes: int | None = None
    ) -> Iterator[Change]:
        """Open the outermost change. A change that wrote nothing leaves nothing."""
        self._conn.execute("BEGIN IMMEDIATE")
        try:
            last = self._conn.execute("SELECT coalesce(max(id), 0) FROM change").fetchone()[0]
            self.current = Change(last + 1, label, account, clock.now(), kind, undoes)
            self.touched = set()
            self._head = head(self._db)
            self._record(self.current)
            yield self.current
            self._conn.execute("COMMIT" if self.touched else "ROLLBACK")
        except BaseException:
            self.touched = set()
            if self._conn.in_transaction:
                self._conn.execute("ROLLBACK")
            raise
        finally:
            self.current = None

    @contextmanager
    def inner(self) -> Iterator[Change]:
        """Join the open change; when the inner part fails and the outer goes on, only the part is taken back."""
        assert self.current
        before = self._head, set(self.touched)
        try:
            with self._db.atomic():
                yield self.current
        except BaseException:
            self._head, self.touched = before
            raise

    def insert(self, table: Table, row: Mapping[str, Any]) -> str:
        """Write a new row; columns not given take the schema's default. Return its key."""
        self._require_open()
        values = stored(table, row)
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" * len(values))
        key = str(values[table.key])
        # Without RETURNING, which opens a statement journal: inside a joined change each one walks through
        # all that the change has set aside so far.
        self._conn.execute(
            f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', list(values.values())
        )
        after = raw(self._db, table, key)
        assert after is not None
        self._write(table, key, None, after)
        return key

    def update(self, table: Table, key: str, changes: Mapping[str, Any]) -> None:
        """Change columns of one row; `NotFound` without it; the same values again leave no trace."""
        self._require_open()
        before = raw(self._db, table, key)
        if before is None:
            raise NotFound()
        values = stored(table, changes)
        if values.get(table.key, key) != key:
            raise ValueError(f"{table.name}: a key never changes")
        different = {name: value for name, value in values.items() if before[name] != value}
        if not different:
            return
        sets = ", ".join(f'"{name}" = ?' for name in different)
        self._conn.execute(
            f'UPDATE "{table.name}" SET {sets} WHERE "{table.key}" = ?', [*different.values(), key]
        )
        after = raw(self._db, table, key)
        self._write(table, key, before, after)

    def remove(self, table: Table, key: str) -> None:
        """Take a row away; the journal keeps its image."""
        self._require_open()
        before = raw(self._db, table, key)
        if before is None:
            raise NotFound()
        self._conn.execute(f'DELETE FROM "{table.name}" WHERE "{table.key}" = ?', [key])
        self._write(table, key, before, None)

    def make_final(self) -> None:
        """Mark the open change as one that is never undone."""
        assert self.current
        self.current = replace(self.current, final=True)
        self._conn.execute("UPDATE change SET final = 1 WHERE id = ?", [self.current.id])

    def _record(self, change: Change) -> None:
        self._conn.execute(
            f"INSERT INTO change ({_CHANGE}) VALUES (?, ?, ?, ?, ?, ?, ?)", _parts(change)
        )

    def _write(
        self, table: Table, key: str, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> None:
        assert self.current
        images = image(before) if before else None, image(after) if after else None
        self._head = link(self._head, self.current, table.name, key, *images)
        self._conn.execute(
            "INSERT INTO journal (change, tbl, row, before_json, after_json, hash)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [self.current.id, table.name, key, *images, self._head],
        )
        if table.name in SEARCHED:
            now = shown(after) if after else None
            number = self._search.keep(table.name, key, now)
            if table.name == "entry":
                self._columns.keep(number, shown(before) if before else None, now)
        self.touched.add(table.name)
        self._written(table.name, key)

    def _require_open(self) -> None:
        if self.current is None:
            raise RuntimeError("rows change only inside store.change()")


def link(
    previous: str, change: Change, table: str, key: str, before: str | None, after: str | None
) -> str:
    """Return the hash of one journal row: sha256 over the previous hash and the canonical row, as hex."""
    row = [*_parts(change)[:6], table, key, before, after]
    return hashlib.sha256(previous.encode() + encode(row).encode()).hexdigest()


def raw(db: Database, table: Table, key: str) -> dict[str, Any] | None:
    """Return one row as it stands in the database, JSON still text."""
    return _one(db, table, f'SELECT * FROM "{table.name}" WHERE "{table.key}" = ?', [key])


def head(db: Database) -> str:
    """Return the hash of the newest journal row; 64 zeros for an empty journal."""
    found = db.conn.execute("SELECT hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return str(found[0]) if found else GENESIS


def stored(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with its JSON columns as canonical text; KeyError for an unknown column."""
    unknown = row.keys() - set(table.columns)
    if unknown:
        raise KeyError(f"{table.name}.{min(unknown)}")
    return {
        name: encode(value) if is_json(name) and value is not None else value
        for name, value in row.items()
    }


def shown(row: Mapping[str, Any]) -> Record:
    """Return a row with its JSON columns as Python values."""
    return {
        name: decode(value) if is_json(name) and value is not None else value
        for name, value in row.items()
    }


def change_of(found: Any) -> Change:
    """Return the change of a database row in the order of the schema."""
    number, label, account, at, kind, undoes, final = found[:7]
    return Change(number, label, account, at, kind, undoes, bool(final))


def newest(db: Database, limit: int, offset: int, search: str = "") -> list[Change]:
    """Return changes, newest first; with `search` those whose label or account holds every word."""
    words = fold(search).split()
    holds = "".join(" AND instr(folded(label || ' ' || account), ?)" for _ in words)
    rows = db.conn.execute(
        f"SELECT {_CHANGE} FROM change WHERE 1{holds} ORDER BY id DESC LIMIT ? OFFSET ?",
        [*words, limit, offset],
    )
    return [change_of(row) for row in rows]


def touched(db: Database, change: int, limit: int) -> list[tuple[str, str]]:
    """Return table and key of the rows that a change wrote, in the order they were written first."""
    rows = db.conn.execute(
        "SELECT tbl, row FROM journal WHERE change = ? GROUP BY tbl, row ORDER BY min(seq) LIMIT ?",
        [change, limit],
    )
    return [(str(table), str(key)) for table, key in rows]


def taken_back(db: Database, change: int) -> bool:
    """Tell whether a change does not stand any more: undone, and that undo not redone."""
    rows = db.conn.execute("SELECT id FROM change WHERE undoes = ?", [change]).fetchall()
    return any(not taken_back(db, by) for (by,) in rows)


def by_id(db: Database, change: int) -> Change:
    """Return one change; `NotFound` for an unknown number."""
    found = db.conn.execute(f"SELECT {_CHANGE} FROM change WHERE id = ?", [change]).fetchone()
    if not found:
        raise NotFound("Không có thao tác này trong lịch sử.")
    return change_of(found)


def events(db: Database, table: str, key: str) -> list[Event]:
    """Return what happened to one row, oldest first."""
    rows = db.conn.execute(
        "SELECT c.id, label, account, at, kind, undoes, final, before_json, after_json"
        " FROM journal JOIN change c ON c.id = journal.change WHERE tbl = ? AND row = ? ORDER BY seq",
        [table, key],
    )
    return [Event(change_of(row), _read(row[7]), _read(row[8])) for row in rows]


def _one(db: Database, table: Table, sql: str, values: list[Any]) -> dict[str, Any] | None:
    found = db.conn.execute(sql, values).fetchone()
    return dict(zip(table.columns, found, strict=True)) if found else None


def _read(text: str | None) -> Record | None:
    return decode(text) if text else None


def plain_label(change: Change) -> str:
    """Return what the user did, without the words undo and redo put before it."""
    label = change.label
    while label.startswith(("Hoàn tác: ", "Làm lại: ")):
        label = label.partition(": ")[2]
    return label


def _parts(change: Change) -> list[Any]:
    c = change
    return [c.id, c.label, c.account, c.at, c.kind, c.undoes, int(c.final)]
