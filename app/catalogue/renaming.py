"""How rows of the edition before are filed by this one, as frozen values (domain 2.3)."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.catalogue.basis import PROPOSED, Condition, Envelope


@dataclass(frozen=True, slots=True)
class Refusal:
    """Rows that one of P1 to P3 keeps out: all of `when` hold. They stay in the closed former ledger."""

    rule: str
    when: tuple[Condition, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Rename:
    """One section of the edition before, or those of its rows for which `when` holds, and where they go.

    `fields` maps former columns to columns of `section`; a column not named goes to the one of its own key.
    What has no column is written into `remainder` as `Label: value`; without one it is only listed.
    """

    former: str
    when: tuple[Condition, ...]
    section: str
    fields: Mapping[str, str]
    remainder: str = ""
    refuse: tuple[Refusal, ...] = ()
    envelope: Envelope = PROPOSED


@dataclass(frozen=True, slots=True)
class Renames:
    """Everything this edition says of the one before, `edition`; empty when it takes rows of none.

    Two rows equal in date, section and the first `double_length` characters may be one row written twice.
    """

    edition: str = ""
    rows: tuple[Rename, ...] = ()
    double_length: int = 60

    def of(self, former: str) -> tuple[Rename, ...]:
        """Return what is said of one former section, in order: the first that holds for a row decides."""
        return tuple(x for x in self.rows if x.former == former)
