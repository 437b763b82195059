"""`person`: the roll of a day, one person, and an event, as scripts and readers get them."""

import pytest

from tests.cli.conftest import Line
from tests.ledgers.examples import LEADER, SOLDIER


def test_the_roll_of_a_day_is_in_order_of_given_names(company: Line) -> None:
    rows = company.value("person", "list", "--as-of", "2026-01-15")
    assert [x["name"] for x in rows][-2:] == ["Lê Minh Họa", "Nguyễn Văn Mẫu"]
    assert rows[-1].items() >= {"rank": "dai_uy", "since": "2022-06-01", "category": "SQ"}.items()
    assert "Chính trị viên đại đội" in company.told("person", "list", "--as-of", "15/1/2026")
    assert company.value("person", "list", "--as-of", "1990-01-01") == []


def test_a_promotion_shows_from_its_day_on(company: Line) -> None:
    made = company.value(
        "person", "change", "bui chang han", "--kind", "Thăng quân hàm", "--date", "2026-01-10",
        "--to", "ha si", "--decision", "05/QĐ-d1",
    )  # fmt: skip
    assert made["values"]["from_value"] == "Binh nhất"
    assert made["values"]["to_value"] == "Hạ sĩ"
    ranks = [
        company.value("person", "show", SOLDIER, "--as-of", day)["values"]["rank"]
        for day in ("2026-01-09", "2026-01-10")
    ]
    assert ranks == ["binh_nhat", "ha_si"]
    shown = company.value("person", "show", made["person"])
    assert (
        shown["events"][0].items() >= {"id": made["id"], "from": "Binh nhất", "to": "Hạ sĩ"}.items()
    )
    told = company.told("person", "show", SOLDIER)
    assert "Cấp bậc: Hạ sĩ" in told
    assert "Thăng quân hàm" in told


REFUSED = {
    "nobody": (("show", "Không Ai"), "E001"),
    "an unreadable day": (("list", "--as-of", "hôm kia kìa"), "L157"),
    "no new rank": (("change", LEADER, "--kind", "thang_quan_ham", "--date", "2026-01-10"), "E002"),
    "an unknown position": (
        ("change", LEADER, "--kind", "bo_nhiem", "--date", "2026-01-10", "--to", "Tổ trưởng"),
        "E002",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_done_is_refused_with_its_reason(company: Line, case: str) -> None:
    words, code = REFUSED[case]
    assert company.refused("person", *words)["code"] == code
