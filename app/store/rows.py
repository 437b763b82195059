"""What one may ask a store: rows, sums, units, settings, hits, history. Nothing here writes."""

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, TypeVar

from app.catalogue import Catalogue
from app.errors import NotFound
from app.store import blobs, changes, reading, sorting, undo
from app.store.columns import Columns
from app.store.conditions import Where
from app.store.driver import Database, DriverFault
from app.store.errors import known_fault
from app.store.model import Account, Change, Event, Hit, HitKind, Record, Unit
from app.store.search import Search
from app.store.sorting import Column

Answer = TypeVar("Answer")
_INCARNATION: Final = "incarnation"
_REMEMBERED: Final = 12
"""Answers kept: the order of a ledger of 100,000 rows takes 8 MB."""


class Rows:
    """The reading half of a store, on one connection."""

    def __init__(
        self, home: Path, key: bytes, account: Account, catalogue: Catalogue, db: Database
    ) -> None:
        self.home = home
        self.key = key
        self.account = account
        self.catalogue = catalogue
        self._db = db
        self._tables = reading.tables(db)
        self._search = Search(db, catalogue)
        self._columns = Columns(db, catalogue)
        self._memory: dict[Hashable, Any] = {}
        self._memory_of = (0, 0)

    @property
    def edition(self) -> str:
        """Return the catalogue edition that new rows are checked against."""
        return self.catalogue.edition

    @property
    def incarnation(self) -> str:
        """Return the random name of this life of the store; a restored store has a new one."""
        return str(self.setting(_INCARNATION))

    # Units and settings

    @property
    def unit(self) -> Unit:
        """Return the own unit."""
        return reading.unit_of(self.find("unit", Where("own", "=", 1))[0])

    def units(self) -> list[Unit]:
        """Return every unit this store knows: `c2` before `c10`."""
        found = [reading.unit_of(row) for row in self.find("unit")]
        return sorted(found, key=lambda u: (len(u.code), u.code))

    def unit_named(self, code: str) -> Unit:
        """Return the unit with this code; `NotFound` for an unknown one."""
        try:
            return reading.unit_of(self.get("unit", code))
        except NotFound:
            raise NotFound(f"Không có đơn vị nào mang mã “{code}”.") from None

    def setting(self, key: str, default: Any = None) -> Any:
        """Return a setting as it was given."""
        found = self.find("setting", Where("key", "=", key))
        return found[0]["value_json"] if found else default

    # Reading

    def get(self, table: str, key: str) -> Record:
        """Return one row; `NotFound` for an unknown key."""
        of = self._tables[table]
        with self._faults():
            row = changes.raw(self._db, of, key)
        if row is None:
            raise NotFound()
        return changes.shown(row)

    def find(
        self, table: str, *where: Where, order: Sequence[str] = (), limit: int | None = None,
        offset: int = 0,
    ) -> list[Record]:  # fmt: skip
        """Return the rows that meet every condition. `order`: `occurred_on`, `-occurred_on` for newest first."""
        with self._faults():
            return reading.find(self._db, self._tables[table], where, order, limit, offset)

    def values(
        self, table: str, fields: Sequence[str], *where: Where, order: Sequence[str] = ()
    ) -> list[tuple[Any, ...]]:
        """Return only these fields of the rows that meet every condition; a yes is 1, a decimal a float."""
        with self._faults():
            return reading.values(self._db, self._tables[table], fields, where, order)

    def count(self, table: str, *where: Where) -> int:
        """Return how many rows meet every condition."""
        with self._faults():
            return reading.total(self._db, self._tables[table], (), where)[0]

    def total(
        self, table: str, fields: Sequence[str], *where: Where
    ) -> tuple[int, dict[str, Decimal]]:
        """Return the count and the exact sum of each number field; decimals have at most four places."""
        with self._faults():
            return reading.total(self._db, self._tables[table], fields, where)

    def group_count(self, table: str, by: str, *where: Where) -> dict[Any, int]:
        """Return the number of rows for each value of the field `by`."""
        with self._faults():
            return reading.grouped(self._db, self._tables[table], "count(*)", by, where)

    def latest(self, table: str, field: str, *where: Where, by: str) -> dict[Any, Any]:
        """Return the greatest value of `field` for each value of the field `by`."""
        with self._faults():
            return reading.latest(self._db, self._tables[table], field, by, where)

    # Columns of the ledgers: rows by the number that the store gives them

    def column(
        self, column: Column, *where: Where, order: Sequence[str] = ("key", "day", "row")
    ) -> list[int]:
        """Return the numbers of the rows whose value in the column meets every condition on `key`, `day`, `words`.

        KeyError for a column that is not kept: one for totals only, or of another section.
        """
        with self._faults():
            return sorting.ordered(self._db, self._columns, column, where, order)

    def column_groups(self, column: Column) -> dict[Any, list[int]]:
        """Return the numbers of the rows by their value in the column, each list by day."""
        with self._faults():
            return sorting.grouped(self._db, self._columns, column)

    def month_counts(
        self, unit: str, section: str, rows: Collection[int] | None = None
    ) -> dict[int, int]:
        """Return how many rows (all when None) lie in each month, 202610."""
        with self._faults():
            return sorting.counted(self._db, self._columns, unit, section, rows)

    def column_sums(
        self, unit: str, section: str, fields: Sequence[str], rows: Collection[int] | None = None,
        *, months: bool = False,
    ) -> dict[tuple[str, int], Decimal]:  # fmt: skip
        """Return exact sums by field and month (202610, or 0 for all together), struck rows left out."""
        with self._faults():
            return sorting.sums(self._db, self._columns, unit, section, fields, rows, months)

    def numbered(self, numbers: Sequence[int]) -> list[Record]:
        """Return the entries with these numbers, in this order."""
        with self._faults():
            return sorting.records(self._db, self._tables["entry"].columns, numbers)

    def number_of(self, entry: str) -> int:
        """Return the number of an entry; `NotFound` for an unknown one."""
        with self._faults():
            found = self._search.number("entry", entry)
        if found is None:
            raise NotFound()
        return found

    def matching(self, text: str, *, unit: str, section: str) -> frozenset[int] | None:
        """Return the numbers of the entries of a section that hold every word of `text` as a beginning.

        Marks and case do not matter; `12/03/2026` means three words in a row. None when no word is asked.
        """
        with self._faults():
            return self._search.matching(text, unit, section)

    def remembered(self, question: Hashable, answer: Callable[[], Answer]) -> Answer:
        """Return `answer()`, asked once for each question while no row changes. The caller leaves it unchanged."""
        if self._db.conn.in_transaction:
            return answer()
        with self._faults():
            state = reading.state(self._db)
        if self._memory_of != state:
            self._memory.clear()
            self._memory_of = state
        found: Answer = self._memory.pop(question) if question in self._memory else answer()
        self._memory[question] = found
        if len(self._memory) > _REMEMBERED:
            self._memory.pop(next(iter(self._memory)))
        return found

    def search(self, text: str, limit: int = 50, only: HitKind = "") -> list[Hit]:
        """Return rows that hold every word, marks and case not minding.

        Those spelled as typed come first, then those named so, the newest first among equals.
        """
        with self._faults():
            found = self._search.candidates(text, limit, only)
            rows = [(kind, self.get(kind, key)) for kind, key in found]
        return self._search.hits(text, rows, limit, only)

    def search_count(self, text: str, only: HitKind = "", *, most: int = 1000) -> int:
        """Return how many rows hold every word; counting ends at `most` + 1."""
        with self._faults():
            return self._search.count(text, only, most + 1)

    def has_blob(self, sha256: str, size: int) -> bool:
        """Tell whether a file with this hash and size is kept."""
        with self._faults():
            found = self._db.conn.execute(
                "SELECT 1 FROM blob WHERE sha256 = ? AND size = ?", [sha256, size]
            ).fetchone()
        return found is not None

    def blob(self, sha256: str) -> bytes:
        """Return a kept file; `NotFound` for an unknown hash."""
        with self._faults():
            found = self._db.conn.execute(
                "SELECT bytes FROM blob WHERE sha256 = ?", [sha256]
            ).fetchone()
        if not found:
            raise NotFound("Không có tệp này trong sổ.")
        return bytes(found[0])

    def changes(self, limit: int = 100, offset: int = 0, search: str = "") -> list[Change]:
        """Return the changes, newest first; with `search` those whose label or account holds every word."""
        with self._faults():
            return changes.newest(self._db, limit, offset, search)

    def touched(self, change: int, limit: int = 1000) -> list[tuple[str, str]]:
        """Return table and key of the rows that a change wrote, at most `limit`."""
        with self._faults():
            return changes.touched(self._db, change, limit)

    def taken_back(self, change: int) -> bool:
        """Tell whether a change does not stand any more: undone, and that undo not redone."""
        with self._faults():
            return changes.taken_back(self._db, change)

    def next_undo(self) -> Change | None:
        """Return the change that `undo` would take back, None when there is none."""
        with self._faults():
            return undo.last_done(self._db)

    def next_redo(self) -> Change | None:
        """Return the undo that `redo` would take back, None when there is none."""
        with self._faults():
            return undo.last_undone(self._db)

    def row_history(self, table: str, key: str) -> list[Event]:
        """Return what happened to one row, oldest first."""
        with self._faults():
            return changes.events(self._db, table, key)

    def journal_head(self) -> str:
        """Return the hash of the newest journal row, 64 hex digits."""
        return changes.head(self._db)

    def dump(self) -> dict[str, list[Record]]:
        """Return the content of every table that is not history or index; of files, hash and size."""
        found = {name: self.find(name, order=(of.key,)) for name, of in self._tables.items()}
        return found | {"blob": blobs.sizes(self._db)}

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Name what the disk or the file did wrong; anything else stays a bug."""
        try:
            yield
        except DriverFault as fault:
            known = known_fault(fault)
            if known is None:
                raise
            raise known from fault
