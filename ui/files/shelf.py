"""A list of kept files with small pictures, made on a worker, remembered in memory until the store is closed."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.ledgers import Attachment, attachments
from app.text import number
from ui.files import drawing
from ui.session import Session

SIDE: Final = 48
PICTURED: Final = 144
"""Pixels a small picture is made in: sharp at 300 %."""
REMEMBERED: Final = 300
"""Small pictures kept in memory, about 60 kB each."""


class Pictures(QObject):
    """The small pictures of one session by hash; `made` says that one more is there."""

    made = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._known: dict[str, QImage] = {}
        self._asked: set[str] = set()

    def get(self, file: Attachment) -> QImage | None:
        """Return the picture, or None and have it made."""
        key = file.sha256
        if key in self._known:
            self._known[key] = self._known.pop(key)
            return self._known[key]
        if key not in self._asked:
            self._asked.add(key)
            self._session.wait(
                drawing.thumbnail, key, file.media, PICTURED,
                then=partial(self._keep, key), title="", refused=lambda _: self._keep(key, QImage()),
            )  # fmt: skip
        return None

    def _keep(self, key: str, image: QImage) -> None:
        self._asked.discard(key)
        self._known[key] = image
        if len(self._known) > REMEMBERED:
            self._known.pop(next(iter(self._known)))
        self.made.emit(key)


def pictures_of(session: Session) -> Pictures:
    """Return the pictures of a session; they go when it is closed."""
    return session.findChild(Pictures) or Pictures(session)


class FileShelf(QListWidget):
    """Name, size and small picture of each file; `opened` carries the one that was activated."""

    opened = Signal(object)

    def __init__(self, session: Session, name: str = "files") -> None:
        super().__init__()
        self._session = session
        self._pictures = pictures_of(session)
        self._pictures.made.connect(self._paint)
        self.setObjectName(name)
        self.setAccessibleName("Tệp kèm")
        self.setIconSize(QSize(SIDE, SIDE))
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.itemActivated.connect(lambda item: self.opened.emit(_file_of(item)))

    def show_files(self, files: Sequence[Attachment], waiting: Sequence[str] = ()) -> None:
        """Show kept files, then the names of those that wait to be kept; the chosen one stays chosen."""
        chosen = self.chosen()
        self.clear()
        for file in files:
            item = QListWidgetItem(f"{file.name}\n{self._told(file)}")
            item.setData(Qt.ItemDataRole.UserRole, file)
            item.setToolTip(f"{file.name}\n{self._told(file)}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{file.name}, {self._told(file)}")
            self.addItem(item)
            if chosen and chosen.sha256 == file.sha256:
                self.setCurrentItem(item)
        for name in waiting:
            item = QListWidgetItem(f"{name}\nsẽ kèm khi lưu dòng")
            item.setIcon(QIcon(drawing.card("…", SIDE, self.palette())))
            self.addItem(item)
        self._paint()

    def chosen(self) -> Attachment | None:
        """Return the file the keyboard is on."""
        item = self.currentItem()
        return _file_of(item) if item else None

    def fit(self, most: int) -> None:
        """Be as high as the files need, at most `most` of them."""
        shown = min(self.count(), most)
        self.setFixedHeight(shown * self.sizeHintForRow(0) + 2 * self.frameWidth())

    def _told(self, file: Attachment) -> str:
        parts = [self._word(file), size_text(file.size)]
        section = self._label_of(file.field)
        return " · ".join([section, *parts] if section else parts)

    def _label_of(self, field: str) -> str:
        """Return the label of a field for files, wherever it stands."""
        for section in self._session.store.catalogue.sections.values() if field else ():
            for one in section.fields:
                if one.key == field and one.type == "file":
                    return one.label
        return ""

    def _word(self, file: Attachment) -> str:
        return attachments.kind(self._session.store, file.media)

    def _paint(self, only: str = "") -> None:
        for at in range(self.count()):
            item = self.item(at)
            file: Any = item.data(Qt.ItemDataRole.UserRole)
            if file is None or (only and file.sha256 != only):
                continue
            image = self._pictures.get(file)
            if image is None or image.isNull():
                word = self._word(file).rpartition(" ")[2]
                item.setIcon(QIcon(drawing.card(word, SIDE, self.palette())))
            else:
                ratio = self.devicePixelRatioF()
                drawn = drawing.framed(image, round(SIDE * ratio), self.palette())
                drawn.setDevicePixelRatio(ratio)
                item.setIcon(QIcon(drawn))


def size_text(size: int) -> str:
    """Return a size as people read it: `340 KB`, `1,2 MB`."""
    if size < 1 << 20:
        return f"{max(1, round(size / 1024))} KB"
    return f"{number(round(Decimal(size) / (1 << 20), 1))} MB"


def _file_of(item: QListWidgetItem) -> Attachment | None:
    found: Attachment | None = item.data(Qt.ItemDataRole.UserRole)
    return found
