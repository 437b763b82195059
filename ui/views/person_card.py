"""One person beside the roll: what is so on the day, what happened when, and where they are named."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QGridLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.errors import NotFound
from app.ledgers import Entry, Roster, computed, entries, people, postings
from app.text import date_short
from ui import tables
from ui.session import Session
from ui.views.posting import APPOINT, LEAVE, OTHER, PROMOTE, RETURN, Ask

SINCE = {"rank": "rank_date"}
HIDDEN = frozenset({"full_name", "rank_date", "arrived_date", "left_date"})
PLACES = ((0, 0), (0, 1), (0, 2), (0, 2), (1, 0))
"""Leaving and coming back share a place: only one of them can happen."""
WIDEST = "Trung đội, tiểu đội: "
NAMED_IN = "Có trong các sổ"


class PersonCard(QWidget):
    """`asked` carries the form that a button wants for the person shown."""

    asked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._id = ""
        self._day = date.min
        self.setObjectName("person_card")
        self._name = QLabel("Chọn một người trong danh sách.")
        self._name.setObjectName("person_name")
        self._name.setWordWrap(True)
        font = self._name.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.15)
        self._name.setFont(font)
        self._state = QLabel()
        self._state.setObjectName("person_state")
        self._state.setWordWrap(True)
        self._facts = QScrollArea()
        self._facts.setObjectName("person_facts")
        self._facts.setWidgetResizable(True)
        self._facts.setFrameShape(QFrame.Shape.NoFrame)
        self._facts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._buttons = [
            (ask, self._button(name, text, ask))
            for name, text, ask in (
                ("promote", "&Thăng cấp…", PROMOTE),
                ("appoint", "Đổi &chức vụ…", APPOINT),
                ("leave", "Đ&i…", LEAVE),
                ("return", "Trở &lại…", RETURN),
                ("other", "&Khác…", OTHER),
            )
        ]
        self._open = QPushButton("Mở &dòng trong sổ")
        self._open.setObjectName("open_row")
        self._open.clicked.connect(lambda: session.wanted.emit("entry", self._id))
        self._events = tables.ListModel(["Ngày", "Biến động", "Quyết định"])
        self._rows = tables.ListModel(["Ngày", "Mục", "Ghi ở cột"])
        self.tabs = QTabWidget()
        self.tabs.setObjectName("person_tabs")
        self._shown: dict[str, str] = {}
        self._lay_out()
        self._allow(None)

    @property
    def person(self) -> Entry | None:
        """The person shown, with the values of today."""
        return Roster(self._session.store).get(self._id) if self._id else None

    def show_person(self, id: str, day: date) -> None:
        """Show one person as of `day`; an empty id shows nobody."""
        self._id, self._day = id, day
        roster = Roster(self._session.store)
        if not id or roster.get(id) is None:
            self._id = ""
            self._name.setText("Chọn một người trong danh sách.")
            self._state.clear()
            self._fill(None)
            self._events.show([])
            self._rows.show([])
            self._allow(None)
            return
        then = roster.known(id, day)
        events = roster.steps(id)
        there = people.present(roster.get(id) or then, day, events)
        self._name.setText(people.name(then))
        self._state.setText(self._standing(then, there, postings.since(then, events, day)))
        self._fill(then)
        self._show_events(postings.history(self._session.store, id))
        self._allow(there)
        if self.tabs.currentIndex() == 1:
            self._find()

    def _standing(self, then: Entry, there: bool, since: str) -> str:
        on = f"Ngày {date_short(self._day)}"
        if there:
            return f"{on}: ở đơn vị, từ {_short(since)}."
        left = then.values.get("left_date")
        return f"{on}: đã rời đơn vị" + (f" từ {_short(str(left))}." if left else ".")

    def _fill(self, then: Entry | None) -> None:
        inner = QWidget()
        form = QFormLayout(inner)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        store = self._session.store
        values = then.values if then else {}
        for field in store.catalogue.sections["person"].fields:
            value = values.get(field.key)
            if value is None or field.key in HIDDEN or field.totals_only:
                continue
            said = entries.shown(store, field, value)
            since = values.get(SINCE.get(field.key, ""))
            if since:
                said += f" (từ {_short(str(since))})"
            if then and field.key == "birth_date":
                age = computed.values(store, then, self._day)["age"]
                said += f" ({age} tuổi)"
            label = QLabel(said)
            label.setObjectName(f"fact_{field.key}")
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            heading = QLabel(f"{field.label}:")
            heading.setWordWrap(True)
            heading.setFixedWidth(heading.fontMetrics().horizontalAdvance(WIDEST))
            form.addRow(heading, label)
        self._facts.setWidget(inner)

    def _show_events(self, found: Sequence[Entry]) -> None:
        store = self._session.store
        section = store.catalogue.sections["personnel_change"]

        def said(entry: Entry, key: str) -> str:
            return entries.shown(store, section.field(key), entry.values.get(key))

        def what(entry: Entry) -> str:
            moved = " → ".join(filter(None, (said(entry, "from_value"), said(entry, "to_value"))))
            return f"{said(entry, 'kind')}: {moved}" if moved else said(entry, "kind")

        self._events.show(
            [(e.id, (said(e, "date"), what(e), said(e, "decision_number"))) for e in found]
        )

    def _find(self) -> None:
        """Read where the person is named, beside the window."""
        if self._id:
            self._session.wait(
                people.mentions, self._id, then=self._found, title="Tìm trong các sổ",
            )  # fmt: skip

    def _found(self, rows: Sequence[Entry]) -> None:
        store = self._session.store
        sections = store.catalogue.sections

        def column(entry: Entry) -> str:
            fields = sections[entry.section].fields
            named = (f for f in fields if f.type == "person")
            return ", ".join(f.label for f in named if self._id in _ids(entry.values.get(f.key)))

        self._rows.show(
            [(e.id, (_short(e.occurred_on), sections[e.section].title, column(e))) for e in rows]
        )
        self.tabs.setTabText(1, f"{NAMED_IN} ({len(rows)})")

    def _turned(self, at: int) -> None:
        if at == 1:
            self._find()

    def _allow(self, there: bool | None) -> None:
        for ask, button in self._buttons:
            button.setVisible(there is not None and (ask is RETURN) != there)
        self._open.setVisible(there is not None)
        self.tabs.setVisible(there is not None)
        self.tabs.setTabText(1, NAMED_IN)

    def _button(self, name: str, text: str, ask: Ask) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.clicked.connect(lambda: self.asked.emit(ask))
        return button

    def _jump(self, id: str) -> None:
        try:
            entries.get(self._session.store, id)
        except NotFound:  # undone meanwhile
            return
        self._session.wanted.emit("entry", id)

    def _lay_out(self) -> None:
        self._event_table = tables.view("events", "Biến động của người này", self._events)
        self._event_table.activated.connect(lambda i: self._jump(self._events.key(i.row())))
        self._row_table = tables.view("named_in", "Các dòng có người này", self._rows)
        self._row_table.activated.connect(lambda i: self._jump(self._rows.key(i.row())))
        self._event_table.setWordWrap(True)
        heights = self._event_table.verticalHeader()
        heights.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        tables.give_room(self._event_table, 1)
        tables.give_room(self._row_table, 1)
        self.tabs.addTab(self._event_table, "Biến động")
        self.tabs.addTab(self._row_table, NAMED_IN)
        self.tabs.currentChanged.connect(self._turned)
        grid = QGridLayout()
        for (_, button), (row, column) in zip(self._buttons, PLACES, strict=True):
            grid.addWidget(button, row, column)
        grid.addWidget(self._open, 1, 1, 1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.addWidget(self._name)
        layout.addWidget(self._state)
        layout.addWidget(self._facts, 1)
        layout.addLayout(grid)
        layout.addWidget(self.tabs, 1)


def _ids(value: object) -> tuple[str, ...]:
    return (str(value.get("id", "")),) if isinstance(value, Mapping) else ()


def _short(day: str) -> str:
    return date_short(date.fromisoformat(day))
