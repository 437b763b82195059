"""Recognise a secrecy mark so that the paper is refused before anything of it is kept (layout 5)."""

import re
from collections.abc import Iterable

from app.text.normal import clean

_VALUES = r"(?:tuyệt mật|tối mật|mật|giải mật)"
_LINE = re.compile(rf"(?:(?:độ|dấu chỉ độ) mật ?:? ?)?{_VALUES}")
_FRAME = " \t.,:;-–—*_()[]{}<>|\"'“”«»/\\"


def secrecy_mark(text: str) -> bool:
    """Tell whether a whole line or table cell of `text` is a secrecy mark.

    `MẬT`, `TỐI MẬT`, `TUYỆT MẬT`, `GIẢI MẬT` alone, framed or after `Độ mật:`; in any case of letters
    and any normal form. Words inside a sentence (`giữ bí mật quân sự`) are no mark.
    """
    small = clean(text).casefold()
    if "ậ" not in small:  # no mark is written without it, and most texts are
        return False
    return any(_LINE.fullmatch(piece) for piece in _pieces(small))


def _pieces(text: str) -> Iterable[str]:
    for line in text.splitlines():
        for piece in (line, *line.split("|"), *line.split("\t")):
            yield _joined(" ".join(piece.strip(_FRAME).split()))


def _joined(piece: str) -> str:
    """Close up letter-spaced capitals: `m ậ t` is `mật`."""
    letters = piece.split(" ")
    if len(letters) > 2 and all(len(letter) == 1 for letter in letters):
        return "".join(letters)
    return piece
