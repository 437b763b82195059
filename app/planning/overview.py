"""The first page: what is due, what is late, who below has sent what, figures against last month."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from app import clock
from app import period as periods
from app.period import Period
from app.planning import currency, duties, indicators, tasks
from app.planning.duties import Occurrence
from app.planning.figures import Figure
from app.planning.setup import load
from app.planning.tasks import Task
from app.store import Store


@dataclass(frozen=True, slots=True)
class Comparison:
    """An indicator of this month beside that of last month; `change` is None when one has no value."""

    now: Figure
    before: Figure

    @property
    def change(self) -> Fraction | None:
        if self.now.value is None or self.before.value is None:
            return None
        return self.now.value - self.before.value


@dataclass(frozen=True, slots=True)
class Subordinate:
    """What a unit below owed since the start of last month: sent in, and missing although due."""

    unit: str
    name: str
    submitted: tuple[Occurrence, ...]
    missing: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The first page as of one day; lists are by due day.

    `figures` are those of `month`, the last one known, against the month before it. Of the months due
    lately `closed` are those whose rows are closed, `unclosed` those past their lock day and open.
    """

    as_of: date
    due: tuple[Occurrence, ...]
    late: tuple[Occurrence, ...]
    tasks_due: tuple[Task, ...]
    tasks_late: tuple[Task, ...]
    subordinates: tuple[Subordinate, ...]
    month: str
    figures: tuple[Comparison, ...]
    closed: tuple[Occurrence, ...] = ()
    unclosed: tuple[Occurrence, ...] = ()


def today(store: Store, as_of: date | None = None) -> Overview:
    """Return the first page for `as_of` (the clock's today)."""
    day = as_of or clock.today()
    setup = load()
    first, last = day - timedelta(days=setup.late_days), day + timedelta(days=setup.soon_days)
    own = duties.occurrences(store, first, last, as_of=day)
    figures = _newest_figures(store, day)
    open_tasks = tasks.listing(store, status="open", as_of=day)
    return Overview(
        as_of=day,
        due=tuple(o for o in own if o.state in ("soon", "not_due")),
        late=tuple(o for o in own if o.state == "overdue"),
        tasks_due=tuple(t for t in open_tasks if day <= t.due <= last),
        tasks_late=tuple(t for t in open_tasks if t.overdue),
        subordinates=_subordinates(store, day),
        month=figures[0].now.period if figures else periods.of("month", day).text,
        figures=figures,
        closed=tuple(o for o in own if o.closed),
        unclosed=tuple(
            o for o in own if o.duty == setup.closing_duty and o.lock < day and not o.closed
        ),
    )


def comparisons(
    store: Store, month: Period, *, as_of: date | None = None
) -> tuple[Comparison, ...]:
    """Return the first page's indicators in `month` against the month before it.

    Which ones: the setting `overview_indicators`, else planning's data.
    """
    known = store.catalogue.indicators
    wanted = store.setting("overview_indicators", None) or load().overview_indicators
    ids = [x for x in wanted if x in known]  # an edition of former ledgers has none
    now = indicators.compute(store, month, ids=ids, as_of=as_of)
    before = indicators.compute(store, month.previous(), ids=ids, as_of=as_of)
    return tuple(Comparison(a, b) for a, b in zip(now, before, strict=True))


def _newest_figures(store: Store, day: date) -> tuple[Comparison, ...]:
    """Return the figures of the month of the newest row, or of the one before while nothing is known.

    A month that so far holds only days to come, such as tasks due in it, says nothing yet.
    """
    month = periods.of("month", currency.newest_row(store, day) or day)
    figures = comparisons(store, month, as_of=day)
    if figures and figures[0].now.value is None:
        return comparisons(store, month.previous(), as_of=day)
    return figures


def _subordinates(store: Store, day: date) -> tuple[Subordinate, ...]:
    start = periods.of("month", day).previous().start
    below = [u for u in store.units() if u.parent == store.unit.code]
    kinds = load().board_kinds
    found = []
    for unit in below:
        owed = duties.occurrences(store, start, day, unit=unit.code, as_of=day)
        on_board = [o for o in owed if periods.parse(o.period).kind in kinds]
        sent = tuple(o for o in on_board if o.satisfied_on is not None)
        missing = tuple(o for o in on_board if o.state == "overdue")
        found.append(Subordinate(unit.code, unit.name, sent, missing))
    return tuple(found)
