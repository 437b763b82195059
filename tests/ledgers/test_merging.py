"""Former ledgers taken over by the consolidated ones: nothing lost, everything counted, one undo."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.catalogue import Level
from app.errors import AppError
from app.ledgers import entries, merging, people
from app.store import Store, new_id
from tests.ledgers.conftest import enrolled
from tests.ledgers.examples import OFFICER, SOLDIER
from tests.ledgers.former import (
    CURRENT,
    FORMER,
    LOG,
    MEETING,
    SECTIONS,
    adopted,
    drawn,
    make,
    state,
    values_of,
)

# Every row of every form


@pytest.mark.parametrize(("level", "echelon"), [("c", "company"), ("d", "battalion")])
@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a store per try: shrinking takes hours
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_the_values_of_all_rows_are_the_same_before_and_after(
    tmp_path_factory: pytest.TempPathFactory, level: Level, echelon: str, data: st.DataObject
) -> None:
    with make(tmp_path_factory.mktemp("cũ"), echelon, f"{level}1") as store:
        ids = tuple(enrolled(store).values())
        written = {e.id: "person" for e in people.listing(store)}
        for section in SECTIONS[level]:
            found = data.draw(drawn(section, ids, level))
            written |= {e.id: section for e in entries.add_many(store, section, found)}
        moved = {
            "date": "2026-03-01",
            "person": SOLDIER,
            "kind": "di_hoc",
            "to_value": "Lớp tiểu đội trưởng",
        }
        written[entries.add(store, "personnel_change", moved).id] = "personnel_change"
        drawn_rows = sorted(k for k in written if written[k] in SECTIONS[level])
        some = st.sets(st.sampled_from(drawn_rows), max_size=3) if drawn_rows else st.just(set())
        struck = sorted(data.draw(some))
        for one in struck:
            entries.strike(store, one, reason="Ghi nhầm")
        before, values, whole = (
            dict(merging.plan(store, CURRENT).before),
            values_of(store),
            state(store),
        )

        done = adopted(store)

        dropped = Counter(v.value for d in done.dropped for v in d.values)
        assert values_of(store) + dropped == values
        assert sum(before.values()) == sum(done.after.values()) == done.taken == len(written)
        assert done.after.keys().isdisjoint(SECTIONS[level][:1])
        assert {e for e in struck if entries.get(store, e).struck} == set(struck)
        assert store.verify().findings == []
        store.undo()
        assert state(store) == whole
        assert store.edition == FORMER.catalogue.edition
        assert store.verify().findings == []


def test_every_row_keeps_its_id_its_dates_and_its_author(old: Store) -> None:
    made = entries.add(old, "nhat_ky", LOG)
    adopted(old)
    after = entries.get(old, made.id)
    assert (after.section, after.edition) == ("work_log", "1.0.0")
    kept = (
        "id",
        "unit",
        "occurred_on",
        "period",
        "entered_by",
        "entered_at",
        "changed_at",
        "struck",
        "files",
    )
    assert all(getattr(after, x) == getattr(made, x) for x in kept)
    assert after.former_ref == "Sổ nhật ký, dòng 1"
    assert after.values["content"] == "Giao ban tuần, rà soát sổ\nThời tiết: Mưa nhỏ"
    assert after.values["lead"] == made.values["chu_tri"]


def test_lines_of_a_former_ledger_are_numbered_by_day_over_all_its_forms(old: Store) -> None:
    later = entries.add(old, "giao_ban", {
        "ngay": "2026-03-10", "kind": "giao_ban_tuan", "chu_tri": OFFICER, "noi_dung": "Việc tuần",
        "ket_luan": "Làm tiếp",
    })  # fmt: skip
    earlier = entries.add(old, "chi_thi", {
        "ngay_nhan": "2026-03-06", "noi_gui": "Tiểu đoàn 1", "kind": "huong_dan", "trich_yeu": "Học chính trị",
        "not_secret": "yes",
    })  # fmt: skip
    known = entries.add(old, "nhat_ky", LOG, former_ref="Sổ nhật ký, dòng 41")
    adopted(old)
    refs = [entries.get(old, x.id).former_ref for x in (earlier, later, known)]
    assert refs == [
        "Sổ chỉ thị, giao ban, dòng 1",
        "Sổ chỉ thị, giao ban, dòng 2",
        "Sổ nhật ký, dòng 41",
    ]


def test_one_former_form_becomes_two_sections_by_its_rows(old: Store) -> None:
    council = entries.add(old, "hop_quan_chung", MEETING | {"hinh_thuc_hoi_dong": "thuong_ky"})
    union = entries.add(old, "hop_quan_chung", MEETING | {"hinh_thuc_doan": "thuong_ky"})
    part = next(x for x in adopted(old).parts if x.section == "hop_quan_chung")
    assert part.into == {"soldiers_council": 1, "union_meeting": 1}
    assert entries.get(old, council.id).values["proposals"] == 3
    assert entries.get(old, union.id).values["content"] == "Bàn việc chung\nSố kiến nghị: 3"


def test_people_keep_their_place_in_the_rows_that_name_them(old: Store) -> None:
    made = entries.add(old, "dang_phi", {
        "thang": "2026-03", "dang_vien": OFFICER, "payer": "luong", "muc_tinh": 1_000_000, "da_nop": 10_000,
        "paid_date": "2026-03-05", "da_ky": True,
    })  # fmt: skip
    done = adopted(old)
    after = entries.get(old, made.id)
    assert after.person == made.person == after.values["member"]["id"]  # type: ignore[index,call-overload]
    assert [(d.label, [v.value for v in d.values]) for d in done.dropped] == [("Đã ký sổ", ["Có"])]
    assert "da_ky" not in after.values


# What the officer is shown


def test_the_plan_changes_nothing_and_is_what_is_done(old: Store) -> None:
    entries.add(old, "nhat_ky", LOG)
    before, head = state(old), old.journal_head()
    planned = merging.plan(old, CURRENT)
    assert (state(old), old.journal_head()) == (before, head)
    assert old.edition == "0.9.0"
    assert merging.apply(old, planned) == planned
    assert planned.after == {"person": 4, "work_log": 1}
    log = next(x for x in planned.parts if x.section == "nhat_ky")
    assert (log.ledger, log.rows, log.into) == ("so_nhat_ky", 1, {"work_log": 1})
    assert len({x.ledger for x in planned.parts}) == 14


def test_rows_of_one_day_that_begin_alike_are_shown_and_joined_only_by_hand(old: Store) -> None:
    long = "Tổ chức cho cán bộ, chiến sĩ học tập nghị quyết và quán triệt nhiệm vụ tháng"
    first = entries.add(old, "nhat_ky", LOG | {"noi_dung": f"{long} một"})
    other = {"noi_dung": f"{long.upper()} hai", "thoi_tiet": "Nắng"}
    second = entries.add(old, "nhat_ky", LOG | other)
    entries.add(old, "nhat_ky", LOG | {"noi_dung": f"{long} một", "ngay": "2026-01-11"})
    entries.add(old, "nhat_ky", LOG | {"noi_dung": long[:59]})
    planned = merging.plan(old, CURRENT)
    assert [(d.first.id, d.second.id) for d in planned.doubles] == [(first.id, second.id)]
    merging.apply(old, planned)
    assert entries.count(old, "work_log", struck=False) == 4
    struck = merging.join(old, first.id, second.id)
    assert struck.struck is not None
    assert "Trùng với dòng giữ lại" in struck.struck
    assert "Sổ nhật ký, dòng" in struck.struck
    with pytest.raises(AppError, match="gộp"):
        merging.join(old, second.id, first.id)
    old.undo()
    assert entries.get(old, second.id).struck is None


def test_a_punishment_without_a_decision_is_not_taken_over(old: Store) -> None:
    """The sample of domain 10.14; the form itself refuses such a row, old files may hold one."""
    kept = new_id()
    said = {
        "nguoi": {"name": SOLDIER},
        "side": "quan_doi",
        "hanh_vi": "Nhắc nhở",
        "hinh_thuc": "khien_trach",
    }
    row = {
        "id": kept, "unit": "c1", "section": "ky_luat", "occurred_on": "2026-01-12", "period": "2026-01",
        "data": said, "edition": "0.9.0", "entered_by": "ctv", "entered_at": "2026-01-12T00:00:00Z",
        "changed_at": "2026-01-12T00:00:00Z",
    }  # fmt: skip
    with old.change("Dòng cũ"):
        old.insert("entry", row)
    done = adopted(old)
    assert [(x.line.id, x.rule) for x in done.refused] == [(kept, "P3")]
    left = entries.get(old, kept)
    assert (left.section, left.edition, left.values["hanh_vi"]) == ("ky_luat", "0.9.0", "Nhắc nhở")
    assert entries.title(old, left).startswith("Theo dõi kỷ luật 12/01/2026")
    closed = old.catalogue.closed_ledgers("c")
    assert "ky_luat" in {k for x in closed for k in x.sections}
    assert "person" not in {k for x in closed for k in x.sections}
    with pytest.raises(AppError):
        entries.add(old, "ky_luat", {})
    assert "Chưa có quyết định kỷ luật. (P3)" in merging.report(done)


def test_a_row_that_the_new_rules_refuse_is_taken_whole_and_listed(old: Store) -> None:
    made = entries.add(old, "buoi_hoc", {
        "ngay": "2026-03-10", "audience": "HSQ_BS", "bai": "Bài 1", "form": "len_lop", "giang_vien": OFFICER,
        "hours": "2", "phai_hoc": 10, "co_mat": 12, "hoc_bu": 0, "ghi_chu": "x" * 190, "so_giao_an": "GA-0012",
    })  # fmt: skip
    done = adopted(old)
    (doubtful,) = done.doubtful
    assert doubtful.line.id == made.id
    assert {p.code for p in doubtful.problems} == {"R54", "L103"}
    after = entries.get(old, made.id).values
    assert after["present"] == 12
    assert after["note"] == "x" * 190 + "; Số giáo án: GA-0012"
    assert "cần xem lại" in merging.report(done)


def test_rows_before_the_chosen_day_stay_readable_in_the_closed_ledger(old: Store) -> None:
    early = entries.add(old, "nhat_ky", LOG)
    late = entries.add(old, "nhat_ky", LOG | {"ngay": "2026-02-01"})
    planned = merging.plan(old, CURRENT, from_day=late.day)
    assert (planned.left, planned.taken) == (1, 5)  # people come whatever their day
    merging.apply(old, planned)
    assert entries.get(old, late.id).section == "work_log"
    assert [e.id for e in entries.listing(old, "nhat_ky")] == [early.id]
    assert (
        entries.shown(old, old.catalogue.sections["nhat_ky"].field("ngay"), "2026-01-10")
        == "10/01/2026"
    )
    assert [h.id for h in old.search("ra soat so mua nho") if h.id == early.id] == [early.id]
    assert old.verify().ok
