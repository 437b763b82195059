"""What the unit may choose for its ledgers: the idle lock, and the optional sensitive columns (domain P6)."""

from dataclasses import dataclass
from typing import Final

from app.errors import Problem, Refused
from app.ledgers.check import OPTIONAL_FIELDS
from app.store import NotAllowed, Store

IDLE: Final = "idle_minutes"
DEFAULT_IDLE: Final = 5
"""Minutes until an unattended window locks itself (design §4)."""
_SHORTEST, _LONGEST = 1, 60


@dataclass(frozen=True, slots=True)
class Choices:
    """`idle_minutes` until the window locks; `optional` the columns switched on, as `person.religion`."""

    idle_minutes: int
    optional: frozenset[str]


def offered(store: Store) -> dict[str, str]:
    """Return the columns that may be switched on: `person.religion` to section and label."""
    return {
        f"{section.key}.{f.key}": f"{section.title}: {f.label}"
        for section in store.catalogue.sections_of(store.unit.level)
        for f in section.fields
        if f.optional_off
    }


def chosen(store: Store) -> Choices:
    """Return what is chosen now."""
    on = store.setting(OPTIONAL_FIELDS, default=[])
    return Choices(int(store.setting(IDLE, DEFAULT_IDLE)), frozenset(str(x) for x in on))


def choose(store: Store, choices: Choices) -> None:
    """Keep the choices, as one step; only who signs decides on them (`NotAllowed`), `Refused` out of bounds.

    A column switched off keeps its values; nothing is asked for it any more.
    """
    if not store.account.signs:
        raise NotAllowed()
    found = []
    if not _SHORTEST <= choices.idle_minutes <= _LONGEST:
        found.append(Problem(IDLE, f"Số phút phải từ {_SHORTEST} đến {_LONGEST}.", "L104"))
    if not choices.optional <= offered(store).keys():
        found.append(Problem(OPTIONAL_FIELDS, "Không có cột này để bật.", "L110"))
    if found:
        raise Refused(problems=found)
    if choices == chosen(store):
        return
    with store.change("Sửa thiết lập"):
        store.set_setting(IDLE, choices.idle_minutes)
        store.set_setting(OPTIONAL_FIELDS, sorted(choices.optional))
