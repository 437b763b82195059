"""What is held out to somebody who types a row: choices of the day, earlier values, a row to start from."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.catalogue import Field
from app.ledgers.rows import Entry, Value, exact, section_of
from app.ledgers.writing import get, own_section
from app.store import Store, Where

MOST: Final = 12
"""How many earlier values are held out: as many as a short list shows at once."""
_READ_AT_ONCE: Final = 100
_LOOKED_AT: Final = 1000
"""Rows that are looked at for distinct values; a column that says the same in all of them has few."""
_OF_ITS_OWN: Final = frozenset({"text", "long_text", "integer", "decimal", "money"})
_DATED: Final = frozenset({"date", "month"})


def choices(store: Store, field: Field, day: date) -> list[tuple[Value, str]]:
    """Return value and label of what `field` (a choice or yes/no) may be in a row of `day`, in their order.

    For days before a list begins every value is offered: older lists are not known (domain 0.3).
    """
    if field.type == "yes_no":
        return [(True, "Có"), (False, "Không")]
    known = store.catalogue.lists[field.list]
    allowed = field.values.get(store.unit.level)
    return [
        (x.key, x.label)
        for x in known.offered(day) or known.choices
        if allowed is None or x.key in allowed
    ]


def previous(store: Store, section: str, field: str, limit: int = MOST) -> list[Value]:
    """Return the last distinct values of one field in the own rows of a section, the newest row first.

    Struck rows do not count. Only the last rows are looked at, so that it is quick in a store of any size.
    """
    found: list[Value] = []
    seen: set[str] = set()
    for value in _values(store, section, field):
        mark = str(value)
        if mark not in seen:
            seen.add(mark)
            found.append(value)
            if len(found) == limit:
                break
    return found


def last(store: Store, section: str) -> Entry | None:
    """Return the own row of a section that was entered last, struck ones aside; None when there is none.

    Ids grow with time, and reading nothing but ids is quick in a section of any size.
    """
    newest = max(store.values("entry", ["id"], *_own(store, section)), default=None)
    return get(store, newest[0]) if newest else None


def copied(store: Store, entry: Entry) -> dict[str, Value]:
    """Return what a new row may take over from `entry`: all but days, attachments and what is its own.

    Its own are texts and figures that a `unique` rule of the section names, such as the number of a
    resolution.
    """
    form = own_section(store, entry.section)
    own = {
        word for rule in form.rules if rule.function == "unique" for word in rule.arguments
    }  # `year of decision_date` speaks of a day, which goes anyway
    left_out = {
        f.key
        for f in form.fields
        if f.type in _DATED or f.type == "file" or (f.type in _OF_ITS_OWN and f.key in own)
    }
    return {key: value for key, value in entry.values.items() if key not in left_out}


def _values(store: Store, section: str, field: str) -> Iterator[Value]:
    form = section_of(store.catalogue, section)
    wheres = _own(store, section)
    for start in range(0, _LOOKED_AT, _READ_AT_ONCE):
        rows = store.find(
            "entry", *wheres, order=("-occurred_on", "-id"), limit=_READ_AT_ONCE, offset=start
        )
        for row in rows:
            value = exact(form, row["data"]).get(field)
            if value is not None:
                yield value
        if len(rows) < _READ_AT_ONCE:
            return


def _own(store: Store, section: str) -> tuple[Where, ...]:
    return (
        Where("unit", "=", store.unit.code),
        Where("section", "=", section),
        Where("struck", "empty"),
    )
