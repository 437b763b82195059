"""A figure: one indicator of one unit in one period, exact until it is shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from app.text import number, percent

NO_FIGURE: Final = "–"


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator's exact numerator and denominator (None for counts and sums).

    `missing` names the months whose figures have not been received; such a figure has no value,
    since a part must not pass for the whole. Ratios are rolled up by adding numerators and
    denominators, never by averaging (domain 0.4).
    """

    id: str
    label: str
    unit: str
    period: str
    kind: str
    numerator: Fraction
    denominator: Fraction | None
    format: str
    missing: tuple[str, ...] = ()

    @property
    def value(self) -> Fraction | None:
        """Return the exact value; None where the denominator is 0 or months are missing."""
        if self.missing or self.denominator == 0:
            return None
        if self.denominator is None:
            return self.numerator
        return self.numerator / self.denominator

    @property
    def shown(self) -> str:
        """Return the value as people read it (`92,5 %`), rounded half up; `–` without a value."""
        value = self.value
        return NO_FIGURE if value is None else _SHOWN[self.format](value)


_SHOWN: Final[Mapping[str, Callable[[Fraction], str]]] = {
    "integer": lambda value: number(value, 0),
    "money": lambda value: number(value, 0),
    "decimal1": lambda value: number(value, 1),
    "percent1": lambda value: percent(value, 1),
    "percent2": lambda value: percent(value, 2),
}
