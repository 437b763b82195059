"""Every cross-field rule: a faultless row keeps all of them, one change breaks exactly one."""

import pytest

from app.catalogue import Catalogue
from app.errors import Refused
from app.ledgers import entries
from app.ledgers.rules import CHECKERS
from app.store import Store
from tests.ledgers.conftest import Enrol
from tests.ledgers.examples import ALSO, BATTALION, BREAKS, COMPANY, WRITTEN_BEFORE


def test_every_rule_function_of_the_catalogue_has_its_checker(catalogue: Catalogue) -> None:
    used = {rule.function for section in catalogue.sections.values() for rule in section.rules}
    assert used == set(CHECKERS)


def test_every_rule_of_the_catalogue_has_a_row_that_breaks_it(catalogue: Catalogue) -> None:
    rules = {
        (rule.id, section.key) for section in catalogue.sections.values() for rule in section.rules
    }
    assert rules == {(rule, section) for rule, (section, _) in BREAKS.items()}
    assert set(BREAKS) == {f"R{n:02d}" for n in range(1, 85)}


def test_every_section_has_an_example_row(catalogue: Catalogue) -> None:
    assert {*COMPANY, *BATTALION} == set(catalogue.sections)


def test_the_example_rows_have_no_fault(store: Store, battalion: Store, enrol: Enrol) -> None:
    for unit, examples in ((store, COMPANY), (battalion, BATTALION)):
        enrol(unit)
        found = {key: entries.check(unit, key, row) for key, row in examples.items()}
        assert found == {key: [] for key in examples}


def test_each_rule_is_broken_by_its_row_alone(store: Store, battalion: Store, enrol: Enrol) -> None:
    enrol(store)
    enrol(battalion)
    for rule, (section, change) in BREAKS.items():
        unit, row = (store, COMPANY) if section in COMPANY else (battalion, BATTALION)
        if rule in WRITTEN_BEFORE:
            entries.add(unit, section, {**row[section], **WRITTEN_BEFORE[rule]})
        found = entries.check(unit, section, {**row[section], **change})
        if rule in WRITTEN_BEFORE:
            unit.undo()
        form = unit.catalogue.sections[section]
        broken = next(r for r in form.rules if r.id == rule)
        assert {p.code for p in found} == {rule, *ALSO.get(rule, set())}, rule
        mine = next(p for p in found if p.code == rule)
        assert (mine.what, mine.severity) == (broken.message, broken.severity)
        assert mine.where in {f.key for f in form.fields}, rule


def test_a_warning_does_not_refuse_and_comes_back_with_the_row(scratch: Store) -> None:
    saved = entries.add(scratch, "session", {**COMPANY["session"], "present": 7})
    assert [p.code for p in saved.warnings] == ["R55"]


def test_all_problems_of_a_row_are_said_at_once_in_the_order_of_the_form(scratch: Store) -> None:
    row = {
        **COMPANY["test"],
        "topic": "",
        "form": "trac nghiêm",
        "required": "mười",
        "excellent": -1,
        "date": "31/02/2026",
        "extra": 1,
    }
    with pytest.raises(Refused) as refused:
        entries.add(scratch, "test", row)
    found = [(p.where, p.code) for p in refused.value.problems]
    assert found == [
        ("extra", "L110"),
        ("date", "L102"),
        ("topic", "L101"),
        ("required", "L102"),
        ("excellent", "R57"),
    ]
    assert entries.count(scratch, "test") == 0


def test_a_rule_about_an_unreadable_field_stays_silent(scratch: Store) -> None:
    found = entries.check(scratch, "test", {**COMPANY["test"], "tested": "tám"})
    assert [p.code for p in found] == ["L102"]


def test_an_amended_row_is_not_its_own_duplicate(scratch: Store) -> None:
    fee = entries.add(scratch, "fee", COMPANY["fee"])
    assert entries.amend(scratch, fee.id, {"paid": 70000}).values["paid"] == 70000


def test_a_struck_row_frees_its_place(scratch: Store) -> None:
    first = entries.add(scratch, "strength", COMPANY["strength"])
    with pytest.raises(Refused):
        entries.add(scratch, "strength", COMPANY["strength"])
    entries.strike(scratch, first.id, reason="Ghi nhầm ngày")
    assert entries.add(scratch, "strength", COMPANY["strength"]).struck is None


@pytest.mark.parametrize(
    ("section", "change", "code", "severity"),
    [
        ("test", {"pass": 3}, "R57", "block"),
        ("session", {"made_up": 1}, "R54", "block"),
        ("meeting", {"exempt": 2, "present": 4}, "R21", "block"),
        ("meeting", {"vote_against": 1}, "R23", "block"),
        ("member", {"official_date": "2026-01-28"}, "R32", "warn"),
        ("inspection", {"fixed_count": 3}, "R12", "block"),
        ("directive", {"not_secret": "no"}, "R01", "block"),
        ("discipline", {"form": "canh_cao"}, "R69", "warn"),
        ("discipline", {"decision_number": ""}, "L101", "block"),
        ("strength", {"officers": 3, "present": 10, "absent_mission": 0}, "R18", "block"),
        ("award", {"status": "approved"}, "R63", "block"),
    ],
)
def test_the_rows_of_the_sample_that_must_be_refused_or_warned_about(
    scratch: Store, section: str, change: dict[str, object], code: str, severity: str
) -> None:
    """Domain 10.13."""
    found = entries.check(scratch, section, {**COMPANY[section], **change})
    assert (code, severity) in [(p.code, p.severity) for p in found]


def test_a_second_fee_of_the_month_is_refused(scratch: Store) -> None:
    entries.add(scratch, "fee", COMPANY["fee"])
    with pytest.raises(Refused) as refused:
        entries.add(scratch, "fee", {**COMPANY["fee"], "paid": 0, "paid_date": None})
    assert [p.code for p in refused.value.problems] == ["R40"]


def test_discipline_is_judged_by_rank_position_and_decider(scratch: Store) -> None:
    def warned(**change: object) -> bool:
        found = entries.check(scratch, "discipline", {**COMPANY["discipline"], **change})
        assert {p.code for p in found} <= {"R69"}
        return bool(found)

    outside = {"name": "Người Ngoài", "rank": "dai_uy_cn", "position": "nhan_vien"}
    assert not warned(person=outside)
    assert warned(person={**outside, "rank": "thieu_ta_cn"})
    assert warned(person="Nguyễn Văn Mẫu")
    assert not warned(person="Nguyễn Văn Mẫu", decided_by="d")
    assert warned(form="giang_chuc")
    assert warned(decided_by="b")
    assert not warned(decided_by="e", form="giang_chuc")
    assert not warned(side="dang", form="dang_canh_cao")
    assert not warned(person={"name": "Không Rõ"}, form="canh_cao")
