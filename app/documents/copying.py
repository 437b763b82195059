"""A draft begun from the paper of the period before: its sentences, with tables and figures of the new period."""

from collections.abc import Iterator
from datetime import date

from app import period as periods
from app.documents import drafts, outline
from app.documents.blocks import Block, Table
from app.documents.document import Document
from app.documents.filling import Filling
from app.period import Period
from app.store import Store


def previous(store: Store, type_id: str, period: Period, *, besides: str = "") -> Document | None:
    """Return the newest paper of this type for the latest period before this one; None when there is none.

    Papers withdrawn, replaced or kept only as a paper record are passed by.
    """
    found = [
        d for d in drafts.listing(store, type=type_id)
        if d.id != besides and not d.outside and d.text and d.state not in ("withdrawn", "replaced")
        and _start(d) < period.start
    ]  # fmt: skip
    return max(found, key=lambda d: (_start(d), d.dated, d.id), default=None)


def take_over(store: Store, document: str, source: str) -> Document:
    """Give a draft the text of another paper; tables that name a source are filled for the draft's own period.

    What was typed into the other paper stays as typed, its dates too. `NotDraft` for an issued paper.
    """
    found, other = drafts.get(store, document), drafts.get(store, source)
    with store.change(f"Chép từ kỳ trước: {found.title}"):
        return drafts.edit(store, document, outline.show(tuple(_filled(store, found, other))))


def _filled(store: Store, found: Document, other: Document) -> Iterator[Block]:
    filling = Filling(store, periods.parse(found.period))
    # A consolidation's figures are those the draft was composed with; only its own text still has them.
    composed = {b.source: b for b in outline.parse(found.text) if isinstance(b, Table) and b.source}
    for block in outline.parse(other.text):
        if isinstance(block, Table) and block.source:
            yield composed.get(block.source) or filling.table(block.source, chart=block.chart)
        else:
            yield block


def _start(document: Document) -> date:
    return periods.parse(document.period).start
