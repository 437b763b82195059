"""Disabled text and hints can be read, measured on the picture, in Qt's light and its own dark scheme."""

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui import application, legible

GROUPS = QPalette.ColorGroup
ROLES = QPalette.ColorRole


def fusion(*, dark: bool) -> QPalette:
    """Return the palette of Fusion as Qt makes it (qt_fusionPalette), the scheme of the system not minding."""
    ink, ground = (
        (QColor(240, 240, 240), QColor(50, 50, 50))
        if dark
        else (QColor("black"), QColor(239, 239, 239))
    )
    base = ground.darker(140) if dark else QColor("white")
    palette = QPalette(
        ink, ground, ground.lighter(150), ground.darker(150), ground.darker(130), ink, base
    )
    grey = QColor(130, 130, 130) if dark else QColor(190, 190, 190)
    for role in (ROLES.Text, ROLES.WindowText, ROLES.ButtonText):
        palette.setColor(GROUPS.Disabled, role, grey)
    palette.setColor(GROUPS.Disabled, ROLES.Base, ground)
    hint = QColor(ink)
    hint.setAlpha(128)
    palette.setColor(ROLES.PlaceholderText, hint)
    return palette


def widgets() -> list[QWidget]:
    """Return what the form shows: a disabled editor with text, hints, a disabled button, a disabled label."""
    typed, hinted, off = QLineEdit("Nội dung"), QLineEdit(), QLineEdit()
    hinted.setPlaceholderText("Nội dung")
    off.setPlaceholderText("Nội dung")
    button, label = QPushButton("Nội dung"), QLabel("Nội dung")
    for widget in (typed, off, button, label):
        widget.setEnabled(False)
    return [typed, hinted, off, button, label]


def measured(widget: QWidget) -> float:
    """Return the greatest contrast between the ground of a widget and anything drawn in its middle."""
    image = widget.grab().toImage()
    across, down = range(12, image.width() - 12), range(8, image.height() - 8)
    found = [image.pixelColor(x, y) for x in across for y in down]
    ground = max(set(map(QColor.rgb, found)), key=[x.rgb() for x in found].count)
    return max(legible.contrast(x, QColor(ground)) for x in found)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_disabled_editors_and_hints_are_readable_on_the_picture(
    dark: bool, qtbot: QtBot, qapp: QApplication
) -> None:
    application.prepare(qapp)
    scheme = fusion(dark=dark)
    mended = legible.readable(scheme).resolve(scheme)
    pale = []
    for widget in widgets():
        qtbot.addWidget(widget)
        widget.setPalette(scheme)
        font = widget.font()
        font.setPointSize(28)  # thin strokes would be mixed with their ground
        font.setBold(True)
        widget.setFont(font)
        widget.resize(widget.sizeHint().expandedTo(widget.minimumSizeHint()))
        widget.show()
        pale.append(measured(widget))
        widget.setPalette(mended)
        assert legible.LEAST <= measured(widget) < 9, type(widget)  # and paler than what is enabled
    assert min(pale) < legible.LEAST, "Qt's own inks are why this is needed"


def test_the_application_itself_has_readable_inks(qapp: QApplication) -> None:
    application.prepare(qapp)
    palette = qapp.palette()
    for group, ink, ground in (
        (GROUPS.Disabled, ROLES.Text, ROLES.Base), (GROUPS.Disabled, ROLES.WindowText, ROLES.Window),
        (GROUPS.Disabled, ROLES.ButtonText, ROLES.Button), (GROUPS.Active, ROLES.PlaceholderText, ROLES.Base),
        (GROUPS.Inactive, ROLES.PlaceholderText, ROLES.Base),
    ):  # fmt: skip
        assert legible.contrast(palette.color(group, ink), palette.color(group, ground)) >= 4.5
    assert palette.color(GROUPS.Active, ROLES.Text).lightness() < 20, "nothing else is changed"
