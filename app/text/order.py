"""Vietnamese order: letters a ă â … đ …, tones ngang huyền hỏi ngã sắc nặng, names by given name (CLDR vi)."""

import unicodedata
from functools import lru_cache

from app.text.normal import clean

Syllable = tuple[tuple[int, ...], int]
"""Letters by rank, then the tone of the syllable wherever it is written."""

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: 1000 + place for place, letter in enumerate(_LETTERS)}
_TONE = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_FOREIGN = 2000


def word_key(text: str) -> tuple[Syllable, ...]:
    """Return the sorting key of a phrase, word by word; numbers sort as numbers, before letters."""
    return tuple(_syllable(word) for word in clean(text).lower().split())


def name_key(full_name: str) -> tuple[Syllable, ...]:
    """Return the sorting key of a personal name: given name with its tone, then họ, then đệm in order."""
    words = word_key(full_name)
    return words[-1:] + words[:-1]


@lru_cache(maxsize=20_000)
def _syllable(word: str) -> Syllable:
    if word.isascii() and word.isdigit():
        return (), int(word)
    parts = unicodedata.normalize("NFD", word)
    tone = max((_TONE.get(c, 0) for c in parts), default=0)
    bare = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONE))
    return tuple(_rank(letter) for letter in bare), tone


def _rank(letter: str) -> int:
    return _RANK.get(letter) or (ord(letter) if letter.isascii() else _FOREIGN + ord(letter))
