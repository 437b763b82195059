"""Text measured and broken into lines for the cells of a register, the same for Word and PDF.

Word and LibreOffice break the paragraphs again by themselves; `wrap` never breaks where they may not, so
they never need more lines than we counted.
"""

import re
from collections.abc import Sequence
from typing import Final

from app.documents import fonts
from app.documents.fonts import Style

Lines = tuple[str, ...]
"""The lines of one paragraph; joined by spaces they are its text."""
Text = tuple[Lines, ...]
"""The paragraphs of one cell."""

# A space before or after these signs is no place for a new line (Unicode line breaking, LB13 to LB17).
_BREAK: Final = re.compile(r"(?<![(\[{«“‘—\"']) (?![)\]}!/?,.:;»”’—…\"'])")
_SLACK: Final = 0.2
"""Points kept free in each line, for programs that round widths."""


class Ruler:
    """Widths of words, kept while one register is set."""

    def __init__(self) -> None:
        self._known: dict[Style, dict[str, int]] = {}

    def units(self, text: str, style: Style) -> int:
        """Return the width in font units."""
        known = self._known.setdefault(style, {})
        found = known.get(text)
        if found is None:
            advances = fonts.face(style).advances
            found = known[text] = sum(advances[ord(c)] for c in text)
        return found

    def width(self, text: str, style: Style, size: float) -> float:
        """Return the width in points."""
        return self.units(text, style) * size / fonts.face(style).units

    def wrap(self, text: str, style: Style, size: float, room: float) -> Text:
        """Break `text` into paragraphs (at its line ends) of lines not wider than `room` points.

        Where a single word is wider, it is divided and each line is a paragraph of its own, so that
        nobody breaks it elsewhere.
        """
        if not text:
            return ()
        most = int((room - _SLACK) * fonts.face(style).units / size)
        found: list[Lines] = []
        for paragraph in text.split("\n"):
            lines, is_divided = self._lines(paragraph, style, most)
            found += [(line,) for line in lines] if is_divided else [tuple(lines)]
        return tuple(found)

    def _lines(self, text: str, style: Style, most: int) -> tuple[list[str], bool]:
        whole = self.units(text, style)
        if whole <= most:
            return [text], False
        space = self.units(" ", style)
        lines: list[str] = []
        words: list[str] = []
        used = 0
        is_divided = False
        for word in _BREAK.split(text):
            width = self.units(word, style)
            if words and used + space + width <= most:
                words.append(word)
                used += space + width
                continue
            if words:
                lines.append(" ".join(words))
            if width > most:
                is_divided = True
                *full, word = self._divided(word, style, most)
                lines += full
                width = self.units(word, style)
            words, used = [word], width
        return [*lines, " ".join(words)], is_divided

    def _divided(self, word: str, style: Style, most: int) -> list[str]:
        """Cut a word that fits no line into pieces that do, at least one character each."""
        advances = fonts.face(style).advances
        pieces, used = [""], 0
        for char in word:
            width = advances[ord(char)]
            if pieces[-1] and used + width > most:
                pieces.append("")
                used = 0
            pieces[-1] += char
            used += width
        return pieces


def count(text: Text) -> int:
    """Return the number of lines of a cell."""
    return sum(len(lines) for lines in text)


def cut(text: Text, lines: int) -> tuple[Text, Text]:
    """Return the first `lines` lines of a cell and the rest."""
    first: list[Lines] = []
    rest: list[Lines] = []
    for paragraph in text:
        taken, left = paragraph[:lines], paragraph[lines:]
        lines -= len(taken)
        first += [taken] if taken else []
        rest += [left] if left else []
    return tuple(first), tuple(rest)


def longest_word(texts: Sequence[str], ruler: Ruler, style: Style) -> int:
    """Return the width of the widest piece that stays in one line, in font units."""
    words = {word for text in texts for line in text.split("\n") for word in _BREAK.split(line)}
    return max((ruler.units(word, style) for word in words), default=0)
