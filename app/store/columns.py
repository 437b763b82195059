"""The columns of the ledgers: the values of every row lying together by column, in the order they are sorted.

Made from the rows and kept in the same transaction, never journalled. What a value is sorted by and which
words it holds is decided here; `app.store.sorting` asks.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from app.catalogue import Catalogue, Field, Section
from app.store.codec import decode
from app.store.conditions import bound
from app.store.driver import Database
from app.store.model import Record
from app.store.search import Search
from app.text import fold, name_key, packed, word_key

DAY, ENTERED, STATE = "#day", "#entered", "#state"
"""Columns of every section: the day, the moment of entering, and the marks of rows that have any."""
STRUCK, AMENDED, FILES = 1, 2, 4
"""The marks, added up."""
_EDITION: Final = "1"
"""Raised when values are sorted or read otherwise than before: every store then makes its columns anew."""
_SORTED: Final = 150
"""Bytes of a text that decide its place; texts alike so far stand by their day."""
_INSERT: Final = "INSERT INTO cell (col, unit, key, day, words, row) VALUES (?, ?, ?, ?, ?, ?)"
_OF_WORDS: Final = ("text", "long_text", "person", "file")
_KINDS: Final[Mapping[type, int]] = {str: 1, bytes: 2}

Cell = tuple[int, str, Any, int, str]
"""Column, unit, key, day as 20261006, words each after a space."""


class Columns:
    """Keeps the cells of the rows written through one connection."""

    def __init__(self, db: Database, catalogue: Catalogue) -> None:
        self._db = db
        self._conn = db.conn
        self._numbers: dict[str, dict[str, int]] = {}
        self.read_by(catalogue)

    def read_by(self, catalogue: Catalogue) -> None:
        """Read rows by this edition from now on."""
        self._sections = catalogue.sections
        self._lists = catalogue.lists
        self._people = labels_of(catalogue)
        self._numbers.clear()

    def number(self, section: str, field: str) -> int:
        """Return the number of a column; KeyError for one that is not kept."""
        return self._of(section)[field]

    def keep(self, number: int, before: Record | None, after: Record | None) -> None:
        """Bring the cells of the row `number` in line with what was just written."""
        old = set(self.cells(before)) if before else set()
        new = set(self.cells(after)) if after else set()
        self._conn.executemany(
            "DELETE FROM cell WHERE col = ? AND unit = ? AND key = ? AND day = ? AND row = ?",
            [(*cell[:4], number) for cell in old - new],
        )
        self._conn.executemany(_INSERT, [(*cell, number) for cell in new - old])

    def cells(self, row: Record) -> Iterator[Cell]:
        """Yield what is kept of a row; nothing of columns for totals only, or of unknown sections."""
        section = self._sections.get(row["section"])
        if section is None:
            return
        numbers, unit, data = self._of(section.key), row["unit"], row["data"]
        day = int(row["occurred_on"].replace("-", ""))
        yield numbers[DAY], unit, day, day, ""
        yield numbers[ENTERED], unit, row["entered_at"], day, ""
        if marks := _marks(row):
            yield numbers[STATE], unit, marks, day, ""
        for field in section.fields:
            value = data.get(field.key)
            if value is not None and not field.totals_only:
                key, words = self._read(section, field, value)
                yield numbers[field.key], unit, key, day, words

    def refresh(self, search: Search) -> None:
        """Make the columns anew of every section that this catalogue reads otherwise than they were made.

        Its search index too, when it was made from other labels.
        """
        standing: dict[str, set[str]] = {}
        for section, form in self._conn.execute("SELECT DISTINCT section, form FROM col"):
            standing.setdefault(section, set()).add(form)
        wanted = {key: self._form(section) for key, section in self._sections.items()}
        different = [key for key, form in wanted.items() if standing.get(key) != {form}]
        left = sorted(standing.keys() - wanted.keys())
        if not different and not left:
            return
        self._numbers.clear()
        with self._db.atomic():
            if not standing:
                self._conn.execute("DELETE FROM cell")
            for key in (*left, *different):
                self._make(key, wanted.get(key, ""))
                if key in standing and key in wanted:
                    self._index(key, search)

    def _make(self, section: str, form: str) -> None:
        """Make the columns of one section from its rows, a column after the other as they lie."""
        old = "SELECT number FROM col WHERE section = ?"
        self._conn.execute(f"DELETE FROM cell WHERE col IN ({old})", [section])
        self._conn.execute("DELETE FROM col WHERE section = ?", [section])
        if section not in self._sections:
            return
        fields = [f.key for f in self._sections[section].fields if not f.totals_only]
        self._conn.executemany(
            "INSERT INTO col (section, field, form) VALUES (?, ?, ?)",
            [(section, field, form) for field in (DAY, ENTERED, STATE, *fields)],
        )
        for unit in self._units():
            rows = self.rows(unit, section)
            made = [(*cell, number) for number, row in rows for cell in self.cells(row)]
            made.sort(key=_place)
            self._conn.executemany(_INSERT, made)

    def _index(self, section: str, search: Search) -> None:
        """Make the search index of one section anew."""
        for unit in self._units():
            found = self._conn.execute(
                "SELECT id, occurred_on, struck, data, files_json FROM entry"
                " WHERE unit = ? AND section = ?",
                [unit, section],
            )
            for key, day, struck, data, files in found.fetchall():
                row = {"unit": unit, "section": section, "occurred_on": day, "struck": struck}
                row |= {"data": decode(data), "files_json": decode(files)}
                search.keep("entry", key, row)

    def _units(self) -> list[str]:
        return [code for (code,) in self._conn.execute("SELECT code FROM unit ORDER BY code")]

    def rows(self, unit: str, section: str) -> Iterator[tuple[int, Record]]:
        """Yield number and what `cells` reads of every row of a section."""
        found = self._conn.execute(
            "SELECT number, occurred_on, entered_at, changed_at, struck, data, files_json FROM entry"
            " JOIN searched ON kind = 'entry' AND searched.id = entry.id"
            " WHERE entry.unit = ? AND section = ?",
            [unit, section],
        )
        for number, day, entered, changed, struck, data, files in found:
            yield number, {
                "unit": unit, "section": section, "occurred_on": day, "entered_at": entered,
                "changed_at": changed, "struck": struck, "data": decode(data), "files_json": decode(files),
            }  # fmt: skip

    def _of(self, section: str) -> dict[str, int]:
        if section not in self._numbers:
            self._numbers[section] = dict(
                self._conn.execute("SELECT field, number FROM col WHERE section = ?", [section])
            )
        return self._numbers[section]

    def _form(self, section: Section) -> str:
        """Return a digest of all that decides how the values of a section are read."""
        fields = [
            (f.key, f.type, f.label, f.totals_only, self._labels_of(f)) for f in section.fields
        ]
        said = repr((_EDITION, section.title, fields))
        return hashlib.sha256(said.encode()).hexdigest()[:32]

    def _labels_of(self, field: Field) -> object:
        """Return the labels a value of the field is read with."""
        if field.type == "person":
            return self._people
        if field.list in self._lists:
            return [(choice.key, choice.label) for choice in self._lists[field.list].choices]
        return None

    def _read(self, section: Section, field: Field, value: Any) -> tuple[Any, str]:
        """Return what a value is sorted by, and its words.

        The value decides, not the field: rows of an older edition may hold another kind.
        """
        if isinstance(value, bool):
            return int(value), ""
        if isinstance(value, int | Decimal):
            return bound(value), ""
        if isinstance(value, Mapping):
            said = [str(self._people.get(name, {}).get(str(part), part))
                    for name, part in value.items() if name != "id"]  # fmt: skip
            return _key(name_key(str(value.get("name", "")))), _words(" ".join(said))
        if isinstance(value, list):
            names = [str(x.get("name", "")) if isinstance(x, Mapping) else str(x) for x in value]
            return _key(word_key(names[0] if names else "")), _words(" ".join(names))
        if field.type not in _OF_WORDS:
            return str(value), ""
        named = field.type == "person" or (section.key, field.key) == ("person", "full_name")
        return _key(name_key(value) if named else word_key(value)), _words(value)


def labels_of(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """Return the labels of what is copied of a person: `rank`, `position` and others by key."""
    return {
        field.key: {choice.key: choice.label for choice in catalogue.lists[field.list].choices}
        for field in catalogue.sections["person"].fields
        if field.list
    }


def _key(key: tuple[str, ...]) -> bytes:
    return packed(key)[:_SORTED]


def _words(text: str) -> str:
    return "".join(f" {word}" for word in re.findall(r"[^\W_]+", fold(text)))


def _marks(row: Record) -> int:
    """Return the marks of a row: struck out, or else amended; and with files."""
    amended = AMENDED if row["changed_at"] != row["entered_at"] else 0
    files = row["files_json"] or any(isinstance(x, list) and x for x in row["data"].values())
    return (STRUCK if row["struck"] is not None else amended) + (FILES if files else 0)


def _place(cell: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return where a cell lies in the table: numbers, then texts, then packed keys."""
    col, unit, key, day, _, row = cell
    return col, unit, _KINDS.get(type(key), 0), key, day, row
