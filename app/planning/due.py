"""The grammar of due days (domain 7), as pure arithmetic on periods and events."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final

from app import period as periods
from app.errors import AppError
from app.period import Kind, Period

_SUNDAY: Final = 6
_FARTHEST: Final = 62  # days between a period and a day of the month before or after it


class DueRuleUnknown(AppError):
    """A due rule outside the grammar, or one that needs an event where there is none."""

    code = "P101"
    message = "Không hiểu quy tắc hạn nộp."
    hint = "Xem lại quy tắc hạn trong danh mục chế độ."


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a due day is counted from: a period, or the moment of an event within it."""

    period: Period
    moment: datetime | None = None


def of_event(moment: datetime) -> Occasion:
    """Return the occasion of one event; its period is its day."""
    return Occasion(periods.of("day", moment.date()), moment)


def resolve(rule: str, occasion: Occasion, *, on_workday: bool = False) -> date:
    """Return the day that `rule` names for the occasion; `DueRuleUnknown` for another text.

    Calendar days. With `on_workday` a Sunday moves to the Saturday before. A day past the end of
    a short month is the month's last day.
    """
    day_of, numbers = _read(rule)
    day = day_of(occasion, *numbers)
    return day - timedelta(days=1) if on_workday and day.weekday() == _SUNDAY else day


def occasions(rule: str, kind: Kind, start: date, end: date) -> Iterator[Occasion]:
    """Yield the periods of `kind` whose due day by `rule` may lie in `start`..`end`, in order."""
    margin = reach(rule)
    for period in periods.each(kind, start - margin, end + margin):
        yield Occasion(period)


def reach(rule: str) -> timedelta:
    """Return how far from its period or event a due day of `rule` can lie at most."""
    numbers = re.findall(r"\d+", rule)
    near = not re.match(r"(?:period|event|before|same_day)", rule.strip())
    return timedelta(days=_FARTHEST if near else int(numbers[0]) + 1)


@cache
def _read(rule: str) -> tuple["_Day", tuple[str, ...]]:
    """Return how the rule reckons and its numbers; a few dozen rules are asked about hundreds of periods."""
    for form, day_of in _FORMS:
        if found := re.fullmatch(form, rule.strip(), re.ASCII):
            return day_of, found.groups()
    raise DueRuleUnknown(f"Không hiểu quy tắc hạn “{rule}”.")


def _in_month(month: Period, day: str) -> date:
    last = monthrange(month.start.year, month.start.month)[1]
    return month.start.replace(day=min(int(day), last))


def _month_at(day: date) -> Period:
    return periods.of("month", day)


def _moment(occasion: Occasion) -> datetime:
    if occasion.moment is None:
        raise DueRuleUnknown("Quy tắc hạn này cần ngày giờ của sự việc.")
    return occasion.moment


_Day = Callable[..., date]
_FORMS: Final[tuple[tuple[str, _Day], ...]] = (
    (r"period_start([+-]\d+)", lambda o, n: o.period.start + timedelta(days=int(n))),
    (r"period_end([+-]\d+)", lambda o, n: o.period.end + timedelta(days=int(n))),
    (r"month_day (\d+)", lambda o, n: _in_month(_month_at(o.period.start), n)),
    (r"last_month_day (\d+)", lambda o, n: _in_month(_month_at(o.period.end), n)),
    (r"prev_month_day (\d+)", lambda o, n: _in_month(_month_at(o.period.start).previous(), n)),
    (r"next_month_day (\d+)", lambda o, n: _in_month(_month_at(o.period.end).next(), n)),
    (
        r"year_date (\d\d)-(\d\d)",
        lambda o, m, d: _in_month(periods.parse(f"{o.period.end.year:04}-{m}"), d),
    ),
    (r"same_day \d\d:\d\d", lambda o: o.period.start),
    (r"event\+(\d+)d", lambda o, n: _moment(o).date() + timedelta(days=int(n))),
    (r"event\+(\d+)h", lambda o, n: (_moment(o) + timedelta(hours=int(n))).date()),
    (r"before event (\d+)", lambda o, n: _moment(o).date() - timedelta(days=int(n))),
)
