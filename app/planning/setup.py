"""Planning's own data: what sets off event duties, how resolutions are judged, what the first page shows."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.paths import resources
from app.period import Kind
from app.store import Where


@dataclass(frozen=True, slots=True)
class Trigger:
    """Rows of `section` matching `where` are events on the day in field `day`, at the hour in `time`.

    Where an entry answers the duty, it does so on the day in its field `answered_on`, and its
    field `answered_ref` names the day of the event.
    """

    section: str
    day: str
    time: str = ""
    where: tuple[Where, ...] = ()
    answered_on: str = ""
    answered_ref: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A resolution of one kind is on time by this duty's due rule for a period of this kind."""

    duty: str
    period: Kind


@dataclass(frozen=True, slots=True)
class Setup:
    triggers: Mapping[str, Trigger]
    resolutions: Mapping[str, Judged]
    overview_indicators: tuple[str, ...]
    board_kinds: frozenset[str]
    soon_days: int
    late_days: int
    closing_duty: str
    """The duty whose lock day closes the rows of its month (domain 7)."""
    lock_after_submission: bool


@lru_cache(maxsize=1)
def load() -> Setup:
    """Read `resources/planning/planning.toml`; a wrong file is a bug and raises TypeError or KeyError."""
    with (resources() / "planning" / "planning.toml").open("rb") as file:
        data = tomllib.load(file)
    page = data["overview"]
    return Setup(
        triggers={duty: _trigger(row) for duty, row in data["event"].items()},
        resolutions={kind: Judged(**row) for kind, row in data["resolution"].items()},
        overview_indicators=tuple(page["indicators"]),
        board_kinds=frozenset(page["board_kinds"]),
        soon_days=page["soon_days"],
        late_days=page["late_days"],
        closing_duty=data["closing"]["duty"],
        lock_after_submission=data["closing"]["after_submission"],
    )


def _trigger(row: dict[str, Any]) -> Trigger:
    tests = tuple(Where("data." + w["field"], w["op"], w["value"]) for w in row.pop("where", ()))
    return Trigger(**row, where=tests)
