"""The rows of the former ledgers in the order of their pages, each with its running number."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.catalogue import Catalogue, Ledger
from app.ledgers.rows import Entry, entry_of
from app.progress import Progress
from app.store import Store, Where

_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Pages:
    """One former ledger and the ids of its rows by day, as they stand on paper one below the other."""

    ledger: Ledger
    ids: tuple[str, ...]


def pages(store: Store) -> tuple[Pages, ...]:
    """Return every ledger of the own unit with its rows; a section printed twice counts where it comes first."""
    seen: set[str] = set()
    found = []
    for ledger in store.catalogue.ledgers_of(store.unit.level):
        sections = tuple(x for x in ledger.sections if x not in seen)
        seen.update(sections)
        wheres = Where("unit", "=", store.unit.code), Where("section", "in", sections)
        rows = store.values("entry", ("id",), *wheres, order=("occurred_on", "id"))
        found.append(Pages(ledger, tuple(str(key) for (key,) in rows)))
    return tuple(found)


def walk(
    store: Store,
    old: Catalogue,
    new: Catalogue,
    all_pages: tuple[Pages, ...],
    progress: Progress,
    what: str,
) -> Iterator[tuple[Entry, str]]:
    """Yield each row and its place (`Sổ nhật ký, dòng 12`); a place known already is kept.

    A ledger that goes on under its key keeps its numbers to itself: its place is empty.
    """
    short = {x.key: x.short for x in new.former}
    going_on = {x.key for x in new.ledgers_of(store.unit.level)}
    total, done = sum(len(x.ids) for x in all_pages), 0
    for page in all_pages:
        name = "" if page.ledger.key in going_on else short.get(page.ledger.key, page.ledger.title)
        for start in range(0, len(page.ids), _AT_ONCE):
            progress(done, total, what)
            ids = page.ids[start : start + _AT_ONCE]
            records = {str(x["id"]): x for x in store.find("entry", Where("id", "in", ids))}
            for number, key in enumerate(ids, start + 1):
                entry = entry_of(old, records[key])
                place = f"{name}, dòng {number}" if name else ""
                yield entry, entry.former_ref or place
            done += len(ids)
    progress(total, total, what)
