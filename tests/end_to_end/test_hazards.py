"""What lies on the disk: no name of the sample in plain text, in any store, bundle or left-over file."""

import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app import store as stores
from app.ledgers import entries
from app.sample import PASSPHRASE
from app.text import fold
from tests.end_to_end.conftest import ROOT, written_by

ASKED_FOR = "van-ban"
"""The folder of papers that the demo writes out plain, because that is what they are for."""


def names() -> set[str]:
    """Return the full names of the people whose rows the demo of one company writes."""
    found = {
        values["full_name"]
        for unit in ("d1", "c1")
        for _, values in written_by(unit, date(2026, 3, 4))["person"]
    }
    assert len(found) > 15
    return found


def forms(name: str) -> Iterator[bytes]:
    """Return a name as a program could leave it: composed or not, without marks, in any encoding."""
    for text in {name, unicodedata.normalize("NFD", name), name.upper(), fold(name)}:
        yield from (text.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
    yield name.encode("ascii", "backslashreplace")


def plain(folders: list[Path], forbidden: set[bytes]) -> list[str]:
    """Return the files of the folders that hold a name."""
    files = [
        f
        for folder in folders
        for f in folder.rglob("*")
        if f.is_file() and ASKED_FOR not in f.parts
    ]
    assert len(files) > 10
    return [f.name for f in files if _holds(f, forbidden)]


def _holds(file: Path, forbidden: set[bytes]) -> bool:
    data = file.read_bytes()
    return any(form in data for form in forbidden)


@pytest.mark.slow
def test_no_name_lies_in_plain_text_in_what_the_demo_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo, temporary = tmp_path / "mẫu", tmp_path / "tạm"
    temporary.mkdir()
    for variable in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(variable, str(temporary))
    subprocess.run(
        [sys.executable, "-m", "ui.start", "demo", demo, "--companies", "1", "--months", "1"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        timeout=120,
    )
    people = names()
    forbidden = {form for name in people for form in forms(name)}
    papers = list((demo / ASKED_FOR).rglob("*.pdf"))
    assert papers
    assert plain([demo, temporary], forbidden) == []
    with stores.open(demo / "c1", passphrase=PASSPHRASE) as store:
        assert {e.values["full_name"] for e in entries.listing(store, "person")} <= people
        task = entries.listing(store, "task")[0]
        entries.amend(store, task.id, {"requirement": " ".join(sorted(people))})
        assert store.search(max(people))
        backup = store.backup()
        assert (demo / "c1" / "store.db-wal").stat().st_size
        assert plain([demo, temporary], forbidden) == []
    assert backup.is_file()
    assert plain([demo, temporary], forbidden) == []


def test_the_look_out_sees_a_name_in_every_form(tmp_path: Path) -> None:
    name = "Nguyễn Văn Mẫu"
    for number, form in enumerate(forms(name)):
        (tmp_path / f"{number}.bin").write_bytes(b"\0" + form + b"\0")
    assert len(plain([tmp_path], set(forms(name)))) == len(list(tmp_path.iterdir()))
