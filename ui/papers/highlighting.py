"""How outline text is drawn while it is typed: headings, weight, tables and the sources of tables."""

import re
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPalette,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)

_HEADINGS: Final = (
    re.compile(r"[IVXL]+\. "),
    re.compile(r"\d{1,3}(?:\.\d{1,2})*\. "),
    re.compile(r"[a-zđ]\) "),
)
_BOLD: Final = re.compile(r"\*\*(.+?)\*\*")
_MARKER: Final = re.compile(r"\[\[.+\]\]\s*$")
_BLANK: Final = re.compile(r"…{2,}|\.{6,}")


class OutlineHighlighter(QSyntaxHighlighter):
    """Only draws; the text stays as it was typed. State is told by weight and underline, not by colour alone."""

    def __init__(self, document: QTextDocument, palette: QPalette) -> None:
        super().__init__(document)
        self.dress(palette)

    def dress(self, palette: QPalette) -> None:
        """Take the colours of a palette, light or dark."""
        faint = palette.color(QPalette.ColorRole.PlaceholderText)
        self._heading = QTextCharFormat()
        self._heading.setFontWeight(QFont.Weight.Bold)
        self._mark = QTextCharFormat()
        self._mark.setFontWeight(QFont.Weight.DemiBold)
        self._bold = QTextCharFormat()
        self._bold.setFontWeight(QFont.Weight.Bold)
        self._faint = QTextCharFormat()
        self._faint.setForeground(faint)
        self._source = QTextCharFormat()
        self._source.setFontItalic(True)
        self._source.setForeground(palette.color(QPalette.ColorRole.Link))
        self._blank = QTextCharFormat()
        self._blank.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        self._blank.setUnderlineColor(QColor(Qt.GlobalColor.red))
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        line = text.strip()
        if _MARKER.match(line):
            self.setFormat(0, len(text), self._source)
            return
        if line.startswith("|"):
            self._table(text)
            return
        self._heads(text)
        for found in _BOLD.finditer(text):
            self.setFormat(found.start(1), len(found[1]), self._bold)
            for at in (found.start(), found.end() - 2):
                self.setFormat(at, 2, self._faint)
        for found in _BLANK.finditer(text):
            self.setFormat(found.start(), len(found[0]), self._blank)

    def _heads(self, text: str) -> None:
        start = len(text) - len(text.lstrip())
        for level, form in enumerate(_HEADINGS, 1):
            found = form.match(text, start)
            if found and level == 1:
                self.setFormat(0, len(text), self._heading)
            elif found:
                self.setFormat(start, found.end() - start, self._mark)
            if found:
                return

    def _table(self, text: str) -> None:
        if set(text.strip()) <= set("|-: "):
            self.setFormat(0, len(text), self._faint)
            return
        for at, sign in enumerate(text):
            if sign == "|" and text[at - 1 : at] != "\\":
                self.setFormat(at, 1, self._faint)
