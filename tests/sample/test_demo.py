"""What `soctd demo` leaves in a folder, and the folders it leaves alone."""

import shutil
from pathlib import Path

import pytest

from app import sample, store
from app.exchange import inbox, outbox
from app.sample import Demo, FolderUnusable, NotTheSample
from tests.sample.conftest import Opened


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "thư của tôi.txt"
    kept.write_text("giữ lại", encoding="utf-8")
    with pytest.raises(NotTheSample) as refused:
        sample.build(tmp_path)
    assert refused.value.number == "X101"
    assert list(tmp_path.iterdir()) == [kept]


def test_a_file_in_the_place_of_the_folder_is_refused_by_name(tmp_path: Path) -> None:
    taken = tmp_path / "mẫu"
    taken.write_text("giữ lại", encoding="utf-8")
    with pytest.raises(FolderUnusable) as refused:
        sample.build(taken)
    assert refused.value.number == "X102"
    assert taken.read_text(encoding="utf-8") == "giữ lại"


def test_the_sample_is_told_anew_over_an_earlier_one(tmp_path: Path) -> None:
    folder = tmp_path / "thư mục có dấu cách"
    first = sample.build(folder, companies=1, months=1)
    again = sample.build(folder, companies=1, months=1)
    assert set(again.stores) == {"d1", "c1"}
    assert [f.name for f in again.bundles] == [f.name for f in first.bundles]
    assert all(f.is_file() for f in (*again.bundles, *again.documents, *again.receipts))


def test_every_file_it_names_is_there_and_every_store_opens(demo: Demo, opened: Opened) -> None:
    files = (*demo.bundles, *demo.documents, *demo.receipts)
    assert len(demo.bundles) == 6
    assert len(demo.receipts) >= 4
    assert all(f.is_file() and f.stat().st_size for f in files)
    assert len(set(files)) == len(files)
    for one in opened.stores.values():
        assert one.verify().ok


def test_the_bundles_of_the_sample_are_known_already_when_they_come_again(
    demo: Demo, complete: Opened
) -> None:
    battalion = complete.stores["d1"]
    before = battalion.journal_head()
    plans = inbox.plan(battalion, [f for f in demo.bundles if f.name.startswith("c2")])
    assert {p.result for p in plans} == {"already"}
    assert battalion.journal_head() == before


def test_companies_know_that_their_bundles_were_received(opened: Opened) -> None:
    sent = {(p.period, p.state) for p in outbox.listing(opened.stores["c1"])}
    assert ("2026-02", "receipted") in sent
    assert {state for _, state in sent} <= {"receipted", "replaced"}


def test_january_was_mended_by_company_one_and_the_battalion_has_the_mended_figures(
    opened: Opened,
) -> None:
    listed = inbox.listing(opened.stores["d1"])
    taken = [p for p in listed if (p.direction, p.kind, p.unit) == ("in", "submission", "c1")]
    january = [(p.sequence, p.state) for p in taken if p.period == "2026-01"]
    assert sorted(january) == [(1, "replaced"), (2, "applied")]


def test_the_stores_open_with_the_printed_passphrase_only(demo: Demo, tmp_path: Path) -> None:
    copy = shutil.copytree(demo.stores["c1"], tmp_path / "c1")
    with pytest.raises(store.WrongPassphrase):
        store.open(copy, passphrase=demo.passphrase + "x")
    with store.open(copy, passphrase=demo.passphrase) as found:
        assert found.unit.name == "Đại đội 1"
