"""What is odd about an event of the roster when it is held against the other events of its person.

A ledger may hold what paper held, so these are warnings there; `postings.record` refuses `CONTRADICTIONS`. Also what to say when a column that events change is amended in the person's row itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from app.catalogue import Catalogue
from app.errors import Problem
from app.ledgers import chain, timeline
from app.ledgers.chain import State
from app.ledgers.following import given, state_of
from app.ledgers.people import Roster
from app.ledgers.rows import Entry, Values
from app.ledgers.timeline import LEFT, RANK_DATE, Step
from app.text import date_short

SAME_DAY: Final = "L150"
BEFORE_RANK: Final = "L151"
NOT_THERE: Final = "L152"
MISSING_LINK: Final = "L153"
NO_CHANGE: Final = "L154"
NOT_IN_LIST: Final = "L155"
BY_HAND: Final = "L156"
CONTRADICTIONS: Final = frozenset({SAME_DAY, BEFORE_RANK, NOT_THERE, NOT_IN_LIST})


@dataclass(slots=True)
class Bearing:
    """Checks the events of one action, each as if those before it were written already."""

    roster: Roster
    _states: dict[str, State] = field(default_factory=dict)

    def of_event(self, entry: Entry, before: Entry | None) -> list[Problem]:
        """Return what is wrong with an event; nothing for people outside the roster."""
        store = self.roster.store
        person = self.roster.get(entry.person or "")
        if person is None or not entry.occurred_on or "kind" not in entry.values:
            return []
        state = self._states.get(person.id) or state_of(
            store, person, tuple(self.roster.steps(person.id))
        )
        if before and before.person == person.id:
            state = chain.taken_out(
                store.catalogue, state, timeline.step_of(store.catalogue, before)
            )
        step = timeline.step_of(store.catalogue, entry)
        same = before is not None and before.values == entry.values
        said = given(store, None if same else before, entry)
        found = [
            *_same_day(store.catalogue, step, state),
            *_moves(person, step, state),
            *_unknown(store.catalogue, entry),
        ]
        for key in () if found else [k for k in step.after if k != RANK_DATE]:
            stood = state.stood(step, key)
            found += _link(store.catalogue, state, step, key, said.get(key, stood))
        self._states[person.id] = chain.put_in(store.catalogue, state, step, said)
        return found

    def of_person(self, values: Values, before: Entry) -> list[Problem]:
        """Warn of a column amended by hand that events should change: earlier months change with it."""
        catalogue = self.roster.store.catalogue
        events = self.roster.steps(before.id)
        found = []
        for key in timeline.tracked(catalogue):
            was = before.values.get(key)
            if was is not None and was != values.get(key):
                label = catalogue.sections["person"].field(key).label
                found.append(_by_hand(key, label, [x for x in events if key in x.fields]))
        return found


def _by_hand(key: str, label: str, events: list[Step]) -> Problem:
    since = f" kể từ ngày {_short(events[-1].day)}" if events else " của mọi tháng trước"
    what = f"{label}: sửa ở đây là hiệu đính, đổi cả số liệu{since}. Thay đổi mới thì ghi thành biến động."
    return Problem(key, what, BY_HAND, "warn")


def _same_day(catalogue: Catalogue, step: Step, state: State) -> list[Problem]:
    for other in state.others(step):
        twice = step.fields & other.fields or (step.presence and other.presence)
        if other.day == step.day and twice:
            kind = catalogue.lists["change_kind"].label(other.kind)
            what = f"Ngày này người này đã có biến động “{kind}”. Hãy sửa dòng đó."
            return [Problem("date", what, SAME_DAY, "warn")]
    return []


def _unknown(catalogue: Catalogue, entry: Entry) -> Iterable[Problem]:
    """Name what the event leaves that the roster cannot hold."""
    kind = str(entry.values["kind"])
    for key, value in timeline.read(catalogue, kind, entry.values.get("to_value")).items():
        if not timeline.readable(catalogue, key, value):
            label = catalogue.sections["person"].field(key).label.lower()
            what = f"“{value}” không có trong danh mục {label}; danh sách quân nhân giữ như cũ."
            yield Problem("to_value", what, NOT_IN_LIST, "warn")


def _moves(person: Entry, step: Step, state: State) -> Iterable[Problem]:
    """Check that somebody leaves only from the unit, and comes only from outside."""
    if not step.presence:
        return
    others = [x for x in state.moves() if x.id != step.id]
    gone = [x for x in others if x.day < step.day][-1:]
    to_come = [x for x in others if x.day > step.day][:1]
    left = state.row.get(LEFT, "")
    what = ""
    if to_come and to_come[0].presence == step.presence:
        word = "rời" if step.presence == "leaves" else "về"
        what = f"Đã có biến động {word} đơn vị ngày {_short(to_come[0].day)}, hãy sửa dòng đó."
    elif step.presence == "leaves":
        if step.day <= person.occurred_on:
            what = f"Người này về đơn vị ngày {_short(person.occurred_on)}."
        elif gone and gone[0].presence == "leaves":
            what = f"Người này đã rời đơn vị ngày {_short(gone[0].day)}."
        elif not others and left and left != step.day:
            what = f"Danh sách quân nhân đang ghi ngày rời đơn vị {_short(left)}."
    elif step.day < person.occurred_on:
        what = f"Danh sách quân nhân đang ghi ngày về đơn vị {_short(person.occurred_on)}."
    elif step.day > person.occurred_on and not gone:
        what = "Người này đang ở đơn vị."
        if left and left <= step.day:
            what = f"Hãy ghi biến động rời đơn vị ngày {_short(left)} trước."
    elif gone and gone[0].presence == "arrives":
        what = f"Người này đã về đơn vị ngày {_short(gone[0].day)}."
    if what:
        yield Problem("date", what, NOT_THERE, "warn")


def _link(
    catalogue: Catalogue, state: State, step: Step, key: str, found: str
) -> Iterable[Problem]:
    """Look whether what the event finds and leaves agrees with the events beside it."""
    stood, after, value = state.stood(step, key), state.found_after(step, key), step.after[key]
    if chain.newer(state, step, key) and value != after:
        received = _short(state.row.get(RANK_DATE, ""))
        what = f"Danh sách quân nhân đang ghi nhận {_said(catalogue, key, after)} ngày {received}."
        what += " Hãy ghi biến động ngày đó trước."
        yield Problem("date", what, BEFORE_RANK, "warn")
    elif found != stood and value != after:
        was = _said(catalogue, key, stood)
        what = f"Trước ngày này người này là {was}, không phải {_said(catalogue, key, found)}:"
        yield Problem("from_value", f"{what} còn thiếu một biến động.", MISSING_LINK, "warn")
    elif found == stood == value and len(step.after.keys() - {RANK_DATE}) == 1:
        what = f"Không đổi: trước ngày này người này đã là {_said(catalogue, key, stood)}."
        yield Problem("to_value", what, NO_CHANGE, "warn")


def _said(catalogue: Catalogue, key: str, value: str) -> str:
    of = timeline.list_of(catalogue, key)
    said = catalogue.lists[of].label(value) if of else value
    return said or timeline.NOTHING.lower()


def _short(day: str) -> str:
    return date_short(date.fromisoformat(day))
