"""Backups open again, are thinned to about a year, and a restored store is another incarnation."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from app import store as stores
from app.store import BackupUnfit, NewerFile, Store, StoreDamaged, StoreExists, migrations
from app.store import backup as backups
from app.store.driver import Database, connect
from app.store.model import Change
from tests.conftest import PASSPHRASE
from tests.store.conftest import NAME, Kept, add


def test_a_backup_holds_everything_and_is_encrypted(opened: Store, tmp_path: Path) -> None:
    add(opened)
    with opened.change("Tệp"):
        digest = opened.put_blob(b"noi dung" * 1000)
        opened.insert("setting", {"key": "tệp", "value_json": digest})
    file = opened.backup()
    assert file.parent == opened.home / "backups"
    content = file.read_bytes()
    assert not content.startswith(b"SQLite")
    assert NAME.encode() not in content
    stores.restore(file, tmp_path / "mới", PASSPHRASE)
    with stores.open(tmp_path / "mới", passphrase=PASSPHRASE) as copy:
        told = {t: rows for t, rows in copy.dump().items() if t != "setting"}
        assert told == {t: rows for t, rows in opened.dump().items() if t != "setting"}
        assert copy.blob(digest) == b"noi dung" * 1000
        assert copy.verify().ok
        assert copy.search("anh tuyet")


def test_a_restored_store_is_another_incarnation_and_undo_cannot_hide_it(
    opened: Store, tmp_path: Path
) -> None:
    stores.restore(opened.backup(), tmp_path / "mới", PASSPHRASE)
    with stores.open(tmp_path / "mới", passphrase=PASSPHRASE) as copy:
        assert copy.incarnation != opened.incarnation
        assert copy.undo() is None
    assert sorted(f.name for f in (tmp_path / "mới").iterdir() if f.name != "lock") == [
        "store.db",
        "store.keys",
    ]


def test_restoring_never_overwrites_and_a_spoilt_copy_restores_nothing(
    opened: Store, tmp_path: Path
) -> None:
    file = opened.backup(tmp_path / "usb")
    with pytest.raises(StoreExists):
        stores.restore(file, opened.home, PASSPHRASE)
    content = bytearray(file.read_bytes())
    content[50] ^= 1
    file.write_bytes(content)
    with pytest.raises(StoreDamaged):
        stores.restore(file, tmp_path / "mới", PASSPHRASE)
    assert not stores.exists(tmp_path / "mới")


def test_a_copy_that_does_not_read_back_is_thrown_away(
    opened: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "damage_of", lambda path, key: ["hỏng"])
    with pytest.raises(BackupUnfit):
        opened.backup()
    assert list((opened.home / "backups").iterdir()) == []


def test_two_backups_within_a_second_are_two_files(opened: Store) -> None:
    assert opened.backup() != opened.backup()


def test_backups_are_thinned_to_about_a_year(tmp_path: Path) -> None:
    last = date(2026, 11, 5)
    for back in range(600):
        for hour in ("080000", "170000"):
            name = f"{(last - timedelta(back)).isoformat()}_{hour}"
            (tmp_path / f"{name}.db").touch()
            (tmp_path / f"{name}.keys").touch()
    backups.thin(tmp_path)
    kept = sorted(f.stem for f in tmp_path.glob("*.db"))
    assert sorted(f.stem for f in tmp_path.glob("*.keys")) == kept
    days = [date.fromisoformat(name[:10]) for name in kept]
    assert len(days) == len(set(days))
    assert {last - timedelta(n) for n in range(14)} <= set(days)
    assert len({(d.year, d.month) for d in days}) == 12
    assert 25 <= len(days) <= 34
    assert all(name.endswith("170000") for name in kept)
    assert backups.thin(tmp_path) == []


def test_an_older_file_is_backed_up_and_brought_forward_in_one_step(kept: Kept) -> None:
    with kept.open() as store:
        key = store.key
    db = connect(kept.home / "store.db", key)
    taken: list[int] = []

    def step(of: Database) -> None:
        of.conn.execute("ALTER TABLE entry ADD COLUMN colour TEXT")

    def failing(of: Database) -> None:
        step(of)
        raise ZeroDivisionError

    at = migrations.newest()
    steps = {**migrations.STEPS, at: step}
    with pytest.raises(ZeroDivisionError):
        migrations.migrate(db, lambda: taken.append(1), {**steps, at: failing})
    assert migrations.version_of(db) == at
    assert "colour" not in {row[1] for row in db.conn.execute("PRAGMA table_info(entry)")}
    assert migrations.migrate(db, lambda: taken.append(1), steps) == [at]
    assert migrations.version_of(db) == at + 1
    assert "colour" in {row[1] for row in db.conn.execute("PRAGMA table_info(entry)")}
    assert migrations.migrate(db, lambda: taken.append(1), steps) == []
    assert taken == [1, 1]
    db.close()
    with pytest.raises(NewerFile):
        kept.open()


def test_a_new_store_is_of_the_newest_version(opened: Store) -> None:
    assert migrations.version_of(opened._db) == migrations.newest()
    assert isinstance(opened.changes(1)[0], Change)
