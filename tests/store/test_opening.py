"""Opening: wrong passphrase, damage, a newer file and a busy store are four different answers."""

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from app import store as stores
from app.store import (
    FLOOR,
    KeysDamaged,
    NewerFile,
    NoStore,
    PassphraseUnfit,
    Store,
    StoreBusy,
    StoreDamaged,
    StoreExists,
    Unit,
    WrongPassphrase,
)
from app.store.driver import DriverFault, connect
from tests.conftest import PASSPHRASE
from tests.store.conftest import NAME, Kept, add, entry

PAGE = 4096


def flip(file: Path, offset: int) -> None:
    with file.open("r+b") as out:
        out.seek(offset)
        byte = out.read(1)[0]
        out.seek(offset)
        out.write(bytes([byte ^ 0x10]))


def test_a_store_opens_again_with_everything_in_it(kept: Kept) -> None:
    with kept.open() as store:
        assert store.unit == Unit(
            "c1", "Đại đội 1", "company", "d1", own=True, data={"place": "Hà Nội"}
        )
        assert store.unit.level == "c"
        assert [u.code for u in store.units()] == ["c1", "d1"]
        assert store.account.full_name == "Trần Văn Bình"
        assert store.count("entry") == 1
        assert store.verify().ok


def test_a_passphrase_typed_with_loose_marks_is_the_same(kept: Kept) -> None:
    loose = unicodedata.normalize("NFD", PASSPHRASE)
    assert loose != PASSPHRASE
    kept.open(passphrase=loose).close()


def test_a_wrong_passphrase_is_not_called_damage(kept: Kept) -> None:
    before = (kept.home / "store.db").read_bytes()
    with pytest.raises(WrongPassphrase):
        kept.open(passphrase=PASSPHRASE + "x")
    assert (kept.home / "store.db").read_bytes() == before


@pytest.mark.parametrize("offset", [3, 20, 100, PAGE - 1])
def test_a_damaged_first_page_is_not_called_a_wrong_passphrase(kept: Kept, offset: int) -> None:
    flip(kept.home / "store.db", offset)
    with pytest.raises(StoreDamaged):
        kept.open()


def test_a_flipped_byte_in_any_page_is_named_at_opening_or_by_verify(kept: Kept) -> None:
    file = kept.home / "store.db"
    for page in range(1, file.stat().st_size // PAGE, 9):
        flip(file, page * PAGE + 1234)
        try:
            with kept.open() as store:
                report = store.verify()
                assert not report.ok
                assert "Trang hỏng" in report.findings[0]
        except StoreDamaged:
            pass
        flip(file, page * PAGE + 1234)
    with kept.open() as store:
        assert store.verify().ok


@pytest.mark.parametrize("pages", [0, 1, 20, -1])
def test_a_truncated_file_is_called_damaged(kept: Kept, pages: int) -> None:
    file = kept.home / "store.db"
    os.truncate(file, (pages * PAGE) % file.stat().st_size)
    with pytest.raises(StoreDamaged):
        kept.open()


def test_a_plain_database_in_its_place_is_called_damaged(kept: Kept) -> None:
    (kept.home / "store.db").write_bytes(b"SQLite format 3\0" + bytes(4 * PAGE))
    with pytest.raises(StoreDamaged):
        kept.open()


def test_a_newer_file_is_refused_and_left_alone(kept: Kept) -> None:
    with kept.open() as store:
        key = store.key
    db = connect(kept.home / "store.db", key)
    db.conn.execute("PRAGMA user_version = 99")
    db.close()
    before = (kept.home / "store.db").read_bytes()
    with pytest.raises(NewerFile):
        kept.open()
    assert (kept.home / "store.db").read_bytes() == before


def test_a_second_opening_is_busy_and_the_first_goes_on(kept: Kept) -> None:
    with kept.open() as store:
        with pytest.raises(StoreBusy):
            kept.open()
        add(store)
    kept.open().close()


def test_another_process_finds_the_store_busy(kept: Kept) -> None:
    code = (
        "import sys, pathlib; from app.store.lock import StoreLock; from app.store import StoreBusy\n"
        "try: StoreLock(pathlib.Path(sys.argv[1]))\n"
        "except StoreBusy: sys.exit(44)"
    )
    command = [sys.executable, "-c", code, str(kept.home)]
    root = Path(__file__).parents[2]
    with kept.open():
        assert subprocess.run(command, cwd=root, check=False).returncode == 44
    assert subprocess.run(command, cwd=root, check=False).returncode == 0


def test_a_lock_file_left_by_a_crash_does_not_block(kept: Kept) -> None:
    (kept.home / "lock").write_text("left behind")
    kept.open().close()


def test_a_missing_store_and_a_missing_keyring_are_told_apart(kept: Kept, tmp_path: Path) -> None:
    with pytest.raises(NoStore):
        stores.open(tmp_path / "không có", passphrase=PASSPHRASE)
    (kept.home / "store.keys").unlink()
    with pytest.raises(KeysDamaged):
        kept.open()


def test_a_store_is_never_made_over_another(kept: Kept) -> None:
    with pytest.raises(StoreExists):
        stores.create(
            kept.home, unit=Unit("c2", "Đại đội 2", "company"), passphrase=PASSPHRASE, argon=FLOOR
        )
    with kept.open() as store:
        assert store.unit.code == "c1"


@pytest.mark.parametrize("weak", ["", "ngắn", "aaaaaaaaaaaa"])
def test_a_weak_passphrase_is_refused_beside_its_field(tmp_path: Path, weak: str) -> None:
    with pytest.raises(PassphraseUnfit) as told:
        stores.create(
            tmp_path / "a", unit=Unit("c2", "Đại đội 2", "company"), passphrase=weak, argon=FLOOR
        )
    assert [p.where for p in told.value.problems] == ["passphrase"]
    assert not stores.exists(tmp_path / "a")


def test_set_up_that_fails_leaves_no_store(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="CHECK"):
        stores.create(
            tmp_path / "a",
            unit=Unit("c2", "Đại đội 2", "corps"),
            passphrase=PASSPHRASE,
            argon=FLOOR,
        )
    assert not stores.exists(tmp_path / "a")
    made = stores.create(
        tmp_path / "a", unit=Unit("c2", "Đại đội 2", "company"), passphrase=PASSPHRASE, argon=FLOOR
    )
    made.store.close()


def test_no_name_is_in_plain_text_on_the_disk(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "tạm"
    temporary.mkdir()
    for variable in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(variable, str(temporary))

    def plain() -> list[Path]:
        files = [f for root in (kept.home, temporary) for f in root.rglob("*") if f.is_file()]
        words = [
            NAME.encode(),
            "Ánh Tuyết".encode(),
            b"anh tuyet",
            b"Tuy\\u1ebf",
            NAME.encode("utf-16-le"),
        ]
        return [f for f in files if any(word in f.read_bytes() for word in words)]

    with kept.open() as store:
        with store.change("Nhiều dòng"):
            for n in range(300):
                store.insert("entry", entry(speaker=NAME, title=f"Buổi {n} của {NAME}"))
        assert store.search("anh tuyet")
        store.find("entry", order=("data.speaker", "-occurred_on"))
        store.backup()
        assert (kept.home / "store.db-wal").stat().st_size > 0
        assert plain() == []
    assert plain() == []


def test_the_reader_sees_what_is_committed_and_writes_nothing(opened: Store) -> None:
    with opened.reader() as reader:
        with opened.change("Thêm"):
            opened.insert("entry", entry())
            assert reader.count("entry") == 1
        assert reader.count("entry") == 2
        with pytest.raises(stores.ReadOnly), reader.change("Không được"):
            pass
        with pytest.raises(DriverFault, match="readonly"):
            reader._db.conn.execute("DELETE FROM entry")
        assert reader.verify().ok
