"""What happened to one row: field by field, old and new as they read, by whom and when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.catalogue import Section
from app.ledgers import locks, naming
from app.ledgers.rows import Value, Values, exact, files_of
from app.progress import Progress, silent
from app.store import Change, Event, Store

_STEP = 20
_STRUCK = "Gạch bỏ"
_SECTION = "Mục"
_FORMER = "Số dòng ở sổ cũ"
_FILES = "Tệp kèm"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one change. `label` names the field, `action` is what the user did; texts are shown values.

    `kind` is `do`, `undo` or `redo` and `undone` tells that the change does not stand any more. `before` is the
    value as it was stored, for putting it back; None where there was none or where it is no field.
    """

    at: str
    by: str
    label: str
    field: str
    old: str
    new: str
    action: str
    reason: str
    change: int = 0
    kind: str = "do"
    undone: bool = False
    before: Value | None = None


def history(store: Store, entry: str) -> list[FieldChange]:
    """Return every change of every field of the row `entry`, oldest first; undone changes too."""
    events = store.row_history("entry", entry)
    back = _taken_back(events)
    return [x for event in events for x in _of_event(store, event, event.change.id in back)]


def take_back(store: Store, change: int, *, progress: Progress = silent) -> Change:
    """Undo one change, however old, and return it.

    `UndoRefused` when it is final, undone already, or its rows were changed or used since; `PeriodLocked` when
    one of its rows lies in a period that was closed since.
    """
    own, days = store.unit.code, set()
    touched = store.touched(change, limit=-1)
    for n, (table, key) in enumerate(touched):
        if n % _STEP == 0:
            progress(n, len(touched), "Xem kỳ của các dòng")
        if table == "entry":
            for event in store.row_history(table, key):
                for image in (event.before, event.after) if event.change.id == change else ():
                    if image and image["unit"] == own:
                        days.add(str(image["occurred_on"]))
    for day in sorted(days):
        locks.require_open(store, own, date.fromisoformat(day))
    return store.undo_change(change, progress=progress)


def _taken_back(events: Sequence[Event]) -> set[int]:
    """Return the changes that do not stand: undone by one that stands. Later ones undo earlier ones."""
    back: set[int] = set()
    for event in reversed(events):
        undoes = event.change.undoes
        if undoes is not None and event.change.id not in back:
            back.add(undoes)
    return back


def _of_event(store: Store, event: Event, undone: bool) -> Iterator[FieldChange]:
    before, after, change = event.before or {}, event.after or {}, event.change
    values = _values(_section(store, before), before) if before else {}
    old, new = _texts(store, before), _texts(store, after)
    if before and after and before["section"] != after["section"]:
        was, now = _called(store, before), _called(store, after)
        yield FieldChange(
            change.at, change.account, _SECTION, "section", was, now, change.label, "",
            change.id, change.kind, undone,
        )  # fmt: skip
    for key, (label, _) in {**old, **new}.items():
        was = old.get(key, (label, ""))[1]
        now = new.get(key, (label, ""))[1]
        if was != now:
            yield FieldChange(
                change.at, change.account, label, key, was, now, change.label,
                _reason(key, after, change), change.id, change.kind, undone, values.get(key),
            )  # fmt: skip


def _reason(key: str, after: Mapping[str, object], change: Change) -> str:
    """Return why a field was changed: not why the amendment was made to which an undo goes back."""
    if change.kind == "undo":
        return ""
    return str(after.get("struck" if key == "struck" else "change_reason") or "")


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
