"""What has been done: documents issued, rows entered and sendings made, read once per question."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from app import period as periods
from app.catalogue import Condition, DutyRule, Field, Section
from app.period import Period
from app.store import Store, Where

Record = Mapping[str, object]

COUNTED_STATES: Final = ("issued", "replaced")
"""A replaced document was issued in its time; drafts and withdrawn ones count for nothing."""


@dataclass(frozen=True, slots=True)
class Done:
    """The day a duty was satisfied, and whether by a signed nil return."""

    day: date
    nil: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """An issued document with the stretch of days it is about; terms and odd texts cover no day."""

    id: str
    type: str
    period: str
    day: date

    def covers(self, day: date) -> int | None:
        """Return how many days the document is about if `day` is one of them, else None."""
        about = _readable(self.period)
        if about is None or not about.contains(day):
            return None
        return (about.end - about.start).days


def papers(store: Store, unit: str, types: Iterable[str], *where: Where) -> list[Paper]:
    """Return the documents of the unit that count, earliest date first."""
    rows = store.find(
        "document",
        Where("unit", "=", unit),
        Where("type", "in", tuple(sorted(set(types)))),
        Where("state", "in", COUNTED_STATES),
        *where,
        order=("dated", "id"),
    )
    return [
        Paper(str(r["id"]), str(r["type"]), str(r["period"]), date.fromisoformat(str(r["dated"])))
        for r in rows
    ]


def first_papers(
    store: Store, unit: str, wanted: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], Done]:
    """Return, for each (document type, period text), the day its first document was issued."""
    pairs = set(wanted)
    if not pairs:
        return {}
    texts = tuple(sorted({text for _, text in pairs}))
    found: dict[tuple[str, str], Done] = {}
    for paper in papers(store, unit, {t for t, _ in pairs}, Where("period", "in", texts)):
        found.setdefault((paper.type, paper.period), Done(paper.day, source=paper.id))
    return found


def first_sendings(
    store: Store, unit: str, wanted: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], Done]:
    """Return, for each (duty, period text), the day of the first sending that was not returned.

    The receiver's day decides where there is one (domain 3.13).
    """
    pairs = set(wanted)
    if not pairs:
        return {}
    rows = store.find(
        "submission",
        Where("unit", "=", unit),
        Where("period", "in", tuple(sorted({text for _, text in pairs}))),
        Where("duty", "in", tuple(sorted({duty for duty, _ in pairs}))),
        Where("state", "!=", "returned"),
        order=("attempt",),
    )
    found: dict[tuple[str, str], Done] = {}
    for row in rows:
        day = row["received_on"] or row["sent_on"]
        if day:
            done = Done(date.fromisoformat(str(day)), bool(row["nil"]), str(row["id"]))
            found.setdefault((str(row["duty"]), str(row["period"])), done)
    return found


def entry_wheres(unit: str, of: Section, where: Sequence[Condition] = ()) -> tuple[Where, ...]:
    """Return the conditions that select valid rows of a section, its filter pushed to the store."""
    return (
        Where("unit", "=", unit),
        Where("section", "=", of.key),
        Where("struck", "empty"),
        *(pushed(of, c) for c in where),
    )


def pushed(section: Section, c: Condition) -> Where:
    """Return a condition on a stored field as the store reads it, its value typed by the field."""
    field = f"data.{c.field}"
    if c.op in ("set", "empty"):
        return Where(field, c.op)
    of = section.field(c.field)
    typed = tuple(_typed(of, x) for x in ((c.value,) if isinstance(c.value, str) else c.value))
    return Where(field, c.op, typed if c.op == "in" else typed[0])


def _typed(field: Field, text: str) -> str | int | Decimal | bool:
    if field.type == "yes_no":
        return text == "yes"
    if field.type in ("integer", "money"):
        return int(text)
    return Decimal(text) if field.type == "decimal" else text


def first_entries(
    store: Store, unit: str, rule: DutyRule, wanted: Sequence[Period]
) -> dict[str, Done]:
    """Return, for each period text, the date of the first row of the rule's section within it."""
    if not wanted:
        return {}
    by_day = store.latest(  # one row of each day is enough, and none needs to be read
        "entry",
        "id",
        *entry_wheres(unit, store.catalogue.sections[rule.target], rule.where),
        Where("occurred_on", ">=", min(p.start for p in wanted).isoformat()),
        Where("occurred_on", "<=", max(p.end for p in wanted).isoformat()),
        by="occurred_on",
    )
    days = sorted(date.fromisoformat(day) for day in by_day)
    found = {}
    for period in wanted:
        at = bisect_left(days, period.start)
        if at < len(days) and days[at] <= period.end:
            found[period.text] = Done(days[at], source=by_day[days[at].isoformat()])
    return found


def _readable(text: str) -> Period | None:
    try:
        return periods.parse(text)
    except periods.PeriodUnreadable:
        return None
