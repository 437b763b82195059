"""Where the words asked for stand, for marking them on the screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text import asked, clean, fold, spans


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("Huấn luyện Đại đội 3", "dai doi", ["Đại", "đội"]),
        ("Huấn luyện Đại đội 3", "DOI 3 hu", ["Hu", "đội", "3"]),
        ("03/BC-c1 Báo cáo", "bc c1", ["BC", "c1"]),
        ("hoa hòa hoà họa", "hoa", ["hoa", "hòa", "hoà", "họa"]),
        ("không có", "x", []),
        ("không có", "", []),
    ],
)
def test_beginnings_of_words_are_found_without_marks(
    text: str, query: str, found: list[str]
) -> None:
    assert [text[a:b] for a, b in spans(clean(text), query)] == [clean(x) for x in found]


@given(st.text(), st.text())
def test_every_span_reads_as_a_word_asked_for(text: str, query: str) -> None:
    text = clean(text)
    for start, end in spans(text, query):
        assert any(fold(text[start:end]).startswith(word) for word in asked(query))
