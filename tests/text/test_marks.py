"""Secrecy marks are recognised as whole lines only (layout 5)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text import secrecy_mark

VALUES = ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "GIẢI MẬT"]


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize(
    "frame", ["{}", "  {} ", "({})", "Độ mật: {}", "ĐỘ MẬT:{}", "Số: 01\n{}\nx"]
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_mark_alone_on_its_line_is_found(value: str, frame: str, form: str) -> None:
    text = frame.format(value)
    assert secrecy_mark(text if form == "NFC" else unicodedata.normalize("NFD", text))


@pytest.mark.parametrize("text", ["| 1 | MẬT | Kế hoạch |", "a\tTối mật", "M Ậ T"])
def test_a_cell_or_a_spaced_mark_is_found(text: str) -> None:
    assert secrecy_mark(text)


@pytest.mark.parametrize(
    "text",
    [
        "Giữ bí mật quân sự",
        "Độ mật: Không",
        "Giáo dục ý thức bảo vệ bí mật nhà nước, không để lộ, lọt tài liệu mật",
        "MẬT ONG",
        "",
    ],
)
def test_words_inside_a_sentence_are_no_mark(text: str) -> None:
    assert not secrecy_mark(text)


@given(st.sampled_from(VALUES), st.text(alphabet="abc đồi núi", min_size=1))
def test_a_mark_within_other_words_is_no_mark_but_its_own_line_is(value: str, words: str) -> None:
    assert not secrecy_mark(f"x{words}x {value} x{words}x")
    assert secrecy_mark(f"x{words}\n{value}\n{words}")
