"""The condition language against the same question asked of Python, and exact sums."""

import shutil
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.store import Store, Where
from app.text import fold
from tests.store.conftest import Kept, entry

VALUES: tuple[Any, ...] = (None, "", 0, 1, 7, -3, Decimal("3.5"), Decimal("0.0001"), True, False)
TEXTS: tuple[Any, ...] = (None, "", "đạt", "Đạt", "dat", "2026-01-12", "2026-02-01")


@pytest.fixture(scope="module")
def filled(template: Kept, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    home = tmp_path_factory.mktemp("tìm") / "s"
    shutil.copytree(template.home, home)
    with Kept(home, "").open() as store:
        with store.change("Nhiều dòng"):
            for n, number in enumerate(VALUES):
                for text in TEXTS:
                    row = entry(f"2026-0{n % 3 + 1}-1{n % 5}", text=text)
                    row["data"]["number"] = number
                    if number is None:
                        del row["data"]["number"]
                    store.insert("entry", row)
        yield store


def holds(value: Any, op: str, wanted: Any) -> bool:
    """Say in Python what an operator means."""
    empty = value is None or value == ""
    text = isinstance(value, str)
    same_kind = not empty and text == isinstance(wanted, str)
    match op:
        case "set":
            return not empty
        case "empty":
            return empty
        case "=":
            return value is not None and text == isinstance(wanted, str) and value == wanted
        case "!=":
            return value is None or text != isinstance(wanted, str) or value != wanted
        case "in":
            return any(holds(value, "=", one) for one in wanted)
        case "set_by":
            return same_kind and value <= wanted
        case "empty_or_after":
            return empty or (same_kind and value > wanted)
        case "folded_contains":
            return value is not None and fold(wanted) in fold(str(value))
    raise AssertionError(op)


@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.one_of(
        st.tuples(st.just("number"), st.sampled_from(("=", "!=")), st.sampled_from(VALUES[2:])),
        st.tuples(
            st.sampled_from(("number", "text")), st.sampled_from(("set", "empty")), st.none()
        ),
        st.tuples(
            st.just("text"),
            st.sampled_from(("=", "!=", "set_by", "empty_or_after", "folded_contains")),
            st.sampled_from(TEXTS[2:]),
        ),
        st.tuples(st.just("text"), st.just("in"), st.lists(st.sampled_from(TEXTS[1:]), max_size=3)),
    )
)
def test_conditions_mean_what_they_say(filled: Store, asked: tuple[str, str, Any]) -> None:
    field, op, value = asked
    wanted = Where(f"data.{field}", op, value)
    rows = filled.find("entry", Where("data.title", "empty"))
    expected = {r["id"] for r in rows if holds(r["data"].get(field), op, value)}
    found = filled.find("entry", Where("data.title", "empty"), wanted)
    assert {r["id"] for r in found} == expected
    assert filled.count("entry", Where("data.title", "empty"), wanted) == len(expected)


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.integers(-(10**14), 10**14)
        | st.decimals(-(10**8), 10**8, places=4, allow_nan=False)
        | st.booleans()
        | st.none(),
        max_size=12,
    )
)
def test_a_sum_is_exact(filled: Store, values: list[Any]) -> None:
    with filled.change("Cộng"):
        for value in values:
            filled.insert("entry", entry(section="fee", amount=value))
    count, sums = filled.total("entry", ["data.amount"], Where("section", "=", "fee"))
    filled.undo()
    assert count == len(values)
    assert sums["data.amount"] == sum((Decimal(v) for v in values if v is not None), Decimal())


def test_order_limit_and_groups(filled: Store) -> None:
    days = [r["occurred_on"] for r in filled.find("entry", order=("-occurred_on", "id"), limit=5)]
    assert days == sorted(days, reverse=True)
    whole = filled.find("entry", order=("occurred_on", "id"))
    assert filled.find("entry", order=("occurred_on", "id"), limit=7, offset=3) == whole[3:10]
    groups = filled.group_count("entry", "occurred_on")
    assert sum(groups.values()) == len(whole)
    newest = filled.latest("entry", "occurred_on", Where("unit", "=", "c1"), by="section")
    assert newest == {"session": max(r["occurred_on"] for r in whole)}


def test_lists_are_read_from_their_index(filled: Store) -> None:
    plan = filled._db.conn.execute(
        "EXPLAIN QUERY PLAN SELECT * FROM entry WHERE unit = ? AND section = ? AND occurred_on >= ?"
        " ORDER BY occurred_on, id",
        ["c1", "session", "2026-01-01"],
    ).fetchall()
    said = " ".join(str(row[3]) for row in plan)
    assert "USING INDEX entry_listing" in said
    assert "TEMP B-TREE" not in said
