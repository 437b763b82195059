"""Inks that Qt makes too pale to read: disabled text and hints, on light and on dark grounds."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

LEAST = 4.5
"""Contrast of text with its ground (WCAG 2.1, 1.4.3)."""
_GROUNDS = ("Base", "AlternateBase", "Window", "Button")
_INKS = ("Text", "WindowText", "ButtonText", "PlaceholderText")
_BUTTON = 140
"""Fusion paints a button lighter than its colour, in per cent."""
_FADED = range(55, 101, 5)


def keep(application: QApplication) -> None:
    """Make disabled text and hints readable, now and whenever the system goes from light to dark or back."""
    application.setPalette(readable(application.palette()))
    application.styleHints().colorSchemeChanged.connect(
        lambda: QTimer.singleShot(  # the palette of the new scheme comes after the signal
            0, application, lambda: application.setPalette(readable(application.palette()))
        )
    )


def readable(palette: QPalette) -> QPalette:
    """Return what to change of a palette: as pale as may be, `LEAST` over every ground it may stand on."""
    group, role = QPalette.ColorGroup, QPalette.ColorRole
    grounds = [
        palette.color(x, getattr(role, name))
        for x in (group.Active, group.Disabled)
        for name in _GROUNDS
    ]
    grounds += [x.lighter(_BUTTON) for x in grounds[3::4]]
    ink, ground = (palette.color(group.Active, x) for x in (role.WindowText, role.Window))
    pales = (_mixed(ink, ground, share / 100) for share in _FADED)
    pale = next((x for x in pales if min(contrast(x, y) for y in grounds) >= LEAST), ink)
    changed = QPalette()
    for name in _INKS:
        changed.setColor(group.Disabled, getattr(role, name), pale)
    for one in (group.Active, group.Inactive):
        changed.setColor(one, role.PlaceholderText, pale)
    return changed


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of two opaque colours, 1 to 21 (WCAG 2.1)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(ink: QColor, ground: QColor, share: float) -> QColor:
    pairs = zip(ink.getRgb()[:3], ground.getRgb()[:3], strict=True)  # type: ignore[index]  # the stub says object
    return QColor(*(round(x * share + y * (1 - share)) for x, y in pairs))
