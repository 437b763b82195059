import unicodedata

import pytest
from hypothesis import given

from app.documents import outline
from app.documents.blocks import Block, Bullet, Heading, Paragraph, Run, Table, plain
from app.documents.outline import OutlineWrong
from tests.documents import made


@given(made.contents)
def test_showing_blocks_and_reading_them_gives_them_back(blocks: tuple[Block, ...]) -> None:
    assert outline.parse(outline.show(blocks)) == blocks


def test_what_officers_type_is_read_by_its_marks() -> None:
    text = (
        "IV. PHƯƠNG HƯỚNG\n1. Chỉ tiêu\na) Huấn luyện\nđ) Khác\n- Một\n+ Hai\n\nVăn **đậm** thường."
    )
    assert outline.parse(text) == (
        Heading(1, "IV.", (Run("PHƯƠNG HƯỚNG"),)),
        Heading(2, "1.", (Run("Chỉ tiêu"),)),
        Heading(3, "a)", (Run("Huấn luyện"),)),
        Heading(3, "đ)", (Run("Khác"),)),
        Bullet("-", (Run("Một"),)),
        Bullet("+", (Run("Hai"),)),
        Paragraph((Run("Văn "), Run("đậm", True), Run(" thường."))),
    )


@pytest.mark.parametrize(
    "line",
    ["Ilà chữ", "V.I. Lênin", "1.234 người", "-không cách", "2026 năm", "ab) x", "IIII. x", "**mở"],
)
def test_a_line_that_only_looks_like_a_mark_is_a_paragraph(line: str) -> None:
    assert outline.parse(line) == (Paragraph((Run(line),)),)


def test_a_table_carries_alignment_and_width_in_its_rule_row() -> None:
    text = "| Tên | Số |\n| ----- | ---: |\n| A \\| B | **1** |\n| \\*\\* |  |"
    (table,) = outline.parse(text)
    assert table == Table(
        ((Run("Tên"),), (Run("Số"),)),
        (((Run("A | B"),), (Run("1", True),)), ((Run("**"),), ())),
        ("left", "right"),
        (3, 1),
    )


def test_a_table_typed_without_a_rule_row_has_equal_columns() -> None:
    (table,) = outline.parse("| Tên | Số |\n| A | 1 |")
    assert isinstance(table, Table)
    assert table.widths == (1, 1)
    assert len(table.rows) == 1


def test_a_torn_table_is_refused_with_every_line_at_once() -> None:
    with pytest.raises(OutlineWrong) as refused:
        outline.parse("Mở đầu\n| a | b |\n| --- | --- |\n| 1 |\n| 1 | 2 | 3 |")
    assert [p.where for p in refused.value.problems] == ["dòng 4", "dòng 5"]


def test_decomposed_text_is_composed_on_the_way_in() -> None:
    (block,) = outline.parse(unicodedata.normalize("NFD", "Nghị quyết lãnh đạo"))
    assert block == Paragraph((Run("Nghị quyết lãnh đạo"),))


@given(made.words)
def test_an_escaped_value_stays_one_cell_and_one_word(value: str) -> None:
    (table,) = outline.parse(f"| Tên | Số |\n| --- | --- |\n| {outline.escape(value)} | 1 |")
    assert isinstance(table, Table)
    assert plain(table.rows[0][0]) == " ".join(value.split())
    assert not any(run.bold for run in table.rows[0][0])


def test_a_marker_before_a_table_says_where_its_rows_come_from() -> None:
    text = "[[task(title)]]\n[[biểu đồ]]\n| Việc |\n| --- |\n| Một |"
    (table,) = outline.parse(text)
    assert isinstance(table, Table)
    assert (table.source, table.chart) == ("task(title)", True)
    assert outline.show([table]) == text


def test_a_marker_without_a_table_is_a_sentence() -> None:
    assert outline.parse("[[task(title)]]\nHết.")[0] == Paragraph((Run("[[task(title)]]"),))
