"""Ledgers, sections and their columns and rules, and the catalogue that holds everything, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from app.catalogue.basis import (
    PROPOSED,
    Choice,
    ChoiceList,
    Condition,
    Confidence,
    Envelope,
    FieldType,
    Level,
    Rate,
    Source,
)
from app.catalogue.fields import Computed, Field
from app.catalogue.papers import (
    DocumentCode,
    DocumentType,
    DutyRule,
    Family,
    Format,
    Indicator,
    Part,
    PartKind,
    Scope,
    Term,
)
from app.catalogue.renaming import Refusal, Rename, Renames

__all__ = [
    "PROPOSED",
    "Authority",
    "Catalogue",
    "Choice",
    "ChoiceList",
    "Computed",
    "Condition",
    "Confidence",
    "DocumentCode",
    "DocumentType",
    "DutyRule",
    "Envelope",
    "Family",
    "Field",
    "FieldType",
    "Format",
    "FormerLedger",
    "Indicator",
    "Ledger",
    "Level",
    "Part",
    "PartKind",
    "Rate",
    "Record",
    "Refusal",
    "Rename",
    "Renames",
    "Rule",
    "Scope",
    "Section",
    "Source",
    "Term",
    "Travel",
]


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
    `short` is how a place in it is named: `Sổ nhật ký, dòng 12`.
    """

    key: str
    title: str
    short: str
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
class Catalogue:
    """Everything a regulation or the unit's superior decides, as one frozen value.

    `edition` is a semantic version; `digest` the sha256 (hex) of the canonical content. An edition that is
    `superseded_by` another one only has ledgers. `before`: the editions a store stood on earlier, newest first.
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
    superseded_by: str = ""
    renames: Renames = field(default_factory=Renames)
    before: tuple["Catalogue", ...] = ()

    def following(self, before: tuple["Catalogue", ...]) -> "Catalogue":
        """Return this edition as a store keeps it that stood on `before`, the newest first.

        Their sections stay readable under their own keys; their ledgers are closed.
        """
        closed = {k: s for old in reversed(before) for k, s in old.sections.items()}
        return replace(self, sections={**closed, **self.sections}, before=before)

    def closed_ledgers(self, level: Level) -> tuple[Ledger, ...]:
        """Return the ledgers of the editions before, without the sections that go on in this one.

        One whose key goes on is told apart by its edition (`general@0.9.0`).
        """
        own = {x for ledger in self.ledgers for x in ledger.sections}
        keys = {x.key for x in self.ledgers}
        return tuple(
            replace(x, sections=left, key=f"{x.key}@{old.edition}" if x.key in keys else x.key)
            for old in self.before
            for x in old.ledgers_of(level)
            if (left := tuple(k for k in x.sections if k not in own))
        )

    def kept_ledgers(self, level: Level) -> tuple[Ledger, ...]:
        """Return every ledger that may be read and printed: the level's own, then the closed ones."""
        return self.ledgers_of(level) + self.closed_ledgers(level)

    def section_in(self, edition: str, key: str) -> Section | None:
        """Return the section as the edition had it under which a row was written; None for an unknown one."""
        for old in self.before:
            if old.edition == edition and key in old.sections:
                return old.sections[key]
        return self.sections.get(key)

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
