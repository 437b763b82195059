"""The only place that asks the machine what time it is. `SOCTD_TODAY=2026-11-05` fixes the date."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

from app.errors import AppError

_told: ContextVar[date | None] = ContextVar("told", default=None)


class DayUnreadable(AppError):
    code = "E004"
    message = "Biến SOCTD_TODAY không phải một ngày."
    hint = "Ghi như 2026-11-05, hoặc bỏ biến này."


def today() -> date:
    """Return today's local date, or the date fixed by `fixed` or by `SOCTD_TODAY` (ISO; `DayUnreadable`)."""
    return _fixed_day() or date.today()


def now() -> str:
    """Return the moment as `2026-11-05T08:15:30Z`; the date part follows a fixed date."""
    moment = datetime.now(UTC).replace(microsecond=0)
    if day := _fixed_day():
        moment = datetime.combine(day, moment.time(), UTC)
    return moment.isoformat().replace("+00:00", "Z")


@contextmanager
def fixed(day: date) -> Iterator[None]:
    """Let this thread live on `day`, as the sample's story does when it is told day by day."""
    token = _told.set(day)
    try:
        yield
    finally:
        _told.reset(token)


def _fixed_day() -> date | None:
    if day := _told.get():
        return day
    given = os.environ.get("SOCTD_TODAY")
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise DayUnreadable from None
