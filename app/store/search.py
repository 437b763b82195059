"""Full-text search over folded text, kept row by row in the same transaction as the rows."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from app.catalogue import Catalogue, Field
from app.store.driver import Database
from app.store.model import Hit, Record
from app.text import clean, date_short, fold, number

SEARCHED: Final = ("entry", "document")
_CANDIDATES: Final = 150
_RANKED: Final = 1500
_BEFORE, _AFTER = 40, 120


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
        title, body, place = self.indexed(kind, row)
        number_ = int(found[0]) if found else self._number(kind, key, place)
        if found and found[1] != place:
            self._conn.execute("UPDATE searched SET place = ? WHERE number = ?", [place, number_])
        self._conn.execute(
            "INSERT INTO search (rowid, title, body, place) VALUES (?, ?, ?, ?)",
            [number_, title, body, place],
        )
        return number_

    def candidates(self, text: str, limit: int) -> list[tuple[str, str]]:
        """Return (table, key) of rows holding every word of `text` as a beginning, best first.

        Of a word that thousands of rows hold, the newest rows come instead: ranking them all would
        take longer than anybody waits.
        """
        words = match_of(text)
        if not words:
            return []
        query = f"{{title body}} : ({words})"
        some = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)"
        matching = self._conn.execute(some, [query, _RANKED + 1]).fetchone()[0]
        worth = "rank" if matching <= _RANKED else "-rowid"
        order = "rank" if matching <= _RANKED else "rowid DESC"
        rows = self._conn.execute(
            f"SELECT kind, id FROM (SELECT rowid AS found, {worth} AS worth FROM search"
            f" WHERE search MATCH ? ORDER BY {order} LIMIT ?)"
            " JOIN searched ON number = found ORDER BY worth, found",
            [query, max(limit, _CANDIDATES)],
        )
        return [(str(kind), str(key)) for kind, key in rows]

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
            [f'place : "{place}" AND body : ({" AND ".join(words)})'],
        )
        return frozenset(number_ for (number_,) in rows.fetchall())

    def hits(self, text: str, rows: list[tuple[str, Record]], limit: int) -> list[Hit]:
        """Return hits for candidate rows; those that hold the words as typed, marks and all, come first."""
        typed = clean(text).casefold().split()
        found = []
        for kind, row in rows:
            title, body = self.text(kind, row)
            whole = f"{title} {body}".casefold()
            found.append((not all(word in whole for word in typed), kind, row, title, body))
        found.sort(key=lambda item: item[0])
        return [
            Hit(kind, str(row["id"]), title, _snippet(body, text))
            for _, kind, row, title, body in found[:limit]
        ]

    def indexed(self, kind: str, row: Record) -> tuple[str, str, str]:
        """Return the folded title, body and place of a row, as the index keeps them."""
        title, body = self.text(kind, row)
        return fold(title), fold(body), _place(row["unit"], row.get("section", ""))

    def text(self, kind: str, row: Record) -> tuple[str, str]:
        """Return title and body of a row as people read it; columns kept for totals only stay out."""
        if kind == "document":
            number_ = f"{row['number']} " if row["number"] else ""
            return f"{number_}{row['title']}", str(row["text"])
        section = self._catalogue.sections.get(str(row["section"]))
        name = section.title if section else str(row["section"])
        fields = {f.key: f for f in section.fields} if section else {}
        parts = [
            part
            for key, value in row["data"].items()
            if key not in fields or not fields[key].totals_only
            for part in self._shown(fields.get(key), value)
        ]
        parts += [str(file["name"]) for file in row["files_json"]]
        if row["struck"]:
            parts.append(f"Gạch bỏ: {row['struck']}")
        day = str(row["occurred_on"])
        return f"{name} {_day(day)}", " · ".join(p for p in parts if p)

    def _shown(self, field: Field | None, value: Any) -> Iterator[str]:
        """Yield the texts of one value: labels of choices, names of people and files, dates as written.

        A yes reads as the name of its column, a no as nothing.
        """
        if value is None:
            return
        if isinstance(value, bool):
            if value and field:
                yield field.label
        elif isinstance(value, int | Decimal):
            yield number(value)
        elif field and field.type == "file":
            yield from (str(file["name"]) for file in value)
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
            "INSERT INTO searched (kind, id, place) VALUES (?, ?, ?) RETURNING number",
            [kind, key, place],
        )
        return int(made.fetchone()[0])


def match_of(text: str) -> str:
    """Return the FTS5 query: every word quoted, each also as the beginning of a longer one."""
    return " ".join(f'"{word}"*' for word in re.findall(r"\w+", fold(text)))


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


def _snippet(body: str, text: str) -> str:
    """Return the part of the original text around the first word of the query."""
    flat = " ".join(body.split())
    words = re.findall(r"\w+", fold(text))
    at = 0
    for word in re.finditer(r"\w+", flat):
        if words and fold(word[0]).startswith(tuple(words)):
            at = word.start()
            break
    start, end = max(0, at - _BEFORE), min(len(flat), at + _AFTER)
    return ("… " if start else "") + flat[start:end].strip() + (" …" if end < len(flat) else "")
