"""Two texts side by side, line against line; what differs carries a sign and is underlined or struck, word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from html import escape
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTextBrowser, QVBoxLayout, QWidget

from app.text import number
from ui import shown

_PIECES: Final = re.compile(r"\s+|[^\s]+")
SAME, GONE, NEW, CHANGED = "", "−", "+", "≠"
Line = tuple[str, str, str]
"""A sign, and the two sides as HTML."""


def lines(old: str, new: str) -> Iterator[Line]:
    """Yield the texts line against line; what only one side has stands against nothing."""
    left, right = old.split("\n"), new.split("\n")
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            yield from ((SAME, escape(line), escape(line)) for line in left[a:b])
            continue
        before, after = left[a:b], right[c:d]
        for n in range(max(len(before), len(after))):
            yield _pair(
                before[n] if n < len(before) else None, after[n] if n < len(after) else None
            )


def _pair(old: str | None, new: str | None) -> Line:
    if old is None:
        return NEW, "", f"<u>{escape(new or '')}</u>"
    if new is None:
        return GONE, f"<s>{escape(old)}</s>", ""
    left, right = _PIECES.findall(old), _PIECES.findall(new)
    before, after = "", ""
    for what, a, b, c, d in difflib.SequenceMatcher(
        None, left, right, autojunk=False
    ).get_opcodes():
        one, other = escape("".join(left[a:b])), escape("".join(right[c:d]))
        before += one if what == "equal" or not one else f"<s>{one}</s>"
        after += other if what == "equal" or not other else f"<u>{other}</u>"
    return CHANGED, before, after


class CompareDialog(QDialog):
    """Reads only; nothing is changed here."""

    def __init__(self, old: tuple[str, str], new: tuple[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("compare_dialog")
        self.setWindowTitle("So sánh")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        found = list(lines(old[1], new[1]))
        different = sum(bool(sign) for sign, _, _ in found)
        said = QLabel(
            f"{number(different)} dòng khác nhau: {GONE} chỉ có ở bên trái, {NEW} chỉ có ở bên phải,"
            f" {CHANGED} có chữ khác (gạch ngang là cũ, gạch chân là mới)."
            if different else "Hai bản giống nhau."
        )  # fmt: skip
        said.setObjectName("compare_said")
        said.setWordWrap(True)
        self._view = QTextBrowser()
        self._view.setObjectName("compare")
        self._view.setAccessibleName("So sánh hai bản")
        heads = "".join(f"<th align='left'>{escape(t)}</th>" for t in ("", old[0], new[0]))
        rows = "".join(
            f"<tr><td align='center'><b>{sign}</b></td><td>{a or '&nbsp;'}</td><td>{b or '&nbsp;'}</td></tr>"
            for sign, a, b in found
        )
        self._view.setHtml(
            "<table width='100%' cellspacing='0' cellpadding='3'><colgroup><col width='3%'><col width='48%'>"
            f"<col width='49%'></colgroup><tr>{heads}</tr>{rows}</table>"
        )
        buttons = QDialogButtonBox()
        buttons.addButton("Đón&g", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for part in (said, self._view, buttons):
            layout.addWidget(part)
        self.resize(shown.fitting(self, 1180, 640))


def show(parent: QWidget, old: tuple[str, str], new: tuple[str, str]) -> None:
    """Show two texts, each with its name."""
    CompareDialog(old, new, parent).open()
