"""The events of one person as a chain, for every column they change: pure arithmetic, nothing is read or written.

What one event leaves is what the next one finds, and what the last leaves is what the person's row says. A link
that was open before (somebody corrected the row, an event of old is not known) stays open; nothing is
made up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from app.catalogue import Catalogue
from app.ledgers import timeline
from app.ledgers.timeline import ARRIVED, LEFT, RANK, RANK_DATE, Step

CATEGORY: Final = "category"


@dataclass(frozen=True, slots=True)
class State:
    """What a person's row says (texts only), and the events, oldest first."""

    row: Mapping[str, str]
    steps: tuple[Step, ...] = ()

    def moves(self) -> list[Step]:
        return timeline.moves(self.row.get(ARRIVED, ""), self.steps)

    def others(self, step: Step) -> tuple[Step, ...]:
        return tuple(x for x in self.steps if x.id != step.id)

    def past(self, step: Step, field: str) -> Step | None:
        """Return the last earlier event that leaves something in the column."""
        found = [x for x in self.others(step) if field in x.after and x.order < step.order]
        return found[-1] if found else None

    def following(self, step: Step, field: str) -> Step | None:
        """Return the first later event that bears on the column."""
        late = (x for x in self.others(step) if field in x.fields and x.order > step.order)
        return next(late, None)

    def stood(self, step: Step, field: str) -> str:
        """Return what the column read just before the event."""
        past, following = self.past(step, field), self.following(step, field)
        if past:
            return past.after[field]
        if following and field in following.before:
            return following.before[field]
        return self.row.get(field, "")

    def found_after(self, step: Step, field: str) -> str:
        """Return what the next event finds in the column, or the row says after the last."""
        following = self.following(step, field)
        if following is None:
            return self.row.get(field, "")
        return following.before.get(field, self.stood(step, field))


def taken_out(catalogue: Catalogue, state: State, step: Step) -> State:
    """Join what stood before the event to what comes after it."""
    row, steps = dict(state.row), {x.id: x for x in state.others(step)}
    step = next((x for x in state.steps if x.id == step.id), step)
    for field, left in step.after.items():
        was = step.before.get(field)
        if was is None or state.found_after(step, field) != left:
            continue
        following = state.following(step, field)
        if following:
            steps[following.id] = _finding(steps[following.id], field, was)
        elif timeline.readable(catalogue, field, was):
            row[field] = was
    return _settled(row, steps, state)


def put_in(catalogue: Catalogue, state: State, step: Step, given: Mapping[str, str]) -> State:
    """Let the event find what stood before it, and the next one, or the row, what it leaves.

    `given` is what its writer says it found; where that contradicts the chain, what comes after stays.
    """
    row, steps = dict(state.row), {x.id: x for x in state.others(step)}
    after = _left(catalogue, state, step)
    before = {}
    for field, value in after.items():
        leader = RANK if field == RANK_DATE else field  # the day of a rank goes where the rank goes
        said = given.get(leader, state.stood(step, leader))
        joins = said == state.stood(step, leader) == state.found_after(step, leader)
        explains = state.found_after(step, leader) == after.get(leader)
        stood = state.stood(step, field)
        before[field] = said if field == leader else given.get(field, stood if joins else "")
        if newer(state, step, leader) and not explains:
            if leader not in given:
                del before[field]  # not known
            continue
        if joins or (explains and field != leader):
            following = state.following(step, field)
            if following:
                steps[following.id] = _finding(steps[following.id], field, value)
            else:
                row[field] = value
    fields = timeline.changes(catalogue, step.kind)
    ordered = {f: before[f] for f in fields if f in before}
    steps[step.id] = replace(step, before=ordered or step.before, after=after)
    return _settled(row, steps, state)


def newer(state: State, step: Step, field: str) -> bool:
    """Tell whether the row itself says that it received its rank after the event, the last one known."""
    if field != RANK or state.following(step, field):
        return False
    return state.row.get(RANK_DATE, "") > step.day


def filled(catalogue: Catalogue, state: State) -> State:
    """Return the state with the category said at every change of rank, also where it stayed the same."""
    category, steps = state.row.get(CATEGORY, ""), []
    for step in reversed(state.steps):
        if CATEGORY in step.fields:
            category = step.before.get(CATEGORY, category)
        elif RANK in step.after and CATEGORY in timeline.changes(catalogue, step.kind):
            after = {**step.after, CATEGORY: category}
            step = replace(step, before={**step.before, CATEGORY: category}, after=after)
        steps.append(step)
    return replace(state, steps=tuple(reversed(steps)))


def bare(step: Step) -> Step:
    """Return the step as it is written: without a category that stays the same."""
    if step.before.get(CATEGORY) != step.after.get(CATEGORY):
        return step
    before, after = (
        {k: v for k, v in x.items() if k != CATEGORY} for x in (step.before, step.after)
    )
    return replace(step, before=before, after=after)


def _left(catalogue: Catalogue, state: State, step: Step) -> Mapping[str, str]:
    """Return what the event leaves; a rank of another kind of people brings their category with it."""
    fields = timeline.changes(catalogue, step.kind)
    if RANK not in step.after or CATEGORY not in fields or CATEGORY in step.after:
        return step.after
    category = state.stood(step, CATEGORY)
    now = _categories(catalogue, step.after[RANK])
    if now and now != _categories(catalogue, state.stood(step, RANK)) and category not in now:
        category = now[0]
    return {**step.after, CATEGORY: category}


def _categories(catalogue: Catalogue, rank: str) -> tuple[str, ...]:
    ranks = catalogue.lists[RANK].choices
    found = next((c.extra.get("categories", ()) for c in ranks if c.key == rank), ())
    return found if isinstance(found, tuple) else ()


def _finding(step: Step, field: str, value: str) -> Step:
    return replace(step, before={**step.before, field: value})


def _settled(row: dict[str, str], steps: Mapping[str, Step], was: State) -> State:
    """Return the state with the day of leaving told by who left or came back last."""
    now = State(row, tuple(sorted(steps.values(), key=lambda x: x.order)))
    moves = now.moves()
    if moves or was.moves():
        row[LEFT] = moves[-1].day if moves and moves[-1].presence == "leaves" else ""
    return now
