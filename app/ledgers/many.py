"""Many rows in one change: all of them or none, every problem named by the place of its row."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from app.catalogue import Section
from app.errors import AppError, Problem
from app.ledgers import locks, writing
from app.ledgers.check import Checking, Draft
from app.ledgers.rows import Entry, section_of
from app.ledgers.values import reason_of
from app.progress import Progress, silent
from app.store import Store

_STEP: Final = 250
Change = tuple[str, Mapping[str, object]]
"""The id of a row, and the fields it is given; None clears one."""


def add_many(
    store: Store,
    section: str,
    rows: Sequence[Mapping[str, object]],
    label: str = "",
    *,
    former_refs: Sequence[str | None] = (),
) -> list[Entry]:
    """Write all rows in one change, or none: a problem stands at `3.present` for the third row."""
    form = writing.own_section(store, section)
    checking = Checking(store, form)
    drafts, found = [], []
    for number, row in enumerate(rows, start=1):
        draft = checking.draft(row)
        drafts.append(draft)
        found += [_numbered(p, number) for p in draft.problems]
    writing.refuse(found)
    return write_many(store, form, drafts, label, former_refs=former_refs)


def write_many(
    store: Store,
    form: Section,
    drafts: Sequence[Draft],
    label: str = "",
    *,
    former_refs: Sequence[str | None] = (),
    progress: Progress = silent,
) -> list[Entry]:
    """Write drafts that were checked against the store as it stands now, in one change; refuses nothing."""
    assert not any(draft.blocked for draft in drafts)
    unit, made = store.unit.code, []
    with store.change(label or f"Thêm {len(drafts)} dòng: {form.title}"):
        for n, draft in enumerate(drafts):
            if n % _STEP == 0:
                progress(n, len(drafts), "Ghi từng dòng")
            ref = former_refs[n] if n < len(former_refs) else None
            made.append(writing.insert(store, unit, form, draft, ref))
    return made


def check_many(store: Store, changes: Sequence[Change]) -> list[Problem]:
    """Return what `amend_many` would find, problems at `3.present` for the third row; nothing changes."""
    return _drafted(store, changes)[1]


def amend_many(
    store: Store, changes: Sequence[Change], *, reason: str | None = None, label: str = ""
) -> list[Entry]:
    """Amend all rows in one change, or none; rows that would stay as they are are left alone.

    A problem stands at `3.present` for the third row of `changes`. Locked periods, rows of other units
    and struck rows are such problems too, so that every row that stands in the way is named at once.
    """
    drafts, found = _drafted(store, changes)
    writing.refuse(found)
    said = reason_of(reason, "hiệu đính") if reason else None
    changed = [x for x in drafts if x[1].values != x[0].values or said is not None]
    if not changed:
        return [replace(before, warnings=writing.warnings(d)) for before, d in drafts]
    with store.change(label or f"Sửa {len(changed)} dòng: {_titles(store, changed)}"):
        for before, draft in changed:
            writing.update(store, before.id, draft, said)
    return [replace(writing.get(store, x.id), warnings=writing.warnings(d)) for x, d in drafts]


def strike_many(store: Store, ids: Sequence[str], *, reason: str) -> list[Entry]:
    """Cross out all rows with one reason in one change, or none; problems as in `amend_many`."""
    said = reason_of(reason, "gạch bỏ")
    rows, found = _standing(store, ids)
    for number, row in rows.items():
        where = section_of(store.catalogue, row.section).date
        if locks.locked(store, row.unit, row.day):
            found.append(_numbered(locks.problem(where), number))
    writing.refuse(found)
    if not rows:
        return []
    titles = sorted({section_of(store.catalogue, x.section).title for x in rows.values()})
    with store.change(f"Gạch bỏ {len(rows)} dòng: {'; '.join(titles)}"):
        for row in rows.values():
            writing.strike(store, row, said)
    return [writing.get(store, x) for x in ids]


def _drafted(
    store: Store, changes: Sequence[Change]
) -> tuple[list[tuple[Entry, Draft]], list[Problem]]:
    """Check every row as it would be once all are changed."""
    rows, found = _standing(store, [entry for entry, _ in changes])
    checking: dict[str, Checking] = {}
    drafts = []
    for number, before in rows.items():
        if before.section not in checking:
            form = writing.own_section(store, before.section)
            aside = frozenset(x.id for x in rows.values())
            checking[before.section] = Checking(store, form, aside=aside)
        draft = checking[before.section].draft(changes[number - 1][1], before)
        drafts.append((before, draft))
        found += [_numbered(p, number) for p in draft.problems]
    return drafts, found


def _standing(store: Store, ids: Sequence[str]) -> tuple[dict[int, Entry], list[Problem]]:
    """Return the rows that may be changed by their place from 1, and why the others may not."""
    if len(set(ids)) < len(ids):
        raise ValueError("a row stands twice among those to be changed")
    rows, found = {}, []
    for number, entry in enumerate(ids, start=1):
        try:
            rows[number] = writing.writable(store, entry)
        except (writing.ReadOnlyUnit, writing.StruckOut) as wrong:
            found.append(_numbered(_whole(store, entry, wrong), number))
    return rows, found


def _whole(store: Store, entry: str, wrong: AppError) -> Problem:
    """Return what is wrong with a row as a whole, beside its day."""
    form = section_of(store.catalogue, writing.get(store, entry).section)
    return Problem(form.date, wrong.sentence, wrong.code)


def _titles(store: Store, drafts: Sequence[tuple[Entry, Draft]]) -> str:
    keys = dict.fromkeys(before.section for before, _ in drafts)
    return "; ".join(section_of(store.catalogue, key).title for key in keys)


def _numbered(problem: Problem, row: int) -> Problem:
    return replace(problem, where=f"{row}.{problem.where}", what=f"Dòng {row}: {problem.what}")
