"""Vietnamese order: letters a ă â … đ …, tones ngang huyền hỏi ngã sắc nặng, names by given name (CLDR vi)."""

import sys
import unicodedata
from functools import lru_cache

from app.text.normal import clean

Syllable = str
"""Letters by rank, then the tone of the syllable wherever it is written, packed to be compared as text."""

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_NUMBER, _SIGN = 8, 16
_SIGNS = {
    sign: _SIGN + place
    for place, sign in enumerate(c for c in map(chr, range(128)) if not c.isalpha())
}
_RANK = {letter: _SIGN + len(_SIGNS) + place for place, letter in enumerate(_LETTERS)}
"""All below 128: one byte each, since a store keeps the keys of all its texts."""
_TONE = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_FOREIGN = 2000


def word_key(text: str) -> tuple[Syllable, ...]:
    """Return the sorting key of a phrase, word by word; numbers sort as numbers, before letters."""
    return tuple(map(_syllable, text.split()))


def name_key(full_name: str) -> tuple[Syllable, ...]:
    """Return the sorting key of a personal name: given name with its tone, then họ, then đệm in order."""
    words = word_key(full_name)
    return words[-1:] + words[:-1]


def packed(key: tuple[Syllable, ...]) -> bytes:
    """Return a key as bytes that compare alike: no syllable is the beginning of another."""
    return "".join(key).encode("utf-8", "surrogatepass")


@lru_cache(maxsize=20_000)
def _syllable(word: str) -> Syllable:
    """Return the key of one word. Vietnamese has some seven thousand, so that most are met again."""
    if word.isascii() and word.isdigit():
        digits = word.lstrip("0")
        return chr(_NUMBER) + chr(len(digits)) + digits
    if word.isascii():
        return word.lower().translate(_PLAIN) + chr(0)
    plain = clean(word).lower()
    parts = unicodedata.normalize("NFD", plain)
    tone = max((_TONE.get(c, 0) for c in parts), default=0)
    bare = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONE))
    return "".join(chr(_rank(letter)) for letter in bare) + chr(tone)


def _rank(letter: str) -> int:
    """Return the place of a letter; greater than every tone, so that a shorter word comes first."""
    return min(_RANK.get(letter) or _SIGNS.get(letter) or _FOREIGN + ord(letter), sys.maxunicode)


_PLAIN = {number: chr(_rank(chr(number))) for number in range(128)}
