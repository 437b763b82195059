"""Signs of a row or cell side by side in one picture, in the colour of the text."""

from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap

from ui import icons

SIDE = 16
SCALE = 3
"""Drawn larger than shown: sharp on enlarged screens too."""


def strip(names: tuple[str, ...], palette: QPalette) -> QIcon:
    """Return the signs in a row, for plain and for selected cells; `files:3` is a sign and a number."""
    normal = palette.color(QPalette.ColorRole.Text).rgba()
    chosen = palette.color(QPalette.ColorRole.HighlightedText).rgba()
    return _strip(names, normal, chosen)


@lru_cache(maxsize=256)
def _strip(names: tuple[str, ...], normal: int, chosen: int) -> QIcon:
    made = QIcon()
    made.addPixmap(_drawn(names, normal), QIcon.Mode.Normal)
    made.addPixmap(_drawn(names, chosen), QIcon.Mode.Selected)
    return made


def _drawn(names: tuple[str, ...], ink: int) -> QPixmap:
    parts = [part for name in names for part in _parts(name)]
    picture = QPixmap(SIDE * len(parts) * SCALE, SIDE * SCALE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(QColor.fromRgba(ink))
    font = painter.font()
    font.setPixelSize(SIDE * SCALE * 3 // 4)
    painter.setFont(font)
    for place, part in enumerate(parts):
        box = QRect(place * SIDE * SCALE, 0, SIDE * SCALE, SIDE * SCALE)
        if part.isdecimal():
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, part)
        else:
            painter.drawPixmap(box, icons.draw(part, QColor.fromRgba(ink)))
    painter.end()
    picture.setDevicePixelRatio(SCALE)
    return picture


def _parts(name: str) -> list[str]:
    sign, _, count = name.partition(":")
    return [sign, count] if count and count != "1" else [sign]
