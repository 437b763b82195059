"""The stick: whole files under the final name or nothing at all."""

import errno
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from app.exchange import medium, outbox
from app.exchange.refusals import FileUnreadable, MediumRefused, ReadBackDiffers
from app.store import Store
from tests.exchange.conftest import JANUARY

FILES = {"a.goi": b"goi" * 1000, "a-bia.pdf": b"%PDF"}


def test_files_appear_only_when_the_block_has_ended(tmp_path: Path) -> None:
    folder = tmp_path / "USB"
    with medium.placed(folder, FILES) as paths:
        assert [p.exists() for p in paths] == [False, False]
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == FILES


def test_a_failure_inside_leaves_the_stick_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.goi").write_bytes(b"old")
    with pytest.raises(KeyError), medium.placed(tmp_path, FILES):
        raise KeyError
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a.goi": b"old"}


def test_a_full_stick_is_said_before_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(MediumRefused, match="chỗ trống"), medium.placed(tmp_path, FILES):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("call", ["fsync", "replace", "read_bytes", "open"])
def test_an_error_of_the_device_is_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise OSError(errno.EIO, "hỏng")

    monkeypatch.setattr(os if call == "fsync" else Path, call, broken)
    with pytest.raises(MediumRefused), medium.placed(tmp_path, FILES):
        pass
    monkeypatch.undo()
    assert [p.name for p in tmp_path.iterdir() if p.name in FILES] == []


def test_a_stick_that_returns_other_bytes_is_refused(
    company: Store, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_bytes
    before = company.dump()
    monkeypatch.setattr(
        Path, "read_bytes", lambda p: read(p)[:-1] if "dang-ghi" in p.name else read(p)
    )
    with pytest.raises(ReadBackDiffers):
        outbox.export(company, JANUARY, stick)
    monkeypatch.undo()
    assert company.dump() == before
    assert not list(stick.glob("c1-2026*"))
    assert not list(company.home.glob("sent/*"))


def test_a_folder_that_cannot_be_made_is_a_refusal(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_bytes(b"")
    with pytest.raises(MediumRefused), medium.placed(tmp_path / "tệp", FILES):
        pass


def test_reading_says_what_it_could_not_read(tmp_path: Path) -> None:
    (tmp_path / "lớn").write_bytes(b"12345")
    for name in ("không có", "lớn"):
        with pytest.raises(FileUnreadable):
            medium.read(tmp_path / name, 4)
    assert medium.read(tmp_path / "lớn", 5) == b"12345"


@pytest.mark.parametrize(
    ("code", "name"), [("c1", "c1"), ("2/3", "2-3"), ("../x", "x"), ("đ", "don-vi"), ("007", "007")]
)
def test_names_are_plain_on_every_system(code: str, name: str) -> None:
    assert medium.plain_name(code) == name
