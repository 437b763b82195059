"""Merging ledgers: going over to another edition of the catalogue with every row (domain 2.3).

Services: `plan` (what would happen; changes nothing), `apply` (one change, one undo), `join` (two rows that are one, by
hand), `report` (the plan as text for paper). `Adoption` is a plan with all it found.
"""

from app.ledgers.merging.adopting import EditionNotNext, PlanStale, apply, join
from app.ledgers.merging.model import (
    Adoption,
    Double,
    Doubtful,
    Dropped,
    Kept,
    Line,
    NotTaken,
    Part,
)
from app.ledgers.merging.planning import plan
from app.ledgers.merging.report import report

__all__ = [
    "Adoption",
    "Double",
    "Doubtful",
    "Dropped",
    "EditionNotNext",
    "Kept",
    "Line",
    "NotTaken",
    "Part",
    "PlanStale",
    "apply",
    "join",
    "plan",
    "report",
]
