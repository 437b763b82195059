"""What every regulated thing is made of: its dates and source, lists of choices, conditions, dated rates."""

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
class Rate:
    """One dated rule of domain 9: `value` is what code reads (number, text or mapping), `text` what people read.

    `unit` of a number: `fraction` (0.01 is 1 %), `dong`, `month`, `day`, `minute`, `year`, `person`, `byte`; a yes/no
    rule is the text `yes` or `no`. A row that only names a list or a law carries its text as value.
    """

    key: str
    subject: str
    value: Decimal | str | Mapping[str, Decimal | str]
    text: str
    envelope: Envelope
    unit: str = ""
