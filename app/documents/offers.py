"""Which periods, or which events, a paper of a type can be drafted for, most likely first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app import period as periods
from app.catalogue import DocumentType
from app.documents import organisation
from app.documents.kinds import type_of
from app.ledgers import entries
from app.period import Kind, Period
from app.store import Store
from app.text import capital

_OFFERED: dict[str, tuple[int, int]] = {
    "day": (1, 14), "week": (1, 8), "month": (1, 24), "quarter": (1, 8), "half": (1, 6), "year": (1, 6),
}  # fmt: skip
"""How many periods ahead of the present one and back from it are worth a line in a list."""
_EVENTS = 20
_SPANS = (5, 3, 2)


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the list: its title, the period, and the row an event paper is about."""

    title: str
    period: Period
    about: str = ""


def offers(store: Store, type_id: str, today: date) -> list[Offer]:
    """Return what a paper of this type can be drafted for, as of `today`; the likely one comes first."""
    kind = type_of(store, type_id)
    section = organisation.load()[0].document[kind.id].about
    found = list(_events(store, kind, section)) if section else []
    for of in kind.period_kinds:
        found += list(_of_kind(store, kind, of, today, bool(section)))
    return found


def _of_kind(
    store: Store, kind: DocumentType, of: str, today: date, about: bool
) -> Iterator[Offer]:
    if of == "multi_year":
        for years in _SPANS:
            whole = periods.parse(f"{today.year - years + 1}..{today.year}")
            yield Offer(capital(whole.title), whole)
    elif of == "task":
        yield from _missions(store)
        yield from _calendar("month", today, as_range=True)
    else:
        yield from _calendar("day" if of == "event" else of, today)


def _calendar(of: str, today: date, *, as_range: bool = False) -> Iterator[Offer]:
    """Yield the present period, the one before, the one ahead, then back into the past."""
    ahead, back = _OFFERED[of]
    kind: Kind = of  # type: ignore[assignment]  # the keys of the table are kinds
    now = periods.of(kind, today)
    line = [now]
    for _ in range(back):
        line.append(line[-1].previous())
    following = now
    for _ in range(ahead):
        following = following.next()
        line.insert(2, following)
    for one in line:
        chosen = periods.parse(f"{one.text}..{one.text}") if as_range else one
        yield Offer(capital(one.title), chosen)


def _events(store: Store, kind: DocumentType, section: str) -> Iterator[Offer]:
    """Yield the newest rows that a paper of this type can record, in the period it is written for."""
    of: Kind = "day" if "event" in kind.period_kinds else kind.period_kinds[0]  # type: ignore[assignment]  # its kinds are periods
    if section not in {s.key for s in store.catalogue.sections_of(store.unit.level)}:
        return
    for row in entries.listing(store, section, order="-occurred_on", struck=False, limit=_EVENTS):
        yield Offer(entries.title(store, row), periods.of(of, row.day), row.id)


def _missions(store: Store) -> Iterator[Offer]:
    """Yield the spans of the resolutions on single missions."""
    for row in entries.listing(
        store, "resolution", order="-occurred_on", struck=False, limit=_EVENTS
    ):
        if row.values.get("kind") == "nhiem_vu":
            span = periods.parse(f"{row.values['period_from']}..{row.values['period_to']}")
            yield Offer(entries.title(store, row), span)
