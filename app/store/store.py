"""The store: the one object through which every other room reads and changes rows."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from app.catalogue import Catalogue, Edition, editions
from app.progress import Progress, silent
from app.store import backup, blobs, changes, scratch, standing, undo, views
from app.store.conditions import Table, Where
from app.store.driver import Database, DriverFault, connect
from app.store.errors import NotAllowed, ReadOnly, UndoRefused
from app.store.ids import new_id
from app.store.lock import StoreLock
from app.store.model import Account, Change, Report
from app.store.rows import Rows
from app.store.verify import verify

_NOT_FOR: Final[Mapping[str, frozenset[str]]] = {
    "tro_ly": frozenset({"unit", "period_lock", "waiver"})
}


class Store(Rows):
    """One opened store. Rows are read at any time and written inside `change()`; close it, or use `with`.

    One thread writes; a worker takes its own `reader()`.
    """

    def __init__(
        self, home: Path, key: bytes, account: Account, catalogue: Catalogue, db: Database,
        lock: StoreLock | None,
    ) -> None:  # fmt: skip
        super().__init__(home, key, account, catalogue, db)
        self._lock = lock
        self._journal = changes.Journal(
            db, self._tables, self._search, self._columns, self._written
        )
        self._default = catalogue
        self._heard: list[Callable[[frozenset[str]], None]] = []

    # Opening and closing

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Put the last pages into the file and give the store back. Twice is harmless.

        A file or disk at fault hinders neither: what was committed stays in the WAL until the next opening.
        """
        if self._lock is None:
            self._db.close()
            return
        try:
            with suppress(DriverFault):
                self._db.conn.execute("PRAGMA optimize")
                self._db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._db.close()
        finally:
            self._lock.release()
            self._lock = None

    def reader(self, catalogue: Catalogue | None = None) -> "Store":
        """Return a second, read-only store for a worker thread; it sees what is committed.

        With `catalogue` it reads the rows by another edition.
        """
        db = connect(self.home / "store.db", self.key, reading=True)
        return Store(self.home, self.key, self.account, catalogue or self.catalogue, db, None)

    # The edition it stands on

    def stand(self) -> None:
        """Take up the edition that the file says it stands on; for opening it."""
        self._use(standing.standing(self.setting(standing.SETTING), self._default, self.blob))

    def stand_on(self, edition: Edition) -> None:
        """Go over to an edition, inside a change; undo goes back. Rows are left as they are.

        Only for who signs (`NotAllowed`).
        """
        now: Mapping[str, Any] | None = self.setting(standing.SETTING)
        before: list[Mapping[str, Any]] = []
        if now is not None:
            before = [{k: v for k, v in now.items() if k != "before"}, *now["before"]]
        elif self.count("entry"):  # a store without rows has nothing to read by an older edition
            first = editions.shipped()[0]
            before = [standing.kept(first, self.put_blob(first.content))]
        wanted = standing.kept(edition, self.put_blob(edition.content))
        self.set_setting(standing.SETTING, wanted | {"before": before})

    def _written(self, table: str, key: str) -> None:
        """Follow the setting at once, so that the rows after it are indexed by the right edition."""
        if (table, key) == ("setting", standing.SETTING):
            if not self.account.signs:
                raise NotAllowed()
            self.stand()

    @contextmanager
    def _same_edition_if_it_fails(self) -> Iterator[None]:
        """Read by the old edition again when what would have changed it is taken back."""
        before = self.catalogue
        try:
            yield
        except BaseException:
            self.catalogue = before
            self._search.read_by(before)
            self._columns.read_by(before)
            raise

    def _use(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._search.read_by(catalogue)
        self._columns.read_by(catalogue)
        with self._faults():
            views.refresh(self._db, catalogue)
            self._columns.refresh(self._search)

    # Changing

    @contextmanager
    def change(self, label: str, *, final: bool = False) -> Iterator[Change]:
        """Open one change: one transaction, one undo step, one line of history with this label.

        A change inside another joins it. An exception takes everything back. `final`: what cannot be
        called back (a bundle that left); undo never goes behind it.
        """
        self._require_writer()
        if self._journal.current is not None:
            with self._faults(), self._same_edition_if_it_fails(), self._journal.inner() as current:
                if final:
                    self._journal.make_final()
                yield current
            return
        with self._outer(label) as current:
            if final:
                self._journal.make_final()
            yield current

    @contextmanager
    def _outer(self, label: str, kind: str = "do", undoes: int | None = None) -> Iterator[Change]:
        try:
            with (
                self._faults(),
                self._same_edition_if_it_fails(),
                self._journal.change(label, self.account.name, kind, undoes) as now,
            ):
                yield now
        finally:
            touched = frozenset(self._journal.touched)
        if touched:
            for callback in tuple(self._heard):
                callback(touched)

    def insert(self, table: str, row: Mapping[str, Any]) -> str:
        """Write a new row inside a change and return its key; a row without `id` gets one."""
        of = self._writable(table)
        named = {"id": new_id(), **row} if of.key == "id" else row
        return self._journal.insert(of, named)

    def update(self, table: str, key: str, changes: Mapping[str, Any]) -> None:
        """Change columns of one row inside a change; a JSON column is replaced whole."""
        self._journal.update(self._writable(table), key, changes)

    def remove(self, table: str, key: str) -> None:
        """Take away a derived row (a figure, a frozen file, what a bundle brought); a row of one's own is struck out."""
        of = self._writable(table)
        if table == "entry" and not self.get(table, key)["bundle"]:
            raise NotAllowed("Dòng đã ghi chỉ được gạch bỏ, không xóa.", hint="Dùng lệnh gạch bỏ.")
        self._journal.remove(of, key)

    def put_blob(
        self, content: bytes | bytearray, written: Callable[[int], None] | None = None
    ) -> str:
        """Keep a file by its content, inside a change, and return its sha256 in hex.

        `written(bytes)` is told how far it is, piece by piece; what it raises takes the change back.
        """
        if self._journal.current is None:
            raise RuntimeError("files are kept only inside store.change()")
        return blobs.put(self._db, content, written)

    def set_setting(self, key: str, value: object) -> None:
        """Keep a setting (any JSON value), journalled like a row; None takes it away."""
        known = self.count("setting", Where("key", "=", key))
        if value is None and known:
            self.remove("setting", key)
        elif value is not None and known:
            self.update("setting", key, {"value_json": value})
        elif value is not None:
            self.insert("setting", {"key": key, "value_json": value})

    def on_change(self, callback: Callable[[frozenset[str]], None]) -> None:
        """Call back after every commit with the names of the tables it touched."""
        self._heard.append(callback)

    # Typing that is not saved yet

    def keep_scratch(self, key: str, text: str) -> None:
        """Keep half-typed text under a key, outside history and undo; nobody is called back."""
        self._require_writer()
        with self._faults():
            scratch.keep(self._db, key, text)

    def scratches(self, key: str) -> list[scratch.Scratch]:
        """Return what is kept under keys that begin with `key`, the newest first."""
        return scratch.found(self._db, key)

    def drop_scratch(self, key: str) -> None:
        """Forget half-typed text, because it was saved or is not wanted."""
        self._require_writer()
        with self._faults():
            scratch.drop(self._db, key)

    # History

    def undo(self, *, progress: Progress = silent) -> Change | None:
        """Take back the newest change and return it; None when there is nothing to take back.

        Cancelled while it is under way, it leaves everything as it was.
        """
        self._require_writer()
        return self._take_back(undo.last_done(self._db), "undo", progress)

    def redo(self, *, progress: Progress = silent) -> Change | None:
        """Do again what was undone last and return the undo; None when something new was done since."""
        self._require_writer()
        return self._take_back(undo.last_undone(self._db), "redo", progress)

    def undo_change(self, change_id: int, *, progress: Progress = silent) -> Change:
        """Take back one change, however old; `UndoRefused` when its rows were changed since."""
        self._require_writer()
        taken = self._take_back(undo.require_undoable(self._db, change_id), "undo", progress)
        assert taken
        return taken

    def _take_back(self, change: Change | None, kind: str, progress: Progress) -> Change | None:
        if change is None:
            return None
        if self._journal.current is not None:
            raise UndoRefused()
        for name in undo.tables_of(self._db, change):
            self._writable(name)  # what an account may not write it may not take back either
        label = changes.plain_label(change)
        words = {"undo": "Hoàn tác", "redo": "Làm lại"}[kind]
        with self._outer(f"{words}: {label}", kind, change.id):
            undo.write_inverse(
                self._db, self._journal, self._tables, change,
                lambda done, total: progress(done, total, label),
            )  # fmt: skip
        return replace(change, label=label)

    # Keeping

    def verify(self) -> Report:
        """Check pages, references, search index, journal and files; nothing is written."""
        return verify(self._db, self._tables, self._search, self._columns)

    def backup(self, to: Path | None = None) -> Path:
        """Write a copy that has been opened and checked, and return its file (its `.keys` lies beside it).

        Without `to` it goes to `backups/`, which is thinned to about a year.
        """
        return backup.write(self._db, self.key, self.home, to)

    def _writable(self, table: str) -> Table:
        if table in _NOT_FOR.get(self.account.role, frozenset()):
            raise NotAllowed()
        return self._tables[table]

    def _require_writer(self) -> None:
        if self._lock is None or self.account.role == "xem":
            raise ReadOnly()
