"""Moments and days as people read them on the screen."""

from datetime import date, datetime

from app.text import date_short


def moment(utc: str) -> str:
    """Return a stored moment (`2026-03-02T06:22:50Z`) as local `02/03/2026 13:22`."""
    local = datetime.fromisoformat(utc).astimezone()
    return f"{date_short(local.date())} {local:%H:%M}"


def day(iso: str) -> str:
    """Return an ISO day as `02/03/2026`, nothing as nothing."""
    return date_short(date.fromisoformat(iso[:10])) if iso else ""
