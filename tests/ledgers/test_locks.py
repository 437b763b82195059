"""A closed period takes no row, loses none and changes none until it is reopened."""

from collections.abc import Callable

import pytest

from app import store as stores
from app.errors import NotFound, Refused
from app.ledgers import PeriodLocked, entries, locks
from app.ledgers.locks import LockUnfit
from app.period import parse
from app.store import NotAllowed, Store, accounts
from tests.ledgers.conftest import People
from tests.ledgers.examples import COMPANY

OTHER = "một câu khác hẳn"
MARCH = COMPANY["session"]
APRIL = {**MARCH, "date": "2026-04-02"}


def test_a_locked_period_refuses_rows_amendments_and_strikes(store: Store, people: People) -> None:
    inside = entries.add(store, "session", MARCH)
    outside = entries.add(store, "session", APRIL)
    locks.lock(store, parse("2026-03"), "Đã nộp báo cáo tháng 3")
    before = store.dump()
    acts: tuple[Callable[[], object], ...] = (
        lambda: entries.add(store, "session", MARCH),
        lambda: entries.add(store, "fee", COMPANY["fee"]),
        lambda: entries.amend(store, inside.id, {"note": "x"}),
        lambda: entries.amend(store, inside.id, {"date": "2026-04-03"}),
        lambda: entries.amend(store, outside.id, {"date": "2026-03-31"}),
        lambda: entries.strike(store, inside.id, reason="Nhầm"),
    )
    for act in acts:
        with pytest.raises(PeriodLocked) as refused:
            act()
        assert [p.code for p in refused.value.problems] == ["L109"]
        assert refused.value.sentence == "Kỳ này đã khóa. Hãy đề nghị mở lại kỳ và ghi lý do."
    assert store.dump() == before


def test_a_lock_is_told_beside_the_date_with_everything_else(store: Store, people: People) -> None:
    locks.lock(store, parse("2026-Q1"), "Chốt quý I")
    with pytest.raises(Refused) as refused:
        entries.add(store, "session", {**MARCH, "made_up": 1})
    assert [(p.where, p.code) for p in refused.value.problems] == [
        ("date", "L109"),
        ("present", "R54"),
    ]
    assert not isinstance(refused.value, PeriodLocked)


@pytest.mark.parametrize(
    "period", ["2026-03-12", "2026-W11", "2026-03", "2026-Q1", "2026-H1", "2026"]
)
def test_any_closed_period_around_the_day_counts(store: Store, people: People, period: str) -> None:
    locks.lock(store, parse(period), "Chốt")
    assert [p.code for p in entries.check(store, "session", MARCH)] == ["L109"]
    assert locks.locked(store, "d1", parse("2026-03-12").start) is False


def test_a_period_is_reopened_with_a_reason(store: Store, people: People) -> None:
    march = parse("2026-03")
    locks.lock(store, march, "Đã nộp")
    with pytest.raises(Refused):
        locks.reopen(store, march, " ")
    locks.reopen(store, march, "Bổ sung buổi học")
    assert locks.listing(store) == []
    assert entries.add(store, "session", MARCH).id
    locks.lock(store, march, "Nộp lại")
    assert [p.text for p in locks.listing(store)] == ["2026-03"]
    reasons = {row["reason"]: row["opened"] for row in store.dump()["period_lock"]}
    assert reasons == {"Đã nộp": "Bổ sung buổi học", "Nộp lại": None}
    store.undo()
    assert locks.listing(store) == []


def test_a_period_is_locked_once_and_only_a_calendar_period(store: Store) -> None:
    march = parse("2026-03")
    locks.lock(store, march, "Đã nộp")
    with pytest.raises(LockUnfit):
        locks.lock(store, march, "Lần nữa")
    with pytest.raises(LockUnfit):
        locks.lock(store, parse("2026-01..2026-02"), "Khoảng")
    with pytest.raises(NotFound):
        locks.reopen(store, parse("2026-04"), "Chưa khóa")
    with pytest.raises(Refused):
        locks.lock(store, parse("2026-05"), "")


def test_the_register_tells_who_closed_and_reopened_a_period_when_and_why(store: Store) -> None:
    march, april = parse("2026-03"), parse("2026-04")
    locks.lock(store, march, "Đã nộp")
    locks.reopen(store, march, "Bổ sung buổi học", consent="CV 12/TĐ1 ngày 03/04/2026")
    locks.lock(store, march, "Nộp lại")
    locks.lock(store, april, "Chốt")
    told = [(x.period.text, x.standing, x.reason, x.opened) for x in locks.register(store)]
    assert told == [
        ("2026-04", True, "Chốt", ""),
        ("2026-03", True, "Nộp lại", ""),
        (
            "2026-03",
            False,
            "Đã nộp",
            "Bổ sung buổi học (cấp trên đồng ý: CV 12/TĐ1 ngày 03/04/2026)",
        ),
    ]
    first = locks.register(store)[-1]
    assert first.locked_by == first.opened_by == store.account.name
    assert first.locked_at <= first.opened_at != ""
    for _ in range(3):
        store.undo()
    (left,) = locks.register(store)
    assert (left.standing, left.opened, left.opened_by) == (True, "", "")


def test_only_the_chinh_tri_vien_closes_reopens_and_takes_a_closing_back(
    store: Store,
) -> None:
    march = parse("2026-03")
    accounts.add(store, "tl", "tro_ly", passphrase=OTHER)
    locks.lock(store, march, "Đã nộp")
    home = store.home
    store.close()
    with stores.open(home, account="tl", passphrase=OTHER) as helper:
        acts: tuple[Callable[[], object], ...] = (
            lambda: locks.lock(helper, parse("2026-04"), "x"),
            lambda: locks.reopen(helper, march, "x"),
            helper.undo,
        )
        for act in acts:
            with pytest.raises(NotAllowed):
                act()
        assert [p.text for p in locks.listing(helper)] == ["2026-03"]
