"""A faulty catalogue is refused with every fault, each at its file and key."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from shutil import copytree
from unicodedata import normalize

import pytest

from app import paths
from app.catalogue import CatalogueWrong, load


class Copy:
    """The shipped catalogue in a folder of its own, to be spoilt."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        copytree(paths.resources() / "catalogue", folder)

    def replace(self, name: str, old: str, new: str) -> None:
        file = self.folder / name
        text = file.read_text("utf-8")
        assert old in text, f"{name} has no {old!r}"
        file.write_text(text.replace(old, new, 1), "utf-8")

    def append(self, name: str, text: str) -> None:
        with (self.folder / name).open("a", encoding="utf-8") as file:
            file.write(text)

    def faults(self) -> list[tuple[str, str]]:
        with pytest.raises(CatalogueWrong) as wrong:
            load(self.folder)
        assert wrong.value.number == "C101"
        assert all(x.code == "C101" for x in wrong.value.problems)
        return [(x.where, x.what) for x in wrong.value.problems]


_PARSED = lru_cache(maxsize=None)(tomllib.loads)


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Copy:
    # Only the spoilt file is parsed anew: the others are the same text each time.
    monkeypatch.setattr(tomllib, "loads", _PARSED)
    return Copy(tmp_path / "catalogue")


FAULTS: list[tuple[str, str, str, str, str]] = [
    # file, what stands there, what is written instead, place of the fault, words of it
    ("sections/test.toml", 'type = "integer"', 'type = "integr"', "field.required.type", '"integer"?'),
    ("sections/test.toml", "required = true", "requried = true", "field.date.requried", '"required"?'),
    ("sections/test.toml", 'label = "Nội dung"\n', "", "field.topic.label", "Thiếu khóa"),
    ("sections/test.toml", "length = 200", 'length = "200"', "field.topic.length", "số nguyên"),
    ("sections/test.toml", "required = true", "required = 1", "field.date.required", "true hoặc false"),
    ("sections/test.toml", 'list = "test_form"', 'list = "test_from"', "field.form.list", '"test_form"?'),
    ("sections/test.toml", 'key = "tested"', 'key = "required"', "field.required.key", "đã dùng"),
    ("sections/test.toml", 'key = "tested"', 'key = "Tested"', "field.Tested.key", "chữ thường"),
    ("sections/test.toml", 'key = "test"', 'key = "tests"', "key", "khác tên tệp"),
    ("sections/test.toml", 'date = "date"', 'date = "day"', "date", 'cột "day"'),
    ("sections/test.toml", 'date = "date"', 'date = "topic"', "date", "không phải ngày"),
    ("sections/test.toml", 'source = "de_xuat"', 'source = "de_suat"', "source", '"de_xuat"?'),
    ("sections/test.toml", "le(tested, required)", "lee(tested, required)", "rule.R56.check", '"le"?'),
    ("sections/test.toml", "le(tested, required)", "le(testd, required)", "rule.R56.check", '"tested"?'),
    ("sections/test.toml", "le(tested, required)", "le(tested)", "rule.R56.check", "cần 2 đối số"),
    ("sections/test.toml", "le(tested, required)", "le tested", "rule.R56.check", "Không hiểu"),
    ("sections/test.toml", "+ fail", "+ topic", "rule.R57.check", "không cộng được"),
    ("sections/test.toml", 'id = "R57"', 'id = "R56"', "rule.R56", "đã dùng"),
    ("sections/test.toml", 'severity = "block"', 'severity = "stop"', "rule.R56.severity", "không có trong"),
    ("sections/session.toml", "maximum = 12", "maximum = 0.25", "field.hours.maximum", "nhỏ hơn"),
    ("sections/task.toml", "date, status = done", "date, status = finished", "rule.R09.check", '"finished"'),
    ("sections/meeting.toml", '"dang_uy"', '"dang_ui"', "field.body.values.d", '"dang_uy"?'),
    ("sections/meeting.toml", 'group = "Biểu quyết"', 'group = "Thời gian"', "group", "đứng liền nhau"),
    ("sections/fee.toml", 'type = "money"\nlabel = "Còn thiếu"', 'type = "text"\nlabel = "Còn thiếu"', "computed.missing.sum", "cột số"),
    ("sections/award.toml", '"achievement"', '"achievment"', "travel.fields", '"achievement"?'),
    ("sections/award.toml", "proposed_form above_unit", "subject_kind above_unit", "travel.any", "decided_at"),
    ("sections/candidate.toml", 'parts.sponsor = ["name"]', "", "travel.parts.sponsor", "Thiếu"),
    ("sections/candidate.toml", '"name"]', '"phone_number"]', "travel.parts.sponsor", "phone_number"),
    ("lists.toml", 'label = "Nữ"', 'label = "Nữ", color = "red"', "list.gender.values.nu.color", "Khóa lạ"),
    ("lists.toml", 'key = "nu"', 'key = "nam"', "list.gender.values.nam.key", "hai lần"),
    ("lists.toml", 'key = "membership"', 'key = "gender"', "list.gender.key", "đã dùng"),
    ("lists.toml", 'rate = "fee_hoc_vien"', 'rate = "fee_hocvien"', "list.fee_payer.values.hoc_vien.rate", '"fee_hoc_vien"?'),
    ("lists.toml", 'decided_at = "bqp"', 'decided_at = "bqo"', "list.award_form.values.cstdtq.decided_at", "bqo"),
    ("ledgers.toml", '"directive"', '"directves"', "ledger.general.sections", '"directive"?'),
    ("ledgers.toml", '"assignment"]', '"assignment", "cadre"]', "ledger.party_cell.sections", "không dùng ở cấp c"),
    ("former.toml", "work_log.content", "work_log.contents", "former.so_nhat_ky.remainder", "work_log.contents"),
    ("indicators.toml", "sum(session.present)", "sum(session.presnt)", "indicator.edu_attendance.numerator", '"session.present"?'),
    ("indicators.toml", "sum(session.present)", "sum(session.topic)", "indicator.edu_attendance.numerator", "không phải số"),
    ("indicators.toml", "count(session)", "count(sesion)", "indicator.edu_sessions.numerator", '"session"?'),
    ("indicators.toml", "count(session)", "count session", "indicator.edu_sessions.numerator", "Không hiểu"),
    ("indicators.toml", "kind=ctvhtt]", "kind=ctvht]", "indicator.culture_days.numerator", '"ctvhtt"?'),
    ("indicators.toml", " by admitted_date", "", "indicator.admitted.numerator", "không tính theo kỳ"),
    ("indicators.toml", " by admitted_date", " by status", "indicator.admitted.numerator", "không phải ngày"),
    ("indicators.toml", 'scope = "flow_over_stock"', 'scope = "flow"', "indicator.discipline_rate.denominator", "không tính theo kỳ"),
    ("indicators.toml", 'kind = "sum"', 'kind = "count"', "indicator.edu_hours.numerator", "chỉ dùng count"),
    ("indicators.toml", 'denominator = "count(plan)"', "", "indicator.edu_plan_done.denominator", "phải có mẫu số"),
    ("documents.toml", "@edu_good", "@edu_god", "document.resolution_month.part.2.filled_by", '"edu_good"?'),
    ("documents.toml", "done_date, result", "done_date, results", "document.resolution_month.part.3.filled_by", '"task.result"?'),
    ("documents.toml", "order = 2", "order = 1", "document.resolution_month.part", "tăng dần"),
    ("documents.toml", 'code = "NQ"', 'code = "QyĐ"', "document.resolution_month.code", "không dùng"),
    ("documents.toml", 'counted = ["person"]', 'counted = ["persons"]', "filled_by", '"persons"'),
    ("duties.toml", "document plan_week", "document plan_weak", "duty.week_plan.satisfied_by", '"plan_week"?'),
    ("duties.toml", "same_day 17:00", "same_day 25:00", "duty.day_strength.due", "25:00"),
    ("duties.toml", 'c = "month_day 22"', 'c = "month_day 19"', "duty.month_report.lock", "sớm hơn hạn ở cấp c"),
    ("duties.toml", "event+72h", "event+0d", "duty.event_incident.lock", "sớm hơn"),
    ("rates.toml", "effective_to = 2026-01-31", "effective_to = 2026-03-31", "rate.fee_rate_luong.effective_from", "cùng có hiệu lực"),
    ("rates.toml", "effective_to = 2026-01-31", "effective_to = 2010-01-31", "rate.fee_rate_luong.effective_to", "sớm hơn"),
    ("rates.toml", 'confidence = "confirmed"', 'confidence = "sure"', "rate.fee_rate_luong.confidence", "sure"),
    ("records.toml", "choice(document_state)", "choice(document_stat)", "document.state", '"document_state"?'),
    ("authority.toml", '"trung_doi_truong"', '"trung_doi_truog"', "positions", '"trung_doi_truong"?'),
    ("sections/test.toml", 'type = "text"', 'type = "text"\nlist = "gender"', "field.topic.list", "Chỉ cột choice"),
    ("sections/test.toml", "length = 200", "length = 200\nminimum = 1", "field.topic.minimum", "Chỉ cột số"),
    ("sections/test.toml", "minimum = 0", "minimum = 0\nlength = 5", "field.required.length", "cột chữ"),
    ("sections/test.toml", "minimum = 0", 'minimum = "0"', "field.required.minimum", "Phải là số"),
    ("sections/test.toml", "fresh_days = 100", 'fresh_days = "100"', "fresh_days", "số nguyên"),
    ("sections/test.toml", "effective_from = 2018-01-01", 'effective_from = "2018"', "effective_from", "Phải là ngày"),
    ("sections/test.toml", 'label = "Nội dung"', 'label = " "', "field.topic.label", "để trống"),
    ("sections/test.toml", 'levels = ["c", "d"]', 'levels = ["c", "c"]', "levels", "hai lần"),
    ("sections/test.toml", 'levels = ["c", "d"]', 'levels = "c"', "levels", "danh sách chữ"),
    ("sections/test.toml", 'levels = ["c", "d"]', "levels = [1]", "levels", "danh sách chữ"),
    ("sections/test.toml", 'id = "R56"', 'id = "56"', "rule.56", "dạng R01"),
    ("sections/test.toml", 'check = "le(tested, required)"', 'check = "le(tested, required)"\nwhen = "??"', "rule.R56.when", "Không hiểu"),
    ("sections/test.toml", 'check = "le(tested, required)"', 'check = "required_if(examiner)"', "rule.R56.check", "một điều kiện"),
    ("sections/test.toml", 'check = "le(tested, required)"', 'check = "le(tested, required)"\nwhen = "topic > 1"', "rule.R56.when", "không so sánh"),
    ("sections/test.toml", 'check = "le(tested, required)"', 'check = "le(tested, required)"\nwhen = "tested > most"', "rule.R56.when", '"most"'),
    ("sections/directive.toml", 'must_be = "yes"', 'must_be = "true"', "field.not_secret.must_be", "yes hoặc no"),
    ("sections/meeting.toml", "minutes_ge(meeting_minutes)", "minutes_ge(meeting_minute)", "rule.R24.check", '"meeting_minutes"?'),
    ("sections/member.toml", "official_date, admitted_date, 12", "official_date, admitted_date, one", "rule.R32.check", "phải là số"),
    ("sections/person.toml", "optional_off = true", "optional_off = true\nrequired = true", "field.ethnic_group.optional_off", "bắt buộc"),
    ("sections/award.toml", "decision_number set", "decision_number sett", "travel.any", "Không hiểu"),
    ("sections/award.toml", "decision_number set", "decision_numbr set", "travel.any", '"decision_number"?'),
    ("lists.toml", '"choice(discipline_side)"', '"choice(discipline_sides)"', "list.discipline_form.columns.side", '"discipline_side"?'),
    ("lists.toml", 'order = "integer"', 'order = "number"', "list.rank.columns.order", '"number"'),
    ("lists.toml", 'key = "nu"', 'key = "nữ"', "list.gender.values.nữ.key", "không dấu"),
    ("sources.toml", "effective_from = 2017-08-10", "", "source.tcct_2017.effective_from", "Thiếu khóa"),
    ("records.toml", 'kind = "text"', 'kind = "txt"', "document.kind", '"text"?'),
    ("ledgers.toml", "order = 2", "order = 1", "ledger.party_cell.order", "đã dùng"),
    ("ledgers.toml", 'name_source = "so_sach_bao_chi"', 'name_source = "bao_chi"', "ledger.general.name_source", "bao_chi"),
    ("former.toml", 'absorbed_by = "general"', 'absorbed_by = "generl"', "former.so_nhat_ky.absorbed_by", '"general"?'),
    ("former.toml", 'becomes = ["work_log"', 'becomes = ["worklog"', "former.so_nhat_ky.becomes", '"work_log"?'),
    ("former.toml", 'remainder = "work_log.content"', "", "former.so_nhat_ky.note", "Phải ghi"),
    ("codes.toml", 'code = "QĐ"', 'code = "NQ"', "code.NQ.code", "hai lần"),
    ("indicators.toml", 'format = "integer"', 'format = "percent1"', "indicator.strength_total.format", "phần trăm"),
    ("indicators.toml", 'scope = "stock"', 'scope = "flow_over_stock"', "indicator.strength_total.scope", "chỉ dùng cho tỷ lệ"),
    ("indicators.toml", 'numerator = "count(session)"', 'numerator = "count(session)"\ndenominator = "count(plan)"', "indicator.edu_sessions.denominator", "Chỉ tỷ lệ"),
    ("indicators.toml", "current=yes", "current=true", "indicator.ledger_current.numerator", "yes hoặc no"),
    ("documents.toml", "@edu_attendance @edu_good", "@edu_attendance edu_good", "document.resolution_month.part.2.filled_by", "@chỉ_tiêu"),
    ("documents.toml", "meeting(date, total", "meting(date, total", "document.resolution_month.part.0.filled_by", '"meeting"?'),
    ("documents.toml", "meeting(date, total", "meeting date, total", "document.resolution_month.part.0.filled_by", "cần dạng"),
    ("documents.toml", 'filled_by = "@edu_attendance @edu_good @task_done @discipline_count"', "", "document.resolution_month.part.2.filled_by", "lấy từ đâu"),
    ("duties.toml", "entry strength", "entry strenth", "duty.day_strength.satisfied_by", '"strength"?'),
    ("duties.toml", "entry strength", "strength", "duty.day_strength.satisfied_by", "Không hiểu"),
    ("duties.toml", "kind=thuong_ky]", "kind thuong_ky]", "duty.month_cell_meeting.satisfied_by", "Không hiểu"),
    ("duties.toml", "kind=thuong_ky]", "kind=thuongky]", "duty.month_cell_meeting.satisfied_by", '"thuong_ky"?'),
    ("duties.toml", "entry session", "entry cadre", "duty.month_education.satisfied_by", "không dùng ở cấp c"),
    ("sections/transfer.toml", "fresh_days = 0", "fresh_days = 0\ncomputed = 1", "computed", "danh sách bảng"),
    ("lists.toml", 'columns = { rate = "rate" }', 'columns = "rate"', "list.fee_payer.columns", "một bảng"),
    ("catalogue.toml", "1.0.0", "1.0", "edition", "1.0.0"),
    ("deny.toml", '"candidate"', '"candidat"', "personal_travel", '"candidate"?'),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "place", "words"), FAULTS)
def test_each_kind_of_fault_is_named_with_its_place(
    copy: Copy, file: str, old: str, new: str, place: str, words: str
) -> None:
    copy.replace(file, old, new)
    found = copy.faults()
    assert any(
        where.startswith(f"{file}:") and where.endswith(place) and words in what
        for where, what in found
    ), found


def test_faults_of_several_files_are_reported_together(copy: Copy) -> None:
    copy.replace("sections/test.toml", 'type = "integer"', 'type = "integr"')
    copy.replace("lists.toml", 'label = "Nữ"', f'label = "{normalize("NFD", "Nữ")}"')
    copy.replace("duties.toml", "document plan_month", "document plan_moon")
    copy.append("catalogue.toml", "colour = 1\n")
    (copy.folder / "codes.toml").write_text("code = [", "utf-8")
    (copy.folder / "extra.toml").touch()
    (copy.folder / "former.toml").unlink()
    found = dict(copy.faults())
    assert "NFC" in found["lists.toml:list.gender.values.nu.label"]
    assert '"plan_month"?' in found["duties.toml:duty.month_plan.satisfied_by"]
    assert "Khóa lạ" in found["catalogue.toml:colour"]
    assert "Không đọc được TOML" in found["codes.toml"]
    assert "Tệp lạ" in found["extra.toml"]
    assert "Thiếu tệp" in found["former.toml"]
    assert "sections/test.toml:field.required.type" in found


def test_a_named_person_may_travel_only_from_the_sections_that_may(copy: Copy) -> None:
    copy.replace(
        "sections/incident.toml", "[[field]]", '[travel]\nfields = ["reporter"]\n\n[[field]]'
    )
    copy.replace(
        "sections/incident.toml",
        "[[field]]",
        '[[field]]\nkey = "reporter"\ntype = "person"\nlabel = "Người báo"\n\n[[field]]',
    )
    assert ("sections/incident.toml:travel.fields", "là tên người") in [
        (where, "là tên người" if "là tên người" in what else what) for where, what in copy.faults()
    ]


def test_a_section_that_sends_only_numbers_has_no_travelling_rows(copy: Copy) -> None:
    copy.replace("sections/fee.toml", "[[field]]", '[travel]\nfields = ["paid"]\n\n[[field]]')
    assert "sections/fee.toml:travel" in dict(copy.faults())


def test_no_column_of_the_deny_list_can_be_added(copy: Copy) -> None:
    deny = (copy.folder / "deny.toml").read_text("utf-8")
    fragments = [
        x
        for line in deny.splitlines()
        if line.startswith("fragments")
        for x in re.findall('"(.+?)"', line)
    ]
    assert len(fragments) == 37
    for number, fragment in enumerate(fragments):
        label = f"Ghi {fragment.upper()} khác"
        copy.append(
            "sections/test.toml",
            f'\n[[field]]\nkey = "f{number}"\ntype = "text"\nlabel = "{label}"\n',
        )
        key = f"x_{fragment.replace(' ', '_')}{number}"
        copy.append(
            "sections/test.toml", f'\n[[field]]\nkey = "{key}"\ntype = "text"\nlabel = "Cột"\n'
        )
    found = dict(copy.faults())
    for number, fragment in enumerate(fragments):
        assert "danh sách cấm" in found[f"sections/test.toml:field.f{number}.label"]
        key = f"x_{fragment.replace(' ', '_')}{number}"
        assert "danh sách cấm" in found[f"sections/test.toml:field.{key}.key"]


@pytest.mark.parametrize(
    "label", ["Hoàn cảnh gia đình", "TƯ TƯỞNG", "Xuất  cảnh", "Vay\u00a0nợ", "Lập-trường"]
)
def test_accents_and_case_do_not_hide_a_denied_column(copy: Copy, label: str) -> None:
    copy.replace("sections/person.toml", 'label = "Chuyên môn đào tạo"', f'label = "{label}"')
    assert dict(copy.faults()).keys() == {"sections/person.toml:field.specialty.label"}


def test_a_denied_computed_column_is_refused_too(copy: Copy) -> None:
    copy.replace("sections/person.toml", 'label = "Nhóm cấp bậc"', 'label = "Thái độ chính trị"')
    assert dict(copy.faults()).keys() == {"sections/person.toml:computed.rank_group.label"}


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueWrong, match="nowhere"):
        load(tmp_path / "nowhere")


def test_an_empty_folder_reports_every_missing_file(tmp_path: Path) -> None:
    with pytest.raises(CatalogueWrong) as wrong:
        load(tmp_path)
    assert sum("Thiếu tệp" in x.what for x in wrong.value.problems) == 14


@pytest.mark.parametrize("name", ["lists.toml", "rates.toml", "sources.toml", "records.toml"])
@pytest.mark.parametrize("damage", ["lạ = 1", "["])
def test_a_file_that_is_no_toml_is_named_whatever_leans_on_it(
    copy: Copy, name: str, damage: str
) -> None:
    first = next(line for line in (copy.folder / name).read_text("utf-8").splitlines() if line)
    copy.replace(name, first, f"{damage}\n{first}")
    assert any(where == name and "TOML" in what for where, what in copy.faults())


def test_layout_and_comments_do_not_change_the_digest(copy: Copy) -> None:
    copy.replace("lists.toml", "[[list]]", "# ghi chú của đơn vị\n\n[[list]]")
    old = 'source = "de_xuat"\nconfidence = "default"\n'
    new = 'confidence = "default"\nsource = "de_xuat"\n'
    copy.replace("ledgers.toml", old, new)
    assert load(copy.folder).digest == load().digest


def test_one_changed_letter_changes_the_digest(copy: Copy) -> None:
    copy.replace("lists.toml", 'label = "Nữ"', 'label = "Nử"')
    assert load(copy.folder).digest != load().digest


def test_a_row_that_names_only_its_source_takes_its_dates(copy: Copy) -> None:
    copy.replace("lists.toml", 'label = "Nữ"', 'label = "Nữ", source = "tt151_2018"')
    choice = load(copy.folder).lists["gender"].choices[1]
    assert choice.envelope.source == "tt151_2018"
    assert str(choice.envelope.effective_from) == "2019-01-01"
    assert str(choice.envelope.effective_to) == "2023-12-31"


def test_a_lock_on_the_due_day_itself_is_taken(copy: Copy) -> None:
    copy.replace("duties.toml", 'c = "month_day 22"', 'c = "month_day 20"')
    found = {x.level: x for x in load(copy.folder).duties if x.id == "month_report"}
    assert found["c"].due == found["c"].lock
