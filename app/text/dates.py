"""Dates as officers write and type them."""

import re
from datetime import date, datetime, timedelta

from app.errors import AppError
from app.text.normal import fold


class DateUnreadable(AppError):
    code = "T001"
    message = "Không đọc được ngày."
    hint = "Nhập ngày/tháng/năm, ví dụ 06/10/2026, 6/10 hoặc 061026."


_NEAR = {
    "hom kia": -2,
    "hom qua": -1,
    "hom nay": 0,
    "nay": 0,
    "mai": 1,
    "ngay mai": 1,
    "ngay kia": 2,
}
_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})")
_SEPARATED = re.compile(r"(?P<d>\d{1,2})[/.\-](?P<m>\d{1,2})(?:[/.\-](?P<y>\d{4}|\d{2}))?")
_RUN = re.compile(r"(?P<d>\d{2})(?P<m>\d{2})(?P<y>\d{4}|\d{2})?")
_WORDS = re.compile(
    r"(?:ngay )?(?P<d>\d{1,2}) thang (?P<m>\d{1,2})(?:,? nam (?P<y>\d{4}))?", re.ASCII
)
_SHAPES = (_ISO, _SEPARATED, _RUN, _WORDS)
_CENTURY_AHEAD = 10
"""A two-digit year lies at most ten years ahead; above that it belongs to the last century."""


def date_words(day: date) -> str:
    """Return `ngày 05 tháng 02 năm 2026`: days below 10 and months 1 and 2 take a zero (NĐ 30/2020)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year:04d}"


def date_short(day: date) -> str:
    """Return `06/10/2022`, as tables print it."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def iso_short(iso: str) -> str:
    """Return a stored day (`2026-03-02`) as `02/03/2026`, nothing as nothing."""
    return date_short(date.fromisoformat(iso[:10])) if iso else ""


def moment_short(utc: str) -> str:
    """Return a stored moment (`2026-03-02T06:22:50Z`) in local time, `02/03/2026 13:22`."""
    local = datetime.fromisoformat(utc).astimezone()
    return f"{date_short(local.date())} {local:%H:%M}"


def parse_date(text: str, today: date) -> date:
    """Read `2026-10-06`, `6/10/2026`, `6/10`, `061026`, `ngày 06 tháng 10 năm 2026`, `hôm nay`, `hôm qua`, `mai`.

    A missing year is the year of `today`. Anything else raises `DateUnreadable`.
    """
    typed = " ".join(fold(text).split())
    if typed in _NEAR:
        return today + timedelta(days=_NEAR[typed])
    for shape in _SHAPES:
        if found := shape.fullmatch(typed):
            return _built(found, text, today)
    raise DateUnreadable(f"Không đọc được ngày “{text.strip()}”.")


def _built(found: re.Match[str], text: str, today: date) -> date:
    try:
        return date(_year(found["y"], today), int(found["m"]), int(found["d"]))
    except ValueError:
        raise DateUnreadable(f"Không có ngày “{text.strip()}” trên lịch.") from None


def _year(typed: str | None, today: date) -> int:
    if typed is None:
        return today.year
    if len(typed) == 4:
        return int(typed)
    near = today.year // 100 * 100 + int(typed)
    return near if near <= today.year + _CENTURY_AHEAD else near - 100
