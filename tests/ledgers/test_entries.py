"""Rows are added, amended, struck, listed; what happened to them stays readable."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from app.errors import NotFound, Refused
from app.ledgers import Entry, ReadOnlyUnit, SectionUnknown, StruckOut, entries
from app.period import parse
from app.store import Store, new_id
from tests.ledgers.conftest import People
from tests.ledgers.examples import BATTALION, COMPANY, SOLDIER

SESSION = COMPANY["session"]
Today = Callable[[str], None]


@pytest.fixture
def session(store: Store, people: People) -> Entry:
    return entries.add(store, "session", SESSION)


def codes(error: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [p.code for p in error.value.problems]


def test_an_added_row_is_read_back_as_it_was_returned(
    store: Store, session: Entry, people: People
) -> None:
    assert entries.get(store, session.id) == session
    assert session.values["hours"] == Decimal("3.5")
    assert (session.unit, session.occurred_on, session.period) == ("c1", "2026-03-12", "2026-03")
    assert session.person == people["Nguyễn Văn Mẫu"]
    assert session.edition == store.edition
    assert session.entered_by == store.account.name
    assert store.changes()[0].label == "Thêm: Buổi học chính trị 12/03/2026"


def test_a_whole_decimal_comes_back_as_a_decimal(store: Store, people: People) -> None:
    saved = entries.add(store, "session", {**SESSION, "hours": 2})
    hours = entries.get(store, saved.id).values["hours"]
    assert isinstance(hours, Decimal)
    assert str(hours) == "2"


def test_a_month_places_the_row_on_its_first_day(store: Store, people: People) -> None:
    saved = entries.add(store, "fee", COMPANY["fee"])
    assert (saved.occurred_on, saved.period) == ("2026-03-01", "2026-03")
    assert store.changes()[0].label == "Thêm: Thu, nộp đảng phí tháng 03/2026"


def test_an_amendment_replaces_the_given_fields_and_clears_with_none(
    store: Store, session: Entry
) -> None:
    entries.amend(store, session.id, {"note": "Học ở hội trường"})
    changed = entries.amend(
        store,
        session.id,
        {"present": 7, "made_up": 1, "absent_reason": "Ốm 1", "note": None},
        reason="Đếm lại",
    )
    assert changed.values["present"] == 7
    assert "note" not in changed.values
    assert changed.values["topic"] == session.values["topic"]
    assert changed.change_reason == "Đếm lại"
    assert entries.get(store, session.id) == changed
    assert store.changes()[0].label == "Sửa: Buổi học chính trị 12/03/2026"


def test_an_amendment_is_checked_with_the_fields_that_stay(store: Store, session: Entry) -> None:
    with pytest.raises(Refused) as refused:
        entries.amend(store, session.id, {"required": 6})
    assert codes(refused) == ["R54"]
    with pytest.raises(Refused) as refused:
        entries.amend(store, session.id, {"topic": ""})
    assert codes(refused) == ["L101"]
    assert entries.get(store, session.id) == session


def test_an_amendment_that_changes_nothing_makes_no_change(store: Store, session: Entry) -> None:
    before = store.changes()
    assert entries.amend(store, session.id, dict(session.values)) == session
    assert store.changes() == before


def test_a_copy_of_a_person_stays_as_it_was_written(
    store: Store, session: Entry, people: People
) -> None:
    entries.amend(store, people["Nguyễn Văn Mẫu"], {"rank": "thieu_ta"})
    kept = entries.amend(store, session.id, {"note": "x", "lecturer": session.values["lecturer"]})
    assert kept.values["lecturer"] == session.values["lecturer"]
    renewed = entries.amend(store, session.id, {"lecturer": people["Nguyễn Văn Mẫu"]})
    assert renewed.values["lecturer"]["rank"] == "thieu_ta"  # type: ignore[index,call-overload]


def test_a_struck_row_stays_readable_and_counts_nowhere(store: Store, session: Entry) -> None:
    struck = entries.strike(store, session.id, reason="Ghi nhầm lớp")
    assert struck.struck == "Ghi nhầm lớp"
    assert entries.get(store, session.id).values == session.values
    assert entries.count(store, "session") == 0
    assert entries.count(store, "session", struck=None) == 1
    assert [e.id for e in entries.listing(store, "session")] == [session.id]
    assert entries.listing(store, "session", struck=False) == []
    with pytest.raises(StruckOut):
        entries.amend(store, session.id, {"present": 7})
    with pytest.raises(StruckOut):
        entries.strike(store, session.id, reason="Lần nữa")


@pytest.mark.parametrize("reason", ["", "  ", "MẬT", "dài " * 100])
def test_a_row_is_struck_only_with_a_fit_reason(store: Store, session: Entry, reason: str) -> None:
    with pytest.raises(Refused):
        entries.strike(store, session.id, reason=reason)
    assert entries.get(store, session.id).struck is None


def test_rows_of_other_units_are_read_only(battalion: Store) -> None:
    other = new_id()
    with battalion.change("Nhận gói"):
        battalion.insert(
            "unit",
            {
                "code": "c1",
                "name": "Đại đội 1",
                "echelon": "company",
                "parent": "d1",
                "own": 0,
                "training": 0,
                "data": {},
            },
        )
        battalion.insert(
            "entry",
            {
                "id": other, "unit": "c1", "section": "incident", "occurred_on": "2026-03-06", "period": "2026-03",
                "person": None, "data": {"place": "Nhà ăn"}, "edition": "1.0.0", "struck": None, "entered_by": "c1",
                "entered_at": "2026-03-06T00:00:00Z", "changed_at": "2026-03-06T00:00:00Z", "change_reason": None,
                "former_ref": None, "bundle": None,
            },
        )  # fmt: skip
    assert [e.id for e in entries.listing(battalion, "incident", unit="c1")] == [other]
    assert entries.listing(battalion, "incident") == []
    with pytest.raises(ReadOnlyUnit):
        entries.amend(battalion, other, {"place": "Kho"})
    with pytest.raises(ReadOnlyUnit):
        entries.strike(battalion, other, reason="Không được")


def test_a_section_of_the_battalion_is_not_opened_at_a_company(store: Store) -> None:
    with pytest.raises(SectionUnknown):
        entries.add(store, "cadre", BATTALION["cadre"])
    with pytest.raises(SectionUnknown):
        entries.check(store, "no_such", {})


def test_an_unknown_row_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound):
        entries.get(store, "không có")


def test_a_day_ahead_is_warned_about_where_facts_are_written(
    store: Store, people: People, today: Today
) -> None:
    today("2026-03-01")
    assert [p.code for p in entries.check(store, "session", SESSION)] == ["L111"]
    assert entries.check(store, "plan", COMPANY["plan"]) == []


def test_many_rows_are_one_change_or_none(store: Store, people: People) -> None:
    bad = {**SESSION, "date": "2026-03-14", "made_up": 5}
    with pytest.raises(Refused) as refused:
        entries.add_many(store, "session", [SESSION, bad, {**bad, "topic": None}], "Nhập buổi học")
    assert [(p.where, p.code) for p in refused.value.problems] == [
        ("2.present", "R54"),
        ("3.topic", "L101"),
        ("3.present", "R54"),
    ]
    assert refused.value.problems[0].what.startswith("Dòng 2: ")
    assert entries.count(store, "session") == 0
    made = entries.add_many(
        store, "session", [SESSION, {**SESSION, "date": "2026-03-19"}], "Nhập buổi học",
        former_refs=["Sổ GDCT, dòng 4"],
    )  # fmt: skip
    assert [e.former_ref for e in made] == ["Sổ GDCT, dòng 4", None]
    assert store.changes()[0].label == "Nhập buổi học"
    store.undo()
    assert entries.count(store, "session", struck=None) == 0


def test_rows_of_one_action_may_not_repeat_each_other(store: Store, people: People) -> None:
    with pytest.raises(Refused) as refused:
        entries.add_many(store, "fee", [COMPANY["fee"], COMPANY["fee"]], "Nhập đảng phí")
    assert [(p.where, p.code) for p in refused.value.problems] == [("2.month", "R40")]


def test_a_list_is_in_order_of_days_and_limited_by_period(store: Store, people: People) -> None:
    days = ["2026-04-02", "2026-03-12", "2026-01-31", "2026-02-01"]
    entries.add_many(store, "session", [{**SESSION, "date": d} for d in days], "Nhập")
    listed = [e.occurred_on for e in entries.listing(store, "session")]
    assert listed == sorted(days)
    assert [
        e.occurred_on for e in entries.listing(store, "session", order="-occurred_on", limit=2)
    ] == [
        "2026-04-02",
        "2026-03-12",
    ]
    assert [e.occurred_on for e in entries.listing(store, "session", limit=2, offset=1)] == listed[
        1:3
    ]
    span = parse("2026-01..2026-02")
    assert [e.occurred_on for e in entries.listing(store, "session", period=span)] == listed[:2]
    assert entries.count(store, "session", period=span) == 2


def test_a_list_is_searched_without_marks_in_what_the_rows_show(
    store: Store, people: People
) -> None:
    entries.add_many(
        store,
        "session",
        [
            {**SESSION, "topic": "Truyền thống đại đội", "form": "thao_luan"},
            {**SESSION, "topic": "Luật Nghĩa vụ quân sự", "lecturer": "Lê Minh Họa"},
        ],
        "Nhập",
    )

    def found(text: str) -> list[object]:
        return [e.values["topic"] for e in entries.listing(store, "session", search=text)]

    assert found("DAI DOI truyền") == ["Truyền thống đại đội"]
    assert found("le minh hoa") == ["Luật Nghĩa vụ quân sự"]
    assert found("thao luan") == ["Truyền thống đại đội"]
    assert found("12/03/2026") == ["Truyền thống đại đội", "Luật Nghĩa vụ quân sự"]
    assert found("không có") == []
    assert entries.count(store, "session", search="nghia vu") == 1


def test_a_list_may_be_ordered_by_any_field(store: Store, people: People) -> None:
    rows = [
        {**SESSION, "topic": "Đoàn kết", "hours": 10, "form": "thao_luan"},
        {**SESSION, "topic": "Dân vận", "hours": 2, "form": "len_lop", "lecturer": "Trần Thí Dụ"},
        {**SESSION, "topic": "An toàn", "hours": "2,5", "form": "tu_hoc", "note": "Có"},
    ]
    entries.add_many(store, "session", rows, "Nhập")

    def topics(order: str) -> list[object]:
        return [str(e.values["topic"])[0] for e in entries.listing(store, "session", order=order)]

    assert topics("topic") == ["A", "D", "Đ"]
    assert topics("-hours") == ["Đ", "A", "D"]
    assert topics("form") == ["D", "Đ", "A"]
    assert topics("lecturer")[0] == "D"
    assert topics("note")[0] == "A"
    assert topics("-note")[0] == "A"


def test_the_history_says_field_by_field_what_was_and_what_is(store: Store, session: Entry) -> None:
    entries.amend(store, session.id, {"date": "19/3/2026", "hours": 4}, reason="Đổi lịch")
    entries.strike(store, session.id, reason="Trùng")
    store.undo()
    told = [(c.action, c.label, c.old, c.new) for c in entries.history(store, session.id)]
    label = "Buổi học chính trị"
    assert (f"Thêm: {label} 12/03/2026", "Người giảng", "", "Đại úy Nguyễn Văn Mẫu") in told
    assert (f"Thêm: {label} 12/03/2026", "Hình thức", "", "Lên lớp") in told
    assert told[-4:] == [
        (f"Sửa: {label} 19/03/2026", "Ngày", "12/03/2026", "19/03/2026"),
        (f"Sửa: {label} 19/03/2026", "Số giờ", "3,5", "4"),
        (f"Gạch bỏ: {label} 19/03/2026", "Gạch bỏ", "", "Trùng"),
        (f"Hoàn tác: Gạch bỏ: {label} 19/03/2026", "Gạch bỏ", "Trùng", ""),
    ]
    amended = next(c for c in entries.history(store, session.id) if c.field == "hours" and c.old)
    assert (amended.by, amended.reason) == (store.account.name, "Đổi lịch")


def test_a_row_is_called_by_its_section_day_and_content(
    store: Store, session: Entry, people: People
) -> None:
    assert entries.title(store, session) == "Buổi học chính trị 12/03/2026: Truyền thống đơn vị"
    assert entries.title(store, entries.get(store, people[SOLDIER])) == SOLDIER
    duty = entries.add(store, "union_member", COMPANY["union_member"])
    assert entries.title(store, duty) == f"Danh sách đoàn viên 26/03/2023: {SOLDIER}"
    long = entries.amend(store, session.id, {"topic": "dài " * 40})
    assert entries.title(store, long).endswith("…")


def test_a_place_in_a_former_ledger_is_kept_and_checked(store: Store, people: People) -> None:
    kept = entries.add(store, "session", SESSION, former_ref="Sổ nhật ký,  dòng 12")
    assert entries.get(store, kept.id).former_ref == "Sổ nhật ký, dòng 12"
    with pytest.raises(Refused) as refused:
        entries.add(store, "session", SESSION, former_ref="TỐI MẬT")
    assert codes(refused) == ["L108"]
    assert entries.count(store, "session") == 1
