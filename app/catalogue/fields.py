"""The columns of a section, typed and computed, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from app.catalogue.basis import FieldType, Level


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a section.

    `list` names a ChoiceList, `values` restricts it at a level (none given: the whole list);
    `minimum`/`maximum` bound numbers, `length` counts characters; `must_be` is the only value taken.
    On paper, neighbours of one `group` stand under that heading, and columns with `sum` are added up.
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
    group: str = ""
    sum: bool = False

    @property
    def is_year(self) -> bool:
        """Whether it is a number that can only have four digits: a year, written without a dot."""
        least, most = self.minimum, self.maximum
        return least is not None and most is not None and least >= 1000 and most <= 9999


@dataclass(frozen=True, slots=True)
class Computed:
    """A column that is never typed; `formula` is the text of domain 3.11, the code keys on (section, key).

    Registers on paper leave out one that is not `printed`.
    """

    key: str
    type: FieldType
    label: str
    formula: str
    group: str = ""
    sum: bool = False
    printed: bool = True
