"""What lies around a merge: search, history, closed periods, rights, cancelling, killing, many rows."""

import os
import signal
import time
from collections import Counter
from pathlib import Path

import pytest

from app import store as stores
from app.ledgers import entries, locks, merging
from app.ledgers.locks import PeriodLocked
from app.period import parse
from app.progress import Cancelled
from app.store import NotAllowed, Store, accounts
from tests.conftest import PASSPHRASE
from tests.ledgers.conftest import enrolled
from tests.ledgers.former import (
    CURRENT,
    FORMER,
    LOG,
    MEETING,
    adopted,
    make,
    state,
    values_of,
)
from tests.strategies import Given


def test_search_finds_rows_in_their_new_section(old: Store) -> None:
    made = entries.add(old, "nhat_ky", LOG)
    before = old.search("ra soat so")[0].title
    adopted(old)
    hit = old.search("ra soat so")[0]
    assert (hit.id, before, hit.title) == (
        made.id, "Nhật ký công tác CTĐ, CTCT 10/01/2026", "Nhật ký hoạt động CTĐ, CTCT 10/01/2026",
    )  # fmt: skip
    assert [e.id for e in entries.listing(old, "work_log", search="ra soat")] == [made.id]
    assert entries.listing(old, "nhat_ky", search="ra soat") == []
    old.undo()
    assert [e.id for e in entries.listing(old, "nhat_ky", search="ra soat")] == [made.id]
    old.redo()
    assert [e.id for e in entries.listing(old, "work_log", search="ra soat")] == [made.id]
    assert old.verify().findings == []


def test_the_history_of_a_row_goes_on_through_the_merge(old: Store) -> None:
    made = entries.add(old, "nhat_ky", LOG)
    entries.amend(old, made.id, {"noi_dung": "Giao ban tuần 2"})
    adopted(old)
    entries.amend(old, made.id, {"content": "Giao ban tuần 2, kết luận"})
    told = entries.history(old, made.id)
    assert ("Nội dung công tác", "Giao ban tuần, rà soát sổ", "Giao ban tuần 2") in {
        (x.label, x.old, x.new) for x in told
    }
    moved = [x for x in told if x.action.startswith("Nhận bộ biểu mẫu 1.0.0")]
    assert ("Mục", "Nhật ký công tác CTĐ, CTCT", "Nhật ký hoạt động CTĐ, CTCT") in {
        (x.label, x.old, x.new) for x in moved
    }
    assert ("Thời tiết", "Mưa nhỏ", "") in {(x.label, x.old, x.new) for x in moved}
    assert told[-1].new == "Giao ban tuần 2, kết luận"


def test_closed_periods_do_not_stand_in_the_way(old: Store) -> None:
    made = entries.add(old, "nhat_ky", LOG)
    double = entries.add(old, "nhat_ky", LOG)
    locks.lock(old, parse("2026-01"), "Đã nộp")
    assert adopted(old).doubtful == ()
    assert entries.get(old, made.id).section == "work_log"
    with pytest.raises(PeriodLocked):
        merging.join(old, made.id, double.id)


def test_only_who_signs_may_and_anybody_may_look(old: Store) -> None:
    accounts.add(old, "tl", "tro_ly", passphrase="mật khẩu trợ lý 1")
    entries.add(old, "nhat_ky", LOG)
    old.close()
    with stores.open(old.home, passphrase="mật khẩu trợ lý 1") as assistant:
        planned = merging.plan(assistant, CURRENT)
        with pytest.raises(NotAllowed):
            merging.apply(assistant, planned)
        assert assistant.edition == "0.9.0"


def test_a_plan_is_good_for_the_store_it_was_made_on(old: Store) -> None:
    planned = merging.plan(old, CURRENT)
    entries.add(old, "nhat_ky", LOG)
    with pytest.raises(merging.PlanStale):
        merging.apply(old, planned)


@pytest.mark.parametrize(("edition", "words"), [(FORMER, "đang theo"), (CURRENT, "")])
def test_an_edition_that_does_not_follow_is_refused_by_name(
    store: Store, old: Store, edition: object, words: str
) -> None:
    where = old if words else store
    with pytest.raises(merging.EditionNotNext, match=words or "đang theo"):
        merging.plan(where, edition)  # type: ignore[arg-type]
    with pytest.raises(merging.EditionNotNext, match="không bộ nào"):
        merging.plan(store, FORMER)


def test_a_cancelled_merge_leaves_everything_as_it_was(old: Store) -> None:
    entries.add(old, "nhat_ky", LOG)
    planned, before = merging.plan(old, CURRENT), state(old)

    def stop(done: int, total: int, what: str) -> None:
        if done == total:
            raise Cancelled

    with pytest.raises(Cancelled):
        merging.apply(old, planned, progress=stop)
    assert state(old) == before
    assert old.edition == "0.9.0"
    assert [e.section for e in entries.listing(old, "nhat_ky")] == ["nhat_ky"]
    assert old.verify().ok


@pytest.mark.parametrize("after", [0.0, 0.02, 0.05, 0.1, 0.2, 0.4])
def test_a_merge_killed_anywhere_leaves_the_old_or_the_new(old: Store, after: float) -> None:
    entries.add_many(old, "nhat_ky", [LOG | {"noi_dung": f"Việc {n}"} for n in range(200)])
    before = state(old)
    home = old.home
    old.close()
    child = os.fork()
    if child == 0:
        try:
            again = stores.open(home, passphrase=PASSPHRASE)
            planned = merging.plan(again, CURRENT)
            (home / "begun").touch()
            merging.apply(again, planned)
        finally:
            os._exit(1)
    while not (home / "begun").exists():
        assert os.waitpid(child, os.WNOHANG) == (0, 0), "it ended before it began"
        time.sleep(0.005)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    (home / "begun").unlink()
    with stores.open(home, passphrase=PASSPHRASE) as again:
        assert again.verify().findings == []
        if again.edition == "0.9.0":
            assert state(again) == before
        else:
            assert entries.count(again, "work_log") == 200
            again.undo()
            assert state(again) == before


@pytest.mark.parametrize(("echelon", "code"), [("company", "c1"), ("battalion", "d1")])
def test_five_thousand_rows_are_taken_over_with_every_value(
    tmp_path: Path, echelon: str, code: str
) -> None:
    with make(tmp_path / "Sổ cũ", echelon, code) as old:
        enrolled(old)
        _take_over_many(old)


def _take_over_many(old: Store) -> None:
    shapes: dict[str, Given] = {
        "nhat_ky": LOG,
        "hop_quan_chung": MEETING | {"hinh_thuc_doan": "thuong_ky"},
        "dot_xuat": {
            "ngay": "2026-05-01", "noi_xay_ra": "Thao trường", "kind": "other", "severity": "thuong",
            "tom_tat": "Hỏng dụng cụ", "first_report_date": "2026-05-01", "nguoi_bao": "Trung đội 1",
        },
    }  # fmt: skip
    for section, row in shapes.items():
        text = "tom_tat" if section == "dot_xuat" else "noi_dung"
        made = [
            row | {text: f"{row[text]} {n}", "ngay": f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}"}
            | ({"first_report_date": "2026-12-30"} if section == "dot_xuat" else {})
            for n in range(1700)
        ]  # fmt: skip
        entries.add_many(old, section, made)
    values = values_of(old)
    planned = merging.plan(old, CURRENT)
    merging.apply(old, planned)
    assert planned.taken == 5104
    assert values_of(old) + Counter(v.value for d in planned.dropped for v in d.values) == values
    old.undo()
    assert values_of(old) == values
