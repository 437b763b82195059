"""The roster: who is there, found by name, and the copy rows keep."""

from datetime import date

import pytest

from app.errors import NotFound, Refused
from app.ledgers import entries
from app.ledgers import people as rolls
from app.store import Store
from tests.ledgers.conftest import People
from tests.ledgers.examples import COMPANY, PEOPLE, SOLDIER

DAY = date(2026, 3, 12)
SESSION = COMPANY["session"]


def test_people_are_listed_by_given_name(store: Store, people: People) -> None:
    wanted = ["Trần Thí Dụ", "Bùi Chẳng Hạn", "Lê Minh Họa", "Nguyễn Văn Mẫu"]
    assert [e.values["full_name"] for e in entries.listing(store, "person")] == wanted
    assert [
        e.values["full_name"] for e in entries.listing(store, "person", search="văn")
    ] == wanted[3:]


def test_a_person_is_there_from_arrival_until_the_day_of_leaving(
    store: Store, people: People
) -> None:
    entries.amend(store, people[SOLDIER], {"left_date": "2026-03-12"})

    def there(day: str) -> bool:
        return people[SOLDIER] in [e.id for e in rolls.listing(store, date.fromisoformat(day))]

    days = ["2025-05-19", "2025-05-20", "2026-03-11", "2026-03-12"]
    assert [there(day) for day in days] == [False, True, True, False]


def test_people_are_found_without_marks(store: Store, people: People) -> None:
    assert [rolls.name(e) for e in rolls.find(store, "le HOA")] == ["Lê Minh Họa"]
    assert rolls.find(store, "khong ai") == []


def test_the_copy_has_name_rank_and_position_of_that_day(store: Store, people: People) -> None:
    entries.add(
        store,
        "personnel_change",
        {
            "date": "2026-04-01",
            "person": SOLDIER,
            "kind": "thang_quan_ham",
            "from_value": "Binh nhì",
            "to_value": "Binh nhất",
        },
    )
    assert rolls.copy(store, people[SOLDIER], DAY) == {
        "id": people[SOLDIER],
        "name": SOLDIER,
        "rank": "binh_nhi",
        "position": "tieu_doi_pho",
    }
    assert rolls.copy(store, people[SOLDIER], date(2026, 4, 1))["rank"] == "binh_nhat"
    with pytest.raises(NotFound):
        rolls.copy(store, "không có", DAY)


def test_a_unique_name_is_enough_and_marks_decide_between_two(store: Store, people: People) -> None:
    twin = {**PEOPLE[2], "full_name": "Lê Minh Hoa", "rank": "thieu_uy", "birth_date": "2000-01-01"}
    other = entries.add(store, "person", twin).id

    def named(text: str) -> object:
        return entries.add(store, "session", {**SESSION, "lecturer": text}).person

    assert named("nguyen van mau") == people["Nguyễn Văn Mẫu"]
    assert named("Lê Minh Hoa") == other
    assert named("Lê Minh Họa") == people["Lê Minh Họa"]
    assert named("Thiếu úy Lê Minh Hoa") == other
    with pytest.raises(Refused) as refused:
        named("le minh hoa")
    assert [p.code for p in refused.value.problems] == ["L107"]
    assert "sinh 11/02/1999" in refused.value.problems[0].what


def test_of_two_people_with_one_name_the_one_there_that_day_is_meant(
    store: Store, people: People
) -> None:
    entries.amend(store, people["Lê Minh Họa"], {"left_date": "2026-02-01"})
    other = entries.add(store, "person", {**PEOPLE[2], "birth_date": "2001-01-01"}).id
    assert entries.add(store, "session", {**SESSION, "lecturer": "Lê Minh Họa"}).person == other


def test_an_unknown_name_is_answered_with_the_nearest_ones(store: Store, people: People) -> None:
    found = entries.check(store, "session", {**SESSION, "lecturer": "Nguyễn Văn Mầu Em"})
    assert [(p.where, p.code) for p in found] == [("lecturer", "L106")]
    assert "Có phải: Nguyễn Văn Mẫu?" in found[0].what


def test_somebody_outside_is_kept_as_a_copy_without_id(store: Store, people: People) -> None:
    guest = {"name": "Đinh Quy Ước", "rank": "Thiếu tá", "position": "Báo cáo viên"}
    saved = entries.add(store, "session", {**SESSION, "lecturer": guest})
    assert saved.values["lecturer"] == {
        "name": "Đinh Quy Ước",
        "rank": "thieu_ta",
        "position": "Báo cáo viên",
    }
    assert saved.person is None
    field = store.catalogue.sections["session"].field("lecturer")
    assert entries.shown(store, field, saved.values["lecturer"]) == "Thiếu tá Đinh Quy Ước"
