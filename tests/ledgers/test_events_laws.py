"""For any events in any order: a look back at any day equals playing the events forward from the beginning."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.ledgers import entries
from app.ledgers import people as roster
from app.store import Store
from tests.ledgers.conftest import People
from tests.ledgers.examples import PEOPLE, SOLDIER

FIRST = date(2026, 1, 1)
RANKS = ("binh_nhi", "binh_nhat", "ha_si", "trung_si", "thieu_uy", "thuong_uy_cn")
POSITIONS = ("chien_si", "tieu_doi_pho", "tieu_doi_truong", "nhan_vien")
PLACES = ("", "Tiểu đội 1", "Trung đội 2")
KEPT = ("rank", "rank_date", "category", "position", "subunit", "left_date")


@dataclass(frozen=True)
class Told:
    """One event as a person would tell it: what is so from that day on."""

    day: date
    kind: str
    to: tuple[str, ...]


days = st.integers(0, 300).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def lives(draw: st.DrawFn) -> list[Told]:
    """Return events in the order they are written down; who comes and goes is told in order."""

    def some(most: int) -> list[date]:
        return draw(st.lists(days, unique=True, max_size=most))

    told = [Told(d, "thang_quan_ham", (draw(st.sampled_from(RANKS)),)) for d in some(4)]
    for day in some(3):
        to = draw(st.sampled_from(POSITIONS)), draw(st.sampled_from(PLACES))
        told.append(Told(day, "bo_nhiem", to))
    told = draw(st.permutations(told))
    moves = [Told(d, ("di", "den")[n % 2], ()) for n, d in enumerate(sorted(some(3)))]
    for place, move in zip(
        sorted(draw(st.integers(0, len(told))) for _ in moves), moves, strict=True
    ):
        told.insert(place + moves.index(move), move)
    return told


def replay(store: Store, told: list[Told], day: date, base: dict[str, object]) -> dict[str, object]:
    """Play the events forward up to `day`: the plainest reading of what happened."""
    now = dict(base)
    ranks = {c.key: c.extra["categories"] for c in store.catalogue.lists["rank"].choices}
    for one in sorted(told, key=lambda x: x.day):
        if one.day > day:
            break
        if one.kind == "thang_quan_ham":
            stood = ranks[str(now["rank"])]
            now |= {"rank": one.to[0], "rank_date": one.day.isoformat()}
            if ranks[one.to[0]] != stood:
                now["category"] = ranks[one.to[0]][0]  # type: ignore[index]  # a tuple here
        elif one.kind == "bo_nhiem":
            now["position"] = one.to[0]
            if one.to[1]:
                now["subunit"] = one.to[1]
        else:
            now["left_date"] = one.day.isoformat() if one.kind == "di" else None
    return {key: now.get(key) for key in KEPT}


def typed(store: Store, person: str, one: Told) -> dict[str, object]:
    lists = store.catalogue.lists
    to = {
        "thang_quan_ham": lambda: lists["rank"].label(one.to[0]),
        "bo_nhiem": lambda: f"{lists['position'].label(one.to[0])} {one.to[1]}".strip(),
    }.get(one.kind, lambda: "Đơn vị khác")()
    return {"date": one.day.isoformat(), "person": person, "kind": one.kind, "to_value": to}


def written(store: Store, person: str, one: Told) -> str:
    return entries.add(store, "personnel_change", typed(store, person, one)).id


def agrees(store: Store, person: str, told: list[Told], base: dict[str, object]) -> None:
    """Compare at every day on which something happened, and the day before."""
    for day in {d for x in told for d in (x.day, x.day - timedelta(days=1))} | {FIRST}:
        expected = replay(store, told, day, base)
        seen = roster.as_of(store, person, day)
        assert {key: seen.get(key) for key in KEPT} == expected, day
        there = {x.id for x in roster.listing(store, day)}
        assert (person in there) == (expected["left_date"] is None), day
    last = replay(store, told, date(2027, 1, 1), base)
    row = entries.get(store, person).values
    assert {key: row.get(key) for key in KEPT} == last


@given(told=lives(), data=st.data())
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_a_look_back_equals_playing_the_events_forward(
    shared: Store, told: list[Told], data: st.DataObject
) -> None:
    class Enough(Exception):
        pass

    try:
        with shared.change("Thử"):
            base = {key: PEOPLE[3].get(key) for key in KEPT}
            person = next(x.id for x in roster.listing(shared) if roster.name(x) == SOLDIER)
            ids = [written(shared, person, one) for one in told]
            agrees(shared, person, told, base)
            still = [n for n, x in enumerate(told) if x.kind in ("thang_quan_ham", "bo_nhiem")]
            gone = data.draw(st.sets(st.sampled_from(still))) if still else set()
            for n in gone:
                entries.strike(shared, ids[n], reason="Ghi nhầm")
            agrees(shared, person, [x for n, x in enumerate(told) if n not in gone], base)
            raise Enough
    except Enough:
        pass


def test_undo_and_redo_of_events_restore_every_table(store: Store, people: People) -> None:
    told = [
        Told(date(2026, 5, 1), "thang_quan_ham", ("trung_si",)),
        Told(date(2026, 3, 1), "thang_quan_ham", ("ha_si",)),
        Told(date(2026, 4, 1), "bo_nhiem", ("tieu_doi_truong", "Tiểu đội 2")),
        Told(date(2026, 8, 1), "di", ()),
    ]
    dumps = [store.dump()]
    for one in told:
        written(store, people[SOLDIER], one)
        dumps.append(store.dump())
    for expected in reversed(dumps[:-1]):
        store.undo()
        assert store.dump() == expected
    for expected in dumps[1:]:
        store.redo()
        assert store.dump() == expected


@given(told=lives())
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_events_written_together_leave_what_they_leave_written_one_by_one(
    shared: Store, told: list[Told]
) -> None:
    class Enough(Exception):
        pass

    person = next(x.id for x in roster.listing(shared) if roster.name(x) == SOLDIER)
    left = []
    for together in (False, True):
        try:
            with shared.change("Thử"):
                rows = [typed(shared, person, one) for one in told]
                if together:
                    ids = [x.id for x in entries.add_many(shared, "personnel_change", rows)]
                else:
                    ids = [entries.add(shared, "personnel_change", row).id for row in rows]
                # What is copied of the person is read when the row is checked: before any was written.
                rows = [dict(entries.get(shared, x).values) for x in (person, *ids)]
                left.append([{k: v for k, v in row.items() if k != "person"} for row in rows])
                raise Enough
        except Enough:
            pass
    assert left[0] == left[1]


def test_events_written_together_write_each_row_once(store: Store, people: People) -> None:
    person = people[SOLDIER]
    days = [date(2026, m, 1) for m in (5, 3, 4)]
    ranks = ("thuong_si", "ha_si", "trung_si")
    told = [Told(day, "thang_quan_ham", (rank,)) for day, rank in zip(days, ranks, strict=True)]
    rows = [typed(store, person, one) for one in told]
    made = entries.add_many(store, "personnel_change", rows)
    found = [str(x.values["from_value"]).partition(" (")[0] for x in made]
    assert found == ["Trung sĩ", "Binh nhất", "Hạ sĩ"]
    assert [entries.get(store, x.id) for x in made] == made
    for entry in made:
        assert len(store.row_history("entry", entry.id)) == 1
    assert len(store.row_history("entry", person)) == 2
