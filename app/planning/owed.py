"""What a unit owes in a stretch of days by its duty rules, and what satisfied each of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from app.catalogue import DutyRule
from app.period import Kind
from app.planning import due, events, facts
from app.planning.facts import Done
from app.store import Store, Unit

_EVENTS = ("event", "task")


@dataclass(frozen=True, slots=True)
class Owed:
    """One duty rule applied to one period or event, with its due and lock days."""

    rule: DutyRule
    occasion: due.Occasion
    due: date
    lock: date

    @property
    def text(self) -> str:
        return self.occasion.period.text


def owed(store: Store, unit: Unit, start: date, end: date) -> Iterator[Owed]:
    """Yield every duty of the unit's level that falls due in the span."""
    off = {*store.setting("duties_off", []), *unit.data.get("duties_off", [])}
    began = unit.data.get("started_on") or ""
    moved = workdays(store)
    for rule in store.catalogue.duties:
        if rule.level != unit.level or rule.id in off:
            continue
        if not unit.own and rule.satisfied_by != "submission":
            continue
        for occasion in _occasions(store, unit, rule, start, end):
            workday = moved(occasion.period.start)
            day = due.resolve(rule.due, occasion, on_workday=workday)
            if not (start <= day <= end and rule.envelope.in_force(day)):
                continue
            if day.isoformat() >= began:
                lock = due.resolve(rule.lock, occasion, on_workday=workday)
                yield Owed(rule, occasion, day, max(day, lock))


def _occasions(
    store: Store, unit: Unit, rule: DutyRule, start: date, end: date
) -> Iterator[due.Occasion]:
    if rule.period_kind in _EVENTS:
        near = due.reach(rule.due)
        for moment in events.moments(store, unit.code, rule.id, start - near, end + near):
            yield due.of_event(moment)
    else:
        # One day more at the end: a Sunday just past it may move back into the span.
        yield from due.occasions(
            rule.due, cast(Kind, rule.period_kind), start, end + timedelta(days=1)
        )


def satisfied(store: Store, unit: str, owed: Sequence[Owed]) -> list[Done | None]:
    """Return what satisfied each of `owed`, asking the store once per kind of evidence."""
    plain = [x for x in owed if x.occasion.moment is None]
    issued = facts.first_papers(
        store, unit, {(x.rule.target, x.text) for x in plain if x.rule.satisfied_by == "document"}
    )
    sent = facts.first_sendings(
        store, unit, {(x.rule.id, x.text) for x in plain if x.rule.satisfied_by == "submission"}
    )
    rows: dict[tuple[str, str], Done] = {}
    for rule in dict.fromkeys(x.rule for x in plain if x.rule.satisfied_by == "entry"):
        wanted = [x.occasion.period for x in plain if x.rule is rule]
        for text, done in facts.first_entries(store, unit, rule, wanted).items():
            rows[rule.id, text] = done
    answered = _answered(store, unit, owed)
    found: list[Done | None] = []
    for n, x in enumerate(owed):
        if x.occasion.moment is not None:
            found.append(answered[n])
        elif x.rule.satisfied_by == "document":
            found.append(issued.get((x.rule.target, x.text)))
        elif x.rule.satisfied_by == "submission":
            found.append(sent.get((x.rule.id, x.text)))
        else:
            found.append(rows.get((x.rule.id, x.text)))
    return found


def _answered(store: Store, unit: str, owed: Sequence[Owed]) -> dict[int, Done | None]:
    """Return what answered the event duties among `owed`, by position."""
    found: dict[int, Done | None] = {}
    for rule in dict.fromkeys(x.rule for x in owed if x.occasion.moment is not None):
        here = [(n, x) for n, x in enumerate(owed) if x.rule is rule]
        asked = [(x.occasion.moment, x.lock) for _, x in here if x.occasion.moment is not None]
        for (n, _), done in zip(here, events.answers(store, unit, rule, asked), strict=True):
            found[n] = done
    return found


def workdays(store: Store) -> Callable[[date], bool]:
    """Return whether due days of a period beginning on a day move from Sunday to Saturday.

    The unit's setting `due_on_workday`, else the dated rule of the catalogue.
    """
    chosen = store.setting("due_on_workday")

    def moved(day: date) -> bool:
        if chosen is not None:
            return bool(chosen)
        try:
            return store.catalogue.rate("due_on_workday", day).value == "yes"
        except KeyError:  # days before any rule was in force
            return False

    return moved
