"""The Store: one encrypted file, read with conditions, written only inside a named change."""

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from app import clock
from app.catalogue import Catalogue
from app.errors import NotFound
from app.store import changes, codec, conditions, search, verifying
from app.store.changes import Change, Event
from app.store.conditions import Where
from app.store.driver import Database, connect
from app.store.errors import ReadOnly
from app.store.ids import new_id
from app.store.units import Account, Unit
from app.text import fold

SCALE = 10_000
"""Sums of decimals are taken as integers of 1/10,000, so that they are exact."""


class Store:
    """What other rooms know of the file. Values in, values out; every write is inside `change`."""

    def __init__(
        self,
        home: Path,
        db: Database,
        key: bytes,
        account: Account,
        catalogue: Catalogue,
        *,
        writable: bool,
    ) -> None:
        self.home = home
        self.account = account
        self.catalogue = catalogue
        self._db = db
        self._key = key
        self._writable = writable
        self._change: Change | None = None
        self._touched: set[str] = set()
        self._listeners: list[Callable[[frozenset[str]], None]] = []
        self._release: Callable[[], None] = lambda: None
        db.conn.create_function(
            "fold", 1, lambda text: fold(text) if isinstance(text, str) else text
        )

    # reading

    def get(self, table: str, key: str) -> dict[str, Any]:
        """Return one row; NotFound."""
        rows = self.find(table, Where(changes.key_of(table), "=", key))
        if not rows:
            raise NotFound(f"Không tìm thấy “{key}”.")
        return rows[0]

    def find(
        self,
        table: str,
        *where: Where,
        order: Sequence[str] = (),
        limit: int | None = None,
        offset: int = 0,
    ) -> list[dict[str, Any]]:
        """Return the rows that meet every condition, JSON columns as objects."""
        clause, values = conditions.sql(where)
        text = f"SELECT * FROM {conditions.column(table)}{clause}{conditions.order_sql(order)}"
        if limit is not None or offset:
            text += " LIMIT ? OFFSET ?"
            values += [-1 if limit is None else limit, offset]
        return [codec.decode(row) for row in self._db.query(text, values)]

    def count(self, table: str, *where: Where) -> int:
        clause, values = conditions.sql(where)
        row = self._db.execute(
            f"SELECT count(*) FROM {conditions.column(table)}{clause}", values
        ).fetchone()
        return int(row[0])

    def total(
        self, table: str, fields: Sequence[str], *where: Where
    ) -> tuple[int, dict[str, Decimal]]:
        """Return the number of rows and the exact sum of each field (at most four decimals)."""
        clause, values = conditions.sql(where)
        sums = "".join(
            f", coalesce(sum(CAST(round({conditions.column(f)} * {SCALE}) AS INTEGER)), 0)"
            for f in fields
        )
        row = self._db.execute(
            f"SELECT count(*){sums} FROM {conditions.column(table)}{clause}", values
        ).fetchone()
        return int(row[0]), {f: Decimal(n) / SCALE for f, n in zip(fields, row[1:], strict=True)}

    def latest(self, table: str, field: str, *where: Where, by: str) -> dict[str, str]:
        """Return the greatest `field` per value of `by`."""
        clause, values = conditions.sql(where)
        text = f"SELECT {conditions.column(by)}, max({conditions.column(field)}) FROM {conditions.column(table)}{clause} GROUP BY 1"
        return {str(k): v for k, v in self._db.execute(text, values)}

    def blob(self, sha256: str) -> bytes:
        return bytes(self.get("blob", sha256)["bytes"])

    def setting(self, key: str, default: Any = None) -> Any:
        rows = self.find("setting", Where("key", "=", key))
        return rows[0]["value_json"] if rows else default

    @property
    def unit(self) -> Unit:
        return next(u for u in self.units() if u.own)

    @property
    def edition(self) -> str:
        return self.catalogue.edition

    @property
    def incarnation(self) -> str:
        return str(self.setting("incarnation"))

    def units(self) -> list[Unit]:
        return [_unit(row) for row in self.find("unit", order=("code",))]

    def unit_named(self, code: str) -> Unit:
        """Return a known unit; NotFound."""
        return _unit(self.get("unit", code))

    def search(self, text: str, limit: int = 50) -> list[search.Hit]:
        """Return what contains every word of `text`, with or without marks, best first."""
        return search.find(self._db, self.catalogue, text, limit)

    def changes(self, limit: int = 100, offset: int = 0) -> list[Change]:
        """Return the store's history, newest first."""
        rows = self._db.execute(
            f"SELECT {changes.COLUMNS} FROM change ORDER BY id DESC LIMIT ? OFFSET ?",
            [limit, offset],
        )
        return [changes.read_change(row) for row in rows]

    def row_history(self, table: str, key: str) -> list[Event]:
        """Return what happened to one row, oldest first."""
        rows = self._db.execute(
            f"SELECT {changes.COLUMNS}, before_json, after_json FROM journal JOIN change ON change.id = journal.change "
            "WHERE tbl = ? AND row = ? ORDER BY seq",
            [table, key],
        )
        return [
            Event(changes.read_change(r[:6]), _image(r[6]), _image(r[7])) for r in rows.fetchall()
        ]

    def journal_head(self) -> str:
        """Return the hash of the newest journal row."""
        return changes.head(self._db)

    # writing

    @contextmanager
    def change(self, label: str) -> Generator[Change]:
        """Make everything inside one transaction, one undo step, one line of history, one signal."""
        with self._within(label, "do", None) as change:
            yield change

    def insert(self, table: str, row: Mapping[str, Any]) -> str:
        """Insert a row (an id is made when its table's key is missing) and return its key."""
        name = changes.key_of(table)
        full = {**row} if name in row else {name: new_id(), **row}
        key = str(full[name])
        self._db[table].insert(codec.encode(full))  # type: ignore[union-attr]  # a table, not a view
        self._log(table, key, None)
        return key

    def update(self, table: str, key: str, changed: Mapping[str, Any]) -> None:
        """Change columns of a row; NotFound."""
        before = changes.image(self._db, table, key)
        if before is None:
            raise NotFound(f"Không tìm thấy “{key}”.")
        self._db[table].update(key, codec.encode(changed))  # type: ignore[union-attr]  # a table, not a view
        self._log(table, key, before)

    def remove(self, table: str, key: str) -> None:
        """Take a derived row away (journalled). Rows of ledgers are struck, never removed, unless received."""
        before = changes.image(self._db, table, key)
        if before is None:
            raise NotFound(f"Không tìm thấy “{key}”.")
        if table == "entry" and codec.read(before)["bundle"] is None:
            raise ValueError("rows of the own unit are struck, not removed")
        changes.put(self._db, table, key, None)
        self._log(table, key, before)

    def put_blob(self, content: bytes) -> str:
        """Keep a file by its content and return its sha256."""
        import hashlib

        digest = hashlib.sha256(content).hexdigest()
        self._db["blob"].insert(
            {"sha256": digest, "size": len(content), "bytes": content}, ignore=True
        )  # type: ignore[union-attr]
        return digest

    def set_setting(self, key: str, value: Any) -> None:
        if self.count("setting", Where("key", "=", key)):
            self.update("setting", key, {"value_json": value})
        else:
            self.insert("setting", {"key": key, "value_json": value})

    def undo(self) -> Change | None:
        """Take back the newest change; returns it, or None when there is none."""
        return self._take_back(changes.next_undo(self._db), "undo", "Hoàn tác: ")

    def redo(self) -> Change | None:
        """Do again what undo took back last, unless something new was done since."""
        return self._take_back(changes.next_redo(self._db), "redo", "Làm lại: ")

    def undo_change(self, change_id: int) -> Change:
        """Take back one given change; ChangedSince when one of its rows moved on."""
        change = self._take_back(change_id, "undo", "Hoàn tác: ")
        assert change is not None
        return change

    def on_change(self, listener: Callable[[frozenset[str]], None]) -> None:
        """Call `listener` with the tables touched after every commit."""
        self._listeners.append(listener)

    def _take_back(self, number: int | None, kind: str, word: str) -> Change | None:
        if number is None:
            return None
        row = self._db.execute(
            f"SELECT {changes.COLUMNS} FROM change WHERE id = ?", [number]
        ).fetchone()
        if row is None:
            raise NotFound("Không có thay đổi này.")
        old = changes.read_change(row)
        with self._within(word + old.label.removeprefix("Hoàn tác: "), kind, number):
            for table, key, content in changes.inverse(self._db, number):
                before = changes.image(self._db, table, key)
                changes.put(self._db, table, key, content)
                self._log(table, key, before)
        return old

    @contextmanager
    def _within(self, label: str, kind: str, undoes: int | None) -> Generator[Change]:
        if self._change is not None:
            yield self._change
            return
        if not self._writable or self.account.role == "xem":
            raise ReadOnly
        self._db.execute("BEGIN IMMEDIATE")
        try:
            self._change = changes.open_change(
                self._db, label, self.account.name, clock.now(), kind, undoes
            )
            yield self._change
            if not self._touched:
                self._db.execute("DELETE FROM change WHERE id = ?", [self._change.id])
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.conn.in_transaction:
                self._db.execute("ROLLBACK")
            self._touched.clear()
            raise
        finally:
            self._change = None
        touched = frozenset(self._touched)
        self._touched.clear()
        if touched:
            for listener in self._listeners:
                listener(touched)

    def _log(self, table: str, key: str, before: str | None) -> None:
        if self._change is None:
            raise RuntimeError("a store is written only inside a change")
        after = changes.image(self._db, table, key)
        changes.write(self._db, self._change, table, key, before, after)
        search.keep(self._db, self.catalogue, table, key, after)
        self._touched.add(table)

    # life

    @property
    def key(self) -> bytes:
        """The file's raw key, for the keyring and backups of this room only."""
        return self._key

    def reader(self) -> "Store":
        """Return a second, read-only connection for another thread; close it there."""
        db = connect(self.home / "store.db", self._key, read_only=True)
        return Store(self.home, db, self._key, self.account, self.catalogue, writable=False)

    def verify(self) -> verifying.Report:
        """Check pages, foreign keys, search index, journal and blobs; nothing is written."""
        return verifying.verify(self._db, self.catalogue)

    def backup(self, to: Path | None = None) -> Path:
        """Copy the store, open the copy, check it, and return its folder; BackupWrong."""
        from app.store import backup

        return backup.backup(self, to)

    def copy_to(self, file: Path) -> None:
        """Write a consistent, encrypted copy of the file."""
        self._db.execute("ATTACH DATABASE ? AS ban_sao KEY ?", [str(file), f"x'{self._key.hex()}'"])
        try:
            self._db.execute("SELECT sqlcipher_export('ban_sao')").fetchall()
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            self._db.execute(f"PRAGMA ban_sao.user_version = {version}")
        finally:
            self._db.execute("DETACH DATABASE ban_sao")

    def dump(self) -> dict[str, list[dict[str, Any]]]:
        """Return the content of every table people fill, in key order (for comparing states)."""
        return {
            t: self.find(t, order=(changes.key_of(t),)) for t in (*verifying.JOURNALLED, "blob")
        }

    def close(self) -> None:
        """Close the file; nothing can be read or written afterwards."""
        if self._db.conn is not None:
            self._db.conn.close()
        self._release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _unit(row: Mapping[str, Any]) -> Unit:
    return Unit(
        row["code"],
        row["name"],
        row["echelon"],
        row["parent"],
        bool(row["own"]),
        bool(row["training"]),
        row["data"],
    )


def _image(content: str | None) -> dict[str, Any] | None:
    return None if content is None else codec.decode(codec.read(content))
