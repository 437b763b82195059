"""What a new paper is: its type, the period or event it is about, and how it is signed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app import clock
from app.documents import Offer, copying, offers, signing, types_for
from app.exchange import consolidation
from app.store import Store
from ui.papers.typebox import TypeBox
from ui.session import Session


class Making(QWidget):
    """`made` carries the new draft."""

    made = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.types = TypeBox(types_for(session.store))
        self._period = _box("period", "Kỳ hoặc sự việc")
        self._signature = _box("signature", "Cách ký")
        self._draft = QPushButton("&Soạn")
        self._draft.setObjectName("draft")
        self._draft.setToolTip("Lập dự thảo từ số liệu của kỳ")
        self._draft.clicked.connect(self._make)
        self._copy = QPushButton("&Chép kỳ trước")
        self._copy.setObjectName("copy_previous")
        self._copy.setToolTip("Dự thảo mới lấy lời của kỳ trước, bảng và số liệu của kỳ này")
        self._copy.clicked.connect(self._make_from_previous)
        row = QHBoxLayout()
        row.addWidget(self._draft)
        row.addWidget(self._copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (self.types, self._period, self._signature):
            layout.addWidget(part)
        layout.addLayout(row)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        layout.addWidget(line)
        self.types.changed.connect(self._offer)
        self._offer()

    def _offer(self) -> None:
        """Offer the periods or events of the type in the box, and the ways it can be signed."""
        store, kind = self._session.store, self.types.current
        self._period.clear()
        self._signature.clear()
        for offer in offers(store, kind, clock.today()) if kind else ():
            self._period.addItem(offer.title, offer)
        for key, title in signing.ways(store, kind, clock.today()).items() if kind else ():
            self._signature.addItem(title, key)
        self._signature.setVisible(self._signature.count() > 1)
        for button in (self._draft, self._copy):
            button.setEnabled(bool(kind) and self._period.count() > 0)

    def _given(self, offer: Offer) -> dict[str, str]:
        """Return what is set beside the period; the usual way of signing need not be named."""
        given = {"about": offer.about} if offer.about else {}
        if self._signature.currentIndex() > 0:
            given["signature"] = str(self._signature.currentData())
        return given

    def _make(self) -> None:
        kind, offer = self.types.current, self._period.currentData()
        given = self._given(offer)
        self._session.act(
            lambda store: consolidation.compose(store, offer.period, kind, **given),
            then=self.made.emit,
        )

    def _make_from_previous(self) -> None:
        kind, offer = self.types.current, self._period.currentData()
        source = copying.previous(self._session.store, kind, offer.period)
        if source is None:
            self._session.told.emit("Chưa có văn kiện loại này ở kỳ trước để chép.")
            return

        def make(store: Store) -> object:
            with store.change(f"Chép từ kỳ trước: {source.title}"):
                new = consolidation.compose(store, offer.period, kind, **self._given(offer))
                return copying.take_over(store, new.id, source.id)

        self._session.act(make, then=self.made.emit)


def _box(name: str, said: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(said)
    box.setToolTip(said)
    box.setMinimumContentsLength(14)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box
