"""All papers of a period in one go: made, unchanged or failed, each by itself, so that it can be stopped and gone on with."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from app.catalogue import DocumentType
from app.documents import drafts, organisation
from app.documents.document import Document
from app.documents.kinds import types_for
from app.errors import AppError
from app.period import Period
from app.progress import Progress, silent
from app.store import Store

Make = Callable[[Store, Period, str], Document]
Result = Literal["made", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one type: the draft, or why there is none."""

    type: str
    title: str
    result: Result
    document: str = ""
    reason: str = ""


def types_of(store: Store, period: Period) -> list[DocumentType]:
    """Return the types drafted for this kind of period, without those about a single event."""
    kinds = organisation.load()[0].period_kinds
    return [
        t for t in types_for(store)
        if any(period.kind in kinds[k] for k in t.period_kinds if k not in ("event", "task"))
    ]  # fmt: skip


def draft(
    store: Store, period: Period, types: Sequence[str] | None = None, *, make: Make | None = None,
    progress: Progress = silent,
) -> list[Outcome]:  # fmt: skip
    """Draft every type of a period that has no paper yet; `make(store, period, type)` drafts one (`drafts.create`).

    Each draft is a change of its own: what is made before `progress` cancels stays, and the next run
    passes it by as unchanged. A refusal of one type does not stop the others.
    """
    wanted = [t for t in types_of(store, period) if types is None or t.id in types]
    found: list[Outcome] = []
    for n, kind in enumerate(wanted):
        progress(n, len(wanted), kind.title)
        found.append(_one(store, kind, period, make or _own))
    progress(len(wanted), len(wanted), "")
    return found


def standing(store: Store, type_id: str, period: Period) -> str:
    """Return the paper that a type already has for a period, empty when it has none."""
    return next(_standing(store, type_id, period), "")


def _own(store: Store, period: Period, type_id: str) -> Document:
    return drafts.create(store, type_id, period)


def _one(store: Store, kind: DocumentType, period: Period, make: Make) -> Outcome:
    there = standing(store, kind.id, period)
    if there:
        return Outcome(kind.id, kind.title, "unchanged", there)
    try:
        made = make(store, period, kind.id)
    except AppError as refused:
        return Outcome(kind.id, kind.title, "failed", reason=refused.sentence)
    return Outcome(kind.id, kind.title, "made", made.id)


def _standing(store: Store, type_id: str, period: Period) -> Iterator[str]:
    for paper in drafts.listing(store, period=period, type=type_id):
        if paper.state not in ("withdrawn", "replaced"):
            yield paper.id
