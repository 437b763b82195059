"""Company to battalion and back: what was sent arrives, is counted once, and is answered."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app import period as periods
from app.exchange import consolidation, inbox, keys, outbox, receipts, status
from app.exchange.outbox import Exported
from app.exchange.refusals import (
    AlreadySubmitted,
    MonthsOnly,
    NewerImported,
    NilWithRows,
    NoSuperior,
    ReceiverKeyMissing,
    SentUpAlready,
)
from app.ledgers import entries
from app.planning import indicators
from app.progress import Cancelled
from app.store import Store, Where
from tests.conftest import MakeStore
from tests.exchange.conftest import FEBRUARY, JANUARY, RESOLUTION, acquaint, again, take


def rows(store: Store, table: str, unit: str = "c1") -> list[dict[str, object]]:
    return store.find(table, Where("unit", "=", unit), order=("id",))


def test_rows_and_figures_arrive_as_they_were(
    company: Store, battalion: Store, sent: Exported
) -> None:
    (planned,) = inbox.plan(battalion, [sent.file])
    before = battalion.dump()
    (done,) = inbox.apply(battalion, [planned])
    assert (planned.result, done.result, done.code) == ("ready", "applied", "")
    assert (planned.new, planned.changed, planned.removed) == (done.new, done.changed, done.removed)
    assert battalion.dump() != before
    for mine, theirs in zip(rows(company, "entry"), rows(battalion, "entry"), strict=True):
        assert (mine["id"], mine["section"], mine["occurred_on"]) == (
            theirs["id"], theirs["section"], theirs["occurred_on"],
        )  # fmt: skip
        assert mine["data"] == theirs["data"]
    own = {f.id: f for f in indicators.compute(company, JANUARY)}
    for figure in indicators.compute(battalion, JANUARY, unit="c1"):
        if "d" in battalion.catalogue.indicators[figure.id].roll:
            assert figure.numerator == own[figure.id].numerator
            assert figure.denominator == own[figure.id].denominator
    assert company.verify().ok
    assert battalion.verify().ok


def test_planning_changes_nothing(battalion: Store, sent: Exported) -> None:
    before, head = battalion.dump(), battalion.journal_head()
    inbox.inspect(battalion, sent.file)
    inbox.plan(battalion, [sent.file])
    assert (battalion.dump(), battalion.journal_head()) == (before, head)


def test_the_same_bundle_twice_is_already_there(battalion: Store, sent: Exported) -> None:
    take(battalion, sent.file)
    before, head = battalion.dump(), battalion.journal_head()
    (second,) = take(battalion, sent.file)
    assert (second.result, second.code) == ("already", "G214")
    assert (battalion.dump(), battalion.journal_head()) == (before, head)


def test_two_copies_in_one_import_are_one_bundle(
    battalion: Store, sent: Exported, stick: Path
) -> None:
    copy = stick / "chép lại.goi"
    copy.write_bytes(sent.file.read_bytes())
    assert [r.result for r in take(battalion, sent.file, copy)] == ["applied", "already"]


def test_a_replacement_shows_old_and_new_and_takes_away_what_was_struck(
    company: Store, battalion: Store, sent: Exported, stick: Path
) -> None:
    take(battalion, sent.file)
    resolution, inspection = (
        entries.listing(company, section)[0] for section in ("resolution", "inspection")
    )
    entries.amend(company, resolution.id, {"voters": 5}, reason="ghi thiếu")
    entries.strike(company, inspection.id, reason="ghi nhầm")
    added = entries.add(company, "resolution", {**RESOLUTION, "number": "14-NQ/CB"})
    second = again(company, JANUARY, stick)
    (done,) = take(battalion, second.file)
    items = {i.id: i for i in done.items if i.table == "entry"}
    assert items[added.id].action == "new"
    assert items[inspection.id].action == "removed"
    (difference,) = items[resolution.id].differences
    assert (difference.field, difference.old, difference.new) == ("voters", "4", "5")
    assert {row["id"] for row in rows(battalion, "entry")} == {resolution.id, added.id}
    assert second.header.replaces == sent.header.id
    (first, last) = sorted(inbox.listing(battalion), key=lambda p: p.sequence)
    assert (first.state, last.state) == ("replaced", "applied")


def test_a_month_is_sent_once_unless_replaced(company: Store, sent: Exported, stick: Path) -> None:
    with pytest.raises(AlreadySubmitted):
        outbox.export(company, JANUARY, stick)
    with pytest.raises(MonthsOnly):
        outbox.export(company, periods.parse("2026"), stick)
    assert again(company, JANUARY, stick).sequence == sent.sequence + 1


def test_the_chain_of_headers_holds(company: Store, sent: Exported, stick: Path) -> None:
    second = outbox.export(company, FEBRUARY, stick)
    assert sent.header.previous == ""
    assert second.header.previous == sent.header.id
    assert second.header.incarnation == company.incarnation


def test_undoing_the_whole_history_of_an_export_is_not_offered(
    company: Store, sent: Exported
) -> None:
    assert company.undo() is None
    assert [p.id for p in outbox.listing(company)] == [sent.header.id]


def test_a_nil_month_travels_as_nil(
    company: Store, battalion: Store, sent: Exported, stick: Path
) -> None:
    with pytest.raises(NilWithRows):
        outbox.export(company, JANUARY, stick, nil=True, replaces=True)
    empty = outbox.export(company, FEBRUARY, stick, nil=True)
    take(battalion, sent.file, empty.file)
    states = {(r.duty, r.period): r.state for r in status.board(battalion, FEBRUARY)}
    assert states["month_numbers", "2026-02"] == "nil"


def test_a_cancelled_export_leaves_nothing(company: Store, stick: Path) -> None:
    before, files = company.dump(), sorted(stick.iterdir())
    for at in range(4):

        def stop(done: int, total: int, what: str, at: int = at) -> None:
            if done == at:
                raise Cancelled

        with pytest.raises(Cancelled):
            outbox.export(company, JANUARY, stick, progress=stop)
        assert company.dump() == before
        assert sorted(stick.iterdir()) == files
        assert list(company.home.glob("sent/*")) == []


def test_the_receipt_comes_back_and_is_counted_once(
    company: Store, battalion: Store, sent: Exported, stick: Path
) -> None:
    take(battalion, sent.file)
    (file,) = receipts.write(battalion, stick)
    assert receipts.write(battalion, stick) == []
    (done,) = take(company, file)
    assert done.result == "applied"
    (submission,) = [s for s in rows(company, "submission") if s["duty"] == "month_numbers"]
    assert (submission["state"], submission["received_on"]) == ("accepted", "2026-02-01")
    assert {p.state for p in outbox.listing(company)} == {"receipted"}
    assert take(company, file)[0].result == "already"
    assert take(battalion, file)[0].code == "G205"


def test_lateness_is_the_receivers(
    company: Store, battalion: Store, sent: Exported, today: Callable[[str], None]
) -> None:
    today("2026-02-03")
    take(battalion, sent.file)
    states = {r.duty: (r.state, r.at) for r in status.board(battalion, JANUARY)}
    assert states["month_numbers"] == ("late", "2026-02-03")
    assert states["month_report"] == ("missing", "")
    assert states["month_fee_report"] == ("not_due", "")


def test_a_paper_handed_over_counts_from_its_day(battalion: Store, company: Store) -> None:
    receipts.record_paper(battalion, "c1", "month_report", JANUARY, date(2026, 1, 20))
    states = {r.duty: (r.state, r.at) for r in status.board(battalion, JANUARY)}
    assert states["month_report"] == ("on_time", "2026-01-20")
    early = status.board(battalion, JANUARY, as_of=date(2026, 1, 19))
    assert {r.state for r in early} == {"not_due"}


def test_an_import_is_undone_while_it_was_not_sent_up(
    company: Store, battalion: Store, sent: Exported, stick: Path, make_store: MakeStore
) -> None:
    before = {t: r for t, r in battalion.dump().items() if t != "blob"}
    take(battalion, sent.file)
    inbox.undo(battalion, sent.header.id)
    assert {t: r for t, r in battalion.dump().items() if t != "blob"} == before
    assert take(battalion, sent.file)[0].result == "applied"
    second = again(company, JANUARY, stick)
    take(battalion, second.file)
    with pytest.raises(NewerImported):
        inbox.undo(battalion, sent.header.id)
    regiment = make_store("e00", "regiment", name="Trung đoàn 00")
    acquaint(battalion, regiment, stick)
    outbox.export(battalion, JANUARY, stick)
    with pytest.raises(SentUpAlready):
        inbox.undo(battalion, second.header.id)


def test_a_battalion_sends_the_sum_of_itself_and_its_companies(
    company: Store,
    another: Store,
    battalion: Store,
    sent: Exported,
    stick: Path,
    make_store: MakeStore,
) -> None:
    regiment = make_store("e00", "regiment", name="Trung đoàn 00")
    acquaint(battalion, regiment, stick)
    take(battalion, sent.file)
    found = consolidation.compute(battalion, JANUARY)
    assert not found.complete
    assert [(m.unit, m.period) for m in found.missing] == [("c2", "2026-01")]
    take(battalion, outbox.export(another, JANUARY, stick).file)
    found = consolidation.compute(battalion, JANUARY)
    assert found.complete
    by_id = {r.id: r.total for r in found.rows}
    assert by_id["findings"].numerator == 2
    take(regiment, outbox.export(battalion, JANUARY, stick).file)
    (above,) = indicators.compute(regiment, JANUARY, unit="d1", ids=["findings"])
    assert above.numerator == 2


def test_one_refused_file_stops_no_other(
    company: Store, another: Store, battalion: Store, sent: Exported, stick: Path
) -> None:
    good = outbox.export(another, JANUARY, stick)
    broken = stick / "hỏng.goi"
    broken.write_bytes(sent.file.read_bytes()[:-1])
    gone = stick / "không có.goi"
    results = take(battalion, broken, gone, good.file, sent.file)
    assert [(r.result, r.code) for r in results] == [
        ("refused", "G201"), ("refused", "G200"), ("applied", ""), ("applied", ""),
    ]  # fmt: skip


def test_any_order_gives_the_same_state(
    company: Store, battalion: Store, sent: Exported, stick: Path
) -> None:
    files = [
        sent.file,
        outbox.export(company, FEBRUARY, stick).file,
        again(company, JANUARY, stick).file,
    ]
    late, early = files[2], files[:2]
    held = take(battalion, late)[0]
    assert (held.result, held.code) == ("held", "G208")
    assert [r.result for r in take(battalion, late, *reversed(early))] == ["applied"] * 3


def test_what_is_needed_before_sending_is_said(make_store: MakeStore, stick: Path) -> None:
    alone = make_store("c8")
    with pytest.raises(NoSuperior):
        outbox.export(alone, JANUARY, stick)
    stranger = make_store("c9", parent=("d9", "Tiểu đoàn 9"))
    with pytest.raises(ReceiverKeyMissing):
        outbox.export(stranger, JANUARY, stick)
    assert keys.own_id(stranger) == ""


def test_the_received_file_is_kept_untouched(
    battalion: Store, sent: Exported, company: Store
) -> None:
    take(battalion, sent.file)
    for home, folder in ((company.home, "sent"), (battalion.home, "received")):
        (kept,) = (home / folder).iterdir()
        assert kept.read_bytes() == sent.file.read_bytes()
