"""Full-text search over folded text, kept row by row in the same transaction as the rows."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from app.catalogue import Catalogue, Field
from app.store.driver import Database
from app.store.model import FILES, Hit, HitKind, Record
from app.text import asked, clean, date_short, fold, number, spans

SEARCHED: Final = ("entry", "document")
_CANDIDATES: Final = 100
_BEFORE, _AFTER = 40, 120
_PERSON: Final = "person"


class Search:
    """The search index of one connection."""

    def __init__(self, db: Database, catalogue: Catalogue) -> None:
        self._conn = db.conn
        self.read_by(catalogue)

    def read_by(self, catalogue: Catalogue) -> None:
        """Read rows by this edition from now on."""
        self._catalogue = catalogue
        self._of_people = {f.key: f for f in catalogue.sections["person"].fields}

    def keep(self, kind: str, key: str, row: Record | None) -> int:
        """Bring the index in line with a row just written, None when it was removed; return its number."""
        found = self._conn.execute(
            "SELECT number, place FROM searched WHERE kind = ? AND id = ?", [kind, key]
        ).fetchone()
        if found:
            self._conn.execute("DELETE FROM search WHERE rowid = ?", found[:1])
        if row is None:
            self._conn.execute("DELETE FROM searched WHERE kind = ? AND id = ?", [kind, key])
            return int(found[0]) if found else 0
        texts = self.indexed(kind, row)
        place = texts[-1]
        number_ = int(found[0]) if found else self._number(kind, key, place)
        if found and found[1] != place:
            self._conn.execute("UPDATE searched SET place = ? WHERE number = ?", [place, number_])
        self._conn.execute(
            "INSERT INTO search (rowid, title, body, files, place) VALUES (?, ?, ?, ?, ?)",
            [number_, *texts],
        )
        return number_

    def candidates(self, text: str, limit: int, only: HitKind = "") -> list[tuple[str, str]]:
        """Return (table, key) of the newest rows holding every word of `text` as a beginning.

        Among them the newest that are named so. Weighing all rows against each other asks the whole
        index about every word, which for common ones takes longer than anybody waits.
        """
        query = _query(text, only)
        if not query:
            return []
        newest = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?"
        most = max(limit, _CANDIDATES)
        found = [row for (row,) in self._conn.execute(newest, [query, most])]
        if len(found) == most:
            named = f"{query} AND (title : ({match_of(text)}))"
            found += [row for (row,) in self._conn.execute(newest, [named, limit])]
        rows = self._conn.execute(
            "SELECT kind, id FROM searched WHERE number IN (SELECT value FROM json_each(?))"
            " ORDER BY number DESC",
            [json.dumps(found)],
        )
        return [(str(kind), str(key)) for kind, key in rows]

    def count(self, text: str, only: HitKind, most: int) -> int:
        """Return how many rows hold every word, at most `most`."""
        query = _query(text, only)
        if not query:
            return 0
        some = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)"
        return int(self._conn.execute(some, [query, most]).fetchone()[0])

    def number(self, kind: str, key: str) -> int | None:
        """Return the number of a row, None for one that is not there."""
        found = self._conn.execute(
            "SELECT number FROM searched WHERE kind = ? AND id = ?", [kind, key]
        ).fetchone()
        return int(found[0]) if found else None

    def matching(self, text: str, unit: str, section: str) -> frozenset[int] | None:
        """Return the numbers of the entries of one section whose values hold what is asked; None for no words.

        `12/03/2026` means these three one after the other, the last as a beginning.
        """
        words = phrases(text)
        if not words:
            return None
        place = _place(unit, section)
        rows = self._conn.execute(
            "SELECT rowid FROM search WHERE search MATCH ?",
            [f'place : "{place}" AND {{body files}} : ({" AND ".join(words)})'],
        )
        return frozenset(number_ for (number_,) in rows.fetchall())

    def hits(
        self, text: str, rows: list[tuple[str, Record]], limit: int, only: HitKind = ""
    ) -> list[Hit]:
        """Return hits for candidate rows: spelled as typed, named so, newest first."""
        typed, words = clean(text).casefold().split(), asked(text)
        found = []
        for kind, row in rows:
            texts = title, body, files = self.text(kind, row)
            whole = f"{title} {body} {' '.join(files)}".casefold()
            spelled = all(word in whole for word in typed)
            day = str(row["dated"] if kind == "document" else row["occurred_on"])
            found.append((day, (not spelled, not _holds(title, words)), kind, row, texts))
        found.sort(key=lambda item: item[0], reverse=True)
        found.sort(key=lambda item: item[1])
        return [
            _hit(text, day, kind, row, texts, only == "file")
            for day, _, kind, row, texts in found[:limit]
        ]

    def indexed(self, kind: str, row: Record) -> tuple[str, str, str, str]:
        """Return the folded title, body, names of files and the place of a row, as the index keeps them."""
        title, body, files = self.text(kind, row)
        place = _place(row["unit"], row.get("section", ""))
        return fold(title), fold(body), fold(" · ".join(files)), place

    def text(self, kind: str, row: Record) -> tuple[str, str, tuple[str, ...]]:
        """Return title, body and names of files of a row as people read it; columns kept for totals stay out."""
        if kind == "document":
            number_ = f"{row['number']} " if row["number"] else ""
            return f"{number_}{row['title']}", str(row["text"]), ()
        section = self._catalogue.sections.get(str(row["section"]))
        name = section.title if section else str(row["section"])
        fields = {f.key: f for f in section.fields} if section else {}
        parts = [
            part
            for key, value in row["data"].items()
            if key not in fields or not (fields[key].totals_only or fields[key].type == "file")
            for part in self._shown(fields.get(key), value)
        ]
        if row["struck"]:
            parts.append(f"Gạch bỏ: {row['struck']}")
        held = [
            x for f in fields.values() if f.type == "file" for x in row["data"].get(f.key) or ()
        ]
        files = tuple(str(file["name"]) for file in (*held, *row["files_json"]))
        title = f"{name} {_day(str(row['occurred_on']))}"
        if row["section"] == _PERSON:
            title = str(row["data"].get("full_name") or title)
        return title, " · ".join(p for p in parts if p), files

    def _shown(self, field: Field | None, value: Any) -> Iterator[str]:
        """Yield the texts of one value: labels of choices, names of people, dates as written.

        A yes reads as the name of its column, a no as nothing.
        """
        if value is None:
            return
        if isinstance(value, bool):
            if value and field:
                yield field.label
        elif isinstance(value, int | Decimal):
            yield str(value) if field and field.is_year else number(value)
        elif isinstance(value, Mapping):
            for name, item in value.items():
                if name != "id":
                    yield from self._shown(self._of_people.get(name), item)
        elif isinstance(value, list):
            for item in value:
                yield from self._shown(field, item)
        elif field and field.type == "choice" and field.list in self._catalogue.lists:
            yield self._catalogue.lists[field.list].label(str(value))
        else:
            yield _day(str(value)) if field and field.type in ("date", "month") else str(value)

    def _number(self, kind: str, key: str, place: str) -> int:
        """Give a row its number, for ever; its place changes when ledgers are merged."""
        made = self._conn.execute(
            "INSERT INTO searched (kind, id, place) VALUES (?, ?, ?)", [kind, key, place]
        )
        return int(made.lastrowid or 0)


def match_of(text: str) -> str:
    """Return the FTS5 query: every word quoted, each also as the beginning of a longer one."""
    return " ".join(f'"{word}"*' for word in asked(text))


def _query(text: str, only: HitKind) -> str:
    """Return the FTS5 query of all columns people read, narrowed; empty for no words.

    The place of a document begins with the x between section and unit, that of a person with its section.
    """
    words = match_of(text)
    if not words:
        return ""
    read = f"({{title body files}} : ({words}))"
    return {
        "": read,
        "entry": f'{read} NOT (place : ("{_PERSON}x"* OR "x"*))',
        "person": f'{read} AND (place : "{_PERSON}x"*)',
        "document": f'{read} AND (place : "x"*)',
        "file": f"files : ({words})",
    }[only]


def _holds(text: str, words: list[str]) -> bool:
    """Tell whether every word is the beginning of a word of `text`."""
    there = asked(text)
    return all(any(x.startswith(word) for x in there) for word in words)


def phrases(text: str) -> list[str]:
    """Return each piece between spaces as an FTS5 phrase, its last word as the beginning of a longer one."""
    pieces = (" ".join(re.findall(r"[^\W_]+", piece)) for piece in fold(text).split())
    return [f'"{piece}"*' for piece in pieces if piece]


def _place(unit: str, section: str) -> str:
    """Return one word for a section of a unit; no two that matter share it."""
    return re.sub(r"[\W_]", "", fold(f"{section}x{unit}"))


def _day(text: str) -> str:
    """Return a day or month as it is written on paper."""
    try:
        if len(text) == len("2026-03"):
            return f"{text[5:]}/{text[:4]}"
        return date_short(date.fromisoformat(text))
    except ValueError:
        return text


def _hit(
    text: str, day: str, kind: str, row: Record, texts: tuple[str, str, tuple[str, ...]], by_file: bool
) -> Hit:  # fmt: skip
    """Return one hit; `by_file` shows the names of files, also when the row itself holds the words."""
    (title, body, files), words = texts, asked(text)
    named = tuple(x for x in files if _holds(x, words)) or files
    by_file = by_file or (bool(files) and not _holds(f"{title} {body}", words))
    snippet = FILES + ", ".join(named) if by_file else _snippet(body, text)
    there = by_file or _holds(" ".join(named), words)
    section, unit = str(row.get("section", "")), str(row["unit"])
    return Hit(kind, str(row["id"]), title, snippet, section, unit, day, named if there else ())


def _snippet(body: str, text: str) -> str:
    """Return the part of the original text around the first word of the query."""
    flat = " ".join(body.split())
    at = next(spans(flat, text), (0, 0))[0]
    start, end = max(0, at - _BEFORE), min(len(flat), at + _AFTER)
    if start:
        start = flat.find(" ", start, at) + 1 or start  # whole words at both ends
    if end < len(flat):
        end = max(flat.rfind(" ", at, end), at + 1)
    return ("… " if start else "") + flat[start:end].strip() + (" …" if end < len(flat) else "")
