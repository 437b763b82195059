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
Format = Literal["integer", "money", "decimal1", "percent1", "percent2"]
Family = Literal["party", "army", "youth", "state"]


@dataclass(frozen=True, slots=True)
class Envelope:
    """When a regulated value is in force, where it comes from and how sure we are (domain 0.3)."""

    effective_from: date
    effective_to: date | None
    source: str
    confidence: Confidence

    def in_force(self, day: date) -> bool:
        return self.effective_from <= day and (
            self.effective_to is None or day <= self.effective_to
        )


PROPOSED = Envelope(date(2018, 1, 1), None, "de_xuat", "default")
"""The envelope of what a table does not date itself (domain 0.3)."""


@dataclass(frozen=True, slots=True)
class Source:
    """One instrument of the source register (domain 0.5); `envelope.source` is its own key."""

    key: str
    title: str
    remark: str
    envelope: Envelope


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a list; `extra` holds the list's own columns (short, group, order, echelon, …).

    A column that may name several values (`categories` of a rank) is a tuple.
    """

    key: str
    label: str
    envelope: Envelope
    extra: Mapping[str, str | int | bool | tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChoiceList:
    """A closed list in display order. Every value stays readable; `offered` are those for a new row."""

    key: str
    choices: tuple[Choice, ...]

    def offered(self, day: date) -> tuple[Choice, ...]:
        """Return the values in force on `day`."""
        return tuple(c for c in self.choices if c.envelope.in_force(day))

    def label(self, key: str) -> str:
        """Return the label of `key`, or the key itself for a value of an older edition."""
        return next((c.label for c in self.choices if c.key == key), key)


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a section.

    `list` names a ChoiceList, `values` restricts it at a level (none given: the whole list);
    `minimum`/`maximum` bound numbers, `length` counts characters; `must_be` is the only value taken.
    """

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
    must_be: str = ""
    values: Mapping[Level, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Computed:
    """A column that is never typed; `formula` is the text of domain 3.11, the code keys on (section, key)."""

    key: str
    type: FieldType
    label: str
    formula: str


@dataclass(frozen=True, slots=True)
class Condition:
    """One test on one field: `op` is `=`, `!=`, `>`, `>=`, `<`, `<=`, `in`, `set`, `empty`, `above_unit`.

    `field` may be a sum of number fields (`present + exempt`); `value` a list key, `yes`/`no`, a number or,
    for number and date fields, the name of another field or a sum. `in` carries a tuple. `above_unit`: the chosen
    list value is decided (`decided_at`) above the unit's own level.
    """

    field: str
    op: str
    value: str | tuple[str, ...] = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One cross-field rule of a section (domain 3.12): function, its arguments, an optional `when`.

    `arguments` are the texts between the commas, in order; a field may be a computed one (`due`):
    `le`, `date_ge` (a, b); `sum_le`, `sum_eq` (parts, total), each one a field or fields joined by ` + `
    (`"present + made_up", "required"`); `months_ge` (a, b, "12"); `required_if` (field) with its condition in
    `when`; `must_be` (field, value); `minutes_ge` (key of a rate); `unique` one argument per field, also
    `"year of decision_date"`; `positive` (field); `authority` none; `age_between` (date field, "18", "60").
    A rule holds when all of `when` hold; an empty `when` always does.
    """

    id: str
    section: str
    function: str
    arguments: tuple[str, ...]
    when: tuple[Condition, ...]
    severity: Literal["block", "warn"]
    message: str
    envelope: Envelope = PROPOSED


@dataclass(frozen=True, slots=True)
class Travel:
    """Which rows and fields of a section may go upward (domain 3.2); empty `fields` = all but person and file.

    A row goes when all of `when` and, if there are any, at least one of `any` hold. Of a person field only
    `parts[field]` go (`name`, `rank`, `position`, `birth_date`).
    """

    when: tuple[Condition, ...] = ()
    fields: tuple[str, ...] = ()
    any: tuple[Condition, ...] = ()
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reason: str = ""


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
    can_switch_off: bool = False

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
    envelope: Envelope = PROPOSED


@dataclass(frozen=True, slots=True)
class FormerLedger:
    """A ledger of before the merge and where its rows go (domain 2.3).

    `remainder` (`section.field`) takes columns without a home; empty: they are only listed, as `note` says.
    """

    key: str
    title: str
    levels: tuple[Level, ...]
    absorbed_by: str
    becomes: tuple[str, ...]
    remainder: str
    note: str
    envelope: Envelope


@dataclass(frozen=True, slots=True)
class Authority:
    """What a level may decide (domain 4.7): `form` up to the highest of `positions` and `ranks`."""

    decided_by: str
    officers: str
    form: str
    positions: tuple[str, ...]
    ranks: tuple[str, ...]
    envelope: Envelope


@dataclass(frozen=True, slots=True)
class Record:
    """A system record that indicators may read (domain 3.13): its fields as (type, list)."""

    key: str
    fields: Mapping[str, tuple[FieldType, str]]


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
    editor suggests. `counted`: the rows are shown as counts over these fields, not one by one. `compare`: the
    indicators stand beside the previous period, the same period last year, or one column per year.
    `never_exported`: the part is printed in the unit and left out of what goes up.
    """

    order: int
    heading: str
    kind: PartKind
    filled_by: str
    hint: str = ""
    length: int | None = None
    counted: bool = False
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


@dataclass(frozen=True, slots=True)
class Rate:
    """One dated rule of domain 9: `value` is what code reads (number, text or mapping), `text` what people read.

    `unit` of a number: `fraction` (0.01 is 1 %), `dong`, `month`, `day`, `minute`, `year`, `person`; a yes/no
    rule is the text `yes` or `no`. A row that only names a list or a law carries its text as value.
    """

    key: str
    subject: str
    value: Decimal | str | Mapping[str, Decimal | str]
    text: str
    envelope: Envelope
    unit: str = ""


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
    sources: Mapping[str, Source]
    deny: tuple[str, ...]
    title: str = ""
    former: tuple[FormerLedger, ...] = ()
    authorities: tuple[Authority, ...] = ()
    codes: Mapping[str, DocumentCode] = field(default_factory=dict)
    records: Mapping[str, Record] = field(default_factory=dict)

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
