"""Attachments against power, disk and prying eyes: before or after, nothing between, nothing in plain text."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.catalogue import load
from app.errors import AppError
from app.ledgers import attachments, entries
from app.store import Store, keyring, opening
from app.store.lock import StoreLock
from tests.conftest import PASSPHRASE
from tests.ledgers.conftest import People
from tests.ledgers.examples import COMPANY
from tests.ledgers.made_files import pdf

SAID = b"Bien ban khong ai duoc doc 7c1f"
KILLS = 40


def large(at: int = 0, size: int = 3 << 20) -> bytes:
    """A PDF-like file whose plain text is easily found again."""
    filler = random.Random(at).randbytes(size)
    return pdf() + SAID + filler + SAID


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL are POSIX")
def test_a_process_killed_while_keeping_files_leaves_whole_files_or_none(
    store: Store, people: People
) -> None:
    row = entries.add(store, "session", COMPANY["session"]).id
    home = store.home
    store.close()
    key, account = keyring.unlock(keyring.read(home / keyring.FILE), PASSPHRASE)
    chance = random.Random(20261125)
    told = 0
    for turn in range(KILLS):
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                opened = opening.open_with_key(home, key, account, load(), StoreLock(home))
                os.write(write, b"o")
                for number in range(9):
                    content = large(turn * 10 + number)
                    name = f"{turn}-{number}.pdf"
                    attachments.add(opened, row, name, content, not_secret=True)
                    os.write(write, b"+")
            finally:
                os._exit(1)
        os.close(write)
        os.read(read, 1)
        time.sleep(chance.uniform(0.0, 0.35))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        told += len(b"".join(iter(lambda: os.read(read, 4096), b"")))  # noqa: B023
        os.close(read)
    with opening.open_with_key(home, key, account, load(), StoreLock(home)) as again:
        report = again.verify()
        files = attachments.listing(again, row)
        assert report.findings == []
        assert told <= len(files) <= told + KILLS
        assert report.counts["blobs"] == len(files) > 3
        assert report.counts["blobs_unused"] == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 12 MiB."""
    where = tmp_path / "đĩa nhỏ"
    where.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(where)]
    if (
        sys.platform == "win32"
        or subprocess.run(words, capture_output=True, check=False).returncode
    ):
        pytest.skip("no right to mount a small disk here")
    try:
        yield where
    finally:
        subprocess.run(["umount", str(where)], check=True)


def test_a_full_disk_refuses_by_name_and_the_row_stays_as_it_was(
    store: Store, people: People, small_disk: Path
) -> None:
    row = entries.add(store, "session", COMPANY["session"]).id
    store.close()
    home = small_disk / "Sổ"
    shutil.copytree(store.home, home)
    from app import store as stores

    with stores.open(home, passphrase=PASSPHRASE) as opened:
        attachments.add(opened, row, "vua.pdf", large(1, 1 << 20), not_secret=True)
        before = opened.dump()
        with pytest.raises(AppError) as told:
            attachments.add(opened, row, "to.pdf", large(2, 11 << 20), not_secret=True)
        assert told.value.number.startswith("S")
        assert opened.dump() == before
        assert opened.verify().findings == []
    with stores.open(home, passphrase=PASSPHRASE) as again:
        assert [x.name for x in attachments.listing(again, row)] == ["vua.pdf"]
        assert again.verify().ok


def test_nothing_of_a_file_lies_in_plain_text_on_the_disk(
    store: Store, people: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "tạm"
    temporary.mkdir()
    for variable in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(variable, str(temporary))
    row = entries.add(store, "session", COMPANY["session"]).id
    name = "Biên bản kín 7c1f.pdf"
    file = attachments.add(store, row, name, large(3), not_secret=True)
    attachments.content(store, row, file.sha256)
    store.backup()
    assert holding(store.home, temporary, name) == []  # the WAL is still there
    attachments.remove(store, row, file.sha256, reason="thử")
    store.close()
    assert holding(store.home, temporary, name) == []


def holding(home: Path, temporary: Path, name: str) -> list[str]:
    files = [f for folder in (home, temporary) for f in folder.rglob("*") if f.is_file()]
    assert len(files) >= 3
    wanted = (SAID, name.encode(), name.encode("utf-16-le"))
    return [f.name for f in files if any(x in f.read_bytes() for x in wanted)]


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells the highest memory")
def test_keeping_the_largest_file_takes_its_memory_once(store: Store, people: People) -> None:
    """The driver makes no copy of its own: what is added is SQLCipher's page cache of 32 MB."""
    row = entries.add(store, "session", COMPANY["session"]).id
    store.close()
    program = """
import sys
from pathlib import Path
from app import store as stores
from app.ledgers import attachments
from tests.ledgers.made_files import pdf
def most(): return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024
with stores.open(Path(sys.argv[1]), passphrase=sys.argv[2]) as store:
    content = pdf().ljust(25 << 20, b"x")
    Path("/proc/self/clear_refs").write_text("5")
    before = most()
    attachments.add(store, sys.argv[3], "a.pdf", content, not_secret=True)
    print(most() - before)
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(store.home), PASSPHRASE, row],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    grown = int(done.stdout)
    assert grown < 50, f"{grown} MB more"
