"""What happened to one row: field by field, old and new as they read, by whom and when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.catalogue import Section
from app.ledgers import naming
from app.ledgers.rows import Values, exact, files_of
from app.store import Event, Store

_STRUCK = "Gạch bỏ"
_SECTION = "Mục"
_FORMER = "Số dòng ở sổ cũ"
_FILES = "Tệp kèm"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one change. `label` names the field, `action` is what the user did; texts are shown values."""

    at: str
    by: str
    label: str
    field: str
    old: str
    new: str
    action: str
    reason: str


def history(store: Store, entry: str) -> list[FieldChange]:
    """Return every change of every field of the row `entry`, oldest first; undone changes too."""
    return [x for event in store.row_history("entry", entry) for x in _of_event(store, event)]


def _of_event(store: Store, event: Event) -> Iterator[FieldChange]:
    before, after = event.before or {}, event.after or {}
    old, new = _texts(store, before), _texts(store, after)
    if before and after and before["section"] != after["section"]:
        was, now = _called(store, before), _called(store, after)
        change = event.change
        yield FieldChange(
            change.at, change.account, _SECTION, "section", was, now, change.label, ""
        )
    for key, (label, text) in {**old, **new}.items():
        was = old.get(key, (label, ""))[1]
        now = new.get(key, (label, ""))[1]
        if was != now:
            change = event.change
            reason = str(after.get("change_reason") or "")
            assert text in (was, now)
            yield FieldChange(change.at, change.account, label, key, was, now, change.label, reason)


def _texts(store: Store, record: Mapping[str, object]) -> dict[str, tuple[str, str]]:
    """Return label and shown text of every filled field of a record, in the order of the form it was written on."""
    if not record:
        return {}
    section = _section(store, record)
    values = _values(section, record)
    found = {
        f.key: (f.label, naming.shown(store, f, values[f.key]))
        for f in (section.fields if section else ())
        if f.key in values
    }
    for key, label in (("struck", _STRUCK), ("former_ref", _FORMER)):
        if record.get(key):
            found[key] = (label, str(record[key]))
    if files := files_of(record):
        found["files_json"] = (_FILES, ", ".join(file.name for file in files))
    return found


def _section(store: Store, record: Mapping[str, object]) -> Section | None:
    """Return the form of the edition that the record names; None where nobody knows it any more."""
    return store.catalogue.section_in(str(record["edition"]), str(record["section"]))


def _called(store: Store, record: Mapping[str, object]) -> str:
    section = _section(store, record)
    return section.title if section else str(record["section"])


def _values(section: Section | None, record: Mapping[str, object]) -> Values:
    data = record["data"]
    assert isinstance(data, Mapping)
    return exact(section, data)
