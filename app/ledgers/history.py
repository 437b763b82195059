"""What happened to one row: field by field, old and new as they read, by whom and when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.catalogue import Section
from app.ledgers import naming
from app.ledgers.rows import Values, exact, files_of, section_of
from app.store import Event, Store

_STRUCK = "Gạch bỏ"
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
    section = section_of(store.catalogue, str((after or before)["section"]))
    old, new = _texts(store, section, before), _texts(store, section, after)
    for key, (label, text) in {**old, **new}.items():
        was = old.get(key, (label, ""))[1]
        now = new.get(key, (label, ""))[1]
        if was != now:
            change = event.change
            reason = str(after.get("change_reason") or "")
            assert text in (was, now)
            yield FieldChange(change.at, change.account, label, key, was, now, change.label, reason)


def _texts(
    store: Store, section: Section, record: Mapping[str, object]
) -> dict[str, tuple[str, str]]:
    """Return label and shown text of every filled field of a record, in the order of the form."""
    if not record:
        return {}
    values = _values(section, record)
    found = {
        f.key: (f.label, naming.shown(store, f, values[f.key]))
        for f in section.fields
        if f.key in values
    }
    for key, label in (("struck", _STRUCK), ("former_ref", _FORMER)):
        if record.get(key):
            found[key] = (label, str(record[key]))
    if files := files_of(record):
        found["files_json"] = (_FILES, ", ".join(file.name for file in files))
    return found


def _values(section: Section, record: Mapping[str, object]) -> Values:
    data = record["data"]
    assert isinstance(data, Mapping)
    return exact(section, data)
