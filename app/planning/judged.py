"""Computed columns that need due days of duties (`PLANNED` of the ledgers)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from app import period as periods
from app.ledgers import Entry
from app.planning import due
from app.planning.owed import workdays
from app.planning.setup import load
from app.store import Store


def resolution_on_time(store: Store, entry: Entry) -> bool | None:
    """Tell whether a resolution came by the due day of its duty, for the period it starts with.

    None for kinds that no duty judges (domain 3.11).
    """
    judged = load().resolutions.get(str(entry.values.get("kind")))
    if judged is None:
        return None
    begins = date.fromisoformat(str(entry.values["period_from"]))
    occasion = due.Occasion(periods.of(judged.period, begins))
    for rule in store.catalogue.duties:
        if rule.id == judged.duty and rule.level == store.unit.level:
            workday = workdays(store)(begins)
            return entry.day <= due.resolve(rule.due, occasion, on_workday=workday)
    return None


COLUMNS: Final[Mapping[tuple[str, str], Callable[[Store, Entry], bool | None]]] = {
    ("resolution", "on_time"): resolution_on_time,
}
