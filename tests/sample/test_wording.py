"""What an inspecting officer reads first: greeting, recipients, words of the level, units, days of the week."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import period as periods
from app import sample
from app import store as stores
from app.documents import addressing, drafts, organisation, outline
from app.documents.blocks import Table, plain
from app.documents.refusals import WrongValue
from app.errors import AppError
from app.ledgers import entries
from app.sample import Demo
from app.store import Store
from tests.sample.test_types import PERIODS


@pytest.fixture(params=["c1", "d1"])
def store(request: pytest.FixtureRequest, demo: Demo, tmp_path: Path) -> Iterator[Store]:
    home = tmp_path / request.param
    shutil.copytree(demo.stores[request.param], home)
    with stores.open(home, passphrase=sample.PASSPHRASE) as opened:
        yield opened


def text(store: Store, kind: str, period: str) -> str:
    return drafts.create(store, kind, periods.parse(period)).text


def test_only_reports_and_proposals_greet_the_superior(store: Store) -> None:
    greeted = set()
    for kind in drafts.types_for(store):
        paper = text(store, kind.id, PERIODS[kind.period_kinds[0]])
        if paper.startswith("Kính gửi:"):
            greeted.add(kind.code)
    assert greeted == {"BC", "TTr"}


def test_the_youth_report_greets_the_union_above(store: Store) -> None:
    if store.unit.level != "c":
        pytest.skip("Chỉ đại đội lập báo cáo của chi đoàn")
    assert text(store, "youth_report", "2026-02").startswith("Kính gửi: Liên chi đoàn Tiểu đoàn 1")


def test_a_resolution_speaks_of_those_who_vote_in_it(store: Store) -> None:
    members = organisation.said(store, "party_members")
    assert members == {"c": "đảng viên", "d": "đảng ủy viên"}[store.unit.level]
    assert f" {members} có quyền biểu quyết" in text(store, "resolution_month", "2026-02")


def test_minutes_are_named_after_the_body_that_met(store: Store) -> None:
    met = entries.listing(store, "meeting", period=periods.parse("2026-02"), struck=False)[0]
    paper = drafts.create(store, "minutes_meeting", periods.parse(met.occurred_on), about=met.id)
    gathering = {"c": "sinh hoạt chi bộ", "d": "hội nghị đảng ủy"}[store.unit.level]
    assert drafts.preview(store, paper.id).subject.startswith(f"{gathering} ngày ")


def test_a_resolution_of_a_theme_says_its_theme_once(store: Store) -> None:
    paper = drafts.create(store, "resolution_theme", periods.parse("2026"))
    assert "lãnh đạo lãnh đạo" not in paper.text
    assert "31/12/2026" in paper.text


def test_sums_of_money_carry_their_unit_and_percentages_do_not(store: Store) -> None:
    paper = text(store, "report_quarter", "2026-Q1")
    assert "| Kinh phí chính sách (đồng) |" in paper
    assert "| Tỷ lệ nộp đảng phí |" in paper


def test_the_fee_is_parted_into_what_goes_up_and_what_stays(store: Store) -> None:
    paper = text(store, "report_fee", "2026-02")
    if store.unit.level == "c":
        assert "Số đã thu trong kỳ: 387.455 đồng; nộp lên cấp trên 70 %: 271.219 đồng" in paper
        assert "trích giữ lại: 116.236 đồng" in paper
    else:
        assert "theo mức quy định" in paper


def test_dates_of_a_weekly_calendar_name_the_day(store: Store) -> None:
    assert "Thứ Năm, 15/01/2026" in text(store, "plan_week", "2026-W03")
    assert "Thứ" not in text(store, "plan_education", "2026-01")


def test_a_column_of_words_is_as_wide_as_its_words_ask(store: Store) -> None:
    blocks = outline.parse(text(store, "plan_month", "2026-02"))
    (table,) = [b for b in blocks if isinstance(b, Table) and b.source.startswith("tasks_now")]
    widths = dict(zip(map(plain, table.header), table.widths, strict=True))
    assert widths["Yêu cầu, chỉ tiêu"] < widths["Người phụ trách"] < widths["Nhiệm vụ"]


def test_recipients_are_a_list_per_type_that_the_unit_may_replace(store: Store) -> None:
    paper = drafts.create(store, "plan_month", periods.parse("2026-02"))
    below = {"c": "Các trung đội", "d": "Các đại đội"}[store.unit.level]
    assert f"- {below} (để thực hiện);" in drafts.preview(store, paper.id).recipients
    report = drafts.create(store, "report_month", periods.parse("2026-02"))
    before = drafts.preview(store, report.id).recipients
    profile = drafts.preview(store, paper.id).profile
    addressing.keep(store, "plan_month", ["- Ban Chính trị;", " "])
    assert addressing.lines(store, "plan_month") == ("Ban Chính trị",)
    assert organisation.recipients(store, profile, "plan_month", {})[0] == "- Ban Chính trị;"
    assert drafts.preview(store, report.id).recipients == before
    addressing.keep(store, "plan_month", [])
    assert f"- {below} (để thực hiện);" in drafts.preview(store, paper.id).recipients


def test_recipients_that_cannot_be_printed_are_refused(store: Store) -> None:
    for wrong in ("{paren} (để báo cáo)", "Ban {", "Ban 漢"):
        with pytest.raises(AppError):
            addressing.keep(store, "plan_month", [wrong])
    with pytest.raises(WrongValue, match="không có nơi nhận"):
        addressing.keep(store, "minutes_meeting", ["Ban Chính trị"])


def test_a_conclusion_goes_to_whom_it_concerns(store: Store) -> None:
    if store.unit.level != "d":
        pytest.skip("Chỉ tiểu đoàn kết luận kiểm tra")
    case = entries.listing(store, "inspection_case", struck=False)[0]
    paper = drafts.create(
        store, "inspection_conclusion", periods.parse(case.occurred_on), about=case.id
    )
    sheet = drafts.preview(store, paper.id)
    assert any(str(case.values["target"]) in line for line in sheet.recipients)
    assert "Không có nhiệm vụ khắc phục" not in paper.text
