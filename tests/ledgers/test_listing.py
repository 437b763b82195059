"""A ledger as it is listed: the law is the answer of plain Python over all rows."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import store as stores
from app.ledgers import Entry, entries, entry_of
from app.period import parse
from app.store import FLOOR, Store, Unit, Where
from app.text import date_short, fold, name_key, number, parse_date, word_key
from benchmarks import years
from tests.conftest import PASSPHRASE
from tests.ledgers.conftest import enrolled
from tests.ledgers.examples import COMPANY

WORDS = st.sampled_from(
    ["Đoàn", "đoạn", "doan", "ĐOÀN", "ăn", "ấn", "an", "Ánh", "hòa", "hoà", "Họa", "12", "1", "3.5", "a-b", "–", "ưu"]
)  # fmt: skip
TEXTS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
NAMES = st.sampled_from(
    ["Lê An", "Trần Ánh", "Lê Ân", "Đỗ Đạt", "Dương Dũng", "Nguyễn Văn An", "Bùi Thị An", "Võ Hòa", "Vũ Họa"]
)  # fmt: skip
DAYS = st.sampled_from(["2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01", "2026-03-12"])
ROWS = st.fixed_dictionaries(
    {
        "date": DAYS,
        "topic": TEXTS,
        "lecturer": NAMES.map(lambda name: {"name": name, "rank": "dai_uy"}),
        "form": st.sampled_from(["tu_hoc", "len_lop", "thao_luan"]),
        "hours": st.sampled_from([2, 10, "2,5", "12"]),
    },
    optional={"note": TEXTS, "absent_reason": TEXTS},
)
ORDERS = st.sampled_from(
    ["", "occurred_on", "entered_at", "date", "topic", "lecturer", "form", "hours", "note", "absent_reason"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to a list."""

    search: str
    order: str
    period: str
    struck: bool | None
    limit: int | None
    offset: int


ASKED = st.builds(
    Asked,
    search=st.just("") | TEXTS | st.sampled_from(["12/03/2026", "2026", "03/2026", "đại úy", "h", "%", "Đại  do"]),
    order=st.builds(str.__add__, st.sampled_from(["", "-"]), ORDERS).map(lambda x: x if x != "-" else ""),
    period=st.sampled_from(["", "2026-02", "2026-01..2026-02"]),
    struck=st.sampled_from([None, True, False]),
    limit=st.none() | st.integers(0, 5),
    offset=st.integers(0, 9),
)  # fmt: skip


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = stores.create(
        tmp_path_factory.mktemp("danh sách") / "s",
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
@given(rows=st.lists(ROWS, min_size=1, max_size=9), asked=st.lists(ASKED, min_size=1, max_size=6))
def test_a_list_is_what_plain_python_makes_of_all_rows(
    kept: Store, rows: list[dict[str, object]], asked: list[Asked]
) -> None:
    with kept.change("Thử"):
        made = entries.add_many(kept, "session", [{**COMPANY["session"], **row} for row in rows])
        entries.strike(kept, made[0].id, reason="Ghi nhầm")
    try:
        for one in asked * 2:
            wanted = plainly(kept, one)
            period = parse(one.period) if one.period else None
            found = entries.listing(
                kept, "session", search=one.search, order=one.order, period=period,
                struck=one.struck, limit=one.limit, offset=one.offset,
            )  # fmt: skip
            end = None if one.limit is None else one.offset + one.limit
            assert [x.id for x in found] == [x.id for x in wanted][one.offset : end]
            assert entries.count(
                kept, "session", search=one.search, period=period, struck=one.struck
            ) == len(wanted)
    finally:
        kept.undo()
    assert entries.count(kept, "session", struck=None) == 0
    assert entries.listing(kept, "session", order="topic") == []


def plainly(store: Store, asked: Asked) -> list[Entry]:
    """Read every row, keep those that are asked for, and sort them in Python."""
    rows = [
        entry_of(store.catalogue, x) for x in store.find("entry", Where("section", "=", "session"))
    ]
    if asked.period:
        rows = [x for x in rows if parse(asked.period).contains(x.day)]
    if asked.struck is not None:
        rows = [x for x in rows if (x.struck is not None) == asked.struck]
    rows = [x for x in rows if holds(words_of(store, x), asked.search)]
    key, down = asked.order.lstrip("-") or "occurred_on", asked.order.startswith("-")
    if key in ("occurred_on", "entered_at"):
        return sorted(rows, key=lambda x: (getattr(x, key), x.id), reverse=down)
    rows.sort(key=lambda x: (x.occurred_on, x.id))
    filled = [x for x in rows if key in x.values]
    filled.sort(key=lambda x: rank(store, key, x.values[key]), reverse=down)
    return filled + [x for x in rows if key not in x.values]


def rank(store: Store, key: str, value: object) -> Any:
    field = store.catalogue.sections["session"].field(key)
    if isinstance(value, Mapping):
        return name_key(str(value["name"]))
    if field.type == "choice":
        return [x.key for x in store.catalogue.lists[field.list].choices].index(str(value))
    return word_key(str(value)) if field.type == "text" else value


def words_of(store: Store, row: Entry) -> list[str]:
    """Return the folded words of a row in the order of its keys, as it is read."""
    said = []
    for key, value in sorted(row.values.items()):
        field = store.catalogue.sections["session"].field(key)
        if isinstance(value, Mapping):
            ranks = store.catalogue.lists["rank"]
            said += [ranks.label(v) if k == "rank" else v for k, v in sorted(value.items())]
        elif field.type == "choice":
            said.append(store.catalogue.lists[field.list].label(str(value)))
        elif field.type == "date":
            said.append(date_short(parse_date(str(value), row.day)))
        else:
            said.append(value if isinstance(value, str) else number(value))  # type: ignore[arg-type]
    if row.struck:
        said.append(f"Gạch bỏ: {row.struck}")
    return split(" ".join(said))


def holds(words: list[str], search: str) -> bool:
    """Tell whether every piece stands in the row, word after word, the last as a beginning."""
    for piece in (split(x) for x in search.split()):
        runs = (words[n : n + len(piece)] for n in range(len(words)))
        if piece and not any(
            run[:-1] == piece[:-1] and run[-1].startswith(piece[-1])
            for run in runs
            if len(run) == len(piece)
        ):
            return False
    return True


def split(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(text))


def test_people_stand_in_the_order_of_their_given_names(kept: Store) -> None:
    names = ["Bùi Thị An", "Lê An", "Nguyễn Văn An", "Trần Ánh", "Lê Ân", "Dương Dũng", "Đỗ Đạt", "Võ Hòa", "Vũ Họa"]  # fmt: skip
    lecturers = [{**COMPANY["session"], "lecturer": {"name": x}} for x in reversed(names)]
    with kept.change("Thử"):
        entries.add_many(kept, "session", lecturers)

    def listed(order: str) -> list[object]:
        rows = entries.listing(kept, "session", order=order)
        return [x.values["lecturer"]["name"] for x in rows]  # type: ignore[index,call-overload]

    assert listed("lecturer") == names
    assert listed("-lecturer") == names[::-1]
    kept.undo()
    roster = [str(x.values["full_name"]) for x in entries.listing(kept, "person")]
    assert roster == ["Trần Thí Dụ", "Bùi Chẳng Hạn", "Lê Minh Họa", "Nguyễn Văn Mẫu"]


def test_a_list_knows_at_once_what_another_connection_wrote(kept: Store) -> None:
    reader = kept.reader()
    assert entries.listing(reader, "session", order="topic") == []
    entries.add(kept, "session", COMPANY["session"])
    assert [len(entries.listing(x, "session", order="topic")) for x in (kept, reader)] == [1, 1]
    kept.undo()
    assert [len(entries.listing(x, "session", order="topic")) for x in (kept, reader)] == [0, 0]
    reader.close()


def test_a_list_forgets_what_was_taken_back(kept: Store) -> None:
    with pytest.raises(KeyError), kept.change("Thử"):
        entries.add(kept, "session", COMPANY["session"])
        assert len(entries.listing(kept, "session", search="truyen thong")) == 1
        raise KeyError
    assert entries.listing(kept, "session", search="truyen thong") == []


def test_a_page_and_the_order_of_a_column_read_a_section_where_it_lies_together(
    kept: Store,
) -> None:
    for columns, order, index in (
        ("*", "occurred_on DESC, id DESC", "USING INDEX entry_listing"),
        ("count(*)", "1", "USING COVERING INDEX entry_listing"),
        ("id, json_extract(data, '$.topic')", "occurred_on, id", "USING COVERING INDEX entry_reading"),
    ):  # fmt: skip
        plan = kept._db.conn.execute(
            f"EXPLAIN QUERY PLAN SELECT {columns} FROM entry WHERE unit = 'c1' AND section = 'session'"
            f" AND (struck IS NULL OR struck = '') ORDER BY {order}"
        ).fetchall()
        said = " ".join(str(row[3]) for row in plan)
        assert index in said
        assert "TEMP B-TREE" not in said


def test_a_made_up_store_of_twenty_years_keeps_every_rule(make_store: object) -> None:
    assert callable(make_store)
    store = make_store("c1")
    years.fill(store, 400)
    rows = store.find("entry")
    assert {x["section"] for x in rows} == {s.key for s in store.catalogue.sections_of("c")}
    assert len({x["occurred_on"][:4] for x in rows}) == years.YEARS
    themselves = {"fee", "strength", "resolution", "member_grade"}
    for row in rows[::3]:
        found = entries.check(store, row["section"], row["data"])
        if row["section"] in themselves:
            found = [p for p in found if p.code not in ("R19", "R30", "R40", "R48")]
        assert [p for p in found if p.severity == "block"] == []
    assert store.verify().ok
