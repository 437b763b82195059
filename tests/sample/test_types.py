"""Every type of paper of the catalogue: drafted from the sample's rows, drawn in both formats, filled as the catalogue says."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from app import paths, sample
from app import period as periods
from app import store as stores
from app.catalogue import DocumentType, load
from app.documents import Document, drafts, offers, outline, refreshing
from app.documents.blocks import Table
from app.documents.refusals import WrongValue
from app.ledgers import entries
from app.sample import Demo
from app.store import Store
from tests.documents import reading

PERIODS = {
    "day": "2026-01-05", "week": "2026-W03", "month": "2026-01", "quarter": "2026-Q1", "half": "2026-H1",
    "year": "2026", "event": "2026-01-05", "task": "2026-02-01..2026-02-20", "multi_year": "2022..2026",
}  # fmt: skip
UNWRITTEN_YET = {"assessment"}
"""What the evaluation will fill; until then the paper leaves room for the pen."""


@dataclass(frozen=True)
class Drafted:
    store: Store
    papers: dict[str, Document]


@pytest.fixture(scope="module", params=["c1", "d1"])
def unit(
    request: pytest.FixtureRequest, demo: Demo, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Drafted]:
    """A copy of one unit of the sample with a draft of every type of its level."""
    home = tmp_path_factory.mktemp("loai") / request.param
    shutil.copytree(demo.stores[request.param], home)
    with stores.open(home, passphrase=sample.PASSPHRASE) as store:
        yield Drafted(store, {t.id: _draft(store, t) for t in drafts.types_for(store)})


def _draft(store: Store, kind: DocumentType) -> Document:
    return drafts.create(store, kind.id, periods.parse(PERIODS[kind.period_kinds[0]]))


def _source(name: str) -> str:
    """Return a template with everything it includes."""
    text = (paths.resources() / "templates" / f"{name}.txt.j2").read_text("utf-8")
    return re.sub(r'{% include "(\w+)\.txt\.j2" %}', lambda found: _source(found[1]), text)


def test_every_type_of_the_level_has_a_draft(unit: Drafted) -> None:
    level = unit.store.unit.level
    assert unit.papers.keys() == {
        t.id for t in unit.store.catalogue.documents.values() if level in t.levels
    }


def test_word_and_pdf_of_every_type_say_the_same(unit: Drafted) -> None:
    for paper in unit.papers.values():
        sheet = drafts.preview(unit.store, paper.id)
        word = reading.word_text(drafts.draw(sheet, "docx"))
        drawn = drafts.draw(sheet, "pdf")
        for block in sheet.blocks:
            if not isinstance(block, Table):
                for line in outline.lines([block]):
                    assert reading.squeezed(line) in word or line.isupper(), paper.type
        if len(reading.pdf_pages(drawn)) == 1:
            assert reading.pdf_text(sheet, drawn) == word, paper.type


@pytest.mark.parametrize("kind", load().documents.values(), ids=lambda kind: kind.id)
def test_a_template_uses_what_the_catalogue_says_fills_it(kind: DocumentType) -> None:
    text = _source(kind.id)
    for part in kind.parts:
        missing = [one for one in part.indicators if not re.search(rf"\b{one}\b", text)]
        assert not missing, part.heading
        for section in re.findall(r"([a-z_]+)\(", part.filled_by):
            known = {section, "tasks_", "row", "meeting", "resolution", "assignments"} & {
                word for word in (section, "tasks_", "row") if word in text
            }
            assert known or section in UNWRITTEN_YET or part.never_exported, part.heading


def test_no_paper_names_a_single_member_of_the_fee_book(unit: Drafted) -> None:
    text = unit.papers["report_fee"].text
    people = {str(e.values["full_name"]) for e in entries.listing(unit.store, "person")}
    assert people
    assert not [name for name in people if name in text]


def test_minutes_are_signed_by_the_clerk_and_the_chair(unit: Drafted) -> None:
    meetings = entries.listing(unit.store, "meeting", period=periods.parse("2026-01"), struck=False)
    paper = drafts.create(
        unit.store, "minutes_meeting", periods.parse(meetings[0].occurred_on), about=meetings[0].id
    )
    sheet = drafts.preview(unit.store, paper.id)
    chair, clerk = (meetings[0].values[key]["name"] for key in ("chair", "clerk"))  # type: ignore[index,call-overload]  # people
    assert sheet.beside is not None
    assert (sheet.beside.name, sheet.signature.name) == (clerk, chair)
    assert [c.text for c in sheet.beside.captions] == ["Người ghi biên bản"]
    assert sheet.recipients == ()


def test_plans_leave_room_for_the_superiors_approval(unit: Drafted) -> None:
    sheets = {key: drafts.preview(unit.store, paper.id) for key, paper in unit.papers.items()}
    approved = {key for key, sheet in sheets.items() if sheet.approval}
    assert approved == {key for key in sheets if unit.store.catalogue.documents[key].approval}
    assert "plan_month" in approved
    assert "PHÊDUYỆT" in reading.word_text(drafts.draw(sheets["plan_month"], "docx"))


def test_a_way_of_signing_of_another_family_is_refused(unit: Drafted) -> None:
    with pytest.raises(WrongValue, match="secretary"):
        drafts.create(unit.store, "report_week", periods.parse("2026-W03"), signature="secretary")


def test_a_deputy_signs_for_the_head(unit: Drafted) -> None:
    paper = drafts.create(
        unit.store, "report_week", periods.parse("2026-W04"), signature="head_deputy", signer="Trung úy Lê Minh Họa"
    )  # fmt: skip
    signature = drafts.preview(unit.store, paper.id).signature
    assert [c.text for c in signature.captions] == ["KT. Chính trị viên", "Chính trị viên phó"]
    assert signature.name == "Trung úy Lê Minh Họa"


def test_the_review_of_several_years_has_a_column_and_a_bar_for_each(unit: Drafted) -> None:
    blocks = outline.parse(unit.papers["review_multi"].text)
    charts = [b for b in blocks if isinstance(b, Table) and b.chart]
    assert len(charts) == 3
    assert all(len(table.header) == 1 + 5 for table in charts)


def test_an_issued_paper_keeps_its_signatures(unit: Drafted, tmp_path: Path) -> None:
    meeting = entries.listing(unit.store, "meeting", period=periods.parse("2026-02"), struck=False)[
        0
    ]
    paper = drafts.create(
        unit.store, "minutes_meeting", periods.parse(meeting.occurred_on), about=meeting.id
    )
    before = drafts.preview(unit.store, paper.id)
    drafts.issue(unit.store, paper.id)
    after = drafts.preview(unit.store, paper.id)
    assert (after.signature, after.beside) == (before.signature, before.beside)


def test_tables_of_a_draft_follow_the_ledger_only_when_asked(unit: Drafted) -> None:
    paper = drafts.create(unit.store, "plan_education", periods.parse("2026-02"))
    typed = drafts.edit(unit.store, paper.id, paper.text + "\nCâu của người soạn.")
    assert refreshing.stale(unit.store, paper.id) == []
    row = {
        "planned_date": "2026-02-26", "audience": "HSQ_BS", "topic": "Bài mới thêm", "form": "len_lop", "hours": 4,
    }  # fmt: skip
    entries.add(unit.store, "plan", row)
    assert drafts.get(unit.store, paper.id).text == typed.text
    (behind,) = refreshing.stale(unit.store, paper.id)
    assert behind.startswith("plan(")
    fresh = refreshing.refresh(unit.store, paper.id)
    assert "Bài mới thêm" in fresh.text
    assert fresh.text.endswith("Câu của người soạn.")
    assert refreshing.stale(unit.store, paper.id) == []


def test_every_type_is_offered_something_it_can_be_drafted_for(unit: Drafted) -> None:
    for kind in drafts.types_for(unit.store):
        found = offers(unit.store, kind.id, date(2026, 3, 6))
        assert found, kind.id
        drafts.create(unit.store, kind.id, found[0].period, about=found[0].about)
