"""Cleaning and folding: one spelling in the store, one folded form for search."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.text import capital, clean, fold, similar, upper

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
LETTERS = [unicodedata.normalize("NFC", v + t) for v in VOWELS for t in TONES] + ["đ"]
words = st.text(alphabet=st.sampled_from([*LETTERS, *"bcghklmnpqrstvx "]), max_size=30)


@given(st.text())
@example("\u0110\u00d0\u0189\u00f0")
@example("a\u200d\u0301")
def test_cleaning_twice_is_cleaning_once(typed: str) -> None:
    assert clean(clean(typed)) == clean(typed)


@given(st.text())
@example("İ ẞ \u1e9a \u0345")
def test_folding_twice_is_folding_once(typed: str) -> None:
    assert fold(fold(typed)) == fold(typed)


@given(words)
def test_both_normal_forms_and_both_cases_fold_alike(typed: str) -> None:
    decomposed = unicodedata.normalize("NFD", typed)
    assert fold(decomposed) == fold(typed) == fold(typed.upper())
    assert clean(decomposed) == unicodedata.normalize("NFC", typed)


@given(words)
def test_a_folded_vietnamese_text_is_plain_ascii(typed: str) -> None:
    assert fold(typed).isascii()


def test_the_134_letters_outside_ascii_are_cleaned_to_one_code_point_each() -> None:
    marked = {c for c in LETTERS if not c.isascii()}
    both = marked | {c.upper() for c in marked}
    assert len(both) == 134
    for letter in both:
        assert clean(unicodedata.normalize("NFD", letter)) == letter
        assert len(letter) == 1


@pytest.mark.parametrize("typed", ["dai doi", "Đại đội", "ĐẠI ĐỘI", "\u00d0ại \u0111ội"])
def test_a_company_is_found_however_it_is_typed(typed: str) -> None:
    assert fold(typed) == "dai doi"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\u00d0ảng", "Đảng"),
        ("\u0189ảng", "Đảng"),
        ("\u00f0ảng", "đảng"),
        ("Tiểu\u00a0đoàn", "Tiểu đoàn"),
        ("Chi\u200bbộ\ufeff", "Chibộ"),
        ("ngh\u00adị", "nghị"),
        ("ê\u0323", "ệ"),
        ("\u202eĐại\u2066 đội\u200f", "Đại đội"),
        ("dòng một\u2028dòng hai", "dòng một\ndòng hai"),
        ("Đại\ud800 đội", "Đại đội"),
    ],
)
def test_cleaning_mends_what_other_programs_leave(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_capitals_keep_every_mark() -> None:
    assert upper("Cộng hòa xã hội chủ nghĩa Việt Nam") == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert capital("đại đội 1") == "Đại đội 1"
    assert capital("") == ""


def test_a_misspelt_word_finds_its_neighbour() -> None:
    assert similar("khien trahc", ["Khiển trách", "Cảnh cáo", "Giáng chức"])[0] == "Khiển trách"
    assert similar("xyz", ["Khiển trách"]) == ()
