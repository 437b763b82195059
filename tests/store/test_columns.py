"""The columns of the ledgers: kept with every change, made anew when the catalogue reads them otherwise."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import store as stores
from app.catalogue import Catalogue, load
from app.store import STATE, Column, Store, Where
from tests.conftest import PASSPHRASE
from tests.store.conftest import Kept, entry

FIRST = entry()["data"]
"""What the first row of every store of these tests holds of the keys asked for."""
TOPIC = Column("c1", "session", "topic")


def session(topic: str, day: str = "2026-03-12", **values: Any) -> dict[str, Any]:
    row = entry(topic=topic, date=day, **values)
    return row | {"section": "session", "occurred_on": day, "period": day[:7]}


def topics(store: Store, *where: Where) -> list[str]:
    return [row["data"]["topic"] for row in store.numbered(store.column(TOPIC, *where))]


def cells(store: Store) -> set[tuple[Any, ...]]:
    return set(store._db.conn.execute("SELECT * FROM cell").fetchall())


def test_a_column_follows_adding_changing_and_taking_back(opened: Store) -> None:
    with opened.change("Thêm"):
        first = opened.insert("entry", session("Đoàn"))
        opened.insert("entry", session("ăn"))
        opened.insert("entry", session("đoạn 2"))
    assert topics(opened) == ["ăn", "Đoàn", "đoạn 2"]
    assert topics(opened, Where("words", "begins", "doa")) == ["Đoàn", "đoạn 2"]
    before = cells(opened)
    with opened.change("Sửa"):
        opened.update(
            "entry", first, {"data": {"topic": "Ất", "date": "2026-03-12"}, "struck": "Nhầm"}
        )
    assert topics(opened) == ["ăn", "Ất", "đoạn 2"]
    assert len(opened.column(Column("c1", "session", STATE))) == 1
    opened.undo()
    assert cells(opened) == before
    opened.undo()
    assert topics(opened) == []
    opened.redo()
    assert cells(opened) == before
    assert opened.verify().ok


def test_columns_of_totals_only_are_not_kept(opened: Store) -> None:
    with pytest.raises(KeyError):
        opened.column(Column("c1", "person", "religion"))


def made_otherwise(catalogue: Catalogue) -> Catalogue:
    """The same catalogue with a word more in the ranks and without one column of the sessions."""
    ranks = catalogue.lists["rank"]
    renamed = tuple(replace(c, label=f"{c.label} dự bị") for c in ranks.choices)
    section = catalogue.sections["session"]
    fewer = tuple(f for f in section.fields if f.key != "note")
    return replace(
        catalogue,
        lists={**catalogue.lists, "rank": replace(ranks, choices=renamed)},
        sections={**catalogue.sections, "session": replace(section, fields=fewer)},
    )


def test_another_catalogue_makes_the_columns_anew(kept: Kept) -> None:
    speaker = {"name": "Trần An", "rank": "dai_uy"}
    with kept.open() as store, store.change("Thêm"):
        store.insert("entry", session("Đoàn", lecturer=speaker, note="Ghi"))
    plain = load()
    lecturer = Column("c1", "session", "lecturer")
    for catalogue, found in ((made_otherwise(plain), 1), (plain, 0)):
        with stores.open(kept.home, passphrase=PASSPHRASE, catalogue=catalogue) as store:
            assert len(store.column(lecturer, Where("words", "begins", "bi"))) == found
            assert topics(store) == ["Đoàn"]
            assert store.verify().ok
    with kept.open() as store:
        assert len(store.column(Column("c1", "session", "note"))) == 1


ODD = st.one_of(
    st.none(), st.booleans(), st.integers(-9, 9), st.decimals(-9, 9, places=2), st.text(max_size=5),
    st.dictionaries(st.sampled_from(["id", "name", "rank", "x"]), st.text(max_size=4) | st.integers(0, 3)),
    st.lists(st.text(max_size=3) | st.dictionaries(st.sampled_from(["name", "size"]), st.text(max_size=3)), max_size=2),
)  # fmt: skip
KEYS = ["date", "topic", "lecturer", "form", "hours", "present", "note", "unknown"]


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(st.dictionaries(st.sampled_from(KEYS), ODD), max_size=5))
def test_rows_of_any_older_edition_have_their_place(
    opened: Store, rows: list[dict[str, Any]]
) -> None:
    with opened.change("Thêm"):
        for row in rows:
            opened.insert("entry", entry() | {"data": row})
    try:
        before = cells(opened)
        for key in KEYS[:-1]:
            held = opened.column(Column("c1", "session", key), order=("-key", "day", "row"))
            assert len(held) == sum(row.get(key) is not None for row in [*rows, FIRST])
        opened._db.conn.execute("DELETE FROM col")
        opened._columns.refresh(opened._search)
        assert len(cells(opened)) == len(before)
    finally:
        if rows:
            opened.undo()


def test_a_column_is_read_in_the_order_it_lies_in(opened: Store) -> None:
    plan = opened._db.conn.execute(
        "EXPLAIN QUERY PLAN SELECT row FROM cell WHERE col = 1 AND unit = 'c1' AND key >= 5 ORDER BY key, day, row"
    ).fetchall()
    said = " ".join(str(row[3]) for row in plan)
    assert "USING PRIMARY KEY (col=? AND unit=? AND key>?)" in said
    assert "TEMP B-TREE" not in said
