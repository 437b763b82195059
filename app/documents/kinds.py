"""Which types of paper a unit can draft, and by which profile they are printed."""

from datetime import date

from app import clock
from app import text as vietnamese
from app.catalogue import DocumentType
from app.documents import layouts, templates
from app.documents.refusals import TypeUnknown
from app.store import Store


def types_for(store: Store) -> list[DocumentType]:
    """Return the document types of the unit's level that can be drafted: those that have a template."""
    known = templates.known()
    return [
        t for t in store.catalogue.documents.values() if t.id in known and store.unit.level in t.levels
    ]  # fmt: skip


def type_of(store: Store, key: str) -> DocumentType:
    for found in types_for(store):
        if found.id == key:
            return found
    near = vietnamese.similar(key, [t.id for t in types_for(store)])
    raise TypeUnknown(
        f"Không soạn được loại văn kiện “{key}”.", hint=f"Có phải “{near[0]}”?" if near else ""
    )


def profile_of(store: Store, type_id: str, day: date | None = None) -> str:
    """Return the key of the layout profile a paper of this type dated `day` (today) is printed by."""
    return layouts.choose(type_of(store, type_id).family, day or clock.today()).key


def kind_name(store: Store, kind: DocumentType) -> str:
    """Return the name of the kind as printed, `Báo cáo`, from its code."""
    return store.catalogue.codes[kind.code].label


def day_of(given: date | str) -> date:
    """Return a date given as one or as people write it; today for an empty text."""
    if isinstance(given, date):
        return given
    return vietnamese.parse_date(given, clock.today()) if given else clock.today()
