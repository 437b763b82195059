"""The shipped catalogue against figures counted by hand in the domain reference."""

import sys
from datetime import date
from decimal import Decimal
from time import process_time
from unicodedata import is_normalized

import pytest

from app import paths
from app.catalogue import Catalogue, Condition, load, loading
from app.catalogue.sections import FUNCTIONS

# Columns per section, counted in the tables of domain 3.3 to 3.10.
COLUMNS = {
    "directive": 13, "work_log": 8, "briefing": 9, "task": 13, "inspection": 13, "incident": 12, "strength": 12,
    "meeting": 24, "resolution": 13, "assignment": 6, "subordinate_cell": 9, "member": 13, "candidate": 18,
    "fee": 8, "transfer": 10, "member_grade": 15, "person": 19, "personnel_change": 7, "plan": 8, "session": 11,
    "test": 11, "culture_day": 11, "campaign": 9, "award": 17, "discipline": 11, "soldiers_council": 11,
    "union_member": 7, "union_meeting": 7, "policy_case": 9, "civil_affairs": 9, "inspection_plan": 7,
    "inspection_case": 13, "cadre": 10,
}  # fmt: skip


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load()


def test_a_company_keeps_seven_ledgers_and_a_battalion_eight(shipped: Catalogue) -> None:
    assert [len(shipped.ledgers_of("c")), len(shipped.ledgers_of("d"))] == [7, 8]
    assert shipped.ledgers_of("c")[0].title == "Sổ tổng hợp CTĐ, CTCT"
    assert len(shipped.sections_of("c")) == 29
    assert len(shipped.sections_of("d")) == 33
    assert [x.order for x in shipped.ledgers_of("d")] == list(range(1, 9))


def test_every_section_has_the_columns_of_the_reference(shipped: Catalogue) -> None:
    assert {key: len(x.fields) for key, x in shipped.sections.items()} == COLUMNS


def test_the_counts_of_the_reference_are_kept(shipped: Catalogue) -> None:
    sections = shipped.sections.values()
    assert sum(len(x.computed) for x in sections) == 38
    rules = sorted(r.id for x in sections for r in x.rules)
    assert rules == [f"R{n:02}" for n in range(1, 85)]
    assert len(shipped.lists) == 63
    assert len(shipped.indicators) == 60
    assert len(shipped.documents) == 26
    assert sum(len(x.parts) for x in shipped.documents.values()) == 135
    assert len({x.id for x in shipped.duties}) == 41
    assert len(shipped.duties) == 75
    assert len(shipped.rates) == 57
    assert len(shipped.former) == 18
    assert len(shipped.authorities) == 5
    assert len(shipped.codes) == 16
    assert len(shipped.sources) == 28


def test_former_ledgers_shrink_by_seven_and_by_eight(shipped: Catalogue) -> None:
    for level, before in (("c", 14), ("d", 16)):
        assert sum(level in x.levels for x in shipped.former) == before
        assert before - sum(x.level == level for x in shipped.ledgers) == {"c": 7, "d": 8}[level]


def test_limits_stand_in_keys_of_their_own(shipped: Catalogue) -> None:
    sections = shipped.sections
    assert sections["directive"].field("number").length == 40
    assert sections["directive"].field("not_secret").must_be == "yes"
    present = sections["work_log"].field("present")
    assert (present.minimum, present.maximum) == (Decimal(0), Decimal(9999))
    assert present.unit == "người"
    hours = sections["session"].field("hours")
    assert (hours.minimum, hours.maximum) == (Decimal("0.5"), Decimal(12))
    assert hours.unit == "giờ"
    body = sections["meeting"].field("body")
    assert body.values == {
        "c": ("chi_bo", "chi_uy"),
        "d": ("chi_bo", "chi_uy", "dang_uy"),
    }
    assert sections["policy_case"].field("people").minimum == 1
    religion = sections["person"].field("religion")
    assert religion.optional_off and religion.totals_only and not religion.required


def test_rules_carry_the_arguments_the_checks_read(shipped: Catalogue) -> None:
    rules = {r.id: r for x in shipped.sections.values() for r in x.rules}
    assert rules["R57"].arguments == ("excellent + good + pass + fail", "tested")
    assert rules["R57"].severity == "block"
    assert rules["R14"].when == (Condition("remedied_date", "set"),)
    assert rules["R53"].when == (Condition("category", "in", ("SQ", "QNCN", "HSQ_BS", "HV")),)
    assert rules["R77"].when == (
        Condition("beneficiary", "=", "quan_nhan"),
        Condition("people", "=", "1"),
    )
    assert rules["R26"].when == (Condition("present + exempt", "<", "total"),)
    assert rules["R65"].arguments == ("person", "decided_form", "year of decision_date")
    assert rules["R24"].arguments == ("meeting_minutes",)
    assert rules["R69"].arguments == ()
    assert {x.function for x in rules.values()} == set(FUNCTIONS)


def test_only_two_sections_send_named_people(shipped: Catalogue) -> None:
    people = {key: dict(x.travel.parts) for key, x in shipped.sections.items() if x.travel.fields}
    assert people == {
        "award": {"person": ("name", "rank", "position")},
        "candidate": {
            "person": ("name", "rank", "position", "birth_date"),
            "sponsor": ("name",),
        },
    }
    assert shipped.sections["candidate"].travel.when == (Condition("cell_resolution_date", "set"),)
    award = shipped.sections["award"].travel
    assert award.any == (
        Condition("proposed_form", "above_unit"),
        Condition("decision_number", "set"),
    )
    assert "refuse_reason" not in award.fields
    rows = {key for key, x in shipped.sections.items() if x.travels == "rows"}
    assert rows == {
        "award", "candidate", "inspection", "incident", "resolution", "campaign", "civil_affairs",
    }  # fmt: skip


def test_indicators_are_read_as_terms(shipped: Catalogue) -> None:
    attendance = shipped.indicators["cell_attendance"]
    assert [(x.sign, x.field) for x in attendance.denominator] == [(1, "total"), (-1, "exempt")]
    assert attendance.denominator[1].where == (Condition("body", "=", "chi_bo"),)
    assert shipped.indicators["admitted"].numerator[0].by == "admitted_date"
    assert shipped.indicators["discipline_rate"].scope == "flow_over_stock"
    assert shipped.indicators["assignments_done"].roll == ()


def test_duties_are_split_by_level(shipped: Catalogue) -> None:
    found = {(x.id, x.level): x for x in shipped.duties}
    assert found["month_report", "c"].due == "month_day 20"
    assert found["month_report", "d"].lock == "month_day 25"
    assert ("month_youth", "d") not in found
    numbers = found["month_numbers", "c"]
    assert (numbers.satisfied_by, numbers.target) == ("submission", "numbers")
    assert found["month_cell_meeting", "c"].where == (
        Condition("body", "=", "chi_bo"),
        Condition("kind", "=", "thuong_ky"),
    )


def test_annexes_on_people_are_counts_and_fee_rows_stay_in_the_unit(shipped: Catalogue) -> None:
    annex = shipped.documents["report_year"].parts[-1]
    assert annex.counted == ("award", "discipline")
    assert [x.never_exported for x in shipped.documents["report_fee"].parts] == [False] * 3 + [True]
    assert {x.code for x in shipped.codes.values() if x.goes_up} == {"NQ", "KH", "BC", "CTr", "TTr"}


@pytest.mark.parametrize(
    ("key", "day", "value", "source"),
    [
        ("fee_hoc_vien", date(2026, 1, 31), 2000, "qd342_2010"),
        ("fee_hoc_vien", date(2026, 2, 1), 5000, "qd01_2026"),
        ("fee_rate_luong", date(2026, 1, 31), Decimal("0.01"), "qd342_2010"),
        ("fee_rate_luong", date(2026, 2, 1), Decimal("0.01"), "qd01_2026"),
        ("party_form", date(2026, 5, 26), "dang-hd36-2018", "hd36_2018"),
        ("party_form", date(2026, 5, 27), "dang-hd05-2026", "hd05_2026"),
        ("meeting_minutes", date(2025, 10, 27), 90, "hd12_2018"),
    ],
)
def test_a_dated_rule_is_the_row_in_force_on_its_day(
    shipped: Catalogue, key: str, day: date, value: object, source: str
) -> None:
    row = shipped.rate(key, day)
    assert (row.value, row.envelope.source) == (value, source)


def test_a_rule_before_its_first_day_is_not_there(shipped: Catalogue) -> None:
    with pytest.raises(KeyError):
        shipped.rate("party_form", date(2018, 4, 2))


def test_a_choice_is_offered_from_its_first_day(shipped: Catalogue) -> None:
    exemptions = shipped.lists["fee_exemption"]
    assert exemptions.offered(date(2026, 1, 31)) == ()
    assert len(exemptions.offered(date(2026, 2, 1))) == 2
    # The payers outlive the rate they came with.
    assert len(shipped.lists["fee_payer"].offered(date(2026, 2, 1))) == 4


def test_every_regulated_thing_names_a_source_that_exists(shipped: Catalogue) -> None:
    envelopes = [x.envelope for x in shipped.sections.values()]
    envelopes += [r.envelope for x in shipped.sections.values() for r in x.rules]
    envelopes += [c.envelope for x in shipped.lists.values() for c in x.choices]
    envelopes += [x.envelope for x in shipped.indicators.values()]
    envelopes += [x.envelope for x in shipped.duties]
    envelopes += [x.envelope for x in shipped.rates]
    envelopes += [x.envelope for x in shipped.ledgers]
    envelopes += [x.envelope for x in shipped.documents.values()]
    assert {x.source for x in envelopes} <= set(shipped.sources)
    assert shipped.lists["quality_grade"].choices[0].envelope.confidence == "confirmed"
    assert shipped.lists["discipline_form"].choices[9].envelope.source == "qd294_2025"


def test_the_files_are_composed_unicode_with_one_section_each() -> None:
    folder = paths.resources() / "catalogue"
    for file in folder.rglob("*.toml"):
        assert is_normalized("NFC", file.read_text("utf-8")), file.name
    assert len(list((folder / "sections").glob("*.toml"))) == 33


def test_the_edition_is_named_and_its_digest_is_stable(shipped: Catalogue) -> None:
    assert shipped.edition == "1.0.0"
    again = loading._load.__wrapped__(paths.resources() / "catalogue")
    assert again == shipped
    assert len(shipped.digest) == 64


def test_the_catalogue_is_read_once() -> None:
    assert load() is load(paths.resources() / "catalogue")


@pytest.mark.skipif(sys.gettrace() is not None, reason="a tracer slows the reading down")
def test_the_catalogue_is_read_quickly() -> None:
    def seconds() -> float:
        before = process_time()
        loading._load.__wrapped__(paths.resources() / "catalogue")
        return process_time() - before

    # Start-up allows 0.15 s; twice that here leaves room for a busy machine.
    assert min(seconds() for _ in range(3)) < 0.3


def test_checks_of_long_lists_hold_for_rows_dated_before_the_catalogue(shipped: Catalogue) -> None:
    long_ago = date(2005, 6, 1)
    late = {
        r.id: r.envelope.source
        for x in shipped.sections.values()
        if x.kind == "stock"
        for r in x.rules
        if not r.envelope.in_force(long_ago)
    }
    assert late == {
        "R32": "dieu_le_dang", "R34": "dieu_le_dang", "R37": "dieu_le_dang", "R74": "doan_2010",
    }  # fmt: skip
