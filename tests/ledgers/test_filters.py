"""The filter row: what one may type, and that the rows found are those plain Python finds."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import store as stores
from app.errors import Refused
from app.ledgers import Entry, entries
from app.period import parse
from app.store import FLOOR, Store, Unit
from app.text import fold
from tests.conftest import PASSPHRASE
from tests.ledgers.conftest import enrolled
from tests.ledgers.examples import COMPANY
from tests.ledgers.test_listing import DAYS, NAMES, TEXTS

ROWS = st.fixed_dictionaries(
    {
        "date": DAYS,
        "topic": TEXTS,
        "lecturer": NAMES.map(lambda name: {"name": name, "rank": "dai_uy"}),
        "form": st.sampled_from(["tu_hoc", "len_lop", "thao_luan"]),
        "hours": st.sampled_from([2, 10, "2,5", "12"]),
        "present": st.integers(0, 5),
        "absent_reason": TEXTS,
    },
    optional={"note": TEXTS},
)


def text(row: Entry, key: str) -> list[str]:
    value = row.values.get(key, "")
    said = f"{value['name']} Đại úy" if isinstance(value, Mapping) else str(value)
    return "".join(c if c.isalnum() else " " for c in fold(said)).split()


def begin(key: str, *words: str) -> Callable[[Entry], bool]:
    return lambda row: all(any(w.startswith(x) for w in text(row, key)) for x in words)


def number(key: str, test: Callable[[Decimal], bool]) -> Callable[[Entry], bool]:
    return lambda row: key in row.values and test(Decimal(str(row.values[key])))


PLAIN: dict[tuple[str, str], Callable[[Entry], bool]] = {
    ("topic", "doan"): begin("topic", "doan"),
    ("topic", "AN Đo"): begin("topic", "an", "do"),
    ("topic", "hòa"): begin("topic", "hoa"),
    ("note", "="): lambda row: "note" not in row.values,
    ("note", "trống"): lambda row: "note" not in row.values,
    ("note", "*"): lambda row: "note" in row.values,
    ("lecturer", "dai an"): begin("lecturer", "dai", "an"),
    ("lecturer", "võ"): begin("lecturer", "vo"),
    ("form", "tự học"): lambda row: row.values["form"] == "tu_hoc",
    ("form", "hoc; len"): lambda row: row.values["form"] in ("tu_hoc", "len_lop"),
    ("hours", "2,5"): number("hours", lambda x: x == Decimal("2.5")),
    ("hours", ">2,5"): number("hours", lambda x: x > Decimal("2.5")),
    ("hours", "<=10"): number("hours", lambda x: x <= 10),
    ("hours", "2,1..10"): number("hours", lambda x: Decimal("2.1") <= x <= 10),
    ("present", "3-6"): number("present", lambda x: 3 <= x <= 6),
    ("present", "<4"): number("present", lambda x: x < 4),
    ("present", ">=4"): number("present", lambda x: x >= 4),
    ("date", "2/2026"): lambda row: row.period == "2026-02",
    ("date", "2026-Q1"): lambda row: True,
    ("date", "2025"): lambda row: False,
    ("date", ">1/2/2026"): lambda row: row.occurred_on > "2026-02-01",
    ("date", ">2/2026"): lambda row: row.occurred_on > "2026-02-28",
    ("date", "<2/2026"): lambda row: row.occurred_on < "2026-02-01",
    ("date", "280226"): lambda row: row.occurred_on == "2026-02-28",
    ("date", "1/2..1/3"): lambda row: "2026-02-01" <= row.occurred_on <= "2026-03-01",
    ("#state", "gach"): lambda row: row.struck is not None,
    ("#state", "hiệu đính"): lambda row: row.struck is None and row.changed_at != row.entered_at,
    ("#state", "="): lambda row: row.struck is None and row.changed_at == row.entered_at,
    ("#state", "hieu, bo"): lambda row: row.struck is not None or row.changed_at != row.entered_at,
}
ASKED = st.lists(st.sampled_from(sorted(PLAIN)), max_size=3, unique_by=lambda x: x[0])
ORDERS = st.sampled_from(["occurred_on", "-occurred_on", "topic", "-lecturer", "form", "hours", "-note", "#state"])  # fmt: skip


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = stores.create(
        tmp_path_factory.mktemp("lọc") / "s",
        unit=Unit("c1", "Đại đội 1", "company", own=True),
        passphrase=PASSPHRASE,
        argon=FLOOR,
    )
    with made.store as store:
        enrolled(store)
        yield store


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.lists(ROWS, min_size=2, max_size=9),
    asked=st.lists(st.tuples(ASKED, ORDERS), min_size=1, max_size=6),
    period=st.sampled_from([None, parse("2026-02")]),
)
def test_the_filter_row_finds_what_plain_python_finds(
    kept: Store, rows: list[dict[str, object]], asked: list[Any], period: Any
) -> None:
    with kept.change("Thử"):
        made = entries.add_many(kept, "session", [{**COMPANY["session"], **row} for row in rows])
        entries.strike(kept, made[0].id, reason="Ghi nhầm")
        kept.update("entry", made[1].id, {"changed_at": "2027-01-01T00:00:00Z"})
    try:
        every = entries.listing(kept, "session", period=period)
        for filters, order in asked:
            wanted = [x for x in every if all(PLAIN[one](x) for one in filters)]
            question: dict[str, Any] = {"period": period, "filters": filters}
            found = entries.listing(kept, "session", order=order, **question)
            assert {x.id for x in found} == {x.id for x in wanted}
            assert entries.count(kept, "session", struck=None, **question) == len(wanted)
            whole = [x.id for x in entries.listing(kept, "session", order=order, period=period)]
            assert [x.id for x in found] == [x for x in whole if x in {y.id for y in wanted}]
            places = [entries.place(kept, x, "session", order=order, **question) for x in whole]
            shown = [x.id for x in found]
            assert places == [shown.index(x) if x in shown else None for x in whole]
            summed(kept, wanted, question)
    finally:
        kept.undo()


def summed(store: Store, rows: list[Entry], question: dict[str, Any]) -> None:
    """The totals are those of the rows, and the months' add up to them."""
    totals = entries.totals(store, "session", **question)
    months = entries.months(store, "session", **question)
    valid = [x for x in rows if x.struck is None]
    for key in ("hours", "required", "present", "made_up"):
        added = sum((Decimal(str(x.values.get(key, 0))) for x in valid), Decimal(0))
        assert totals[key] == added
        assert sum((Decimal(m.totals[key]) for m in months), Decimal(0)) == added
    assert sum(m.count for m in months) == len(rows)
    assert [m.period.text for m in months] == sorted({x.period for x in rows}, reverse=True)


def test_every_unreadable_filter_is_named_beside_its_column(kept: Store) -> None:
    asked = [
        ("hours", "nhiều"), ("date", "35/13"), ("form", "bay"), ("topic", "!"), ("rate", "1"),
        ("khong_co", "x"), ("#state", "mới"), ("present", "5.."),
    ]  # fmt: skip
    with pytest.raises(Refused) as refused:
        entries.listing(kept, "session", filters=asked)
    assert [p.where for p in refused.value.problems] == [key for key, _ in asked[:-1]]
    assert {p.code for p in refused.value.problems} == {"L160"}
    assert "“nhiều”" in refused.value.problems[0].what, "quoted as it was typed, marks and all"


@pytest.mark.parametrize("key", ["religion", "ethnic_group"])
def test_people_are_never_filtered_or_sorted_by_what_is_kept_for_totals_only(
    kept: Store, key: str
) -> None:
    with pytest.raises(Refused):
        entries.listing(kept, "person", filters=[(key, "*")])
    with pytest.raises(Refused):
        entries.listing(kept, "person", order=key)


def test_yes_no_and_times_are_filtered_as_they_are_said(kept: Store) -> None:
    with kept.change("Thử"):
        row = entries.add(kept, "meeting", COMPANY["meeting"])
    assert row.values["adopted"] is True
    start = str(row.values["start_time"])
    for key, said, holds in (
        ("adopted", "có", True), ("adopted", "không", False),
        ("start_time", start, True), ("start_time", f">{start}", False), ("start_time", start[:2], True),
        ("start_time", "0h..23h", True),
    ):  # fmt: skip
        found = entries.listing(kept, "meeting", filters=[(key, said)])
        assert bool(found) is holds, (key, said)
    kept.undo()
