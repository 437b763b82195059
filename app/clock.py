"""The only place that asks the machine what time it is. `SOCTD_TODAY=2026-11-05` fixes the date."""

import os
from datetime import UTC, date, datetime


def today() -> date:
    """Return today's local date, or the date fixed by `SOCTD_TODAY` (ISO)."""
    fixed = os.environ.get("SOCTD_TODAY")
    return date.fromisoformat(fixed) if fixed else date.today()


def now() -> str:
    """Return the moment as `2026-11-05T08:15:30Z`; the date part follows `SOCTD_TODAY`."""
    moment = datetime.now(UTC).replace(microsecond=0)
    if os.environ.get("SOCTD_TODAY"):
        moment = datetime.combine(today(), moment.time(), UTC)
    return moment.isoformat().replace("+00:00", "Z")
