"""Month headings as arithmetic: every row of the ledger stands at exactly one row of the table."""

from hypothesis import given
from hypothesis import strategies as some

from app import period as periods
from ui.ledger.table.months import Grouping, Heading


def months(counts: list[int]) -> list[Heading]:
    month = periods.parse("2026-10")
    found = []
    for count in counts:
        found.append(Heading(month, count, count, {}))
        month = month.previous()
    return found


COUNTS = some.lists(some.integers(1, 40), min_size=1, max_size=8)


@given(COUNTS, some.data())
def test_rows_and_headings_share_the_table_without_gap_or_overlap(
    counts: list[int], data: some.DataObject
) -> None:
    made = months(counts)
    folded = data.draw(some.sets(some.sampled_from([x.period.text for x in made])))
    grouping = Grouping(made, folded)
    headings = [row for row in range(grouping.rows) if grouping.heading(row)]
    offsets = [grouping.offset(row) for row in range(grouping.rows) if not grouping.heading(row)]
    assert len(headings) == len(counts)
    assert offsets == sorted(set(offsets))
    for row in range(grouping.rows):
        if not grouping.heading(row):
            assert grouping.row(grouping.offset(row)) == row
    for offset in range(sum(counts)):
        hidden = grouping.month_at(offset).period.text in folded
        assert (grouping.row(offset) is None) == hidden


@given(COUNTS)
def test_folding_twice_is_nothing(counts: list[int]) -> None:
    grouping = Grouping(months(counts))
    folded = grouping.toggled(grouping.months[0])
    assert folded.rows == grouping.rows - counts[0]
    assert folded.toggled(grouping.months[0]).rows == grouping.rows


def test_a_heading_says_what_does_not_count_while_there_is_room() -> None:
    heading = Heading(periods.parse("2026-02"), 3, 2, {})
    assert heading.texts == (
        "Tháng 02/2026 – 2 dòng, 1 gạch bỏ", "Tháng 02/2026 – 2 dòng", "02/2026 – 2 dòng", "02/2026 (2)",
    )  # fmt: skip
