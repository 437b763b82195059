"""Rows of the ledgers: add, amend, strike, read. Nothing is deleted; a wrong row is struck out with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from app import clock
from app.catalogue import Section
from app.errors import AppError, Problem, Refused
from app.ledgers.check import Checking, Draft
from app.ledgers.history import FieldChange, history
from app.ledgers.listing import count, listing
from app.ledgers.locks import PeriodLocked, require_open
from app.ledgers.naming import called, shown, title
from app.ledgers.rows import Entry, SectionUnknown, entry_of, section_of
from app.ledgers.values import reason_of, remark
from app.store import Store, new_id

__all__ = [
    "FieldChange",
    "ReadOnlyUnit",
    "StruckOut",
    "add",
    "add_many",
    "amend",
    "check",
    "count",
    "get",
    "history",
    "listing",
    "shown",
    "strike",
    "title",
]

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


def check(
    store: Store,
    section: str,
    values: Mapping[str, object],
    id: str | None = None,
) -> list[Problem]:
    """Return everything wrong with `values` as a new row, or as an amendment of the row `id`."""
    before = get(store, id) if id else None
    return list(Checking(store, _own_section(store, section)).draft(values, before).problems)


def add(
    store: Store, section: str, values: Mapping[str, object], *, former_ref: str | None = None
) -> Entry:
    """Write one row and return it with its warnings; `Refused` carries every problem.

    `former_ref` is the place in a former ledger (`Sổ nhật ký, dòng 12`).
    """
    form = _own_section(store, section)
    checking = Checking(store, form)
    draft = checking.draft(values)
    _refuse(draft.problems)
    with store.change(f"Thêm: {called(form, draft.values, draft.occurred_on)}"):
        return _insert(store, checking.unit.code, form, draft, former_ref)


def add_many(
    store: Store,
    section: str,
    rows: Sequence[Mapping[str, object]],
    label: str = "",
    *,
    former_refs: Sequence[str | None] = (),
) -> list[Entry]:
    """Write all rows in one change, or none: a problem stands at `3.present` for the third row."""
    form = _own_section(store, section)
    checking = Checking(store, form)
    drafts, found = [], []
    for number, row in enumerate(rows, start=1):
        draft = checking.draft(row)
        drafts.append(draft)
        found += [_numbered(p, number) for p in draft.problems]
    _refuse(found)
    refs = [*former_refs, *(None for _ in range(len(drafts) - len(former_refs)))]
    with store.change(label or f"Thêm {len(drafts)} dòng: {form.title}"):
        unit = checking.unit.code
        return [_insert(store, unit, form, d, ref) for d, ref in zip(drafts, refs, strict=True)]


def amend(
    store: Store, entry: str, values: Mapping[str, object], *, reason: str | None = None
) -> Entry:
    """Replace the given fields (None clears one) and return the row; the old text stays in the history.

    Refused in a locked period, also when the row would be moved out of or into one.
    """
    before = _writable(store, entry)
    form = _own_section(store, before.section)
    draft = Checking(store, form).draft(values, before)
    _refuse(draft.problems)
    said = reason_of(reason, "hiệu đính") if reason else None
    warnings = _warnings(draft)
    if draft.values == before.values and said is None:
        return replace(before, warnings=warnings)
    changes = {
        "occurred_on": draft.occurred_on,
        "period": draft.period,
        "person": draft.person,
        "data": draft.values,
        "edition": store.edition,
        "changed_at": clock.now(),
        "change_reason": said,
    }
    with store.change(f"Sửa: {called(form, draft.values, draft.occurred_on)}"):
        store.update("entry", entry, changes)
    return replace(get(store, entry), warnings=warnings)


def strike(store: Store, entry: str, *, reason: str) -> Entry:
    """Cross out a row and keep it readable, as in a paper ledger.

    Refused in a locked period (`PeriodLocked`), for other units' rows and without a reason.
    """
    row = _writable(store, entry)
    form = section_of(store.catalogue, row.section)
    require_open(store, row.unit, row.day, where=form.date)
    said = reason_of(reason, "gạch bỏ")
    with store.change(f"Gạch bỏ: {called(form, row.values, row.occurred_on)}"):
        store.update("entry", entry, {"struck": said, "changed_at": clock.now()})
    return get(store, entry)


def _own_section(store: Store, key: str) -> Section:
    """Return a section of the unit's own ledgers; `SectionUnknown` otherwise."""
    section = section_of(store.catalogue, key)
    if section not in store.catalogue.sections_of(store.unit.level):
        raise SectionUnknown(f"Đơn vị không mở mục “{section.title}”.")
    return section


def _writable(store: Store, entry: str) -> Entry:
    row = get(store, entry)
    if row.unit != store.unit.code:
        raise ReadOnlyUnit()
    if row.struck is not None:
        raise StruckOut()
    return row


def _refuse(problems: Sequence[Problem]) -> None:
    """Raise `Refused` with every problem when one blocks; `PeriodLocked` when only the lock does."""
    blocking = [p for p in problems if p.severity == "block"]
    if not blocking:
        return
    if all(p.code == PeriodLocked.code for p in blocking):
        raise PeriodLocked(problems=problems)
    raise Refused(problems=problems)


def _insert(store: Store, unit: str, form: Section, draft: Draft, former_ref: str | None) -> Entry:
    moment = clock.now()
    row = {
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
    store.insert("entry", row)
    return replace(entry_of(store.catalogue, row), warnings=_warnings(draft))


def _warnings(draft: Draft) -> tuple[Problem, ...]:
    return tuple(p for p in draft.problems if p.severity == "warn")


def _numbered(problem: Problem, row: int) -> Problem:
    return replace(problem, where=f"{row}.{problem.where}", what=f"Dòng {row}: {problem.what}")
