"""How far a measured value may lie off and still be right, read from `resources/conformity/tolerances.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app import paths
from app.documents import layouts, strict
from app.errors import Problem


@dataclass(frozen=True, slots=True)
class Tolerances:
    """Millimetres and points as named; shares are of the width of a line of text."""

    effective_from: date
    source: str
    confidence: str
    margin_mm: float
    pdf_top_mm: float
    size_pt: float
    length_pt: float
    length_mm: float
    width_mm: float
    full_share: float
    part_share: float
    rule_pt: tuple[float, float]
    centre_mm: float
    baseline_pt: float
    edge_mm: float
    properties: Mapping[str, tuple[str, ...]]

    def share_within(self, share: float, allowed: tuple[float, float]) -> bool:
        """Tell whether a rule is as long as its range allows."""
        slack = self.full_share if allowed == (1.0, 1.0) else self.part_share
        return allowed[0] - slack <= share <= allowed[1] + slack

    def weight_within(self, weight: float) -> bool:
        return self.rule_pt[0] <= weight <= self.rule_pt[1]


@lru_cache(maxsize=1)
def load() -> Tolerances:
    """Return the tolerances; a faulty file is refused by key."""
    file = paths.resources() / "conformity" / "tolerances.toml"
    problems: list[Problem] = []
    found = strict.read(
        Tolerances, tomllib.loads(file.read_text("utf-8")), f"{file.name}:", problems
    )
    if found is None:
        raise layouts.ProfileWrong(problems=problems)
    return found
