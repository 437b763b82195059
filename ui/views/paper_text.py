"""The text of a paper as it is read: numbered lines bold, tables as tables, no signs of the outline."""

from collections.abc import Callable
from typing import assert_never

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLength,
    QTextTableFormat,
)

from app.documents import blocks, outline

SIDES = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}
Write = Callable[[QTextCursor, str, QTextCharFormat], None]
"""Writes a stretch of text, what was searched for marked in it."""


def write(cursor: QTextCursor, text: str, put: Write) -> None:
    """Write a paper at the cursor; one whose tables cannot be read stays as it was typed."""
    try:
        found = outline.parse(text)
    except outline.OutlineWrong:
        put(cursor, text, QTextCharFormat())
        return
    cursor.beginEditBlock()
    for n, block in enumerate(found):
        if n and not isinstance(found[n - 1], blocks.Table):
            cursor.insertBlock(QTextBlockFormat())
        _block(cursor, block, put)
    cursor.endEditBlock()


def _block(cursor: QTextCursor, block: blocks.Block, put: Write) -> None:
    match block:
        case blocks.Heading():
            shape = QTextBlockFormat()
            shape.setTopMargin(8 if block.level == 1 else 3)
            cursor.setBlockFormat(shape)
            _runs(cursor, blocks.led(block.mark, block.runs), put, bold=block.level < 3)
        case blocks.Bullet():
            shape = QTextBlockFormat()
            shape.setIndent(1 if block.mark == "-" else 2)
            cursor.setBlockFormat(shape)
            _runs(cursor, blocks.led(block.mark, block.runs), put)
        case blocks.Paragraph():
            _runs(cursor, block.runs, put)
        case blocks.Table():
            _table(cursor, block, put)
        case _:
            assert_never(block)


def _table(cursor: QTextCursor, table: blocks.Table, put: Write) -> None:
    shape = QTextTableFormat()
    shape.setBorderCollapse(True)
    shape.setBorder(1)
    shape.setCellPadding(3)
    shape.setHeaderRowCount(1)
    whole = sum(table.widths)
    percent = QTextLength.Type.PercentageLength
    shape.setColumnWidthConstraints([QTextLength(percent, 100 * w / whole) for w in table.widths])
    made = cursor.insertTable(1 + len(table.rows), len(table.widths), shape)
    for row, cells in enumerate((table.header, *table.rows)):
        for column, runs in enumerate(cells):
            inside = made.cellAt(row, column).firstCursorPosition()
            side = QTextBlockFormat()
            side.setAlignment(SIDES["center" if row == 0 else table.aligns[column]])
            inside.setBlockFormat(side)
            _runs(inside, runs, put, bold=row == 0)
    cursor.setPosition(made.lastPosition() + 1)


def _runs(cursor: QTextCursor, runs: blocks.Runs, put: Write, *, bold: bool = False) -> None:
    for run in runs:
        look = QTextCharFormat()
        if bold or run.bold:
            look.setFontWeight(QFont.Weight.Bold)
        put(cursor, run.text, look)
