"""Which column of a sheet means which column of a section: guessed from the headings, remembered after use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from re import sub
from typing import Final

from app.catalogue import Section
from app.errors import AppError, Problem
from app.ledgers.rows import section_of
from app.ledgers.sheets.cells import Cell, Row, Sheet, Workbook, column_of, letter, text_of
from app.ledgers.sheets.columns import Column, columns
from app.store import Store
from app.text import decode_run, fold, similar

REMEMBERED: Final = "sheet_columns."
"""Setting per section: folded heading → key of the column it was imported as."""
_LOOKED_AT: Final = 30
"""Headings stand among the first rows."""
_ALIKE: Final = 0.86
"""How alike two folded headings must be to be taken for the same without asking."""
_CHOICES: Final = ("font", "skip_hidden", "keep_duplicates")


class MappingWrong(AppError):
    """The mapping names a column the sheet or the section does not have."""

    code = "L204"
    message = "Chưa ghép được cột của bảng với cột của mục."
    hint = "Chọn lại dòng tiêu đề và ghép từng cột."


@dataclass(frozen=True, slots=True)
class Unknown:
    """A heading nobody knows, with the labels it may mean."""

    column: int
    label: str
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """How a sheet is read: the row of headings (0: none) and the key of each column used (from 0).

    `font` is the old font of text whose cells name none. Hidden rows are taken unless `skip_hidden`; rows
    that stand in the ledger already are left out unless `keep_duplicates`.
    """

    header: int
    columns: Mapping[int, str]
    unknown: tuple[Unknown, ...] = ()
    font: str = ""
    skip_hidden: bool = False
    keep_duplicates: bool = False


def guess(store: Store, section: str, sheet: Sheet, font: str = "") -> ColumnMap:
    """Return the mapping that the headings suggest; no columns when no row looks like headings.

    `font` is the old font of headings whose cells name none.
    """
    form = section_of(store.catalogue, section)
    known = _known(store, form)
    best, header = 0, Row(0, {})
    for row in sheet.rows[:_LOOKED_AT]:
        score = sum(_heading(cell, font) in known for cell in row.cells.values())
        if score > best or (score == best and best and row.number == header.number + 1):
            best, header = score, row  # the lower row of a heading of two rows says more
    return _mapped(form, known, header, font)


def fitting(store: Store, section: str, book: Workbook) -> Sheet:
    """Return the sheet of a file whose headings say most of the section, seen ones first; the first without any."""
    offered = [x for x in book.sheets if x.rows and not x.hidden] or [book.sheet()]
    return max(offered, key=lambda sheet: len(guess(store, section, sheet).columns))


def given(store: Store, section: str, sheet: Sheet, chosen: Mapping[str, object]) -> ColumnMap:
    """Return the guess as changed by a person's choice, or `MappingWrong`.

    `header` is a row; `columns` maps a letter or a heading to the key or label of a column, or to null
    for one that is left out; `font`, `skip_hidden`, `keep_duplicates` as in the mapping.
    """
    form = section_of(store.catalogue, section)
    wrong = [x for x in chosen if x not in ("sheet", "header", "columns", *_CHOICES)]
    font = str(chosen.get("font", ""))
    found = guess(store, section, sheet, font)
    header = chosen.get("header", found.header)
    if header != found.header:
        row = next((r for r in sheet.rows if r.number == header), Row(0, {}))
        found = _mapped(form, _known(store, form), row, font)
    named = chosen.get("columns", {})
    if wrong or not isinstance(named, Mapping) or not isinstance(header, int):
        raise MappingWrong(f"Tệp ghép cột sai ở: {', '.join(wrong) or 'header, columns'}.")
    merged, problems = dict(found.columns), []
    headings = _headings(sheet, found.header, font)
    for place, target in named.items():
        column, key = _place(place, headings), _target(form, target)
        if column is None or key is None:
            problems.append(Problem(str(place), f"Không ghép được “{place}” với “{target}”."))
        elif key:
            merged[column] = key
        else:
            merged.pop(column, None)
    if problems:
        raise MappingWrong(problems=problems)
    options = {key: chosen[key] for key in _CHOICES if key in chosen}
    unknown = tuple(u for u in found.unknown if u.column not in merged)
    return replace(found, columns=merged, unknown=unknown, **options)  # type: ignore[arg-type]


def remember(store: Store, section: str, sheet: Sheet, mapping: ColumnMap) -> None:
    """Keep the headings of a mapping for the next sheet; needs a change."""
    key = REMEMBERED + section
    headings = {
        column: text for text, column in _headings(sheet, mapping.header, mapping.font).items()
    }
    kept = store.setting(key, default={})
    learnt = {headings[c]: target for c, target in mapping.columns.items() if c in headings}
    if {**kept, **learnt} != kept:
        store.set_setting(key, {**kept, **learnt})


def _known(store: Store, form: Section) -> dict[str, str]:
    """Return folded heading → key of a column; an empty key for columns that are computed."""
    known = {fold(c.label): "" for c in form.computed}
    for c in columns(form):
        known[fold(c.key)] = c.key
        known[fold(c.label)] = c.key
    keys = {c.key for c in columns(form)}
    kept = store.setting(REMEMBERED + form.key, default={})
    return known | {text: key for text, key in kept.items() if key in keys}


def _mapped(form: Section, known: Mapping[str, str], header: Row, font: str) -> ColumnMap:
    found: dict[int, str] = {}
    unknown = []
    texts = {column: _heading(cell, font) for column, cell in sorted(header.cells.items())}
    for column, text in texts.items():
        if known.get(text, "?") not in ("", "?", *found.values()):
            found[column] = known[text]
    for column, text in texts.items():
        if column in found or not text or known.get(text) == "":
            continue
        key = _nearly(text, {t: k for t, k in known.items() if k and k not in found.values()})
        if key:
            found[column] = key
        else:
            labels = [c.label for c in columns(form) if not c.hidden]
            unknown.append(
                Unknown(column, text_of(header.cells[column].value), similar(text, labels))
            )
    return ColumnMap(header.number, found, tuple(unknown))


def _nearly(text: str, known: Mapping[str, str]) -> str:
    """Return the key of the heading that differs by little, without what stands in brackets."""
    bare = " ".join(sub(r"\(.*?\)", " ", text).split())
    if bare in known:
        return known[bare]
    ranked = sorted(((SequenceMatcher(None, bare, x).ratio(), x) for x in known), reverse=True)
    return known[ranked[0][1]] if ranked and ranked[0][0] >= _ALIKE else ""


def _heading(cell: Cell, font: str) -> str:
    """Return the folded text of a heading, decoded from an old font."""
    return " ".join(fold(decode_run(text_of(cell.value), cell.font or font)).split())


def _headings(sheet: Sheet, header: int, font: str) -> dict[str, int]:
    row = next((r for r in sheet.rows if r.number == header), Row(0, {}))
    return {
        _heading(cell, font): column for column, cell in sorted(row.cells.items(), reverse=True)
    }


def _place(place: object, headings: Mapping[str, int]) -> int | None:
    said = str(place)
    if fold(said) in headings:
        return headings[fold(said)]
    try:
        return column_of(said)
    except ValueError:
        return None


def _target(form: Section, target: object) -> str | None:
    """Return the key meant by a key or a label, empty for null, None for an unknown one."""
    if target is None:
        return ""
    known = {fold(x): c.key for c in columns(form) for x in (c.label, c.key)}
    return known.get(fold(str(target)))


def described(form: Section, mapping: ColumnMap) -> Iterable[tuple[str, Column]]:
    """Yield letter and column for each column used, from left to right."""
    by_key = {c.key: c for c in columns(form)}
    for column, key in sorted(mapping.columns.items()):
        yield letter(column), by_key[key]
