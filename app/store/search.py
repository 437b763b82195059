"""The folded full-text index: kept from the row itself inside the same transaction, asked without marks."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.catalogue import Catalogue
from app.store import codec
from app.store.driver import Database
from app.text import fold

WORD: Final = re.compile(r"[0-9a-z]+")
AROUND: Final = 40


@dataclass(frozen=True, slots=True)
class Hit:
    """One row found: `kind` is `entry` or `document`."""

    kind: str
    id: str
    title: str
    snippet: str


def keep(db: Database, catalogue: Catalogue, table: str, key: str, image: str | None) -> None:
    """Make the index say what the row says now."""
    if table not in ("entry", "document"):
        return
    db.execute(
        "DELETE FROM search WHERE rowid IN (SELECT number FROM search_row WHERE kind = ? AND id = ?)",
        [table, key],
    )
    if image is None:
        db.execute("DELETE FROM search_row WHERE kind = ? AND id = ?", [table, key])
        return
    title, body = text_of(catalogue, table, codec.decode(codec.read(image)))
    db.execute("INSERT OR IGNORE INTO search_row (kind, id) VALUES (?, ?)", [table, key])
    number = db.execute(
        "SELECT number FROM search_row WHERE kind = ? AND id = ?", [table, key]
    ).fetchone()[0]
    db.execute(
        "INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)",
        [number, fold(title), fold(body)],
    )


def text_of(catalogue: Catalogue, table: str, row: Mapping[str, Any]) -> tuple[str, str]:
    """Return title and body of a row as people read them."""
    if table == "document":
        return f"{row['number']} {row['title']}".strip(), str(row["text"])
    section = catalogue.sections.get(row["section"])
    title = section.title if section else str(row["section"])
    day = "/".join(reversed(str(row["occurred_on"]).split("-")))
    return f"{title} {day}", " · ".join(_shown(catalogue, section, row["data"]))


def _shown(catalogue: Catalogue, section: Any, data: Mapping[str, Any]) -> Iterator[str]:
    for key, value in data.items():
        field = next((f for f in section.fields if f.key == key), None) if section else None
        if value is None or isinstance(value, bool) or (field and field.totals_only):
            continue
        if isinstance(value, Mapping):
            yield str(value.get("name", ""))
        elif field and field.type == "choice":
            yield catalogue.lists[field.list].label(str(value))
        else:
            yield str(value)


def find(db: Database, catalogue: Catalogue, text: str, limit: int) -> list[Hit]:
    """Return rows that contain every word of `text` (beginnings count), as typed first, best next."""
    words = WORD.findall(fold(text))
    if not words:
        return []
    query = " ".join(f'"{word}"*' for word in words)
    rows = db.execute(
        "SELECT search_row.kind, search_row.id FROM search JOIN search_row ON search_row.number = search.rowid "
        "WHERE search MATCH ? ORDER BY rank LIMIT ?",
        [query, limit],
    ).fetchall()
    hits = []
    for kind, key in rows:
        cursor = db.execute(f"SELECT * FROM {kind} WHERE id = ?", [key])
        found = cursor.fetchone()
        names = [d[0] for d in cursor.description]
        title, body = text_of(catalogue, kind, codec.decode(dict(zip(names, found, strict=True))))
        hits.append(
            (text not in f"{title} {body}", Hit(kind, key, title, _snippet(body, words[0])))
        )
    return [hit for _, hit in sorted(hits, key=lambda pair: pair[0])]


def _snippet(body: str, word: str) -> str:
    at = max(fold(body).find(word), 0)
    start = max(at - AROUND, 0)
    piece = body[start : at + 2 * AROUND].replace("\n", " ").strip()
    return ("…" if start else "") + piece + ("…" if at + 2 * AROUND < len(body) else "")
