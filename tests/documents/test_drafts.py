from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from app import period as periods
from app.documents import drafts, numbering, types_for
from app.documents.refusals import (
    FileUnwritten,
    NotDraft,
    SecretContent,
    TypeUnknown,
    WrongValue,
)
from app.ledgers import entries
from app.planning import Figure
from app.store import NotAllowed, Store, Unit, accounts
from app.store import open as open_store
from tests.documents import reading

FEBRUARY = periods.parse("2026-02")

Today = Callable[[str], None]


@pytest.fixture(autouse=True)
def _day(today: Today) -> None:
    today("2026-02-21")


def _person(store: Store, name: str, **more: object) -> str:
    values = {
        "full_name": name, "gender": "nam", "birth_date": "1991-03-12", "category": "SQ",
        "rank": "dai_uy", "position": "chinh_tri_vien_c", "enlisted_date": "2009-09-05",
        "arrived_date": "2022-06-01", "education": "dai_hoc", "membership": "official", "subunit": "Chỉ huy",
        "home_province": "Đồng Nai",
    }  # fmt: skip
    return entries.add(store, "person", {**values, **more}).id


def test_every_type_of_the_level_can_be_drafted(store: Store) -> None:
    of_level = {t.id for t in store.catalogue.documents.values() if "c" in t.levels}
    assert {t.id for t in types_for(store)} == of_level
    with pytest.raises(TypeUnknown) as refused:
        drafts.create(store, "report_moth", FEBRUARY)
    assert "report_month" in refused.value.advice


def test_a_report_is_drafted_issued_and_frozen_with_its_number(store: Store) -> None:
    _person(store, "Nguyễn Văn Mẫu")
    draft = drafts.create(store, "report_month", FEBRUARY, place="Đồng Nai")
    assert (draft.state, draft.number, draft.profile) == ("draft", "", "quan-doi")
    early = drafts.preview(store, draft.id)
    assert "draft" in early.marks
    assert early.number == "Số:      /BC-c1"
    issued = drafts.issue(store, draft.id, dated="2026-02-21", ordinal=14)
    assert (issued.state, issued.number, issued.series, issued.ordinal) == (
        "issued",
        "14/BC-c1",
        "2026",
        14,
    )
    content = drafts.render(store, draft.id, "docx")
    text = reading.word_text(content)
    assert "Số:14/BC-c1" in text
    assert "DỰTHẢO" not in text
    assert "ĐồngNai,ngày21tháng02năm2026" in text
    assert "CHÍNHTRỊVIÊNĐạiúyNguyễnVănMẫu" in text
    _person(store, "Người Khác")
    assert drafts.render(store, draft.id, "docx") == content
    assert reading.squeezed("14/BC-c1") in reading.pdf_text(
        drafts.preview(store, draft.id), drafts.render(store, draft.id, "pdf")
    )
    with pytest.raises(NotDraft):
        drafts.edit(store, draft.id, "Khác.")


def test_the_date_of_a_resolution_chooses_its_profile_and_its_series(store: Store) -> None:
    numbering.begin(store, "NQ/2025-2030", 14)
    first = drafts.create(store, "resolution_month", FEBRUARY, dated="2026-02-04")
    issued = drafts.issue(store, first.id)
    assert (issued.number, issued.profile) == ("15-NQ/CB", "dang-hd36-2018")
    june = drafts.create(store, "resolution_month", periods.parse("2026-06"), dated="2026-06-03")
    issued = drafts.issue(store, june.id)
    assert (issued.number, issued.profile) == ("16-NQ/CB", "dang-hd05-2026")
    assert issued.text.endswith("ngày ký.")


def test_numbers_are_taken_once_and_gaps_are_listed(store: Store) -> None:
    def issue(ordinal: int | None = None) -> str:
        draft = drafts.create(store, "report_month", FEBRUARY)
        return drafts.issue(store, draft.id, ordinal=ordinal).number

    assert issue(3) == "03/BC-c1"
    assert issue() == "04/BC-c1"
    with pytest.raises(numbering.NumberTaken):
        issue(3)
    with pytest.raises(numbering.NumberTaken):
        issue(0)
    assert issue(7) == "07/BC-c1"
    assert numbering.gaps(store, "2026") == [1, 2, 5, 6]
    numbering.begin(store, "2026", 5)
    assert numbering.gaps(store, "2026") == [6]
    with pytest.raises(numbering.NumberTaken):
        issue(2)


def test_a_refused_issue_leaves_no_number_behind(store: Store) -> None:
    draft = drafts.create(store, "report_month", FEBRUARY)
    drafts.edit(store, draft.id, "Chữ 漢 lạ.")
    with pytest.raises(Exception, match="U\\+6F22"):
        drafts.issue(store, draft.id)
    assert drafts.get(store, draft.id).state == "draft"
    assert numbering.used(store, "2026") == []
    assert store.count("document_file") == 0


def test_a_correction_is_a_new_paper_that_names_the_old_one(store: Store) -> None:
    draft = drafts.create(store, "report_month", FEBRUARY)
    old = drafts.issue(store, draft.id, ordinal=3)
    new = drafts.replace(store, old.id)
    assert new.replaces == old.id
    assert new.text.splitlines()[:2] == [
        "Kính gửi: Tiểu đoàn 1",
        "Báo cáo này thay thế Báo cáo số 03/BC-c1 ngày 21 tháng 02 năm 2026.",
    ]
    assert drafts.get(store, old.id).state == "issued"
    assert drafts.issue(store, new.id).number == "04/BC-c1"
    assert drafts.get(store, old.id).state == "replaced"


def test_undoing_an_issue_gives_the_draft_back(store: Store) -> None:
    draft = drafts.create(store, "report_month", FEBRUARY)
    drafts.issue(store, draft.id)
    store.undo()
    assert drafts.get(store, draft.id) == draft
    assert store.count("document_file") == 0


def test_an_edited_text_is_cleaned_and_a_secrecy_mark_is_refused(store: Store) -> None:
    draft = drafts.create(store, "report_month", FEBRUARY)
    assert drafts.edit(store, draft.id, "No\u0323\u0302i dung\u200b.").text == "Nội dung."
    for text in ("Mở đầu\nTỐI MẬT\nNội dung", "| a | MẬT |\n| --- | --- |\n| 1 | 2 |"):
        with pytest.raises(SecretContent):
            drafts.edit(store, draft.id, text)
    assert drafts.edit(store, draft.id, "Giữ bí mật quân sự.").text == "Giữ bí mật quân sự."
    shown = drafts.render(store, draft.id, "docx", text="Đang gõ dở.")
    assert "Đanggõdở." in reading.word_text(shown)
    assert drafts.get(store, draft.id).text == "Giữ bí mật quân sự."


def test_rows_with_signs_of_templates_and_tables_stay_plain_text(store: Store) -> None:
    person = _person(store, "Lê {{ 7*7 }} Mẫu")
    entries.add(
        store, "task",
        {
            "title": "A | B & <C> **D** {% x %}", "kind": "regular", "origin": "weakness",
            "work_area": "tuyen_huan", "assigned_date": "2026-02-02", "due_date": "2026-02-10",
            "responsible": {"id": person}, "status": "done", "done_date": "2026-02-09", "result": "- Xong | tốt",
        },
    )  # fmt: skip
    draft = drafts.create(store, "report_month", FEBRUARY)
    for found in (
        reading.word_text(drafts.render(store, draft.id, "docx")),
        reading.pdf_text(drafts.preview(store, draft.id), drafts.render(store, draft.id, "pdf")),
    ):
        assert "A|B&<C>**D**{%x%}10/02/202609/02/2026-Xong|tốt" in found


def test_a_report_over_two_months_says_so(store: Store) -> None:
    draft = drafts.create(store, "report_month", periods.parse("2026-01..2026-02"))
    assert draft.title == "Báo cáo kết quả CTĐ, CTCT tháng 01 - 02/2026"
    assert "tháng 01 - 02/2026" in drafts.preview(store, draft.id).subject
    with pytest.raises(WrongValue):
        drafts.create(store, "report_month", periods.parse("2026-Q1"))


def test_consolidated_figures_stand_in_and_missing_units_are_named(battalion: Store) -> None:
    figure = Figure(
        "edu_attendance",
        "Tỷ lệ",
        "d1",
        "2026-02",
        "ratio",
        Fraction(141),
        Fraction(148),
        "percent1",
    )
    before = Figure(
        "edu_attendance", "Tỷ lệ", "d1", "2026-01", "ratio", Fraction(9), Fraction(10), "percent1"
    )
    draft = drafts.create(
        battalion, "report_month", FEBRUARY, figures=[figure], previous=[before], missing=["Đại đội 3"]
    )  # fmt: skip
    assert "| Tỷ lệ tham gia học tập chính trị | 95,3 % | 90,0 % | – |" in draft.text
    whole = drafts.create(
        battalion, "report_month", FEBRUARY, figures=[figure], previous=[before], missing=[]
    )
    assert "| Tỷ lệ tham gia học tập chính trị | 95,3 % | 90,0 % | +5,3 % |" in whole.text
    assert "**Chưa đủ đơn vị:** chưa nhận số liệu của Đại đội 3" in draft.text
    assert "Chưa đủ đơn vị" not in drafts.create(battalion, "report_month", FEBRUARY).text


def test_a_paper_made_outside_takes_its_place_in_the_series(store: Store) -> None:
    made = drafts.record_outside(
        store, "resolution_month", FEBRUARY, "13-NQ/CB", date(2026, 1, 5), date(2026, 1, 5), 1
    )
    assert (made.outside, made.state, made.series, made.ordinal) == (
        True,
        "issued",
        "NQ/2025-2030",
        13,
    )
    assert made.returned_count == 1
    draft = drafts.create(store, "resolution_month", FEBRUARY)
    assert drafts.issue(store, draft.id).number == "14-NQ/CB"
    with pytest.raises(numbering.NumberTaken):
        drafts.record_outside(store, "resolution_month", FEBRUARY, "13-NQ/CB", date(2026, 1, 5))


def test_files_are_written_whole_under_names_a_stick_accepts(store: Store, tmp_path: Path) -> None:
    draft = drafts.create(store, "report_month", FEBRUARY)
    drafts.issue(store, draft.id, ordinal=14)
    written = drafts.render_to(store, draft.id, tmp_path / "Ra USB")
    assert [f.name for f in written] == [
        "14-BC-c1 Báo cáo kết quả CTĐ, CTCT tháng 02-2026.docx",
        "14-BC-c1 Báo cáo kết quả CTĐ, CTCT tháng 02-2026.pdf",
    ]
    assert sorted((tmp_path / "Ra USB").iterdir()) == sorted(written)
    assert written[1].read_bytes().startswith(b"%PDF")


def test_a_discarded_draft_stays_in_the_history(store: Store) -> None:
    draft = drafts.create(store, "report_month", FEBRUARY)
    assert drafts.discard(store, draft.id).state == "withdrawn"
    assert [d.id for d in drafts.listing(store, period=FEBRUARY)] == [draft.id]
    assert drafts.listing(store, state="draft") == []


def test_a_training_unit_is_watermarked(make_store: Callable[..., Store]) -> None:
    store = make_store("c9", training=True)
    draft = drafts.create(store, "report_month", FEBRUARY)
    assert "training" in drafts.preview(store, draft.id).marks
    assert isinstance(store.unit, Unit)


def test_a_place_that_takes_no_file_is_named(store: Store, tmp_path: Path) -> None:
    draft = drafts.create(store, "report_month", FEBRUARY)
    (tmp_path / "tệp").write_bytes(b"")
    with pytest.raises(FileUnwritten, match="tệp"):
        drafts.render_to(store, draft.id, tmp_path / "tệp" / "trong")


def test_an_assistant_drafts_and_the_political_officer_issues(store: Store) -> None:
    accounts.add(store, "trợ lý", "tro_ly", passphrase="mật khẩu trợ lý")
    home = store.home
    store.close()
    with open_store(home, passphrase="mật khẩu trợ lý") as helping:
        made = drafts.create(helping, "report_month", FEBRUARY)
        with pytest.raises(NotAllowed):
            drafts.issue(helping, made.id)
        assert drafts.get(helping, made.id).state == "draft"
