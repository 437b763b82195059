"""Units and accounts as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Echelon = Literal["company", "battalion", "regiment"]
Role = Literal["chinh_tri_vien", "tro_ly", "xem"]
LEVELS: Mapping[str, Literal["c", "d", "e"]] = {"company": "c", "battalion": "d", "regiment": "e"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: the own one, its superior or a subordinate. `data` holds letters, place, party names, …"""

    code: str
    name: str
    echelon: str
    parent: str = ""
    own: bool = False
    training: bool = False
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def level(self) -> Literal["c", "d", "e"]:
        return LEVELS[self.echelon]


@dataclass(frozen=True, slots=True)
class Account:
    name: str
    role: str
