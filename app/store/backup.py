"""Copies of the store: written consistent and encrypted under the same key, opened and checked, thinned to a year."""

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from app import clock
from app.store import keyring
from app.store.changes import head
from app.store.driver import Database, DriverFault, connect, damage_of
from app.store.errors import BackupUnfit, DiskFailed, NoStore, StoreDamaged, known_fault

FOLDER: Final = "backups"
_KEPT: Final[tuple[tuple[int, Callable[[date], tuple[int, ...]]], ...]] = (
    (14, lambda d: (d.year, d.month, d.day)),
    (8, lambda d: d.isocalendar()[:2]),
    (12, lambda d: (d.year, d.month)),
)


def write(db: Database, key: bytes, home: Path, to: Path | None) -> Path:
    """Copy the store to `to` (a folder), or to `backups/`, and return the new file."""
    folder = to or home / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = _free(folder, clock.now().replace(":", "").replace("T", "_").removesuffix("Z"))
        partial = file.with_suffix(".part")
        partial.unlink(missing_ok=True)
        _copy(db, key, partial)
        _sync(partial)
        keyring.replace_file(file.with_suffix(".keys"), (home / keyring.FILE).read_bytes())
        partial.replace(file)
        keyring.sync_folder(folder)
    except OSError as fault:
        raise DiskFailed() from fault
    if to is None:
        thin(folder)
    return file


def thin(folder: Path) -> list[Path]:
    """Keep the newest copy of each of 14 days, 8 weeks and 12 months; remove and return the others."""
    files = sorted(folder.glob("????-??-??_*.db"), reverse=True)
    kept: set[Path] = set(files[:1])
    for most, group_of in _KEPT:
        groups: dict[tuple[int, ...], Path] = {}
        for file in files:
            groups.setdefault(group_of(date.fromisoformat(file.name[:10])), file)
        kept.update(list(groups.values())[:most])
    gone = [file for file in files if file not in kept]
    for file in gone:
        file.unlink()
        file.with_suffix(".keys").unlink(missing_ok=True)
    return gone


def copy_for_restore(file: Path, to: Path) -> None:
    """Put a backup and its keys into an empty folder, ready to be opened there."""
    keys = file.with_suffix(".keys")
    if not file.exists():
        raise NoStore("Không có tệp sao lưu này.")
    try:
        keyring.replace_file(to / keyring.FILE, keys.read_bytes() if keys.exists() else b"")
        shutil.copyfile(file, to / "store.db")
        _sync(to / "store.db")
    except OSError as fault:
        raise DiskFailed() from fault


def _copy(db: Database, key: bytes, partial: Path) -> None:
    """Copy and check: every page sound, the same journal head, or `BackupUnfit` and no file."""
    try:
        db.conn.execute("VACUUM INTO ?", [str(partial)])
        if damage_of(partial, key):
            raise BackupUnfit()
        copy = connect(partial, key, reading=True)
        try:
            if head(copy) != head(db):
                raise BackupUnfit()
        finally:
            copy.close()
    except (DriverFault, StoreDamaged, BackupUnfit) as fault:
        partial.unlink(missing_ok=True)
        if isinstance(fault, DriverFault):
            raise (known_fault(fault) or BackupUnfit()) from fault
        raise BackupUnfit() from fault


def _free(folder: Path, name: str) -> Path:
    file, number = folder / f"{name}.db", 1
    while file.exists():
        number += 1
        file = folder / f"{name}-{number}.db"
    return file


def _sync(file: Path) -> None:
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
