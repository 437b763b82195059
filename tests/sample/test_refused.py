"""The rows of domain 10.13 are refused or warned about by name, in company 1's own store."""

from typing import Any

import pytest

from app.ledgers import entries, people
from tests.sample.conftest import Opened

MEETING: dict[str, Any] = {
    "body": "chi_bo", "kind": "thuong_ky", "date": "2026-02-27", "start_time": "14:00",
    "end_time": "15:40", "total": 5, "exempt": 0, "present": 5, "voters": 5, "chair": "P101",
    "clerk": "P103", "agenda": "Thử", "conclusion": "Thử", "adopted": True,
}  # fmt: skip
DISCIPLINE: dict[str, Any] = {
    "person": "P103", "side": "quan_doi", "act": "Thử", "form": "canh_cao", "decided_by": "c",
    "decision_number": "99/QĐ-c1", "decision_date": "2026-02-20",
}  # fmt: skip

ROWS: list[tuple[str, dict[str, Any], str, str]] = [
    ("test",
     {"date": "2026-02-27", "audience": "HSQ_BS", "topic": "Thử", "form": "van_dap", "required": 8,
      "tested": 8, "excellent": 3, "good": 3, "pass": 3, "fail": 0}, "R57", "block"),
    ("session",
     {"date": "2026-02-26", "audience": "HSQ_BS", "topic": "Thử", "form": "len_lop",
      "lecturer": "P101", "hours": 4, "required": 8, "present": 8, "made_up": 1}, "R54", "block"),
    ("meeting", {**MEETING, "exempt": 2, "present": 4, "voters": 4}, "R21", "block"),
    ("meeting", {**MEETING, "voters": 4, "vote_for": 4, "vote_against": 1}, "R23", "block"),
    ("member",
     {"person": "P108", "admitted_date": "2025-02-03", "official_date": "2026-01-28"},
     "R32", "warn"),
    ("inspection",
     {"date": "2026-02-20", "kind": "tu_kiem_tra", "inspector": "Đại đội 1",
      "inspected_unit": "Trung đội 1", "content": "Thử", "finding_count": 2, "fixed_count": 3},
     "R12", "block"),
    ("directive",
     {"received_date": "2026-02-20", "issuer": "Tiểu đoàn 1", "kind": "chi_thi", "subject": "Thử",
      "not_secret": False}, "R01", "block"),
    ("discipline", DISCIPLINE, "R69", "warn"),
    ("strength",
     {"date": "2026-02-20", "officers": 3, "professional": 1, "soldiers": 8, "present": 10,
      "absent_leave": 1, "absent_sick": 0, "absent_mission": 0, "absent_other": 0},
     "R18", "block"),
    ("fee",
     {"month": "2026-01", "member": "P101", "payer": "luong", "basis": 14500000, "paid": 0},
     "R40", "block"),
    ("award",
     {"subject_kind": "tap_the", "unit_name": "Trung đội 1", "occasion": "dot",
      "achievement": "Thử", "proposed_form": "bieu_duong_c", "proposed_date": "2026-02-20",
      "status": "approved"}, "R63", "block"),
]  # fmt: skip
REFS = {
    "P101": "Nguyễn Văn Mẫu", "P103": "Lê Minh Họa", "P108": "Ngô Tỷ Như",
}  # fmt: skip


def with_people(opened: Opened, row: dict[str, Any]) -> dict[str, Any]:
    """Return the row with P-numbers turned into ids of the roster."""
    store = opened.stores["c1"]
    ids = {ref: people.find(store, name)[0].id for ref, name in REFS.items()}
    return {k: ids.get(v, v) if isinstance(v, str) else v for k, v in row.items()}


@pytest.mark.parametrize(("section", "row", "rule", "severity"), ROWS)
def test_the_row_is_met_by_its_rule(
    opened: Opened, section: str, row: dict[str, Any], rule: str, severity: str
) -> None:
    store = opened.stores["c1"]
    found = entries.check(store, section, with_people(opened, row))
    assert (rule, severity) in {(p.code, p.severity) for p in found}
    if severity == "warn":
        assert not [p for p in found if p.severity == "block"]


def test_a_discipline_row_without_a_decision_number_is_refused_beside_that_field(
    opened: Opened,
) -> None:
    row = with_people(opened, {k: v for k, v in DISCIPLINE.items() if k != "decision_number"})
    found = entries.check(opened.stores["c1"], "discipline", row)
    assert [(p.where, p.severity) for p in found if p.severity == "block"] == [
        ("decision_number", "block")
    ]


def test_a_rule_that_is_kept_is_silent(opened: Opened) -> None:
    row = with_people(opened, {**MEETING, "vote_for": 5, "vote_against": 0, "vote_other": 0})
    assert entries.check(opened.stores["c1"], "meeting", row) == []
