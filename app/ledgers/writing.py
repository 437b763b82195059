"""What writing one row and writing many have in common: who may write, and what is put into the store."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from app import clock
from app.catalogue import Section
from app.errors import AppError, Problem, Refused
from app.ledgers.check import Draft
from app.ledgers.following import follow
from app.ledgers.locks import PeriodLocked
from app.ledgers.naming import called
from app.ledgers.rows import Entry, SectionUnknown, entry_of, section_of
from app.ledgers.values import remark
from app.store import Record, Store, new_id

_NO_LINE: Final = "Chưa ghi số dòng ở sổ cũ."


class ReadOnlyUnit(AppError):
    """The row belongs to another unit; only that unit changes it."""

    code = "L114"
    message = "Dòng này của đơn vị khác, chỉ được xem."
    hint = "Đề nghị đơn vị đó sửa rồi nộp lại."


class StruckOut(AppError):
    """The row is struck out and stays as it is."""

    code = "L115"
    message = "Dòng này đã gạch bỏ, không sửa được nữa."
    hint = "Thêm dòng mới, hoặc hoàn tác việc gạch bỏ."


def get(store: Store, entry: str) -> Entry:
    """Return one row, struck or not; `NotFound` for an unknown id."""
    return entry_of(store.catalogue, store.get("entry", entry))


def own_section(store: Store, key: str) -> Section:
    """Return a section of the unit's own ledgers; `SectionUnknown` otherwise."""
    section = section_of(store.catalogue, key)
    if section not in store.catalogue.sections_of(store.unit.level):
        raise SectionUnknown(f"Đơn vị không mở mục “{section.title}”.")
    return section


def writable(store: Store, entry: str) -> Entry:
    """Return a row that may be changed; `ReadOnlyUnit`, `StruckOut` otherwise."""
    row = get(store, entry)
    if row.unit != store.unit.code:
        raise ReadOnlyUnit()
    if row.struck is not None:
        raise StruckOut()
    return row


def refuse(problems: Sequence[Problem]) -> None:
    """Raise `Refused` with every problem when one blocks; `PeriodLocked` when only the lock does."""
    blocking = [p for p in problems if p.severity == "block"]
    if not blocking:
        return
    if all(p.code == PeriodLocked.code for p in blocking):
        raise PeriodLocked(problems=problems)
    raise Refused(problems=problems)


def record(store: Store, unit: str, form: Section, draft: Draft, former_ref: str | None) -> Record:
    """Return a checked row as it is put into the store."""
    moment = clock.now()
    return {
        "id": new_id(),
        "unit": unit,
        "section": form.key,
        "occurred_on": draft.occurred_on,
        "period": draft.period,
        "person": draft.person,
        "data": draft.values,
        "edition": store.edition,
        "struck": None,
        "entered_by": store.account.name,
        "entered_at": moment,
        "changed_at": moment,
        "change_reason": None,
        "former_ref": remark(former_ref, "former_ref", _NO_LINE) if former_ref else None,
        "bundle": None,
    }


def insert(store: Store, unit: str, form: Section, draft: Draft, former_ref: str | None) -> Entry:
    """Write a checked row inside a change and return it with its warnings."""
    row = record(store, unit, form, draft, former_ref)
    store.insert("entry", row)
    made = entry_of(store.catalogue, row)
    if follow(store, None, made):
        made = get(store, made.id)
    return replace(made, warnings=warnings(draft))


def update(store: Store, entry: str, draft: Draft, reason: str | None) -> Entry:
    """Write a checked amendment inside a change and return the row with its warnings."""
    changes = {
        "occurred_on": draft.occurred_on,
        "period": draft.period,
        "person": draft.person,
        "data": draft.values,
        "edition": store.edition,
        "changed_at": clock.now(),
        "change_reason": reason,
    }
    before = get(store, entry)
    store.update("entry", entry, changes)
    follow(store, before, get(store, entry))
    return replace(get(store, entry), warnings=warnings(draft))


def strike(store: Store, entry: Entry, reason: str) -> None:
    """Cross out a row inside a change."""
    store.update("entry", entry.id, {"struck": reason, "changed_at": clock.now()})
    follow(store, entry, None)


def warnings(draft: Draft) -> tuple[Problem, ...]:
    return tuple(p for p in draft.problems if p.severity == "warn")


def label_of(form: Section, draft: Draft) -> str:
    """Return section and day of a row to be written, as labels of changes read."""
    return called(form, draft.values, draft.occurred_on)
