"""A paper's way from draft to archive, its number, the registers, a batch and the unit's own template."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import period as periods
from app import sample
from app import store as stores
from app.documents import batch, drafts, life, mail, numbering, own_templates, registers
from app.documents.numbering import NumberTaken
from app.documents.refusals import NotDraft, WrongState, WrongValue
from app.documents.templates import TemplateWrong
from app.errors import Refused
from app.progress import Cancelled
from app.sample import Demo
from app.store import Store
from tests.documents import reading

MONTH = periods.parse("2026-01")


@pytest.fixture
def store(demo: Demo, tmp_path: Path) -> Iterator[Store]:
    home = tmp_path / "c1"
    shutil.copytree(demo.stores["c1"], home)
    with stores.open(home, passphrase=sample.PASSPHRASE) as opened:
        yield opened


def test_a_paper_sent_for_approval_waits_untouched_and_may_come_back(store: Store) -> None:
    paper = drafts.create(store, "plan_month", MONTH)
    life.send(store, paper.id)
    with pytest.raises(NotDraft, match="chờ phê duyệt"):
        drafts.edit(store, paper.id, "Khác./.")
    with pytest.raises(WrongState):
        life.send(store, paper.id)
    back = life.send_back(store, paper.id, "Bổ sung chỉ tiêu")
    assert (back.state, back.returned_count) == ("draft", 1)
    assert back.data["returned"][0]["reason"] == "Bổ sung chỉ tiêu"
    assert drafts.edit(store, paper.id, "Khác./.").text == "Khác./."
    life.send(store, paper.id)
    assert life.recall(store, paper.id).returned_count == 1
    life.send(store, paper.id)
    assert drafts.issue(store, paper.id).state == "issued"


def test_an_approval_is_recorded_by_hand_for_kinds_that_have_the_block(store: Store) -> None:
    plan = drafts.issue(store, drafts.create(store, "plan_month", MONTH).id)
    found = life.approve(store, plan.id, "Thiếu tá Lương Giả Thuyết", "06/03/2026")
    assert found.data["approved"] == [{"by": "Thiếu tá Lương Giả Thuyết", "on": "2026-03-06"}]
    report = drafts.issue(store, drafts.create(store, "report_week", periods.parse("2026-W03")).id)
    with pytest.raises(WrongValue, match="khối phê duyệt"):
        life.approve(store, report.id, "Ai đó", "06/03/2026")


def test_a_withdrawn_paper_keeps_its_number_and_its_files(store: Store) -> None:
    paper = drafts.issue(store, drafts.create(store, "report_week", periods.parse("2026-W03")).id)
    before = drafts.render(store, paper.id, "pdf")
    with pytest.raises(Refused):
        life.withdraw(store, paper.id, " ")
    gone = life.withdraw(store, paper.id, "Ban hành nhầm kỳ")
    assert (gone.state, gone.number) == ("withdrawn", paper.number)
    assert drafts.render(store, paper.id, "pdf") == before
    assert paper.ordinal is not None
    assert numbering.next_in(store, paper.series) == paper.ordinal + 1


def test_a_reserved_number_is_passed_by_until_it_is_asked_for(store: Store) -> None:
    following = numbering.next_in(store, "2026")
    numbering.note(store, "2026", following, "Giữ cho báo cáo bổ sung")
    first = drafts.issue(store, drafts.create(store, "report_week", periods.parse("2026-W03")).id)
    assert first.ordinal == following + 1
    kept = {n.ordinal: n for n in numbering.listing(store, "2026")}[following]
    assert (kept.document, kept.note) == ("", "Giữ cho báo cáo bổ sung")
    late = drafts.create(store, "report_week", periods.parse("2026-W04"))
    assert drafts.issue(store, late.id, ordinal=following).ordinal == following
    with pytest.raises(NumberTaken):
        numbering.note(store, "2026", following, "Muộn rồi")


def test_the_register_of_papers_sent_fills_itself_and_shows_gaps(store: Store) -> None:
    last = numbering.next_in(store, "2026")
    issued = drafts.create(store, "report_week", periods.parse("2026-W03"))
    drafts.issue(store, issued.id, ordinal=last + 1)
    made = mail.make(store, "out", periods.parse("2026"))
    (part,) = made.parts
    at = {c.key: n for n, c in enumerate(part.columns)}
    numbers = [row.texts[at["number"]] for row in part.rows]
    assert f"{last + 1:02d}/BC-c1" in numbers
    assert numbers.index(f"{last:02d}") == numbers.index(f"{last + 1:02d}/BC-c1") - 1
    signer = next(r.texts[at["signer"]] for r in part.rows if r.texts[at["number"]] == "03/BC-c1")
    assert signer == "Đại úy Nguyễn Văn Mẫu"
    assert "SỔĐĂNGKÝVĂNBẢNĐI" in reading.word_text(registers.render(store, made, "docx"))


def test_the_register_of_papers_taken_in_holds_what_came_from_above(store: Store) -> None:
    (part,) = mail.make(store, "in", periods.parse("2026")).parts
    at = {c.key: n for n, c in enumerate(part.columns)}
    assert part.rows
    assert all(row.texts[at["received"]] and row.texts[at["subject"]] for row in part.rows)


def test_a_battalion_registers_the_papers_of_its_companies(demo: Demo, tmp_path: Path) -> None:
    home = tmp_path / "d1"
    shutil.copytree(demo.stores["d1"], home)
    with stores.open(home, passphrase=sample.PASSPHRASE) as battalion:
        (part,) = mail.make(battalion, "in", periods.parse("2026")).parts
        issuers = {row.texts[2] for row in part.rows}
    assert {"Đại đội 1", "Đại đội 2"} <= issuers


def test_a_batch_makes_what_is_missing_and_can_be_stopped_and_gone_on_with(store: Store) -> None:
    wanted = [t.id for t in batch.types_of(store, MONTH)]
    assert "report_month" in wanted
    assert "minutes_meeting" not in wanted

    def stop(done: int, total: int, what: str) -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        batch.draft(store, MONTH, progress=stop)
    rest = {o.type: o.result for o in batch.draft(store, MONTH)}
    assert list(rest) == wanted
    assert sum(r == "made" for r in rest.values()) < len(wanted)
    assert "failed" not in rest.values()
    assert {o.result for o in batch.draft(store, MONTH)} == {"unchanged"}


def test_one_type_that_cannot_be_drafted_does_not_stop_the_others(store: Store) -> None:
    meetings = [
        o for o in batch.draft(store, periods.parse("2026-02")) if o.type == "council_minutes"
    ]
    assert len(meetings) == 1
    assert meetings[0].result in ("made", "failed")
    assert meetings[0].result == "made" or meetings[0].reason


def test_a_faulty_template_is_refused_with_its_line_and_the_nearest_field(store: Store) -> None:
    text = own_templates.text(store, "report_week")
    wrong = text + "\nSố buổi: {{ f.edu_sesions.now }}."
    with pytest.raises(TemplateWrong) as refused:
        own_templates.save(store, "report_week", wrong, [periods.parse("2026-W03")])
    (problem,) = refused.value.problems
    assert problem.where == f"dòng {len(wrong.splitlines())}"
    assert "edu_sesions" in problem.what
    assert "edu_sessions" in problem.what
    assert not own_templates.is_own(store, "report_week")


@pytest.mark.parametrize(
    ("piece", "said"),
    [
        ("{{ table('taks_next(title)') }}", "task"),
        ("{{ table('tasks_next(titel)') }}", "title"),
        ("{% if unit %}", "viết sai"),
        ("{{ unit.nam }}", "name"),
    ],
)
def test_every_kind_of_fault_names_what_is_near(store: Store, piece: str, said: str) -> None:
    with pytest.raises(TemplateWrong) as refused:
        own_templates.tried(store, "report_week", f"I. MỘT\n{piece}", periods.parse("2026-W03"))
    assert said in refused.value.problems[0].what


def test_a_template_cannot_reach_out_of_its_sandbox(store: Store) -> None:
    for piece in ("{{ ''.__class__.__mro__ }}", "{% include '../catalogue/lists.toml' %}"):
        with pytest.raises(TemplateWrong):
            own_templates.tried(store, "report_week", piece, periods.parse("2026-W03"))


def test_the_units_own_template_is_used_until_it_is_given_up(store: Store) -> None:
    week = periods.parse("2026-W03")
    own = own_templates.text(store, "report_week") + "\nCâu riêng của {{ unit.name }}./."
    own_templates.save(store, "report_week", own, [week])
    assert "Câu riêng của Đại đội 1" in drafts.create(store, "report_week", week).text
    own_templates.reset(store, "report_week")
    assert "Câu riêng" not in drafts.create(store, "report_week", week).text


def test_the_fields_of_a_template_are_listed_with_what_they_show(store: Store) -> None:
    found = {f.name: f.shown for f in own_templates.fields(store, "report_month", MONTH)}
    assert found["unit.name"] == "Đại đội 1"
    assert found["f.edu_sessions.label"] == "Số buổi học chính trị"
    assert "tasks_done" in found
