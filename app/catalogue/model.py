"""The catalogue as frozen values: what a ledger, section, field, list, rule, indicator, duty or document is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Confidence = Literal["confirmed", "reported", "default"]
FieldType = Literal[
    "text", "long_text", "integer", "decimal", "money", "date", "time", "month",
    "choice", "yes_no", "person", "file",
]  # fmt: skip
Level = Literal["c", "d", "e"]
Scope = Literal["flow", "stock", "flow_over_stock"]


@dataclass(frozen=True, slots=True)
class Envelope:
    """When a regulated value is in force, where it comes from and how sure we are (domain 0.3)."""

    effective_from: date
    effective_to: date | None
    source: str
    confidence: Confidence

    def in_force(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a list; `extra` holds the list's own columns (short, group, order, echelon, …)."""

    key: str
    label: str
    envelope: Envelope
    extra: Mapping[str, str | int | bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChoiceList:
    key: str
    choices: tuple[Choice, ...]

    def label(self, key: str) -> str:
        """Return the label of `key`, or the key itself for a value of an older edition."""
        return next((c.label for c in self.choices if c.key == key), key)


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a section. `list` names a ChoiceList; `minimum`/`maximum` bound numbers; `length` text."""

    key: str
    type: FieldType
    label: str
    required: bool = False
    list: str = ""
    length: int | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    unit: str = ""
    note: str = ""
    optional_off: bool = False
    totals_only: bool = False


@dataclass(frozen=True, slots=True)
class Computed:
    """A column that is never typed; `formula` is the text of domain 3.11, the code keys on (section, key)."""

    key: str
    type: FieldType
    label: str
    formula: str


@dataclass(frozen=True, slots=True)
class Condition:
    """One test on one field: `op` is `=`, `!=`, `>`, `>=`, `<`, `<=`, `in`, `set`, `empty`."""

    field: str
    op: str
    value: str | tuple[str, ...] = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One cross-field rule of a section (domain 3.12): function, its arguments, an optional `when`."""

    id: str
    section: str
    function: str
    arguments: tuple[str, ...]
    when: tuple[Condition, ...]
    severity: Literal["block", "warn"]
    message: str


@dataclass(frozen=True, slots=True)
class Travel:
    """Which rows and fields of a section may go upward (domain 3.2); empty `fields` = all but person and file."""

    when: tuple[Condition, ...] = ()
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    title: str
    levels: tuple[Level, ...]
    date: str
    kind: Literal["flow", "stock"]
    travels: Literal["rows", "numbers", "never"]
    fresh_days: int
    envelope: Envelope
    fields: tuple[Field, ...]
    computed: tuple[Computed, ...] = ()
    rules: tuple[Rule, ...] = ()
    travel: Travel = field(default_factory=Travel)

    def field(self, key: str) -> Field:
        """Return the field named `key`; KeyError for an unknown one."""
        for f in self.fields:
            if f.key == key:
                return f
        raise KeyError(f"{self.key}.{key}")


@dataclass(frozen=True, slots=True)
class Ledger:
    key: str
    title: str
    level: Level
    order: int
    sections: tuple[str, ...]
    name_confidence: Confidence


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
    format: Literal["integer", "money", "decimal1", "percent1", "percent2"]
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


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a document's skeleton (domain 6.3)."""

    order: int
    heading: str
    kind: str
    filled_by: str


@dataclass(frozen=True, slots=True)
class DocumentType:
    id: str
    title: str
    family: Literal["party", "army", "youth", "state"]
    code: str
    levels: tuple[Level, ...]
    period_kinds: tuple[str, ...]
    series: Literal["year", "term", "none"]
    due: Mapping[Level, str]
    approval: bool
    parts: tuple[Part, ...]
    envelope: Envelope


@dataclass(frozen=True, slots=True)
class Rate:
    """One dated rule of domain 9: `value` is what code reads (number, text or mapping), `text` what people read."""

    key: str
    subject: str
    value: Decimal | str | Mapping[str, Decimal | str]
    text: str
    envelope: Envelope


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything a regulation or the unit's superior decides, as one frozen value.

    `edition` is a semantic version; `digest` the sha256 (hex) of the canonical content.
    """

    edition: str
    digest: str
    ledgers: tuple[Ledger, ...]
    sections: Mapping[str, Section]
    lists: Mapping[str, ChoiceList]
    indicators: Mapping[str, Indicator]
    duties: tuple[DutyRule, ...]
    documents: Mapping[str, DocumentType]
    rates: tuple[Rate, ...]
    sources: Mapping[str, str]
    deny: tuple[str, ...]

    def ledgers_of(self, level: Level) -> tuple[Ledger, ...]:
        return tuple(x for x in self.ledgers if x.level == level)

    def sections_of(self, level: Level) -> tuple[Section, ...]:
        """Return the sections of the level's ledgers, each once, in printing order."""
        seen = {key: None for x in self.ledgers_of(level) for key in x.sections}
        return tuple(self.sections[key] for key in seen)

    def rate(self, key: str, day: date) -> Rate:
        """Return the row of `key` in force on `day`; KeyError when none is."""
        for row in self.rates:
            if row.key == key and row.envelope.in_force(day):
                return row
        raise KeyError(f"{key} on {day.isoformat()}")
