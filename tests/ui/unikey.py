"""Sends what Unikey and EVKey send to a window: plain letters, then Backspaces and the letters that replace them."""

import unicodedata
from collections.abc import Iterator
from itertools import takewhile

from PySide6.QtCore import Qt

from tests.ui.conftest import press, type_text

TONES = "\u0300\u0301\u0303\u0309\u0323"
ORDERS = ("at once", "at the end", "decomposed")
"""Marks after their vowel; marks after the whole syllable; as the first, with marks as letters of their own."""


def strokes(text: str, order: str) -> Iterator[tuple[int, str]]:
    """Yield how many Backspaces and which letters are sent, stroke by stroke, until `text` stands there."""
    shown = ""
    for wanted in _states(text, at_end=order == "at the end"):
        if order == "decomposed":
            wanted = unicodedata.normalize("NFD", wanted)
        same = len(
            list(takewhile(lambda pair: pair[0] == pair[1], zip(shown, wanted, strict=False)))
        )
        if order == "decomposed":
            while same and same < len(shown) and unicodedata.combining(shown[same]):
                same -= 1  # a letter is replaced with its marks
            while same and same < len(wanted) and unicodedata.combining(wanted[same]):
                same -= 1
        yield len(shown) - same, wanted[same:]
        shown = wanted


def type_as_unikey(text: str, order: str = "at once") -> None:
    """Type `text` into whatever has the keyboard."""
    for gone, letters in strokes(text, order):
        for _ in range(gone):
            press(Qt.Key.Key_Backspace)
        type_text(letters)


def _states(text: str, *, at_end: bool) -> Iterator[str]:
    """Yield what the screen shows after every key, in NFC."""
    before = ""
    for word in text.split(" "):
        start = before + " " if before else ""
        if before:
            yield start
        for state in _word(word, at_end=at_end):
            yield start + state
        before = start + word


def _word(word: str, *, at_end: bool) -> Iterator[str]:
    plain = [_without(c, TONES) for c in word]
    bare = [_base(c) for c in word]
    shown: list[str] = []
    for n, letter in enumerate(bare):
        shown.append(letter)
        yield "".join(shown)
        if not at_end and plain[n] != letter:
            shown[n] = plain[n]
            yield "".join(shown)
        if not at_end and word[n] != plain[n]:
            shown[n] = word[n]
            yield "".join(shown)
    if at_end:
        if plain != bare:
            yield "".join(plain)
        yield word


def _without(letter: str, marks: str) -> str:
    apart = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", "".join(c for c in apart if c not in marks))


def _base(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0].replace("đ", "d").replace("Đ", "D")
