"""Backups that are opened to prove them, thinned to about a year; and restoring one."""

import os
import re
import secrets
import shutil
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from app import clock
from app.store import opening, verifying
from app.store.driver import connect
from app.store.errors import BackupWrong, StoreExists
from app.store.store import Store

NAME = re.compile(r"so-(\d{4}-\d{2}-\d{2})T(\d{6})")
DAILY, WEEKLY, MONTHLY = 14, 8, 12


def backup(store: Store, to: Path | None = None) -> Path:
    """Copy the store (still encrypted) into a dated folder, open the copy, check it, and return the folder.

    Without `to` it lies in the store's own `backups` and older ones are thinned.
    """
    root = to or store.home / "backups"
    root.mkdir(parents=True, exist_ok=True)
    stamp = clock.now().replace(":", "").rstrip("Z")
    final = root / f"so-{stamp}"
    number = 1
    while final.exists():
        number += 1
        final = root / f"so-{stamp}-{number}"
    aside = final.with_name(final.name + ".dang-ghi")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    store.copy_to(aside / opening.FILE)
    shutil.copy2(store.home / opening.KEYS, aside / opening.KEYS)
    copy = connect(aside / opening.FILE, store.key, read_only=True)
    try:
        report = verifying.verify(copy, store.catalogue)
    finally:
        copy.conn.close()
    if not report.ok:
        shutil.rmtree(aside, ignore_errors=True)
        raise BackupWrong(hint="; ".join(report.findings[:3]))
    os.replace(aside, final)
    if to is None:
        for old in thin(p.name for p in root.iterdir()):
            shutil.rmtree(root / old, ignore_errors=True)
    return final


def thin(names: Iterable[str]) -> list[str]:
    """Return the backups to drop: kept are all of 14 days, then one a week for 8 weeks, one a month for a year."""
    dated = sorted(
        ((date.fromisoformat(m[1]), name) for name in names if (m := NAME.match(name))),
        reverse=True,
    )
    if not dated:
        return []
    newest = dated[0][0]
    taken: set[object] = set()
    dropped = []
    for day, name in dated:
        age = newest - day
        if age < timedelta(days=DAILY):
            continue
        slot: object
        if age < timedelta(days=DAILY + 7 * WEEKLY):
            slot = day.isocalendar()[:2]
        elif age < timedelta(days=DAILY + 7 * WEEKLY + 31 * MONTHLY):
            slot = (day.year, "month", day.month)
        else:
            dropped.append(name)
            continue
        if slot in taken:
            dropped.append(name)
        taken.add(slot)
    return dropped


def restore(backup_folder: Path, home: Path, *, passphrase: str) -> None:
    """Put a backup into the empty folder `home`; the store gets a new incarnation, so receivers notice."""
    if opening.exists(home):
        raise StoreExists
    source = backup_folder if backup_folder.is_dir() else backup_folder.parent
    opening.unlock(source, passphrase)
    for folder in (home, home / "backups", home / "received", home / "sent"):
        folder.mkdir(parents=True, exist_ok=True)
    for name in (opening.FILE, opening.KEYS):
        shutil.copy2(source / name, home / name)
    with (
        opening.open(home, passphrase=passphrase) as store,
        store.change("Khôi phục từ bản sao lưu"),
    ):
        store.set_setting("incarnation", secrets.token_hex(8))
