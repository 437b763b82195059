"""How up to date each section of the unit's ledgers is (`section_state`, domain 3.13)."""

from dataclasses import dataclass
from datetime import date

from app.catalogue import Section
from app.planning.facts import entry_wheres
from app.store import Store, Where

_REVIEWED = "section_reviewed"


@dataclass(frozen=True, slots=True)
class SectionState:
    """One section on the day `as_of`; `last` is None for a section without rows."""

    section: str
    title: str
    as_of: date
    last: date | None
    fresh_days: int
    current: bool


def states(store: Store, as_of: date) -> list[SectionState]:
    """Return the state of every section of the unit's layout.

    A `flow` section is as new as its newest row dated up to `as_of`; a `stock` section as the day
    its list was last changed or confirmed (`confirm`). 0 fresh days expects nothing.
    """
    reviewed = store.setting(_REVIEWED, {})
    unit = store.unit
    return [
        _state(store, unit.code, section, as_of, reviewed.get(section.key, ""))
        for section in store.catalogue.sections_of(unit.level)
    ]


def confirm(store: Store, section: str, day: date) -> None:
    """Note that the list of a section was looked through and found right ("đã rà soát")."""
    of = store.catalogue.sections[section]
    reviewed = {**store.setting(_REVIEWED, {}), section: day.isoformat()}
    with store.change(f"Đã rà soát: {of.title}"):
        store.set_setting(_REVIEWED, reviewed)


def newest_row(store: Store, as_of: date) -> date | None:
    """Return the day of the own unit's newest dated row up to `as_of`; None in an empty store."""
    unit = store.unit
    flows = (s for s in store.catalogue.sections_of(unit.level) if s.kind == "flow")
    days = [_newest(store, unit.code, section, as_of) for section in flows]
    return date.fromisoformat(max(days)) if any(days) else None


def _state(store: Store, unit: str, section: Section, as_of: date, reviewed: str) -> SectionState:
    days = [reviewed, _newest(store, unit, section, as_of)]
    last = date.fromisoformat(max(days)) if any(days) else None
    fresh = section.fresh_days
    current = fresh == 0 or (last is not None and (as_of - last).days <= fresh)
    return SectionState(section.key, section.title, as_of, last, fresh, current)


def _newest(store: Store, unit: str, section: Section, as_of: date) -> str:
    """Return the ISO day of the newest row or change; empty when there is none."""
    valid = entry_wheres(unit, section)
    if section.kind == "stock":
        rows = store.find("entry", *valid, order=("-changed_at",), limit=1)
        return str(rows[0]["changed_at"])[:10] if rows else ""
    dated = Where("occurred_on", "<=", as_of.isoformat())
    rows = store.find("entry", *valid, dated, order=("-occurred_on",), limit=1)
    return str(rows[0]["occurred_on"]) if rows else ""
