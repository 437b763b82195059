"""Figures about people are those of the end of the period, whatever happened to them since."""

from app import period as periods
from app.ledgers import entries
from app.planning import indicators
from app.store import Store
from tests.ledgers.examples import SOLDIER
from tests.planning.conftest import Write
from tests.planning.test_indicators import sides


def test_a_soldier_commissioned_in_march_counts_as_a_soldier_in_february(
    store: Store, write: Write
) -> None:
    assert sides(store, "soldiers", "2026-02") == (1, None)
    write(
        "personnel_change",
        date="2026-03-10",
        person=SOLDIER,
        kind="thang_quan_ham",
        to_value="Thiếu úy",
    )
    assert [sides(store, "soldiers", x)[0] for x in ("2026-02", "2026-03")] == [1, 0]
    assert [sides(store, "officers", x)[0] for x in ("2026-02", "2026-03")] == [3, 4]
    behind = indicators.explain(store, "soldiers", periods.parse("2026-02"))
    assert [x.title for x in behind] == [SOLDIER]


def test_who_was_away_in_february_is_not_counted_then_though_back_now(
    store: Store, write: Write
) -> None:
    move = {"person": SOLDIER, "to_value": "Đại đội 5"}
    write("personnel_change", date="2026-02-10", kind="di", **move)
    write("personnel_change", date="2026-03-10", kind="den", **move)
    counted = [sides(store, "strength_total", f"2026-0{m}")[0] for m in (1, 2, 3)]
    assert counted == [4, 3, 4]


def test_a_struck_event_gives_the_figures_back(store: Store, write: Write) -> None:
    made = write(
        "personnel_change", date="2026-03-10", person=SOLDIER, kind="xuat_ngu", to_value="Nhà"
    )
    assert sides(store, "strength_total", "2026-03") == (3, None)
    entries.strike(store, made.id, reason="Chưa có quyết định")
    assert sides(store, "strength_total", "2026-03") == (4, None)
