"""Stores written by older versions of the program, kept for ever: they open, lose nothing and go on working."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import sample
from app import store as stores
from app.ledgers import attachments, entries
from app.period import parse
from app.store import Store

FILES = Path(__file__).parents[1] / "files"
"""`store-1`: Đại đội 1 of the sample as version 1 wrote it, before attachments and columns."""


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Store]:
    home = tmp_path / "cu"
    shutil.copytree(FILES / "store-1", home)
    with stores.open(home, passphrase=sample.PASSPHRASE) as opened:
        yield opened


def test_a_store_of_version_1_is_whole_after_it_was_brought_up(old: Store) -> None:
    report = old.verify()
    assert report.ok, report.findings
    assert report.counts["entry"] > 100
    assert list((old.home / "backups").glob("*.db*")), "a copy is kept before migrating"


def test_its_rows_are_listed_filtered_and_found(old: Store) -> None:
    by_name = entries.listing(old, "task", order="responsible")
    assert len(by_name) == entries.count(old, "task", struck=None)
    tasks = entries.listing(old, "task", filters=[("title", "loa")])
    assert [str(t.values["title"]) for t in tasks] == ["Sửa cụm loa truyền thanh nội bộ"]
    assert [h.id for h in old.search("cum loa truyen thanh")][:1] == [tasks[0].id]
    assert {h.kind for h in old.search("bao cao ket qua")} >= {"document"}


def test_what_was_done_in_it_can_be_taken_back_and_done_again(old: Store) -> None:
    before = old.dump()
    written = next(c for c in old.changes() if c.label.startswith("Ghi sổ ngày"))
    old.undo_change(written.id)
    assert len(old.dump()["entry"]) < len(before["entry"])
    assert old.redo()
    assert old.dump()["entry"] == before["entry"]
    assert old.verify().ok


def test_its_rows_take_files_and_its_figures_stand(old: Store) -> None:
    row = entries.listing(old, "session", period=parse("2026-01"))[0]
    attachments.add(old, row.id, "ảnh.pdf", _PDF, not_secret=True)
    assert [f.name for f in entries.get(old, row.id).files] == ["ảnh.pdf"]
    assert old.verify().ok


_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
