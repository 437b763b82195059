"""The marks of rows and cells, drawn as signs and said in words; read only for rows in sight, a little later."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer

from app.catalogue import Section
from app.ledgers import Entry, states
from app.store import Store
from app.text import moment_short

BUDGET = 0.02
"""Seconds spent on marks before the window gets its turn again."""
WAIT_MS = 20
KEPT = 4000
STRUCK, AMENDED, WARNED, LOCKED, FOREIGN, FILES = (
    "struck", "amended", "warned", "locked", "foreign", "files",
)  # fmt: skip


class Marks(QObject):
    """The states of the rows that were looked at; `told(id)` says that one has become known."""

    def __init__(self, store: Store, told: Callable[[list[str]], None]) -> None:
        super().__init__()
        self._store = store
        self._told = told
        self._own = store.unit.code
        self._states: states.States | None = None
        self._section: Section | None = None
        self._known: dict[str, states.State] = {}
        self._asked: dict[str, Entry] = {}
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(WAIT_MS)
        self.timer.timeout.connect(self.read_asked)

    def begin(self, section: Section) -> None:
        """Forget what was known: other rows are shown, or something changed."""
        self._section = section
        self._states = None
        self._known.clear()
        self._asked.clear()

    def of(self, entry: Entry) -> states.State | None:
        """Return the state of a row, None while it is still being read."""
        known = self._known.get(entry.id)
        if known is None:
            self._asked[entry.id] = entry
            if not self.timer.isActive():
                self.timer.start()
        return known

    def now(self, entry: Entry) -> states.State:
        """Return the state of a row at once."""
        if entry.id not in self._known:
            self._known[entry.id] = self._reading().of(entry)
        return self._known[entry.id]

    def read_asked(self) -> None:
        """Read some of the states asked for, those asked for last first, and come again for the rest."""
        until = monotonic() + BUDGET
        told = []
        if len(self._known) > KEPT:
            self._known.clear()
        while self._asked and monotonic() < until:
            key, entry = self._asked.popitem()
            self._known[key] = self._reading().of(entry)
            told.append(key)
        if self._asked:
            self.timer.start()
        if told:
            self._told(told)

    def of_row(self, entry: Entry) -> list[tuple[str, str]]:
        """Return the signs of a row with what each says, the gravest first."""
        state = self.of(entry) or states.State(files=states.files(entry))
        found: list[tuple[str, str]] = []
        if entry.struck is not None:
            found.append((STRUCK, f"Đã gạch bỏ: {entry.struck}"))
        if entry.unit != self._own:
            found.append((FOREIGN, f"Dòng của đơn vị {entry.unit}, chỉ đọc"))
        if state.warnings:
            said = [line for lines in state.warnings.values() for line in lines]
            found.append((WARNED, "Cần xem lại: " + " ".join(said)))
        if state.changed:
            labels = ", ".join(x.label for x in state.changed.values())
            found.append((AMENDED, f"Đã hiệu đính: {labels}"))
        if state.files:
            found.append((f"{FILES}:{state.files}", f"{state.files} tệp kèm"))
        if state.locked:
            found.append((LOCKED, f"Kỳ {state.locked} đã khóa"))
        return found

    def of_cell(self, entry: Entry, field: str) -> list[tuple[str, str]]:
        """Return the signs of one cell with what each says."""
        state = self.of(entry)
        if state is None:
            return []
        found = [(WARNED, line) for line in state.warnings.get(field, ())]
        if change := state.changed.get(field):
            old, new = change.old or "(trống)", change.new or "(trống)"
            found.append((AMENDED, f"{old} → {new}, {change.by}, {moment_short(change.at)}"))
        return found

    def _reading(self) -> states.States:
        assert self._section is not None
        if self._states is None:
            self._states = states.States(self._store, self._section.key)
        return self._states
