"""Columns that are never typed (domain 3.11): recomputed from the row, named rows and dated rules.

Exact arithmetic: ratios are `Fraction` (0.925 is shown `92,5 %`), days are ISO text. A value that cannot
be known (denominator 0, no birthday, no rate in force) is None and shown `–`. Columns in `PLANNED`
need due days of duties and are planning's.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from app import clock
from app.ledgers import authority
from app.ledgers.facts import Facts
from app.ledgers.people import Roster
from app.ledgers.reckoning import difference, due_fee, months_after, whole_months, whole_years
from app.ledgers.rows import Entry, entry_of, section_of
from app.period import of
from app.store import Store, Where
from app.text import date_short, fold, number, percent

Result = int | Decimal | Fraction | bool | str | None
NONE = "–"
PLANNED: Final = frozenset({("resolution", "on_time")})
"""Columns computed by planning, which knows the due days of duties."""
ACROSS: Final = frozenset(
    {("resolution", "tasks_total"), ("resolution", "tasks_done"), ("plan", "held")}
)
"""Columns that look through other rows of the own unit; nothing can be said of another unit's row."""


def values(
    store: Store, entry: Entry, as_of: date | None = None, *, roster: Roster | None = None
) -> dict[str, Result]:
    """Return the computed columns of a row by key, without those of `PLANNED`.

    Pass one `roster` when many rows are asked for.
    """
    facts = facts_of(store, entry, as_of, roster or Roster(store))
    section = section_of(store.catalogue, entry.section)
    keys = [c.key for c in section.computed if (section.key, c.key) not in PLANNED]
    return {key: one(facts, key) for key in keys}


def one(facts: Facts, key: str) -> Result:
    """Return one computed column; KeyError for an unknown one."""
    return FORMULAS[facts.section, key](facts)


def facts_of(store: Store, entry: Entry, as_of: date | None, roster: Roster) -> Facts:
    day = as_of or clock.today()
    return Facts(store, roster, entry.section, entry.values, entry.day, day, entry.id)


def shown(store: Store, section: str, key: str, value: Result) -> str:
    """Return a computed value as Vietnamese screens and paper show it."""
    if value is None:
        return NONE
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, str):
        column = next(c for c in store.catalogue.sections[section].computed if c.key == key)
        return date_short(date.fromisoformat(value)) if column.type == "date" else value
    if isinstance(value, Fraction):
        label = next(c.label for c in store.catalogue.sections[section].computed if c.key == key)
        return percent(value) if "%" in label else number(value, 1)
    return number(value)


def _share(part: str, *whole: str) -> Callable[[Facts], Result]:
    """Return the formula part / sum of whole; `a+b` adds up."""

    def ratio(facts: Facts) -> Result:
        top = _sum(facts, part.split("+"))
        bottom = _sum(facts, whole)
        return None if top is None or not bottom else Fraction(top) / Fraction(bottom)

    return ratio


def _rest(whole: str, part: str) -> Callable[[Facts], Result]:
    def rest(facts: Facts) -> Result:
        return difference(facts.number(whole), facts.number(part))

    return rest


def _added(*keys: str) -> Callable[[Facts], Result]:
    return lambda facts: _sum(facts, keys)


def _sum(facts: Facts, keys: tuple[str, ...] | list[str]) -> int | Decimal | None:
    given = [x for key in keys if (x := facts.number(key)) is not None]
    return sum(given) if given else None


def _years(key: str) -> Callable[[Facts], Result]:
    """Return whole years from the date field `key`, or from the birthday for ``, up to as_of."""

    def years(facts: Facts) -> Result:
        start = facts.day_of(key) if key else facts.born()
        return None if start is None else whole_years(start, facts.as_of)

    return years


def _directive_on_time(facts: Facts) -> Result:
    done, due = facts.text("done_date"), facts.text("due_date")
    return bool(done) and bool(due) and done <= due


def _task_on_time(facts: Facts) -> Result:
    return facts.text("status") == "done" and _directive_on_time(facts)


def _task_overdue(facts: Facts) -> Result:
    return facts.text("status") == "open" and facts.text("due_date") < facts.as_of.isoformat()


def _report_delay(facts: Facts) -> Result:
    """Return hours from the event to the first report; without both times, whole days."""
    began, told = facts.day_of("occurred_date"), facts.day_of("first_report_date")
    if began is None or told is None:
        return None
    hours = Fraction((told - began).days * 24)
    times = facts.text("occurred_time"), facts.text("first_report_time")
    return hours + Fraction(_minutes(times[1]) - _minutes(times[0]), 60) if all(times) else hours


def _meeting_rate(facts: Facts) -> Result:
    must, present = (
        difference(facts.number("total"), facts.number("exempt")),
        facts.number("present"),
    )
    return None if not must or present is None else Fraction(present) / Fraction(must)


def _meeting_minutes(facts: Facts) -> Result:
    start, end = facts.text("start_time"), facts.text("end_time")
    return (_minutes(end) - _minutes(start)) % (24 * 60) if start and end else None


def _resolution_tasks(status: str) -> Callable[[Facts], Result]:
    def count(facts: Facts) -> Result:
        wanted = [Where("data.status", "=", status)] if status else []
        return facts.store.count(
            "entry",
            Where("unit", "=", facts.store.unit.code),
            Where("section", "=", "task"),
            Where("struck", "empty"),
            Where("data.origin", "=", "resolution"),
            Where("data.origin_ref", "=", facts.text("number")),
            *wanted,
        )

    return count


def _probation_end(facts: Facts) -> Result:
    admitted = facts.day_of("admitted_date")
    if admitted is None:
        return None
    try:
        months = facts.catalogue.rate("probation_months", admitted).value
    except KeyError:
        return None  # admitted under rules older than the catalogue
    assert isinstance(months, Decimal)
    return months_after(admitted, int(months)).isoformat()


def _dossier(facts: Facts) -> Result:
    ticks = [f.key for f in facts.catalogue.sections["candidate"].fields if f.type == "yes_no"]
    return sum(facts.values.get(key) is True for key in ticks)


def _fee_missing(facts: Facts) -> Result:
    due, paid = due_fee(facts), facts.number("paid")
    return None if due is None or paid is None else max(due - int(paid), 0)


def _served_months(facts: Facts) -> Result:
    start = facts.day_of("enlisted_date")
    return None if start is None else whole_months(start, facts.as_of)


def _rank_group(facts: Facts) -> Result:
    ranks = facts.catalogue.lists["rank"].choices
    return next((str(c.extra["group"]) for c in ranks if c.key == facts.text("rank")), None)


def _plan_held(facts: Facts) -> Result:
    """Look for a session of the same audience and topic from the planned day to the quarter's end."""
    last = of("quarter", facts.day).end
    found = facts.store.find(
        "entry",
        Where("unit", "=", facts.store.unit.code),
        Where("section", "=", "session"),
        Where("struck", "empty"),
        Where("occurred_on", ">=", facts.day.isoformat()),
        Where("occurred_on", "<=", last.isoformat()),
        Where("data.audience", "=", facts.text("audience")),
    )
    topic = fold(facts.text("topic"))
    sessions = (entry_of(facts.catalogue, x) for x in found)
    return any(fold(str(x.values.get("topic", ""))) == topic for x in sessions)


def _man_hours(facts: Facts) -> Result:
    hours, present = facts.number("hours"), facts.number("present")
    return None if hours is None or present is None else Decimal(hours) * present


def _minutes(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:])


FORMULAS: Final[Mapping[tuple[str, str], Callable[[Facts], Result]]] = {
    ("directive", "on_time"): _directive_on_time,
    ("task", "on_time"): _task_on_time,
    ("task", "overdue"): _task_overdue,
    ("inspection", "open_count"): _rest("finding_count", "fixed_count"),
    ("strength", "total"): _added("officers", "professional", "soldiers", "workers"),
    ("strength", "rate"): _share("present", "officers", "professional", "soldiers", "workers"),
    ("incident", "report_delay_hours"): _report_delay,
    ("meeting", "must_attend"): _rest("total", "exempt"),
    ("meeting", "rate"): _meeting_rate,
    ("meeting", "minutes"): _meeting_minutes,
    ("resolution", "vote_rate"): _share("vote_for", "voters"),
    ("resolution", "tasks_total"): _resolution_tasks(""),
    ("resolution", "tasks_done"): _resolution_tasks("done"),
    ("member", "probation_due"): _probation_end,
    ("member", "age"): _years(""),
    ("member", "party_age"): _years("admitted_date"),
    ("candidate", "dossier_done"): _dossier,
    ("candidate", "official_due"): _probation_end,
    ("fee", "due"): due_fee,
    ("fee", "missing"): _fee_missing,
    ("member_grade", "done_rate"): _share("tasks_done", "tasks_total"),
    ("member_grade", "late_rate"): _share("tasks_late", "tasks_total"),
    ("person", "age"): _years("birth_date"),
    ("person", "served_months"): _served_months,
    ("person", "rank_group"): _rank_group,
    ("plan", "held"): _plan_held,
    ("session", "rate"): _share("present", "required"),
    ("session", "man_hours"): _man_hours,
    ("test", "pass_rate"): _share("excellent+good+pass", "tested"),
    ("test", "good_rate"): _share("excellent+good", "tested"),
    ("culture_day", "rate"): _share("present", "required"),
    ("award", "vote_rate"): _share("vote_for", "voters"),
    ("discipline", "within_authority"): authority.within,
    ("soldiers_council", "open_count"): _rest("proposals", "answered"),
    ("union_meeting", "rate"): _share("present", "required"),
    ("union_member", "age"): _years(""),
    ("inspection_case", "open_count"): _rest("finding_count", "fixed_count"),
}
