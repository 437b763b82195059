"""Numbered steps from every older version to the current schema, each one transaction with its number."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from app.store.driver import Database

VERSION = 1
"""`PRAGMA user_version` of schema.sql."""

STEPS: Mapping[int, Callable[[Database], None]] = {}
"""`STEPS[n]` brings a store from version n to n + 1."""


def run(
    file: Path,
    db: Database,
    version: int,
    steps: Mapping[int, Callable[[Database], None]] | None = None,
) -> None:
    """Back the file up, then take every step from `version` on."""
    todo = STEPS if steps is None else steps
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    backups = file.parent / "backups"
    backups.mkdir(exist_ok=True)
    shutil.copy2(file, backups / f"truoc-nang-cap-{version}.db")
    while version in todo:
        with db.atomic():
            todo[version](db)
            db.execute(f"PRAGMA user_version = {version + 1}")
        version += 1
