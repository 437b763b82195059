"""Vietnamese order of words and names (layout 6.5)."""

import random
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from app.text import name_key, packed, word_key

NAMES = [
    "Nguyễn Văn An", "Trần Văn An", "Lê Thị Ảnh", "Trần Văn Ảnh", "Đỗ Văn Ánh", "Lê Hồng Ân",
    "Phạm Văn Ấn", "Bùi Văn Ất", "Hồ Tiến Dũng", "Võ Ánh Dương", "Đinh Tiến Đạt", "Lê Minh Đức",
    "Nguyễn Thị Út", "Cao Văn Ước",
]  # fmt: skip


@given(st.randoms(use_true_random=False), st.booleans())
def test_fourteen_names_always_come_out_in_the_one_order(rng: random.Random, nfd: bool) -> None:
    shuffled = [unicodedata.normalize("NFD", n) if nfd else n for n in NAMES]
    rng.shuffle(shuffled)
    found = sorted(shuffled, key=name_key)
    assert [unicodedata.normalize("NFC", n) for n in found] == NAMES


def test_tones_follow_the_dictionary() -> None:
    ordered = ["ma", "mà", "mả", "mã", "má", "mạ"]
    keys = [word_key(word) for word in ordered]
    assert keys == sorted(set(keys))


def test_letters_follow_the_alphabet_and_not_their_code_points() -> None:
    ordered = ["an", "ăn", "ân", "dân", "đân", "en", "ên", "on", "ôn", "ơn", "un", "ưn"]
    keys = [word_key(word) for word in ordered]
    assert keys == sorted(set(keys))


def test_both_places_of_the_tone_mark_are_equal() -> None:
    assert word_key("hoà thuỷ") == word_key("hòa thủy")


def test_numbers_in_unit_names_sort_as_numbers() -> None:
    assert sorted(["Đại đội 10", "Đại đội 2"], key=word_key) == ["Đại đội 2", "Đại đội 10"]
    assert sorted(["Đại đội A", "Đại đội 2"], key=word_key) == ["Đại đội 2", "Đại đội A"]


@given(st.text())
def test_any_text_has_a_key_that_ignores_the_normal_form(typed: str) -> None:
    nfc, nfd = (unicodedata.normalize(form, typed) for form in ("NFC", "NFD"))
    assert name_key(nfc) == name_key(nfd)
    assert word_key(nfc) == word_key(nfd)


@given(st.text(), st.text())
def test_packed_keys_compare_as_the_keys_do(one: str, other: str) -> None:
    same_order(one, other)


def same_order(one: str, other: str) -> None:
    keys = word_key(one), word_key(other)
    bytes_ = packed(keys[0]), packed(keys[1])
    assert (bytes_[0] < bytes_[1]) == (keys[0] < keys[1])
    assert (bytes_[0] == bytes_[1]) == (keys[0] == keys[1])


WORDS = st.lists(
    st.text("aăâáàbđ019/-~ ", max_size=4)
    | st.sampled_from(["an", "Ân", "ấn", "10", "2", "0", "00", "a-b"])
)


@given(WORDS, WORDS)
def test_packed_keys_of_near_phrases_compare_as_the_keys_do(
    one: list[str], other: list[str]
) -> None:
    same_order(" ".join(one), " ".join(other))
