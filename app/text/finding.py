"""Where the words that were asked for stand in a text, whatever their marks and case."""

import re
from collections.abc import Iterator

from app.text.normal import fold

_WORD = re.compile(r"\w+")


def asked(query: str) -> list[str]:
    """Return the folded words of what somebody typed."""
    return _WORD.findall(fold(query))


def spans(text: str, query: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of every beginning of a word of `text` that was asked for.

    `đại đội 1` asked as `dai do` gives `đại`, `độ`. `text` is NFC.
    """
    words = sorted(asked(query), key=len, reverse=True)
    for word in _WORD.finditer(text) if words else ():
        folded = fold(word[0])
        wanted = next((x for x in words if folded.startswith(x)), "")
        if wanted:
            length = len(wanted)
            while len(fold(word[0][:length])) < len(wanted):
                length += 1
            yield word.start(), word.start() + length
