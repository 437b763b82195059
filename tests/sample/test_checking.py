"""What the program itself finds in a paper before it goes out."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import period as periods
from app import sample
from app import store as stores
from app.documents import checking, drafts
from app.sample import Demo
from app.store import Store
from tests.sample.test_types import PERIODS

MONTH = periods.parse("2026-01")


@pytest.fixture
def store(demo: Demo, tmp_path: Path) -> Iterator[Store]:
    home = tmp_path / "c1"
    shutil.copytree(demo.stores["c1"], home)
    with stores.open(home, passphrase=sample.PASSPHRASE) as opened:
        yield opened


def checks(store: Store, document: str) -> list[str]:
    return [f.check for f in checking.check(store, document)]


def test_no_type_departs_from_its_layout_in_either_format(store: Store) -> None:
    for kind in drafts.types_for(store):
        paper = drafts.create(store, kind.id, periods.parse(PERIODS[kind.period_kinds[0]]))
        assert not [f for f in checking.check(store, paper.id) if f.check.startswith("C")], kind.id


def test_every_paper_issued_in_the_sample_is_in_order(store: Store) -> None:
    issued = [d for d in drafts.listing(store, state="issued") if not d.outside]
    assert len(issued) == 4
    assert [f for d in issued for f in checking.check(store, d.id) if not f.warns] == []


def test_a_blank_left_for_the_pen_and_an_empty_part_are_named(store: Store) -> None:
    paper = drafts.create(store, "report_week", periods.parse("2026-W03"))
    assert checks(store, paper.id) == []
    drafts.edit(store, paper.id, f"{paper.text}\nI. PHẦN TRỐNG\nII. PHẦN SAU\nGhi ở đây ……………./.")
    assert checks(store, paper.id) == ["T1", "T2"]


def test_a_part_taken_out_of_the_skeleton_is_missed(store: Store) -> None:
    paper = drafts.create(store, "plan_education", MONTH)
    kept = paper.text.partition("\nIV. ")[0]
    drafts.edit(store, paper.id, f"{kept}\nHết./.")
    assert checks(store, paper.id) == ["T3"]


def test_a_number_out_of_the_order_of_days_is_named(store: Store) -> None:
    first = drafts.create(store, "report_week", periods.parse("2026-W03"), dated="2026-03-05")
    drafts.issue(store, first.id)
    second = drafts.create(store, "report_week", periods.parse("2026-W04"), dated="2026-03-02")
    drafts.issue(store, second.id)
    assert "T4" in checks(store, second.id)


def test_an_ending_typed_away_is_found_in_both_files(store: Store) -> None:
    paper = drafts.create(store, "report_week", periods.parse("2026-W03"))
    drafts.edit(store, paper.id, paper.text.rstrip("./"))
    assert checks(store, paper.id) == ["C8", "C8"]
