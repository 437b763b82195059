"""Periods of time as people write them: `2026`, `2026-H1`, `2026-Q4`, `2026-10`, `2026-W42`, `2026-10-06`.

Also terms (`2025-2030`) and ranges of days, months or years (`2026-01..2026-02`, `2017..2022`). Calendar arithmetic only: due days are
planning's, closing days are applied with `Period.closed_on`.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal, assert_never, cast

from app.errors import AppError

Kind = Literal["day", "week", "month", "quarter", "half", "year", "term", "range"]

_DAY: Final = timedelta(days=1)
_ROMAN: Final = ("I", "II", "III", "IV")
_TERM_YEARS: Final = 5  # Party congresses meet every five years, in years divisible by five.
_FORMS: Final[tuple[tuple[Kind, str], ...]] = (
    ("year", r"(\d{4})"),
    ("half", r"(\d{4})-H([12])"),
    ("quarter", r"(\d{4})-Q([1-4])"),
    ("month", r"(\d{4})-(\d{2})"),
    ("week", r"(\d{4})-W(\d{2})"),
    ("day", r"(\d{4})-(\d{2})-(\d{2})"),
    ("term", r"(\d{4})-(\d{4})"),
)


class PeriodUnreadable(AppError):
    """A text that names no period."""

    code = "E003"
    message = "Không đọc được kỳ thời gian."
    hint = "Ghi như 2026, 2026-H1, 2026-Q4, 2026-10, 2026-W42, 2026-10-06 hoặc 2026-01..2026-02."


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole days, both ends included; `text` is how it is stored and typed."""

    text: str
    kind: Kind
    start: date
    end: date

    def contains(self, day: date) -> bool:
        return self.start <= day <= self.end

    def months(self) -> tuple["Period", ...]:
        """Return the calendar months the period is made of; days, weeks and odd ranges have none."""
        plain = parse(self.text)
        inside = each("month", plain.start, plain.end)
        whole = (inside[0].start, inside[-1].end) == (plain.start, plain.end)
        return inside if whole else ()

    def previous(self) -> "Period":
        """Return the period of the same kind and length that ends where this one starts."""
        return self._moved(-1)

    def next(self) -> "Period":
        """Return the period of the same kind and length that starts where this one ends."""
        return self._moved(1)

    def closed_on(self, day: int) -> "Period":
        """Return the same period with months closing on `day` (ngày chốt số liệu, domain 9).

        `2026-02` closed on 20 runs from 21/01 to 20/02; 0 keeps calendar months. What is not made
        of months does not change.
        """
        if day == 0 or self.kind in ("day", "week") or not self.months():
            return self
        start = _clipped(*_shifted(self.start.year, self.start.month, -1), day) + _DAY
        return replace(self, start=start, end=_clipped(self.end.year, self.end.month, day))

    @property
    def title(self) -> str:
        """Name the period in Vietnamese: `tháng 01/2026`, `quý IV/2026`, `6 tháng đầu năm 2026`."""
        year = self.text[:4]
        match self.kind:
            case "day":
                return f"ngày {_shown(self.start)}"
            case "week":
                return f"tuần {self.text[6:]}/{year}"
            case "month":
                return f"tháng {self.text[5:]}/{year}"
            case "quarter":
                return f"quý {_ROMAN[int(self.text[6]) - 1]}/{year}"
            case "half":
                return f"6 tháng {'đầu' if self.text[6] == '1' else 'cuối'} năm {year}"
            case "year":
                return f"năm {year}"
            case "term":
                return f"nhiệm kỳ {year} - {self.text[5:]}"
            case "range":
                return self._range_title()
        assert_never(self.kind)

    def _range_title(self) -> str:
        first, _, last = self.text.partition("..")
        if len(first) == 4:
            return f"giai đoạn {first} - {last}" if first != last else f"năm {first}"
        if len(first) != 7:
            return f"từ ngày {_shown(self.start)} đến ngày {_shown(self.end)}"
        if first == last:
            return f"tháng {first[5:]}/{first[:4]}"
        if first[:4] == last[:4]:
            return f"tháng {first[5:]} - {last[5:]}/{first[:4]}"
        return f"tháng {first[5:]}/{first[:4]} - {last[5:]}/{last[:4]}"

    def _moved(self, steps: Literal[-1, 1]) -> "Period":
        try:
            if self.kind == "range":
                return _range_moved(self, steps)
            if self.kind == "term":
                first, last = int(self.text[:4]), int(self.text[5:])
                by = (last - first) * steps
                return _made("term", (first + by, last + by))
            # The neighbouring day lies in the neighbouring period of the same calendar kind;
            # the text, not the ends, decides, because a closing day may have moved the ends.
            plain = parse(self.text)
            return of(self.kind, plain.end + _DAY if steps == 1 else plain.start - _DAY)
        except (ValueError, OverflowError) as error:
            raise PeriodUnreadable(f"Không có kỳ liền kề với {self.title}.") from error


@lru_cache(maxsize=2048)
def parse(text: str) -> Period:
    """Read a period; `PeriodUnreadable` for anything else. `parse(p.text) == p`."""
    given = text.strip().upper()
    first, dots, last = given.partition("..")
    try:
        if dots:
            return _ranged(parse(first), parse(last))
        for kind, form in _FORMS:
            if found := re.fullmatch(form, given, re.ASCII):
                return _made(kind, tuple(int(x) for x in found.groups()))
    except (ValueError, OverflowError) as error:
        raise PeriodUnreadable(f"Không đọc được kỳ thời gian “{text}”.") from error
    raise PeriodUnreadable(f"Không đọc được kỳ thời gian “{text}”.")


def of(kind: Kind, day: date) -> Period:
    """Return the period of `kind` in which `day` lies; a `range` is the month of the day."""
    match kind:
        case "day":
            return _made("day", (day.year, day.month, day.day))
        case "week":
            iso = day.isocalendar()
            return _made("week", (iso.year, iso.week))
        case "month":
            return _month(day.year, day.month)
        case "quarter":
            return _made("quarter", (day.year, (day.month + 2) // 3))
        case "half":
            return _made("half", (day.year, 1 if day.month <= 6 else 2))
        case "year":
            return _made("year", (day.year,))
        case "term":
            first = day.year - day.year % _TERM_YEARS
            return _made("term", (first, first + _TERM_YEARS))
        case "range":
            return span(day, day)
    assert_never(kind)


def span(start: date, end: date) -> Period:
    """Return the range of months from the month of `start` to the month of `end`."""
    return _ranged(of("month", start), of("month", end))


def each(kind: Kind, start: date, end: date) -> tuple[Period, ...]:
    """Return, in order, every period of `kind` that shares a day with `start`..`end`."""
    if start > end:
        return ()
    found = [of(kind, start)]
    while found[-1].end < end:
        found.append(found[-1].next())
    return tuple(found)


def _made(kind: Kind, n: tuple[int, ...]) -> Period:
    year = n[0]
    match kind:
        case "day":
            day = date(*cast(tuple[int, int, int], n))
            return Period(day.isoformat(), kind, day, day)
        case "week":
            monday = date.fromisocalendar(year, n[1], 1)
            return Period(f"{year:04}-W{n[1]:02}", kind, monday, monday + 6 * _DAY)
        case "month":
            return _month(year, n[1])
        case "quarter":
            return _block(f"{year:04}-Q{n[1]}", kind, year, n[1] * 3 - 2, 3)
        case "half":
            return _block(f"{year:04}-H{n[1]}", kind, year, n[1] * 6 - 5, 6)
        case "year":
            return _block(f"{year:04}", kind, year, 1, 12)
        case "term":
            # A term ends where the next begins, so that terms do not overlap.
            if not year < n[1] <= 9999:
                raise ValueError(n)
            first, last = date(year, 1, 1), date(n[1] - 1, 12, 31)
            return Period(f"{year:04}-{n[1]:04}", kind, first, last)
        case "range":
            raise ValueError(kind)
    assert_never(kind)


def _month(year: int, month: int) -> Period:
    return _block(f"{year:04}-{month:02}", "month", year, month, 1)


def _block(text: str, kind: Kind, year: int, month: int, length: int) -> Period:
    last = _shifted(year, month, length - 1)
    return Period(text, kind, date(year, month, 1), _clipped(*last, 31))


def _ranged(first: Period, last: Period) -> Period:
    kinds = {first.kind, last.kind}
    if len(kinds) != 1 or not kinds <= {"day", "month", "year"} or last.start < first.start:
        raise ValueError(first.text, last.text)
    return Period(f"{first.text}..{last.text}", "range", first.start, last.end)


def _range_moved(period: Period, steps: int) -> Period:
    first, last = (parse(x) for x in period.text.split(".."))
    if first.kind == "day":
        by = steps * (last.end - first.start + _DAY)
        return _ranged(of("day", first.start + by), of("day", last.end + by))
    if first.kind == "year":
        years = steps * (last.start.year - first.start.year + 1)
        return _ranged(*(_made("year", (x.start.year + years,)) for x in (first, last)))
    length = (last.start.year - first.start.year) * 12 + last.start.month - first.start.month + 1
    ends = (_shifted(x.start.year, x.start.month, steps * length) for x in (first, last))
    return _ranged(*(_month(*end) for end in ends))


def _shifted(year: int, month: int, by: int) -> tuple[int, int]:
    """Move a month by `by` months."""
    years, rest = divmod(month - 1 + by, 12)
    return year + years, rest + 1


def _clipped(year: int, month: int, day: int) -> date:
    """Return that day of the month, or the month's last day if it is shorter."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def _shown(day: date) -> str:
    return f"{day:%d/%m}/{day.year:04}"
