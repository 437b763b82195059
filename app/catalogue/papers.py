"""Indicators, duties and typed documents as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.catalogue.basis import Condition, Envelope, Level

Scope = Literal["flow", "stock", "flow_over_stock"]
Format = Literal["integer", "money", "decimal1", "percent1", "percent2"]
Family = Literal["party", "army", "youth", "state"]


@dataclass(frozen=True, slots=True)
class Term:
    """`sign` × count(section[where]) or sum(section.field[where]); `by` names another date field.

    `section` may be a system record of domain 3.13: document, occurrence, submission, section_state.
    """

    sign: Literal[1, -1]
    function: Literal["count", "sum"]
    section: str
    field: str
    where: tuple[Condition, ...]
    by: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    id: str
    label: str
    kind: Literal["count", "sum", "ratio"]
    numerator: tuple[Term, ...]
    denominator: tuple[Term, ...]
    scope: Scope
    format: Format
    roll: tuple[Level, ...]
    envelope: Envelope


@dataclass(frozen=True, slots=True)
class DutyRule:
    """One duty at one level. `due`/`lock` hold the rule text of domain 7 for that level (`month_day 20`)."""

    id: str
    label: str
    level: Level
    who: str
    satisfied_by: Literal["document", "entry", "submission"]
    target: str  # document type, section key, or document type / "numbers" for submissions
    where: tuple[Condition, ...]
    period_kind: str
    due: str
    lock: str
    warn_days: int
    group: str
    envelope: Envelope


PartKind = Literal[
    "text", "facts", "indicators", "table", "tasks_done", "tasks_next", "attendance", "vote", "score"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a document's skeleton (domain 6.3).

    `filled_by` names what fills it: `@indicator` words, or `section(field, …)` joined by `; `. `hint` is what the
    editor suggests. `counted`: rows of these sections are shown as counts over their
    fields, not one by one. `compare`: the
    indicators stand beside the previous period, the same period last year, or one column per year.
    `never_exported`: the part is printed in the unit and left out of what goes up.
    """

    order: int
    heading: str
    kind: PartKind
    filled_by: str
    hint: str = ""
    length: int | None = None
    counted: tuple[str, ...] = ()
    compare: Literal["previous", "last_year", "per_year"] = "previous"
    never_exported: bool = False

    @property
    def indicators(self) -> tuple[str, ...]:
        """Return the indicators named by `filled_by`, in order."""
        return tuple(word[1:] for word in self.filled_by.split() if word.startswith("@"))


@dataclass(frozen=True, slots=True)
class DocumentCode:
    """The code of one kind of paper (domain 4.8): who uses it, who numbers without it, may a cell issue it.

    `goes_up`: issued papers of this kind are sent to the superior (domain 6.1); others stay in the unit.
    """

    code: str
    label: str
    families: tuple[str, ...]
    without_code: tuple[str, ...]
    cell_may_issue: bool
    goes_up: bool
    envelope: Envelope


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One typed document (domain 6.2). `issuer` names the body that issues at a level where it is not the unit."""

    id: str
    title: str
    family: Family
    code: str
    levels: tuple[Level, ...]
    period_kinds: tuple[str, ...]
    series: Literal["year", "term", "none"]
    due: Mapping[Level, str]
    approval: bool
    parts: tuple[Part, ...]
    envelope: Envelope
    issuer: Mapping[Level, str] = field(default_factory=dict)
    known: str = ""
