"""From one edition to the next, with the same sections: what the command sends in a folder."""

from pathlib import Path
from shutil import copytree

import pytest

from app.catalogue import Edition, editions
from app.ledgers import entries, merging
from app.progress import Cancelled
from app.store import Store
from tests.ledgers.conftest import People, enrolled
from tests.ledgers.examples import OFFICER, SOLDIER
from tests.ledgers.former import CURRENT, LOG, make, state

MEMBER = {
    "person": SOLDIER,
    "joined_date": "2024-03-26",
    "has_card": True,
}


@pytest.fixture
def coming(tmp_path: Path) -> Edition:
    """Edition 1.1.0: one column called otherwise, one gone, everything else as it was."""
    folder = Path(copytree(CURRENT.folder, tmp_path / "bo_moi"))
    head, renames, form = (
        folder / "catalogue.toml", folder / "renames.toml", folder / "sections" / "union_member.toml",
    )  # fmt: skip
    head.write_text(head.read_text("utf-8").replace("1.0.0", "1.1.0"), "utf-8")
    renames.write_text('edition = "1.0.0"\n', "utf-8")
    text = form.read_text("utf-8")
    start = text.index('[[field]]\nkey = "fee_paid_to"')
    text = text[:start] + text[text.index("[[field]]", start + 5) :]
    label = next(x for x in text.split("[[field]]") if '"has_card"' in x).split('label = "')[1]
    form.write_text(text.replace(label.split('"')[0], "Đã trao huy hiệu"), "utf-8")
    found = editions.named(str(folder))
    assert not found.shipped
    return found


def member(store: Store) -> str:
    return entries.add(store, "union_member", MEMBER | {"fee_paid_to": "2026-03"}).id


def test_the_next_edition_takes_every_row_and_gives_it_back(
    store: Store, people: People, coming: Edition
) -> None:
    kept, before = member(store), state(store)
    assert [h.id for h in store.search("huy hieu")] == []
    planned = merging.plan(store, coming)
    assert [(d.label, len(d.values)) for d in planned.dropped] == [("Đoàn phí đã nộp đến tháng", 1)]
    merging.apply(store, planned)
    assert store.edition == "1.1.0"
    assert entries.get(store, kept).former_ref is None  # the ledger goes on
    assert [h.id for h in store.search("huy hieu")] == [kept]
    assert store.catalogue.closed_ledgers("c") == ()
    assert store.verify().findings == []
    store.undo()
    assert state(store) == before
    assert [h.id for h in store.search("huy hieu")] == []
    assert store.verify().findings == []
    store.redo()
    assert [h.id for h in store.search("huy hieu")] == [kept]
    assert store.verify().findings == []


def test_a_value_of_a_column_that_went_is_read_in_the_history(
    store: Store, people: People, coming: Edition
) -> None:
    kept = member(store)
    merging.apply(store, merging.plan(store, coming))
    told = entries.history(store, kept)
    assert ("Đoàn phí đã nộp đến tháng", "03/2026", "") in {(x.label, x.old, x.new) for x in told}


def test_rows_written_after_a_cancelled_change_of_edition_are_indexed_by_the_old(
    store: Store, people: People, coming: Edition
) -> None:
    planned = merging.plan(store, coming)

    def stop(done: int, total: int, what: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        merging.apply(store, planned, progress=stop)
    member(store)
    assert store.search("huy hieu") == []
    assert store.verify().findings == []


def test_two_editions_on_the_former_ledgers_stay_readable(tmp_path: Path, coming: Edition) -> None:
    with make(tmp_path / "cũ") as store:
        enrolled(store)
        early = entries.add(store, "nhat_ky", LOG)
        joined = entries.add(store, "danh_sach_dang_vien", {
            "dang_vien": OFFICER, "ngay_vao_dang": "2012-05-19", "party_post": "bi_thu",
        })  # fmt: skip
        late = entries.add(store, "nhat_ky", LOG | {"ngay": "2026-02-01"})
        merging.apply(store, merging.plan(store, CURRENT, from_day=late.day))
        assert entries.get(store, joined.id).section == "member"  # a stock comes whole
        merging.apply(store, merging.plan(store, coming))
        left = entries.get(store, early.id)
        assert (left.section, left.edition) == ("nhat_ky", "0.9.0")
        assert entries.title(store, left).endswith("Giao ban tuần, rà soát sổ")
        assert "so_nhat_ky" in {x.key for x in store.catalogue.closed_ledgers("c")}
        assert entries.history(store, late.id)[-1].label in (
            "Mục",
            "Số dòng ở sổ cũ",
            "Người chủ trì",
        )
        assert store.verify().findings == []
