"""Icons: drawings in one colour, which is always the text's own (light, dark, chosen)."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app import paths

INK = b"#000000"
"""The colour in the files, replaced when drawn."""
SIDE = 48


def icon(name: str, palette: QPalette) -> QIcon:
    """Draw `resources/icons/<name>.svg` in the text colours of `palette`."""
    made = QIcon()
    made.addPixmap(draw(name, palette.color(QPalette.ColorRole.Text)), QIcon.Mode.Normal)
    made.addPixmap(
        draw(name, palette.color(QPalette.ColorRole.HighlightedText)), QIcon.Mode.Selected
    )
    return made


def draw(name: str, ink: QColor) -> QPixmap:
    """Draw `resources/icons/<name>.svg` in one colour, larger than shown."""
    drawing = (paths.resources() / "icons" / f"{name}.svg").read_bytes()
    picture = QPixmap(SIDE, SIDE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.replace(INK, ink.name().encode()))).render(painter)
    painter.end()
    return picture
