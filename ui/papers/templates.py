"""Mẫu của đơn vị: the text of a template beside the fields it may use, and the paper it gives on real data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QFontDatabase, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app import clock
from app.documents import Offer, offers, own_templates, types_for
from app.errors import AppError
from app.period import Period
from app.progress import Progress
from app.store import Store
from app.text import finds
from app.text import words as words_of
from ui import shown, tables
from ui.papers.typebox import TypeBox
from ui.session import Session

PAUSE_MS: Final = 900
FILTER_MS: Final = 200


class TemplateDialog(QDialog):
    """Nothing is kept until Lưu; a faulty template is refused with its line."""

    def __init__(self, session: Session, type_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._fields: list[own_templates.Field] = []
        self.setObjectName("template_dialog")
        self.setWindowTitle("Mẫu của đơn vị")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._types = TypeBox(types_for(session.store))
        self._period = QComboBox()
        self._period.setObjectName("template_period")
        self._period.setAccessibleName("Thử trên kỳ")
        self._text = _pane("template_text", "Mẫu", fixed=True)
        self._made = _pane("template_made", "Văn kiện thử")
        self._made.setReadOnly(True)
        self._filter = QLineEdit()
        self._filter.setObjectName("field_filter")
        self._filter.setAccessibleName("Tìm trường")
        self._filter.setPlaceholderText("Tìm trường, giá trị (không dấu)")
        self._model = tables.ListModel(["Trường", "Đang cho ra"])
        self._table = tables.view("template_fields", "Các trường", self._model)
        self._table.activated.connect(self._put)
        self._table.doubleClicked.connect(self._put)
        self._said = QLabel()
        self._said.setObjectName("template_said")
        self._said.setWordWrap(True)
        self._pause = self._timer(PAUSE_MS, self._try)
        self._filtering = self._timer(FILTER_MS, self._narrow)
        self._lay_out()
        self._types.choose(type_id)
        self._types.changed.connect(self._read)
        self._period.currentIndexChanged.connect(lambda _: self._ask())
        self._text.textChanged.connect(self._pause.start)
        self._filter.textChanged.connect(lambda _: self._filtering.start())
        self._read()

    def _timer(self, pause: int, act: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(act)
        return timer

    def _lay_out(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._filter)
        column.addWidget(self._table, 1)
        column.addWidget(shown.note("Bấm đúp một trường để chèn vào mẫu."))
        split = QSplitter()
        for part in (self._text, side, self._made):
            split.addWidget(part)
        tables.share(split, (42, 30, 40))
        top = QHBoxLayout()
        top.addWidget(self._types, 2)
        top.addWidget(QLabel("Thử trên:"))
        top.addWidget(self._period, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        for name, text, act in (
            ("template_save", "&Lưu mẫu", self._save),
            ("template_reset", "&Dùng lại mẫu có sẵn", self._reset),
            ("template_close", "Đón&g", self.reject),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, act=act: act())
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(split, 1)
        layout.addWidget(self._said)
        layout.addLayout(row)
        self.resize(shown.fitting(self, 1280, 660))

    def _read(self) -> None:
        """Show the template in use and the periods it can be tried on."""
        kind = self._types.current
        if not kind:
            return
        store = self._session.store
        self._text.setPlainText(own_templates.text(store, kind))
        self._period.blockSignals(True)
        self._period.clear()
        for offer in offers(store, kind, clock.today()):
            self._period.addItem(offer.title, offer)
        self._period.blockSignals(False)
        self._ask()

    def _ask(self) -> None:
        """Read what the fields show in the period, and try the template on it."""
        offer: Offer | None = self._period.currentData()
        if offer and self._types.current:
            self._session.wait(
                fields, self._types.current, offer.period, then=self._show_fields, title=""
            )
            self._try()

    def _show_fields(self, found: Sequence[own_templates.Field]) -> None:
        self._fields = list(found)
        self._narrow()

    def _narrow(self) -> None:
        wanted = words_of(self._filter.text())
        rows = [
            (f.name, (f.name, f.shown)) for f in self._fields
            if not wanted or finds(wanted, words_of(f"{f.name.replace('.', ' ')} {f.shown}"))
        ]  # fmt: skip
        self._model.show(rows)
        tables.fit(self._table, 200)

    def _try(self) -> None:
        offer: Offer | None = self._period.currentData()
        if self._session.closed or offer is None or not self._types.current:
            return
        self._session.wait(
            tried, self._types.current, self._text.toPlainText(), offer.period,
            then=self._show_made, refused=self._refuse, title="",
        )  # fmt: skip

    def _show_made(self, text: str) -> None:
        self._made.setPlainText(text)
        own = own_templates.is_own(self._session.store, self._types.current)
        whose = "Đang dùng mẫu của đơn vị." if own else "Đang dùng mẫu có sẵn."
        self._said.setText(f"✔ Mẫu chạy được trên kỳ này. {whose}")

    def _refuse(self, error: AppError) -> None:
        """Say what is wrong and bring its line in sight."""
        told = [f"✖ {error.sentence}", *(p.what for p in error.problems)]
        self._said.setText("\n".join(told) if error.problems else f"{told[0]} {error.advice}")
        places = [p.where.removeprefix("dòng ") for p in error.problems]
        if places and places[0].isdecimal() and not self._text.hasFocus():
            block = self._text.document().findBlockByNumber(int(places[0]) - 1)
            self._text.setTextCursor(QTextCursor(block))
            self._text.centerCursor()

    def _put(self, index: QModelIndex) -> None:
        self._text.insertPlainText(f"{{{{ {self._model.key(index.row())} }}}}")
        self._text.setFocus()

    def _save(self) -> None:
        """Keep the template; it is tried on this period and on the oldest one offered, which is empty."""
        found: list[Offer] = [self._period.itemData(n) for n in range(self._period.count())]
        periods = list(
            dict.fromkeys([self._period.currentData().period, *(o.period for o in found[-1:])])
        )
        kind = self._types.current
        self._session.act(
            own_templates.save, kind, self._text.toPlainText(), periods,
            then=lambda _: self._kept("Đã lưu mẫu của đơn vị."), refused=self._refuse,
        )  # fmt: skip

    def _reset(self) -> None:
        kind = self._types.current
        self._session.act(own_templates.reset, kind, then=lambda _: self._read())

    def _kept(self, line: str) -> None:
        self._said.setText(f"✔ {line} Hoàn tác: Ctrl+Z ở trang Văn kiện.")


def fields(
    reader: Store, type_id: str, period: Period, *, progress: Progress
) -> list[own_templates.Field]:
    """Read the fields on a worker."""
    progress(0, 1, "")
    return own_templates.fields(reader, type_id, period)


def tried(reader: Store, type_id: str, text: str, period: Period, *, progress: Progress) -> str:
    """Try a template on a worker."""
    progress(0, 1, "")
    return own_templates.tried(reader, type_id, text, period)


def _pane(name: str, said: str, *, fixed: bool = False) -> QPlainTextEdit:
    pane = QPlainTextEdit()
    pane.setObjectName(name)
    pane.setAccessibleName(said)
    pane.setTabChangesFocus(True)
    if fixed:
        pane.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    return pane
