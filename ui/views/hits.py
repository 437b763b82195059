"""The list of what a search found: icon and word of its kind, title, place, the text around the found words."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPalette,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.store import Hit, Store
from app.text import date_short, spans
from ui import icons

Index = QModelIndex | QPersistentModelIndex
WORDS: Final[Mapping[str, str]] = {
    "entry": "Dòng sổ", "person": "Quân nhân", "document": "Văn kiện", "file": "Tệp kèm",
}  # fmt: skip
ICONS: Final[Mapping[str, str]] = {
    "entry": "ledgers", "person": "person", "document": "documents", "file": "files",
}  # fmt: skip
PAD, ICON = 8, 22
SNIPPET_LINES: Final = 2


def place(store: Store, hit: Hit) -> str:
    """Return where a hit stands: ledger, or day of a paper, and the unit when it is another.

    The title of a row is its section and day already.
    """
    ledgers = store.catalogue.ledgers_of(store.unit.level)
    parts = [x.title for x in ledgers if hit.section in x.sections][:1]
    if hit.kind == "document" and hit.day:
        parts.append(date_short(date.fromisoformat(hit.day)))
    if hit.unit != store.unit.code:
        parts.append(next((u.name for u in store.units() if u.code == hit.unit), hit.unit))
    return " · ".join(parts)


class HitModel(QAbstractListModel):
    """Hits in order; `query` is what they were found by."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._hits: list[tuple[Hit, str]] = []
        self.query = ""

    def show(self, query: str, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self.query = query
        self._hits = [(hit, place(self._store, hit)) for hit in hits]
        self.endResetModel()

    def hit(self, row: int) -> Hit:
        return self._hits[row][0]

    def where(self, row: int) -> str:
        return self._hits[row][1]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = 0) -> Any:
        hit, where = self._hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{WORDS[hit.group]}: {hit.title}. {where}. {hit.snippet}"
        return None


class HitPainter(QStyledItemDelegate):
    """Draws a hit in four lines; found words are bold, so that no colour is needed."""

    def __init__(self, model: HitModel) -> None:
        super().__init__()
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = QFontMetrics(option.font).lineSpacing()
        return QSize(200, line * (2 + SNIPPET_LINES) + 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown: Any = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        style = shown.widget.style() if shown.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        chosen = bool(shown.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        ink = shown.palette.color(
            QPalette.ColorGroup.Active if chosen else QPalette.ColorGroup.Normal, role
        )
        if chosen and not shown.state & QStyle.StateFlag.State_Active:
            ink = shown.palette.color(QPalette.ColorGroup.Inactive, role)
        hit, query = self._model.hit(index.row()), self._model.query
        box: QRect = shown.rect.adjusted(PAD, PAD, -PAD, -PAD)
        painter.save()
        painter.setClipRect(shown.rect)
        painter.drawPixmap(
            QRect(box.left(), box.top(), ICON, ICON), icons.draw(ICONS[hit.group], ink)
        )
        text = box.adjusted(ICON + PAD, 0, 0, 0)
        line = QFontMetrics(shown.font).lineSpacing()
        strong = QColor(ink)
        faint = QColor(ink)
        faint.setAlphaF(0.75)
        title = QFont(shown.font)
        _draw(painter, text, hit.title, query, title, strong, 1)
        told = " · ".join(filter(None, (WORDS[hit.group], self._model.where(index.row()))))
        where = QFontMetrics(shown.font).elidedText(told, Qt.TextElideMode.ElideRight, text.width())
        _draw(painter, text.translated(0, line), where, "", shown.font, faint, 1)
        _draw(
            painter,
            text.translated(0, 2 * line),
            hit.snippet,
            query,
            shown.font,
            strong,
            SNIPPET_LINES,
        )
        painter.restore()


def _draw(
    painter: QPainter, box: QRect, text: str, query: str, font: QFont, ink: QColor, lines: int
) -> None:
    """Draw `text` in at most so many lines, the beginnings of words that `query` asks for in bold."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats([_bold(start, end) for start, end in spans(text, query)])
    layout.beginLayout()
    y = 0.0
    for _ in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(box.width())
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    painter.setPen(ink)
    layout.draw(painter, QPointF(box.topLeft()))


def _bold(start: int, end: int) -> QTextLayout.FormatRange:
    form = QTextCharFormat()
    form.setFontWeight(QFont.Weight.Bold)
    found = QTextLayout.FormatRange()
    found.start = start
    found.length = end - start
    found.format = form
    return found
