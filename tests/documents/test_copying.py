"""A draft begun from the paper of the period before, and the number an issue would take."""

from datetime import date

from app import period as periods
from app.documents import copying, drafts, numbering, proposing, signing
from app.store import Store


def test_the_text_of_the_period_before_comes_with_tables_of_the_new_one(store: Store) -> None:
    january, february = periods.parse("2026-01"), periods.parse("2026-02")
    old = drafts.create(store, "report_month", january, dated="2026-01-30")
    text = f"{old.text}\nCâu của người soạn.\n[[session(date, topic)]]\n| Ngày | Chủ đề |\n| --- | --- |\n| 01/01/2026 | Cũ |"
    drafts.edit(store, old.id, text)
    new = drafts.create(store, "report_month", february, dated="2026-02-27")
    found = copying.previous(store, "report_month", february, besides=new.id)
    assert found is not None
    assert found.id == old.id
    taken = copying.take_over(store, new.id, old.id)
    assert "Câu của người soạn." in taken.text
    assert "| 01/01/2026 | Cũ |" not in taken.text
    assert drafts.get(store, old.id).text == text.strip("\n")


def test_withdrawn_papers_and_later_periods_are_passed_by(store: Store) -> None:
    march = periods.parse("2026-03")
    kept = drafts.create(store, "report_month", periods.parse("2026-01"))
    thrown = drafts.create(store, "report_month", periods.parse("2026-02"))
    drafts.create(store, "report_month", periods.parse("2026-04"))
    drafts.discard(store, thrown.id)
    found = copying.previous(store, "report_month", march)
    assert found is not None
    assert found.id == kept.id
    assert copying.previous(store, "report_month", periods.parse("2026-01")) is None


def test_the_next_number_is_proposed_with_the_gaps_and_kept_numbers(store: Store) -> None:
    paper = drafts.create(store, "report_month", periods.parse("2026-01"), dated="2026-01-30")
    other = drafts.create(store, "plan_month", periods.parse("2026-02"), dated="2026-01-30")
    drafts.issue(store, other.id, dated="2026-01-30", ordinal=4)
    numbering.note(store, "2026", 2, "Giữ cho kế hoạch năm")
    found = proposing.number(store, paper.id, "30/01/2026")
    assert found is not None
    assert (found.series, found.next, found.gaps) == ("2026", 5, (1, 3))
    assert found.kept == {2: "Giữ cho kế hoạch năm"}


def test_the_usual_way_of_signing_comes_first_and_minutes_keep_two_signatures(store: Store) -> None:
    ways = list(signing.ways(store, "report_month", date(2026, 2, 1)))
    assert ways[0] == "head"
    assert "head_deputy" in ways
    assert "minutes_army" not in ways
    assert all("minutes" in way for way in signing.ways(store, "minutes_meeting", date(2026, 2, 1)))
