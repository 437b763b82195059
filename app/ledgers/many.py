"""Many rows in one change: all of them or none, every problem named by the place of its row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.catalogue import Section
from app.errors import AppError, Problem
from app.ledgers import locks, writing
from app.ledgers.check import Checking, Draft
from app.ledgers.following import Following
from app.ledgers.rows import Entry, section_of
from app.ledgers.timeline import EVENTS
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
    unit, made, following = store.unit.code, [], Following(store)
    with store.change(label or f"Thêm {len(drafts)} dòng: {form.title}"):
        for n, draft in enumerate(drafts):
            if n % _STEP == 0:
                progress(n, len(drafts), "Ghi từng dòng")
            ref = former_refs[n] if n < len(former_refs) else None
            if form.key == EVENTS:  # each row of the roster is written once, at the end
                following.insert(writing.record(store, unit, form, draft, ref))
            else:
                made.append(writing.insert(store, unit, form, draft, ref))
        for draft, entry in zip(drafts, following.write(), strict=False):
            made.append(replace(entry, warnings=writing.warnings(draft)))
    return made


@dataclass(frozen=True, slots=True)
class Preview:
    """One row as it stands and as it would be; `draft` is None when it may not be changed at all."""

    entry: Entry
    draft: Draft | None
    problems: tuple[Problem, ...]

    @property
    def blocked(self) -> bool:
        return any(p.severity == "block" for p in self.problems)

    @property
    def changed(self) -> bool:
        return self.draft is not None and self.draft.values != self.entry.values


def preview_many(store: Store, changes: Sequence[Change]) -> list[Preview]:
    """Return what `amend_many` would do to each row, all changed together; nothing changes."""
    ids = [entry for entry, _ in changes]
    if len(set(ids)) < len(ids):
        raise ValueError("a row stands twice among those to be changed")
    checking: dict[str, Checking] = {}
    found = []
    for entry, given in changes:
        before = writing.get(store, entry)
        if why := _closed(store, before):
            found.append(Preview(before, None, (why,)))
            continue
        if before.section not in checking:
            form = writing.own_section(store, before.section)
            checking[before.section] = Checking(store, form, aside=frozenset(ids))
        draft = checking[before.section].draft(given, before)
        found.append(Preview(before, draft, draft.problems))
    return found


def amend_many(
    store: Store, changes: Sequence[Change], *, reason: str | None = None, label: str = ""
) -> list[Entry]:
    """Amend all rows in one change, or none; rows that would stay as they are are left alone.

    A problem stands at `3.present` for the third row of `changes`. Locked periods, rows of other units
    and struck rows are such problems too, so that every row that stands in the way is named at once.
    """
    rows = preview_many(store, changes)
    writing.refuse([_numbered(p, n) for n, row in enumerate(rows, 1) for p in row.problems])
    said = reason_of(reason, "hiệu đính") if reason else None
    drafts = [(row.entry, row.draft) for row in rows if row.draft is not None]
    changed = [x for x in drafts if x[1].values != x[0].values or said is not None]
    if changed:
        with store.change(label or f"Sửa {len(changed)} dòng: {_titles(store, changed)}"):
            for before, draft in changed:
                writing.update(store, before.id, draft, said)
    return [replace(writing.get(store, x.id), warnings=writing.warnings(d)) for x, d in drafts]


def strike_many(store: Store, ids: Sequence[str], *, reason: str) -> list[Entry]:
    """Cross out all rows with one reason in one change, or none; problems as in `amend_many`."""
    said = reason_of(reason, "gạch bỏ")
    rows, found = [writing.get(store, x) for x in dict.fromkeys(ids)], []
    for number, row in enumerate(rows, 1):
        why = _closed(store, row)
        if why is None and locks.locked(store, row.unit, row.day):
            why = locks.problem(section_of(store.catalogue, row.section).date)
        found += [_numbered(why, number)] if why else []
    writing.refuse(found)
    if not rows:
        return []
    titles = sorted({section_of(store.catalogue, x.section).title for x in rows})
    with store.change(f"Gạch bỏ {len(rows)} dòng: {'; '.join(titles)}"):
        for row in rows:
            writing.strike(store, row, said)
    return [writing.get(store, x.id) for x in rows]


def _closed(store: Store, row: Entry) -> Problem | None:
    """Return why a row may not be changed whatever is written, beside its day."""
    where = section_of(store.catalogue, row.section).date
    wrong: AppError | None = None
    if row.unit != store.unit.code:
        wrong = writing.ReadOnlyUnit()
    elif row.struck is not None:
        wrong = writing.StruckOut()
    return Problem(where, wrong.sentence, wrong.number) if wrong else None


def _titles(store: Store, drafts: Sequence[tuple[Entry, Draft]]) -> str:
    keys = dict.fromkeys(before.section for before, _ in drafts)
    return "; ".join(section_of(store.catalogue, key).title for key in keys)


def _numbered(problem: Problem, row: int) -> Problem:
    return replace(problem, where=f"{row}.{problem.where}", what=f"Dòng {row}: {problem.what}")
