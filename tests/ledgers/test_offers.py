"""What is held out to somebody who types: choices of the day, earlier values, a row to start from."""

from datetime import date

import pytest

from app.ledgers import Entry, entries
from app.store import Store
from app.text import finds, words
from tests.ledgers.conftest import People
from tests.ledgers.examples import COMPANY


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("chi bo", True), ("bo chi", True), ("cb", True), ("CHI BỘ", True), ("c b", True), ("đại", True),
        ("hoi", False), ("chi bo bo", False), ("ib", False), ("cbd", True), ("b", True),
    ],
)  # fmt: skip
def test_words_are_found_without_marks_in_any_order_and_by_initials(
    typed: str, found: bool
) -> None:
    assert finds(words(typed), words("Chi bộ Đại đội 1")) is found


def test_the_last_distinct_values_come_first(store: Store, people: People) -> None:
    for day, content in enumerate(("Một", "Hai", "Một", "Ba"), 1):
        row = COMPANY["work_log"] | {"date": f"2026-03-{day:02d}", "content": content}
        last = entries.add(store, "work_log", row)
    assert entries.previous(store, "work_log", "content") == ["Ba", "Một", "Hai"]
    assert entries.previous(store, "work_log", "content", limit=2) == ["Ba", "Một"]
    assert entries.previous(store, "work_log", "result") == []
    entries.strike(store, last.id, reason="ghi nhầm")
    assert entries.previous(store, "work_log", "content") == ["Một", "Hai"]


def test_the_row_entered_last_is_the_row_before(store: Store, people: People) -> None:
    assert entries.last(store, "work_log") is None
    entries.add(store, "work_log", COMPANY["work_log"] | {"date": "2026-03-20"})
    late = entries.add(store, "work_log", COMPANY["work_log"] | {"date": "2026-03-02"})
    found = entries.last(store, "work_log")
    assert found is not None
    assert found.id == late.id


def copied(store: Store, section: str) -> tuple[Entry, dict[str, object]]:
    entry = entries.add(store, section, COMPANY[section])
    return entry, dict(entries.copied(store, entry))


def test_a_copy_leaves_out_days_and_the_number_of_a_resolution(
    store: Store, people: People
) -> None:
    _, values = copied(store, "resolution")
    assert not {"number", "date", "period_from", "meeting_date"} & set(values)
    assert values["kind"] == "thang"


def test_a_copy_keeps_whose_row_it_is(store: Store, people: People) -> None:
    entry, values = copied(store, "fee")
    assert values["member"] == entry.values["member"]
    assert "month" not in values


def test_choices_are_those_of_the_day_and_the_level(store: Store) -> None:
    for section in store.catalogue.sections_of(store.unit.level):
        for field in section.fields:
            if field.type == "choice":
                offered = [str(key) for key, _ in entries.choices(store, field, date(2026, 3, 1))]
                known = store.catalogue.lists[field.list]
                assert offered
                assert set(offered) <= {c.key for c in known.choices}
                assert set(offered) <= set(field.values.get(store.unit.level) or offered)
