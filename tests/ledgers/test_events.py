"""Dated events of the roster: what a day saw, in whatever order the events were written."""

from datetime import date

import pytest

from app.errors import Refused
from app.ledgers import Entry, PeriodLocked, entries, locks, postings, registers
from app.ledgers import people as roster
from app.period import parse
from app.store import Store
from tests.ledgers.conftest import People
from tests.ledgers.examples import COMPANY, OFFICER, SOLDIER

Ids = People


def on(text: str) -> date:
    return date.fromisoformat(text)


def event(store: Store, person: str, kind: str, day: str, to: str, **more: object) -> str:
    given = {"date": day, "person": person, "kind": kind, "to_value": to, **more}
    return entries.add(store, "personnel_change", given).id


def promoted(store: Store, person: str, day: str, to: str) -> str:
    return event(store, person, "thang_quan_ham", day, to)


def row(store: Store, id: str) -> dict[str, object]:
    return dict(entries.get(store, id).values)


def test_a_promotion_fills_in_what_stood_before_and_brings_the_row_in_line(
    store: Store, people: Ids
) -> None:
    made = promoted(store, people[SOLDIER], "2026-08-01", "Hạ sĩ")
    assert row(store, made)["from_value"] == "Binh nhất"
    person = row(store, people[SOLDIER])
    assert (person["rank"], person["rank_date"]) == ("ha_si", "2026-08-01")


def test_a_month_before_the_promotion_still_shows_the_rank_of_that_month(
    store: Store, people: Ids
) -> None:
    promoted(store, people[SOLDIER], "2026-08-01", "Hạ sĩ")
    promoted(store, people[SOLDIER], "2026-11-01", "Trung sĩ")
    ranks = [rolls(store, people[SOLDIER], f"2026-{m:02}-28") for m in (5, 8, 10, 11)]
    assert ranks == ["binh_nhat", "ha_si", "ha_si", "trung_si"]


def rolls(store: Store, person: str, day: str, key: str = "rank") -> object:
    return roster.as_of(store, person, on(day)).get(key)


def test_an_event_of_old_slips_in_between_and_changes_only_the_next_one(
    store: Store, people: Ids
) -> None:
    later = promoted(store, people[SOLDIER], "2026-11-01", "Trung sĩ")
    promoted(store, people[SOLDIER], "2026-08-01", "Hạ sĩ")
    assert row(store, later)["from_value"] == "Hạ sĩ (01/08/2026)"
    person = row(store, people[SOLDIER])
    assert (person["rank"], person["rank_date"]) == ("trung_si", "2026-11-01")
    assert rolls(store, people[SOLDIER], "2026-09-01") == "ha_si"


def test_striking_and_amending_an_event_put_the_ranks_right_again(
    store: Store, people: Ids
) -> None:
    before = row(store, people[SOLDIER])
    first = promoted(store, people[SOLDIER], "2026-08-01", "Hạ sĩ")
    last = promoted(store, people[SOLDIER], "2026-11-01", "Trung sĩ")
    entries.strike(store, first, reason="Ghi nhầm người")
    assert row(store, last)["from_value"] == "Binh nhất"
    entries.amend(store, last, {"to_value": "Thượng sĩ", "date": "2026-10-15"})
    person = row(store, people[SOLDIER])
    assert (person["rank"], person["rank_date"]) == ("thuong_si", "2026-10-15")
    entries.strike(store, last, reason="Chưa có quyết định")
    assert row(store, people[SOLDIER]) == before


def test_an_event_handed_to_another_person_leaves_the_first_as_before(
    store: Store, people: Ids
) -> None:
    before = row(store, people[SOLDIER])
    made = promoted(store, people[SOLDIER], "2026-08-01", "Hạ sĩ")
    entries.amend(store, made, {"person": people[OFFICER], "to_value": "Thiếu tá"})
    assert row(store, people[SOLDIER]) == before
    assert row(store, people[OFFICER])["rank"] == "thieu_ta"
    assert row(store, made)["from_value"] == "Đại úy"


def test_the_day_a_rank_was_received_comes_back_with_the_rank(store: Store, people: Ids) -> None:
    entries.amend(store, people[SOLDIER], {"rank_date": "2025-08-13"})
    made = promoted(store, people[SOLDIER], "2026-08-01", "Hạ sĩ")
    assert rolls(store, people[SOLDIER], "2026-05-01", "rank_date") == "2025-08-13"
    assert row(store, made)["from_value"] == "Binh nhất (13/08/2025)"
    entries.strike(store, made, reason="Chưa có quyết định")
    assert row(store, people[SOLDIER])["rank_date"] == "2025-08-13"


def test_a_new_position_may_bring_a_new_place_with_it(store: Store, people: Ids) -> None:
    made = event(store, people[SOLDIER], "bo_nhiem", "2026-06-01", "Tiểu đội trưởng Tiểu đội 2")
    person = row(store, people[SOLDIER])
    assert (person["position"], person["subunit"]) == ("tieu_doi_truong", "Tiểu đội 2")
    assert row(store, made)["from_value"] == "Phó tiểu đội trưởng"
    assert rolls(store, people[SOLDIER], "2026-05-31", "position") == "tieu_doi_pho"
    assert rolls(store, people[SOLDIER], "2026-05-31", "subunit") is None


def test_a_soldier_who_becomes_an_officer_changes_category_that_day(
    store: Store, people: Ids
) -> None:
    made = promoted(store, people[SOLDIER], "2026-08-01", "Thiếu úy")
    assert row(store, made)["to_value"] == "Thiếu úy, Sĩ quan"
    assert row(store, made)["from_value"] == "Binh nhất, Hạ sĩ quan, binh sĩ"
    assert row(store, people[SOLDIER])["category"] == "SQ"
    assert rolls(store, people[SOLDIER], "2026-07-31", "category") == "HSQ_BS"


def test_who_left_and_came_back_was_away_in_between(store: Store, people: Ids) -> None:
    leaving = event(store, people[SOLDIER], "di", "2026-03-01", "Đại đội 5")
    back = event(store, people[SOLDIER], "den", "2026-06-01", "Đại đội 1")

    def there(day: str) -> bool:
        return people[SOLDIER] in [x.id for x in rolled(store, day)]

    days = ["2025-05-19", "2026-02-28", "2026-03-01", "2026-05-31", "2026-06-01"]
    assert [there(day) for day in days] == [False, True, False, False, True]
    assert rolls(store, people[SOLDIER], "2026-04-01", "left_date") == "2026-03-01"
    assert "left_date" not in row(store, people[SOLDIER])
    entries.strike(store, back, reason="Chưa về")
    assert row(store, people[SOLDIER])["left_date"] == "2026-03-01"
    entries.strike(store, leaving, reason="Chưa đi")
    assert "left_date" not in row(store, people[SOLDIER])


def rolled(store: Store, day: str) -> list[Entry]:
    return roster.listing(store, on(day))


REFUSED = {
    "a second promotion on one day": ("thang_quan_ham", "2026-08-01", "Trung sĩ", "L150"),
    "leaving before arrival": ("di", "2025-05-01", "Đại đội 5", "L152"),
    "leaving twice": ("xuat_ngu", "2026-12-01", "Địa phương", "L152"),
    "leaving before one has left": ("di", "2026-02-01", "Đại đội 5", "L152"),
    "coming while one is here": ("den", "2026-03-01", "Đại đội 1", "L152"),
    "coming before the first day": ("den", "2025-01-01", "Đại đội 1", "L152"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_contradicts_the_other_events_is_refused_beside_its_day(
    store: Store, people: Ids, case: str
) -> None:
    kind, day, to, code = REFUSED[case]
    promoted(store, people[SOLDIER], "2026-08-01", "Hạ sĩ")
    event(store, people[SOLDIER], "di", "2026-10-01", "Đại đội 5")
    with pytest.raises(Refused) as refused:
        postings.record(store, people[SOLDIER], kind, day, to)
    assert [(p.where, p.code) for p in refused.value.problems] == [("date", code)]
    given = {"date": day, "person": SOLDIER, "kind": kind, "to_value": to}
    assert [p.code for p in entries.add(store, "personnel_change", given).warnings] == [code]


def test_a_ledger_that_contradicts_itself_leaves_the_roster_with_what_can_be_true(
    store: Store, people: Ids
) -> None:
    before = row(store, people[SOLDIER])
    event(store, people[SOLDIER], "den", "2026-03-01", "Đại đội 1")
    assert row(store, people[SOLDIER]) == before
    assert people[SOLDIER] in [x.id for x in rolled(store, "2026-02-01")]
    event(store, people[SOLDIER], "di", "2026-04-01", "Đại đội 5")
    event(store, people[SOLDIER], "xuat_ngu", "2026-06-01", "Địa phương")
    assert row(store, people[SOLDIER])["left_date"] == "2026-04-01"


def test_an_event_before_the_rank_of_today_was_received_is_refused(
    store: Store, people: Ids
) -> None:
    entries.amend(store, people[SOLDIER], {"rank_date": "2026-08-01"})
    before = row(store, people[SOLDIER])
    with pytest.raises(Refused) as refused:
        postings.record(store, people[SOLDIER], "thang_quan_ham", "2026-05-01", {"rank": "ha_si"})
    assert [(p.where, p.code) for p in refused.value.problems] == [("date", "L151")]
    promoted(store, people[SOLDIER], "2026-05-01", "Hạ sĩ")
    assert row(store, people[SOLDIER]) == before


def test_a_history_written_down_later_explains_the_rank_of_today(store: Store, people: Ids) -> None:
    first, last = (
        {"date": day, "person": SOLDIER, "kind": "thang_quan_ham", "from_value": a, "to_value": b}
        for day, a, b in (
            ("2025-08-13", "Binh nhì", "Binh nhất"),
            ("2026-02-13", "Binh nhất", "Hạ sĩ"),
        )
    )
    entries.amend(store, people[SOLDIER], {"rank": "ha_si"})
    made = entries.add_many(store, "personnel_change", [first, last])
    days = ("2025-08-01", "2025-09-01", "2026-03-01")
    assert [rolls(store, people[SOLDIER], x) for x in days] == ["binh_nhi", "binh_nhat", "ha_si"]
    assert [p.code for p in made[0].warnings] == ["L153"]


def test_an_event_that_changes_nothing_or_names_no_position_is_saved_with_a_warning(
    store: Store, people: Ids
) -> None:
    same = {
        "date": "2026-06-01",
        "person": SOLDIER,
        "kind": "thang_quan_ham",
        "to_value": "B. nhất",
    }
    made = entries.add(store, "personnel_change", same | {"to_value": "Binh nhất"})
    assert [(p.where, p.code) for p in made.warnings] == [("to_value", "L154")]
    unknown = same | {"kind": "bo_nhiem", "to_value": "Tổ trưởng tổ ba người"}
    made = entries.add(store, "personnel_change", unknown)
    assert [(p.where, p.code) for p in made.warnings] == [("to_value", "L155")]
    assert row(store, people[SOLDIER])["position"] == "tieu_doi_pho"


def test_amending_the_rank_in_the_row_warns_that_earlier_months_change_too(
    store: Store, people: Ids
) -> None:
    corrected = entries.amend(store, people[SOLDIER], {"rank": "ha_si"}, reason="Nhập sai")
    assert [(p.where, p.code) for p in corrected.warnings] == [("rank", "L156")]
    assert rolls(store, people[SOLDIER], "2025-12-01") == "ha_si"


def test_a_row_keeps_the_rank_of_its_day_after_a_later_promotion(store: Store, people: Ids) -> None:
    session = {**COMPANY["session"], "lecturer": SOLDIER}
    old = entries.add(store, "session", session)
    promoted(store, people[SOLDIER], "2026-08-01", "Hạ sĩ")
    assert row(store, old.id)["lecturer"] == old.values["lecturer"]
    new = entries.add(store, "session", {**session, "date": "2026-05-12"})
    assert people_rank(new) == "binh_nhat"
    assert people_rank(entries.add(store, "session", {**session, "date": "2026-08-12"})) == "ha_si"


def people_rank(entry: Entry) -> object:
    kept = entry.values["lecturer"]
    assert isinstance(kept, dict)
    return kept["rank"]


def test_an_event_whose_next_one_lies_in_a_closed_month_is_refused(
    store: Store, people: Ids
) -> None:
    later = promoted(store, people[SOLDIER], "2026-09-01", "Trung sĩ")
    locks.lock(store, parse("2026-09"), "Đã nộp")
    with pytest.raises(PeriodLocked):
        promoted(store, people[SOLDIER], "2026-08-01", "Hạ sĩ")
    assert row(store, later)["from_value"] == "Binh nhất"
    assert len(entries.listing(store, "personnel_change")) == 1


def test_one_undo_takes_an_event_back_whole(store: Store, people: Ids) -> None:
    before = row(store, people[SOLDIER])
    promoted(store, people[SOLDIER], "2026-08-01", "Hạ sĩ")
    store.undo()
    assert row(store, people[SOLDIER]) == before
    assert entries.listing(store, "personnel_change") == []


def test_the_register_of_may_is_printed_with_the_ranks_of_may(store: Store, people: Ids) -> None:
    promoted(store, people[SOLDIER], "2026-08-01", "Hạ sĩ")

    def printed(period: str) -> str:
        (part,) = registers.make(store, "person", parse(period)).parts
        (row,) = (x for x in part.rows if SOLDIER in x.texts)
        return " ".join(row.texts)

    assert "Binh nhất" in printed("2026-05")
    assert "Hạ sĩ " in printed("2026-08")
