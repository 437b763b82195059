"""Typing that is not saved yet, kept inside the encrypted file beside the journal: no undo step, no history."""

from dataclasses import dataclass

from app import clock
from app.store.driver import Database


@dataclass(frozen=True, slots=True)
class Scratch:
    """What was being typed under a key, and the moment (UTC, ISO) it was kept."""

    key: str
    text: str
    at: str


def keep(db: Database, key: str, text: str) -> None:
    """Keep the text under `key`, in place of what was kept there."""
    db.conn.execute(
        "INSERT INTO scratch (key, text, at) VALUES (?, ?, ?)"
        " ON CONFLICT (key) DO UPDATE SET text = excluded.text, at = excluded.at",
        [key, text, clock.now()],
    )


def found(db: Database, key: str) -> list[Scratch]:
    """Return what is kept under `key` and under keys that go on from it, the newest first."""
    rows = db.conn.execute(
        "SELECT key, text, at FROM scratch WHERE substr(key, 1, length(?)) = ? ORDER BY at DESC, key",
        [key, key],
    )
    return [Scratch(*row) for row in rows]


def drop(db: Database, key: str) -> None:
    """Forget what is kept under `key`; nothing there is fine."""
    db.conn.execute("DELETE FROM scratch WHERE key = ?", [key])
