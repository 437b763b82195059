"""Where the rows of a table in a paper come from, as text: `task[status=open](title, due_date)`, `@edu_hours @edu_good`.

Words before a colon say which period and how: `kỳ sau: task(…)`, `kỳ trước: …`, `đếm: award(…)` (counted by its
columns), `theo năm: @a @b` (a column per year), `cùng kỳ: @a` (beside the same period a year before).
`tasks_done(…)` are the results of the period with what was carried into it, `tasks_now(…)` what is due in it, `tasks_next(…)`
what is still to be done up to the end of the next one.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

from app import text as vietnamese
from app.catalogue import Catalogue, Condition, GrammarFault, Level, parse_conditions
from app.errors import AppError

When = Literal["now", "next", "previous"]
Compare = Literal["previous", "last_year", "per_year"]

DONE: Final = "tasks_done"
NOW: Final = "tasks_now"
NEXT: Final = "tasks_next"
_TASKS: Final = {DONE: "task", NOW: "task", NEXT: "task"}
_TABLE: Final = re.compile(r"([a-z_]+)\s*(?:\[([^\]]*)\])?\s*\(([a-z0-9_, ]*)\)")
_WHEN: Final[dict[str, When]] = {"kỳ sau": "next", "kỳ trước": "previous", "kỳ này": "now"}
_COMPARE: Final[dict[str, Compare]] = {"theo năm": "per_year", "cùng kỳ": "last_year"}
_COUNTED: Final = "đếm"


class SourceWrong(AppError):
    """The text of a table's source names something that does not exist."""

    code = "D158"
    message = "Không hiểu bảng lấy từ đâu."
    hint = "Ghi như task(title, due_date) hoặc @edu_hours @edu_good."


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a section (or tasks with what is carried over) with these fields, or their counts."""

    section: str
    fields: tuple[str, ...]
    where: tuple[Condition, ...] = ()
    when: When = "now"
    counted: bool = False
    tasks: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Indicators beside another period, or year by year."""

    ids: tuple[str, ...]
    compare: Compare = "previous"
    when: When = "now"


Source = Rows | Figures


def parse(text: str, catalogue: Catalogue, level: Level) -> Source:
    """Read a source; `SourceWrong` names the nearest right name."""
    words, colon, rest = text.partition(":")
    said = [w.strip() for w in words.split(",")] if colon else []
    wanted = (rest if colon else text).strip()
    known = {*_WHEN, *_COMPARE, _COUNTED}
    for word in said:
        if word not in known:
            raise _wrong(word, known, "Không hiểu chữ")
    when: When = next((_WHEN[w] for w in said if w in _WHEN), "now")
    if wanted.startswith("@"):
        compare: Compare = next((_COMPARE[w] for w in said if w in _COMPARE), "previous")
        return Figures(_indicators(wanted, catalogue), compare, when)
    found = _TABLE.fullmatch(wanted)
    if not found:
        raise SourceWrong(f"Không hiểu “{text}”.")
    named, where, fields = found[1], found[2] or "", found[3]
    key = _TASKS.get(named, named)
    sections = {s.key: s for s in catalogue.sections_of(level)}
    if key not in sections:
        raise _wrong(named, {*sections, *_TASKS}, "Đơn vị không có mục")
    section = sections[key]
    columns = {f.key for f in section.fields if not f.totals_only} | {
        c.key for c in section.computed
    }
    chosen = tuple(x.strip() for x in fields.split(",") if x.strip())
    for one in chosen:
        if one not in columns:
            raise _wrong(one, columns, f"Mục “{section.title}” không có cột")
    if not chosen:
        raise SourceWrong(f"Chưa chọn cột nào của mục “{section.title}”.")
    try:
        conditions = parse_conditions(where)
    except GrammarFault as fault:
        raise SourceWrong(str(fault)) from fault
    for condition in conditions:
        if condition.field not in columns:
            raise _wrong(condition.field, columns, f"Mục “{section.title}” không có cột")
    return Rows(key, chosen, conditions, when, _COUNTED in said, named if named in _TASKS else "")


def _indicators(wanted: str, catalogue: Catalogue) -> tuple[str, ...]:
    ids = tuple(word.removeprefix("@") for word in wanted.split())
    for one in ids:
        if one not in catalogue.indicators:
            raise _wrong(one, catalogue.indicators, "Không có chỉ tiêu")
    return ids


def _wrong(given: str, known: object, what: str) -> SourceWrong:
    near = vietnamese.similar(given, list(known))  # type: ignore[call-overload]  # any iterable of names
    return SourceWrong(
        f"{what} “{given}”.", hint=f"Có phải “{near[0]}”?" if near else SourceWrong.hint
    )
