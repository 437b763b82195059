"""What an import of a sheet would do, shown before anything is done, and then done whole or not at all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from app import clock
from app.catalogue import Section
from app.errors import AppError, Problem, Refused, Severity
from app.ledgers import many, naming
from app.ledgers.check import Checking
from app.ledgers.rows import Entry, SectionUnknown, Values, entry_of, section_of
from app.ledgers.sheets.cells import Area, Row, Sheet, letter, text_of
from app.ledgers.sheets.columns import Column, columns
from app.ledgers.sheets.guess import ColumnMap, MappingWrong, remember
from app.ledgers.sheets.outcome import CellProblem, Decoded, Duplicate, Plan, Planned
from app.ledgers.sheets.row import Finding, Reading
from app.ledgers.sheets.text import is_old
from app.progress import Progress, silent
from app.store import Store, Where

_STEP: Final = 500


class SheetRefused(Refused):
    """The plan still holds cells that cannot be taken."""

    code = "L205"
    message = "Bảng tính còn ô sai, chưa nhập dòng nào."
    hint = "Sửa các ô được nêu trong bảng tính rồi nhập lại."


class NothingToImport(AppError):
    code = "L207"
    message = "Bảng không có dòng nào để nhập."
    hint = "Chọn đúng bảng và dòng tiêu đề."


def plan(
    store: Store, section: str, sheet: Sheet, mapping: ColumnMap, *, progress: Progress = silent
) -> Plan:
    """Check every row as the form would and name every problem by its cell. Nothing changes."""
    form = _section(store, section)
    known = {c.key: c for c in columns(form)}
    wrong = sorted(set(mapping.columns.values()) - set(known))
    if wrong or not mapping.columns:
        raise MappingWrong(problems=[Problem(x, f"Không có cột “{x}”.") for x in wrong])
    return _Planning(store, form, sheet, mapping, known, state(store)).made(progress)


def state(store: Store) -> str:
    """Name all that a row is checked against: every journalled row, the catalogue, the day."""
    return f"{store.journal_head()} {store.edition} {clock.today()}"


def apply(store: Store, plan: Plan, *, progress: Progress = silent) -> list[Entry]:
    """Write the rows of a plan in one change that one undo takes back; or refuse and write nothing.

    `SheetRefused` while a problem blocks, also one that arose after the plan was made: unless nothing at
    all was written since, every row is checked again.
    """
    if plan.blocked:
        raise SheetRefused(problems=[_problem(p) for p in plan.problems])
    if not plan.rows and not plan.duplicates:
        raise NothingToImport()
    if not plan.rows:
        return []
    form = _section(store, plan.section)
    try:
        with store.change(f"Nhập bảng tính: {len(plan.rows)} dòng, {form.title}"):
            stands = plan.checked == state(store)
            remember(store, plan.section, plan.sheet, plan.mapping)
            if stands:
                drafts = [row.draft for row in plan.rows]
                return many.write_many(store, form, drafts, progress=progress)
            progress(0, len(plan.rows), "Kiểm tra lại từng dòng")
            return many.add_many(store, plan.section, [row.given for row in plan.rows])
    except Refused as late:
        if not late.problems:
            raise
        raise SheetRefused(problems=[_late(plan, p) for p in late.problems]) from late


@dataclass(slots=True)
class _Planning:
    store: Store
    form: Section
    sheet: Sheet
    mapping: ColumnMap
    known: Mapping[str, Column]
    checked: str

    def made(self, progress: Progress) -> Plan:
        checking = Checking(self.store, self.form)
        used = {at: self.known[key] for at, key in sorted(self.mapping.columns.items())}
        reading = Reading(self.store, used, checking.roster, self.mapping.font, checking.today)
        rows = [r for r in self.sheet.rows if r.number > self.mapping.header]
        drafted: list[tuple[Planned, tuple[CellProblem, ...]]] = []
        decoded: list[Decoded] = []
        left_out: list[tuple[int, str]] = []
        for n, row in enumerate(rows):
            if n % _STEP == 0:
                progress(n, len(rows), "Kiểm tra từng dòng")
            if not any(at in row.cells for at in used):
                continue
            if why := self._left_out(row, used):
                left_out.append((row.number, why))
                continue
            given, found = reading.values(row)
            told = {f.column for f in found if not f.warn}
            draft = checking.draft(given)
            problems = [*self._hidden(row), *(self._found(row, f) for f in found)]
            problems += [
                p
                for p in (self._checked(row, used, x) for x in draft.problems)
                if not any(p.column == letter(at) for at in told)
            ]
            drafted.append((Planned(row.number, given, draft), tuple(problems)))
            decoded += self._decoded(row, used, reading)
        return self._sorted_out(drafted, decoded, left_out, used)

    def _sorted_out(
        self,
        drafted: list[tuple[Planned, tuple[CellProblem, ...]]],
        decoded: list[Decoded],
        left_out: list[tuple[int, str]],
        used: Mapping[int, Column],
    ) -> Plan:
        """Tell new rows from those that stand in the ledger already, as often as they stand there."""
        stored = self._stored({p.draft.occurred_on for p, _ in drafted} - {""})
        seen: dict[object, int] = {}
        rows, duplicates = [], []
        problems = [p for area in self.sheet.merged for p in self._merged(area, used)]
        for planned, found in drafted:
            print_ = _fingerprint(planned.values)
            twins = stored.get(print_, [])
            if twins:
                twin = twins.pop()
                title = naming.title(self.store, twin)
                duplicates.append(Duplicate(planned.row, twin.id, title))
                if not self.mapping.keep_duplicates:
                    left_out.append((planned.row, f"đã có trong sổ: {title}"))
                    continue
            elif print_ in seen:
                what = f"Dòng này giống hệt dòng {seen[print_]}, vẫn được nhập."
                duplicates.append(Duplicate(planned.row, "", f"dòng {seen[print_]}"))
                problems.append(self._at(planned.row, "", "", "", what, "L215", "warn"))
            seen.setdefault(print_, planned.row)
            rows.append(planned)
            problems += found
        problems.sort(key=lambda p: p.row)
        return Plan(
            self.form.key, self.sheet, self.mapping, tuple(rows), tuple(problems),
            tuple(duplicates), tuple(decoded), tuple(sorted(left_out)), self.checked,
        )  # fmt: skip

    def _stored(self, days: set[str]) -> dict[object, list[Entry]]:
        found: dict[object, list[Entry]] = {}
        if not days:
            return found
        records = self.store.find(
            "entry",
            Where("unit", "=", self.store.unit.code),
            Where("section", "=", self.form.key),
            Where("struck", "empty"),
            Where("occurred_on", ">=", min(days)),
            Where("occurred_on", "<=", max(days)),
            order=("-occurred_on", "-id"),
        )
        for record in records:
            entry = entry_of(self.store.catalogue, record)
            found.setdefault(_fingerprint(entry.values), []).append(entry)
        return found

    def _left_out(self, row: Row, used: Mapping[int, Column]) -> str:
        if row.hidden and self.mapping.skip_hidden:
            return "dòng ẩn"
        struck = [at for at, c in used.items() if c.part == "struck" and at in row.cells]
        return "đã gạch bỏ trong bảng" if struck else ""

    def _hidden(self, row: Row) -> Iterator[CellProblem]:
        if row.hidden:
            what = "Dòng này đang ẩn trong bảng tính, vẫn được nhập."
            yield self._at(row.number, "", "", "", what, "L216", "warn")

    def _merged(self, area: Area, used: Mapping[int, Column]) -> Iterator[CellProblem]:
        inside = [at for at in used if area.left <= at <= area.right]
        if inside and area.bottom > max(self.mapping.header, area.top - 1):
            first = next(r for r in self.sheet.rows if r.number == area.top)
            if first.number > self.mapping.header and area.left in first.cells:
                value = text_of(first.cells[area.left].value)
                what = f"Ô gộp {area.name}: giá trị được lấy cho mọi ô trong vùng gộp."
                yield self._at(area.top, letter(area.left), value, "", what, "L217", "warn")

    def _found(self, row: Row, found: Finding) -> CellProblem:
        value = text_of(row.cells[found.column].value)
        key = self.mapping.columns[found.column]
        severity: Severity = "warn" if found.warn else "block"
        return self._at(
            row.number, letter(found.column), value, key, found.what, found.code, severity
        )

    def _checked(self, row: Row, used: Mapping[int, Column], problem: Problem) -> CellProblem:
        at = next((n for n, c in used.items() if c.key == problem.where), None)
        value = text_of(row.cells[at].value) if at is not None and at in row.cells else ""
        column = "" if at is None else letter(at)
        return self._at(
            row.number, column, value, problem.where, problem.what, problem.code, problem.severity
        )

    def _decoded(self, row: Row, used: Mapping[int, Column], reading: Reading) -> Iterator[Decoded]:
        for at in used:
            cell = row.cells.get(at)
            if cell and isinstance(cell.value, str) and is_old(cell, self.mapping.font):
                after, font = text_of(reading.said(cell)), cell.font or self.mapping.font
                yield Decoded(row.number, letter(at), font, cell.value, after)

    def _at(
        self,
        row: int,
        column: str,
        value: str,
        field: str,
        what: str,
        code: str,
        severity: Severity,
    ) -> CellProblem:
        return CellProblem(self.sheet.name, row, column, value, field, what, code, severity)


def _section(store: Store, key: str) -> Section:
    """Return a section of the unit's own ledgers; rows of others are not typed here."""
    section = section_of(store.catalogue, key)
    if section not in store.catalogue.sections_of(store.unit.level):
        raise SectionUnknown(f"Đơn vị không mở mục “{section.title}”.")
    return section


def _fingerprint(values: Values) -> object:
    """Return what makes two rows the same; of a person the id or the name, not rank and post of a day."""
    return tuple((key, _same(value)) for key, value in sorted(values.items()))


def _same(value: object) -> object:
    if isinstance(value, Mapping):
        return value.get("id") or value.get("sha256") or value.get("name")
    return tuple(_same(x) for x in value) if isinstance(value, tuple | list) else value


def _problem(problem: CellProblem) -> Problem:
    said = f"“{problem.value}”: " if problem.value else ""
    return Problem(problem.where, f"{said}{problem.what}", problem.code, problem.severity)


def _late(plan: Plan, problem: Problem) -> Problem:
    """Return a problem of `add_many`, which counts rows from 1, at its cell of the sheet."""
    number, _, key = problem.where.partition(".")
    row = plan.rows[int(number) - 1].row
    at = next((letter(n) for n, k in plan.mapping.columns.items() if k == key), "")
    what = problem.what.partition(": ")[2]
    return replace(problem, where=f"{plan.sheet.name}!{at}{row}", what=what)
