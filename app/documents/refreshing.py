"""Tables of a draft that show rows of the store: which have fallen behind, and bringing them up to date."""

from collections.abc import Iterator

from app import period as periods
from app.documents import drafts, outline
from app.documents.blocks import Block, Table
from app.documents.document import Document
from app.documents.filling import Filling
from app.documents.refusals import NotDraft
from app.store import Store


def stale(store: Store, document: str) -> list[str]:
    """Return the sources of the tables whose rows are no longer those of the store; none for an issued paper."""
    found = drafts.get(store, document)
    if found.state != "draft":
        return []
    pairs = zip(outline.parse(found.text), _fresh(store, found), strict=True)
    return [b.source for b, now in pairs if isinstance(b, Table) and _said(b) != _said(now)]


def refresh(store: Store, document: str) -> Document:
    """Fill the tables of a draft again from the rows of today; everything typed around them stays.

    `NotDraft` for a paper that is issued, `SourceWrong` for a marker nobody understands.
    """
    found = drafts.get(store, document)
    if found.state != "draft":
        raise NotDraft()
    return drafts.edit(store, document, outline.show(tuple(_fresh(store, found))))


def _said(block: Block) -> object:
    """Return what a block says: how wide its columns are is no reason to fill a table again."""
    return (block.header, block.rows) if isinstance(block, Table) else block


def filled(store: Store, document: str, source: str, *, chart: bool = False) -> str:
    """Return the table of a source for the paper's period as outline text, its marker first (`SourceWrong`)."""
    found = drafts.get(store, document)
    made = Filling(store, periods.parse(found.period)).table(source, chart=chart)
    return outline.show([made])


def _fresh(store: Store, document: Document) -> Iterator[Block]:
    filling = Filling(store, periods.parse(document.period))
    # The figures of a consolidation are those of the bundles it was drafted from, not the unit's own.
    consolidated = bool(document.data.get("consolidated"))
    for block in outline.parse(document.text):
        if isinstance(block, Table) and block.source and not (consolidated and "@" in block.source):
            yield filling.table(block.source, chart=block.chart)
        else:
            yield block
