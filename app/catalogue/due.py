"""Due rules as a grammar (domain 7): which texts are rules, and whether one can be earlier than another.

The days themselves are reckoned by `app.planning`; here only rules are compared, over ordinary periods.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

_FORMS = re.compile(
    r"period_(start|end)[+-]\d+|(last_|prev_|next_)?month_day ([1-9]|[12]\d|3[01])"
    r"|year_date (0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])|same_day ([01]\d|2[0-3]):[0-5]\d"
    r"|event\+\d+[dh]|before event \d+"
)
# A period of each kind to compare on: short and long months, both halves of a year.
_PERIODS = {
    "day": (("2026-02-28", "2026-02-28"), ("2026-12-31", "2026-12-31")),
    "week": (("2026-02-23", "2026-03-01"), ("2026-12-28", "2027-01-03")),
    "month": (("2026-02-01", "2026-02-28"), ("2026-12-01", "2026-12-31")),
    "quarter": (("2026-01-01", "2026-03-31"), ("2026-10-01", "2026-12-31")),
    "half": (("2026-01-01", "2026-06-30"), ("2026-07-01", "2026-12-31")),
    "year": (("2026-01-01", "2026-12-31"), ("2028-01-01", "2028-12-31")),
}


def is_rule(text: str) -> bool:
    """Tell whether `text` follows the grammar of due rules."""
    return bool(_FORMS.fullmatch(text))


def locks_early(due: str, lock: str, period_kind: str) -> bool:
    """Tell whether `lock` can come before `due`; rules that cannot be compared do not."""
    early, late = _hours_from_event(due), _hours_from_event(lock)
    if early is not None and late is not None:
        return late < early
    for start, end in _PERIODS.get(period_kind, ()):
        first, last = date.fromisoformat(start), date.fromisoformat(end)
        day, closed = _day(due, first, last), _day(lock, first, last)
        if day and closed and closed < day:
            return True
    return False


def _hours_from_event(rule: str) -> int | None:
    if found := re.fullmatch(r"event\+(\d+)([dh])", rule):
        return int(found[1]) * (24 if found[2] == "d" else 1)
    found = re.fullmatch(r"before event (\d+)", rule)
    return -24 * int(found[1]) if found else None


def _day(rule: str, start: date, end: date) -> date | None:
    head, _, tail = rule.partition(" ")
    if found := re.fullmatch(r"period_(start|end)([+-]\d+)", rule):
        return (start if found[1] == "start" else end) + timedelta(days=int(found[2]))
    if head == "same_day":
        return start
    if head == "year_date":
        month, day = tail.split("-")
        return _in_month(end.year, int(month), int(day))
    anchor = {
        "month_day": (start, 0),
        "last_month_day": (end, 0),
        "prev_month_day": (start, -1),
        "next_month_day": (end, 1),
    }
    if head not in anchor:
        return None
    base, step = anchor[head]
    months = base.year * 12 + base.month - 1 + step
    return _in_month(months // 12, months % 12 + 1, int(tail))


def _in_month(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))
