"""A document as a value, and how a stored record becomes one."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from app import period as periods


@dataclass(frozen=True, slots=True)
class Document:
    """One paper: draft, issued, replaced or withdrawn; `outside` when made without the program.

    `dated` is the ISO date of the paper, `number` the citation (`03/BC-c1`), empty while a draft.
    """

    id: str
    unit: str
    type: str
    period: str
    title: str
    state: str
    number: str
    series: str
    ordinal: int | None
    profile: str
    dated: str
    text: str
    data: Mapping[str, Any]
    outside: bool
    issued_at: str | None
    replaces: str | None
    returned_count: int

    @property
    def day(self) -> date:
        return date.fromisoformat(self.dated)

    @property
    def about(self) -> str:
        """Return the period in words, `tháng 01/2026`."""
        return periods.parse(self.period).title


def document_of(record: Mapping[str, Any]) -> Document:
    """Return the record of table `document` as a value."""
    known = {f.name: record[f.name] for f in fields(Document)}
    return Document(**{**known, "outside": bool(record["outside"])})
