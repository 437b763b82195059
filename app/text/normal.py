"""One spelling for every text: NFC, without invisible characters; and the folded form for search."""

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

_LOOKALIKES = {0x00D0: "Đ", 0x0189: "Đ", 0x00F0: "đ", 0x00A0: " "}
_INVISIBLE = (0x00AD, 0x200B, 0x200C, 0x200D, 0xFEFF)
_DIRECTIONS = (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x206A))
_HALVES = range(0xD800, 0xE000)
"""Surrogates: half a character, left by a broken JSON escape; no file can hold one."""
_LINES = {0x2028: "\n", 0x2029: "\n"}
_STROKE = {ord("đ"): "d", ord("Đ"): "D"}


class _Letters(dict[int, int | str | None]):
    """What becomes of each character; every other one is met once and then known to stay.

    `str.translate` takes a third of the time with it that it takes with a table that lacks most characters.
    """

    def __missing__(self, code: int) -> int | None:
        self[code] = code
        return code


class _Bare(_Letters):
    """Leaves out the marks of a decomposed text."""

    def __missing__(self, code: int) -> int | None:
        self[code] = kept = None if unicodedata.combining(chr(code)) else code
        return kept


_CLEANING = _Letters(
    {**_LOOKALIKES, **_LINES, **dict.fromkeys((*_INVISIBLE, *_DIRECTIONS, *_HALVES))}
)
_BARE = _Bare()


def clean(text: str) -> str:
    """Return the text as it is stored: NFC, one letter Đ, no soft hyphen, no zero-width
    character, no sign that turns the direction of writing.

    Run it once on every way in (end of editing, paste, import, command line), never on text of an
    old encoding, which is decoded first. TCVN 6909:2001.
    """
    return text if text.isascii() else unicodedata.normalize("NFC", text.translate(_CLEANING))


def fold(text: str) -> str:
    """Return the text without marks and case, đ as d: `Đại đội`, `dai doi` and `ĐẠI ĐỘI` fold alike.

    đ has no decomposition in Unicode and is folded by hand.
    """
    if text.isascii():
        return text.casefold()
    plain = clean(text).casefold().translate(_STROKE)
    return unicodedata.normalize("NFD", plain).translate(_BARE).casefold()


def upper(text: str) -> str:
    """Return the text in capitals, for fixed strings and drawing; stored text keeps its case."""
    return clean(text).upper()


def capital(text: str) -> str:
    """Return the text with its first letter as a capital and the rest untouched."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """Return the text with its first letter small, but a word of capitals (`CTĐ, CTCT`) as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def sentence(text: str) -> str:
    """Return the text begun with a capital and closed with a full stop where no sign closes it."""
    whole = capital(text.strip())
    return whole if not whole or whole[-1] in ".;:!?…" else f"{whole}."


def similar(word: str, words: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Return up to `limit` of `words` spelled like `word`, nearest first ("có phải ý bạn là …")."""
    folded: dict[str, str] = {}
    for candidate in words:
        folded.setdefault(fold(candidate), candidate)
    near = get_close_matches(fold(word), folded, n=limit, cutoff=0.6)
    return tuple(folded[key] for key in near)
