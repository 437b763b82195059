"""The small forms by which somebody comes, goes, is promoted or gets a new position; one dialog, one change."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app import clock
from app.catalogue import Catalogue, Field, Section
from app.errors import AppError
from app.ledgers import Entry, entries, people, postings
from ui import shown
from ui.ledger.form.body import MARKS, Body
from ui.ledger.form.editors import Editor, Row
from ui.ledger.form.folk import Folk
from ui.session import Session

EVENTS: Final = "personnel_change"
DECIDED: Final = ("decision_number", "decision_date")


@dataclass(frozen=True, slots=True)
class Ask:
    """One of the forms: what its kinds of event do, its title, the columns it asks for and their labels."""

    does: str
    title: str
    asked: Mapping[str, str]


LEAVE = Ask("leaves", "Rời đơn vị", {"to_value": "Chuyển đến đâu"})
RETURN = Ask("arrives", "Trở lại đơn vị", {"to_value": "Từ đơn vị nào về"})
PROMOTE = Ask("rank", "Thăng cấp", {"rank": "Cấp bậc mới"})
APPOINT = Ask(
    "position",
    "Đổi chức vụ",
    {"position": "Chức vụ mới", "subunit": "Trung đội, tiểu đội (nếu đổi)"},
)
OTHER = Ask("", "Biến động khác", {"to_value": "Nội dung"})
ARRIVE = Ask("arrives", "Người mới đến", {"from_value": "Từ đơn vị nào đến"})


class EventBody(Body):
    """Fields of the event and of the person together; each is read by the section it belongs to."""

    def __init__(self, section: Section, row: Row, session: Session, fixed: Mapping[str, Any]):
        super().__init__(section, row, session)
        self._fixed = fixed
        self._known = {f.key for f in session.store.catalogue.sections[section.key].fields}

    def _left(self, key: str) -> None:
        if self.dirty and key in self._known:
            self._visited.add(key)
            given = {k: v for k, v in self.given().items() if k in self._known}
            self._session.act(
                entries.look, self.section.key, {**given, **self._fixed}, None,
                then=partial(self._understood, key),
            )  # fmt: skip

    def _earlier(self, editor: Editor) -> tuple[list[Any], Any]:
        if editor.field.key in self._known:
            return super()._earlier(editor)
        return [], str

    def _ditto(self, editor: Editor) -> Any:
        return None


class PostingDialog(QDialog):
    """Asks for one event of one person, or for a new person, and records it; problems stand beside their field."""

    def __init__(self, session: Session, ask: Ask, person: Entry | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._ask = ask
        self._person = person
        self._room = parent.window().size()
        store = session.store
        self.setObjectName("posting")
        name = people.name(person) if person else ""
        self.setWindowTitle(f"{ask.title}: {name}" if name else ask.title)
        self._kinds = QComboBox()
        self._kinds.setObjectName("kind")
        self._kinds.setAccessibleName("Loại biến động")
        for kind in postings.kinds(store.catalogue, ask.does, clock.today()):
            self._kinds.addItem(kind.label, kind.key)
        row = Row(store, Folk(store), clock.today())
        fixed = {"person": person.id, "kind": self._kinds.currentData()} if person else {}
        self.body = EventBody(_form(store.catalogue, ask, person), row, session, fixed)
        self.body.write(None)
        self.body.ended.connect(self.record)
        self.body.entered.connect(lambda field: self._scroll.ensureWidgetVisible(field))
        self._now = shown.note(_now(session, ask, person), "posting_now")
        self._summary = QLabel()
        self._summary.setObjectName("posting_summary")
        self._summary.setWordWrap(True)
        self._summary.hide()
        self._lay_out(QSize(440, 640 if person is None else 420))

    def record(self) -> None:
        """Record the event and close, or show everything that is wrong at once."""
        self.body.settle()
        given = self.body.given()
        decided = {key: given.pop(key, "") for key in DECIDED}
        verb: Callable[..., Any] = postings.record
        args: Sequence[Any]
        if self._person is None:
            verb, args = postings.arrive, (given, given.pop("from_value", ""))
        else:
            to = {key: given[key] for key in self._ask.asked if given.get(key)}
            text = to.pop("to_value", "")
            kind, day = self._kinds.currentData(), given.get("date", "")
            args = (self._person.id, kind, day, to if self._columns() else text)
        self._session.act(verb, *args, **decided, then=self._done, refused=self._refused)

    def _columns(self) -> bool:
        return "to_value" not in self._ask.asked

    def _done(self, made: Entry) -> None:
        said = "; ".join(f"{MARKS[p.severity]} {p.what}" for p in made.warnings)
        self._session.told.emit(f"Đã ghi: {self.windowTitle()}. {said}".strip())
        self.accept()

    def _refused(self, error: AppError) -> None:
        loose = self.body.refused(error.problems)
        lines = [f"{MARKS[p.severity]} {p.what}" for p in loose] or [error.sentence]
        self._summary.setText("\n".join(lines))
        self._summary.show()
        self.body.go_to_first(error.problems)

    def _lay_out(self, size: QSize) -> None:
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self.body)
        buttons = QDialogButtonBox()
        save = buttons.addButton("&Ghi biến động", QDialogButtonBox.ButtonRole.AcceptRole)
        save.setObjectName("record")
        save.setAutoDefault(False)
        close = buttons.addButton("Đóng", QDialogButtonBox.ButtonRole.RejectRole)
        close.setAutoDefault(False)
        buttons.accepted.connect(self.record)
        buttons.rejected.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+S"), self, self.record)
        layout = QVBoxLayout(self)
        if self._kinds.count() > 1:
            layout.addWidget(self._kinds)
        self._now.setVisible(bool(self._now.text()))
        for part in (self._now, self._summary, self._scroll, buttons):
            layout.addWidget(part)
        self.resize(size.boundedTo(self._room * 0.9))
        self.body.take_focus()


def _form(catalogue: Catalogue, ask: Ask, person: Entry | None) -> Section:
    """Return the fields that are asked for, in the order of the form."""
    event, roster = catalogue.sections[EVENTS], catalogue.sections["person"]
    decided = [event.field(key) for key in DECIDED]
    if person is None:
        asked = [f for f in roster.fields if f.key != "left_date" and not f.totals_only]
        return replace(roster, fields=(*asked, *_labelled(event, ask.asked), *decided))
    named = {f.key: f for f in (*event.fields, *roster.fields)}
    first = next(iter(ask.asked))
    asked = [
        replace(named[key], label=label, required=key == first and key != "to_value")
        for key, label in ask.asked.items()
    ]
    return replace(event, fields=(event.field("date"), *asked, *decided))


def _now(session: Session, ask: Ask, person: Entry | None) -> str:
    """Return what the columns asked for read today: `Hiện nay: Phó tiểu đội trưởng, Tiểu đội 1`."""
    if person is None:
        return ""
    roster = session.store.catalogue.sections["person"]
    fields = [f for f in roster.fields if f.key in ask.asked and f.key in person.values]
    said = [entries.shown(session.store, f, person.values[f.key]) for f in fields]
    return f"Hiện nay: {', '.join(said)}" if said else ""


def _labelled(section: Section, asked: Mapping[str, str]) -> list[Field]:
    return [replace(section.field(key), label=label) for key, label in asked.items()]
