"""Signs of a row or cell side by side in one picture, in the colour of the text."""

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap

from ui import icons

SIDE = 16
SCALE = 3
"""Drawn larger than shown: sharp on enlarged screens too."""


def strip(names: tuple[str, ...], palette: QPalette) -> QIcon:
    """Return the signs in a row, for plain and for selected cells."""
    normal = palette.color(QPalette.ColorRole.Text).rgba()
    chosen = palette.color(QPalette.ColorRole.HighlightedText).rgba()
    return _strip(names, normal, chosen)


def width(names: tuple[str, ...]) -> int:
    return SIDE * max(len(names), 1)


@lru_cache(maxsize=256)
def _strip(names: tuple[str, ...], normal: int, chosen: int) -> QIcon:
    made = QIcon()
    made.addPixmap(_drawn(names, normal), QIcon.Mode.Normal)
    made.addPixmap(_drawn(names, chosen), QIcon.Mode.Selected)
    return made


def _drawn(names: tuple[str, ...], ink: int) -> QPixmap:
    picture = QPixmap(width(names) * SCALE, SIDE * SCALE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for place, name in enumerate(names):
        sign = icons.draw(name, QColor.fromRgba(ink))
        painter.drawPixmap(place * SIDE * SCALE, 0, SIDE * SCALE, SIDE * SCALE, sign)
    painter.end()
    picture.setDevicePixelRatio(SCALE)
    return picture
