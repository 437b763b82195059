"""Numbers, days, months and times as they are typed into a filter: one, from, to, or between two."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app import clock
from app import period as periods
from app.ledgers import reading
from app.text import DateUnreadable, NumberUnreadable, fold, parse_date, parse_number

_MONTH: Final = re.compile(r"(?:thang )?(\d{1,2})[/.\-](\d{4})", re.ASCII)
_QUARTER: Final = re.compile(r"quy (\d|i{1,3}|iv)[/ \-](\d{4})", re.ASCII)
_YEAR: Final = re.compile(r"(?:nam )?((?:19|20)\d\d)", re.ASCII)
_HOUR: Final = re.compile(r"(\d{1,2}) ?(?:h|g|gio)?", re.ASCII)
_TO: Final = re.compile(r" *\.\. *| +[dđ][eéèẻẽẹêếềểễệ]n +", re.IGNORECASE)
_DASHED: Final = re.compile(r"([+-]?\d[\d.,]*) *[-–] *([+-]?\d[\d.,]*)", re.ASCII)
_SIGNED: Final = re.compile(r"(>=|<=|>|<|=)?(.*)", re.DOTALL)
_ROMAN: Final = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_NOW: Final[dict[str, periods.Kind]] = {
    "thang nay": "month",
    "quy nay": "quarter",
    "nam nay": "year",
}


@dataclass(frozen=True, slots=True)
class Between:
    """From `low` to `high`, None for no end; numbers, or ISO days, months and times as text."""

    low: Decimal | str | None
    high: Decimal | str | None
    above: bool = False
    """`low` itself is left out."""
    below: bool = False


Ends = tuple[Decimal | str, Decimal | str]
"""First and last value that a text means."""


class Unreadable(Exception):
    """What is wrong with one filter text, as a sentence."""


def between(text: str, ends: Callable[[str], Ends]) -> Between:
    """Read `5`, `>5`, `>=5`, `<5`, `<=5`, `5..10`, `5..`, `..10`; a piece may mean many days."""
    first, *rest = _TO.split(text, maxsplit=1)
    if not rest and ends is number and (dashed := _DASHED.fullmatch(text)):
        first, rest = dashed[1], [dashed[2]]
    if rest:
        given = [ends(x) if x else None for x in (first, rest[0])]
        if given == [None, None]:
            raise Unreadable("Ghi hai đầu của khoảng, ví dụ 5..10.")
        low, high = given
        if low and high and low[0] > high[1]:  # type: ignore[operator]  # both of one kind
            low, high = high, low
        return Between(low[0] if low else None, high[1] if high else None)
    signed = _SIGNED.fullmatch(text)
    assert signed
    sign, (low_end, high_end) = signed[1] or "", ends(signed[2].strip())
    match sign:
        case ">":
            return Between(high_end, None, above=True)
        case ">=":
            return Between(low_end, None)
        case "<":
            return Between(None, low_end, below=True)
        case "<=":
            return Between(None, high_end)
    return Between(low_end, high_end)


def number(piece: str) -> Ends:
    try:
        value = parse_number(piece)
    except NumberUnreadable:
        raise Unreadable(
            f"Không đọc được số “{piece}”. Gõ như 5, >5, <=5, 5..10; phần lẻ sau dấu phẩy."
        ) from None
    return value, value


def days(piece: str) -> Ends:
    """Return the first and last day of a day, month, quarter or year as people write them."""
    try:
        named = _period(fold(piece))
        if named is not None:
            return named.start.isoformat(), named.end.isoformat()
        day = parse_date(piece, clock.today()).isoformat()
    except (DateUnreadable, periods.PeriodUnreadable):
        raise Unreadable(
            f"Không đọc được ngày “{piece}”. Gõ như 6/10/2026, 10/2026, 2026, >6/10/2026 hoặc 1/10..15/10."
        ) from None
    return day, day


def _period(piece: str) -> periods.Period | None:
    """Return the period a text names, None when it may be a day."""
    if found := _YEAR.fullmatch(piece):
        return periods.parse(found[1])
    if found := _MONTH.fullmatch(piece):
        return periods.parse(f"{found[2]}-{int(found[1]):02}")
    if found := _QUARTER.fullmatch(piece):
        return periods.parse(f"{found[2]}-Q{_ROMAN.get(found[1], found[1])}")
    if piece in _NOW:
        return periods.of(_NOW[piece], clock.today())
    if re.fullmatch(r"\d{4}", piece, re.ASCII):
        return None
    try:
        return periods.parse(piece)
    except periods.PeriodUnreadable:
        return None


def months(piece: str) -> Ends:
    """Return the first and last month of what `days` reads."""
    first, last = days(piece)
    return str(first)[:7], str(last)[:7]


def times(piece: str) -> Ends:
    """Return the first and last minute: of `14` and `14h` the whole hour."""
    if (hour := _HOUR.fullmatch(fold(piece))) and int(hour[1]) < 24:
        return f"{int(hour[1]):02}:00", f"{int(hour[1]):02}:59"
    said = reading.clock_time(fold(piece))
    if said is None:
        raise Unreadable(f"Không đọc được giờ “{piece}”. Gõ như 14:30, 14h, >14:30 hoặc 8h..11h.")
    return said, said
