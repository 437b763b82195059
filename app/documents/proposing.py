"""The number an issue would take, and what stands open beside it: gaps and numbers kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.documents import adjusting, drafts, layouts, numbering
from app.documents.kinds import day_of, type_of
from app.store import Store


@dataclass(frozen=True, slots=True)
class Proposal:
    """The next number of the series, numbers skipped below it, and the kept ones with their reason."""

    series: str
    next: int
    gaps: tuple[int, ...]
    kept: Mapping[int, str]


def number(store: Store, document: str, dated: date | str) -> Proposal | None:
    """Return what the paper would be numbered on that day; None for a type without numbers.

    `DateUnreadable` for a day nobody can read.
    """
    kind = type_of(store, drafts.get(store, document).type)
    if kind.series == "none":
        return None
    day = day_of(dated)
    profile = adjusting.effective(store, layouts.choose(kind.family, day).key)
    series = numbering.series_of(store, profile, kind.code, day)
    kept = numbering.notes(store, series)
    open_ = tuple(n for n in numbering.gaps(store, series) if n not in kept)
    return Proposal(series, numbering.next_in(store, series), open_, kept)
