"""Rows of the ledgers: add, amend, strike, read. Nothing is deleted; a wrong row is struck out with a reason."""

from collections.abc import Mapping
from dataclasses import replace

from app.errors import Problem
from app.ledgers import writing
from app.ledgers.check import Checking, Draft
from app.ledgers.history import FieldChange, history, take_back
from app.ledgers.listing import Month, count, listing, months, place, totals
from app.ledgers.locks import require_open
from app.ledgers.many import Preview, add_many, amend_many, preview_many, strike_many
from app.ledgers.naming import called, shown, title
from app.ledgers.offers import choices, copied, last, previous
from app.ledgers.rows import Entry, section_of
from app.ledgers.values import reason_of
from app.ledgers.writing import ReadOnlyUnit, StruckOut, get
from app.store import Store

__all__ = [
    "FieldChange",
    "Preview",
    "Month",
    "ReadOnlyUnit",
    "StruckOut",
    "add",
    "add_many",
    "amend",
    "amend_many",
    "check",
    "choices",
    "copied",
    "count",
    "get",
    "history",
    "last",
    "listing",
    "look",
    "months",
    "place",
    "preview_many",
    "previous",
    "shown",
    "strike",
    "strike_many",
    "take_back",
    "title",
    "totals",
]


def check(
    store: Store,
    section: str,
    values: Mapping[str, object],
    id: str | None = None,
) -> list[Problem]:
    """Return everything wrong with `values` as a new row, or as an amendment of the row `id`."""
    return list(look(store, section, values, id).problems)


def look(store: Store, section: str, values: Mapping[str, object], id: str | None = None) -> Draft:
    """Return `values` as they are understood, as a new row or an amendment of `id`, with what is wrong."""
    before = get(store, id) if id else None
    return Checking(store, writing.own_section(store, section)).draft(values, before)


def add(
    store: Store, section: str, values: Mapping[str, object], *, former_ref: str | None = None
) -> Entry:
    """Write one row and return it with its warnings; `Refused` carries every problem.

    `former_ref` is the place in a former ledger (`Sổ nhật ký, dòng 12`).
    """
    form = writing.own_section(store, section)
    checking = Checking(store, form)
    draft = checking.draft(values)
    writing.refuse(draft.problems)
    with store.change(f"Thêm: {writing.label_of(form, draft)}"):
        return writing.insert(store, checking.unit.code, form, draft, former_ref)


def amend(
    store: Store, entry: str, values: Mapping[str, object], *, reason: str | None = None
) -> Entry:
    """Replace the given fields (None clears one) and return the row; the old text stays in the history.

    Refused in a locked period, also when the row would be moved out of or into one.
    """
    before = writing.writable(store, entry)
    form = writing.own_section(store, before.section)
    draft = Checking(store, form).draft(values, before)
    writing.refuse(draft.problems)
    said = reason_of(reason, "hiệu đính") if reason else None
    if draft.values == before.values and said is None:
        return replace(before, warnings=writing.warnings(draft))
    with store.change(f"Sửa: {writing.label_of(form, draft)}"):
        return writing.update(store, entry, draft, said)


def strike(store: Store, entry: str, *, reason: str) -> Entry:
    """Cross out a row and keep it readable, as in a paper ledger.

    Refused in a locked period (`PeriodLocked`), for other units' rows and without a reason.
    """
    row = writing.writable(store, entry)
    form = section_of(store.catalogue, row.section)
    require_open(store, row.unit, row.day, where=form.date)
    said = reason_of(reason, "gạch bỏ")
    with store.change(f"Gạch bỏ: {called(form, row.values, row.occurred_on)}"):
        writing.strike(store, row, said)
    return get(store, entry)
