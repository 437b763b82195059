"""Text of old fonts in cells: decoded by the font of each run, with what could not be recovered named."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Final

from app.ledgers.sheets.cells import Cell, Run, text_of
from app.text import decode_run
from app.text import encoding_of as told_by

encoding_of = lru_cache(256)(told_by)
"""A sheet asks for few fonts and very often."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_NO_SYLLABLE: Final = re.compile(r"(?<!ư)[ơờớởỡợ](?:c|ng|u)$|^(?:nh|th|ng|tr)$")
"""`nớc`, `trơng`, `nh`: no Vietnamese syllable, but `nước`, `trương`, `như` without their ư."""
_LOST_INSIDE: Final = re.compile(r"[^\W\d_]+\?[^\W\d_]*|[^\W\d_]*[\ufffd□]+[^\W\d_]*")
_VIETNAMESE: Final = frozenset("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")


def is_old(cell: Cell, font: str = "") -> bool:
    """Tell whether the text stands in a font with an encoding of its own; `font` where the cell says none."""
    if not cell.runs:
        return encoding_of(cell.font or font) != "unicode"
    return any(encoding_of(run.font or font) != "unicode" for run in cell.runs)


def decoded(cell: Cell, font: str = "") -> str:
    """Return the text as Unicode: neighbouring runs of one encoding are joined first (layout 6.4)."""
    out = []
    for _, group in groupby(_runs(cell), key=lambda run: encoding_of(run.font or font)):
        same = list(group)
        out.append(decode_run("".join(run.text for run in same), same[0].font or font))
    return "".join(out)


def doubts(cell: Cell, text: str, font: str = "") -> tuple[str, ...]:
    """Return, as sentences, what in the decoded `text` is likely lost; nothing is mended silently."""
    return tuple(dict.fromkeys(_doubts(cell, text, font)))


def _doubts(cell: Cell, text: str, font: str) -> Iterator[str]:
    for run in _runs(cell):
        name = run.font or font
        encoding = encoding_of(name)
        if encoding == "refused":
            yield f"Phông {name} không chuyển được, hãy gõ lại"
        elif (
            encoding != "unicode"
            and decode_run(run.text, name) == run.text
            and not run.text.isascii()
        ):
            yield "Đã là chữ Unicode, giữ nguyên; kiểm tra lại"
        elif (
            encoding == "tcvn3_capitals" and any(c.islower() for c in run.text) and _mixed(run.text)
        ):
            yield "Phông chữ hoa: chữ thường trong ô đã thành chữ hoa"
    for word in _LOST_INSIDE.findall(text):
        yield f"Mất chữ trong “{word}”"
    for word in _WORD.findall(text):
        if _NO_SYLLABLE.search(word.lower()):
            yield f"Có thể mất chữ ư trong “{word}”"
    strange = "".join(dict.fromkeys(c for c in text if _is_strange(c)))
    if strange:
        yield f"Không chuyển được ký tự “{strange}”"


def _mixed(text: str) -> bool:
    return any(c.isascii() and c.isupper() for c in text)


def _is_strange(character: str) -> bool:
    """Tell a Western letter that no Vietnamese word has, the trace of an unknown byte."""
    if character.isascii() or not character.isalpha() or character in "đĐ":
        return False
    base, *marks = list(unicodedata.normalize("NFD", character))
    return not (base.isascii() and base.isalpha() and set(marks) <= _VIETNAMESE and bool(marks))


def _runs(cell: Cell) -> tuple[Run, ...]:
    return cell.runs or (Run(text_of(cell.value), cell.font),)
