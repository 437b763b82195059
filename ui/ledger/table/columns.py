"""The columns of a section's table: what was typed, then what is computed; how a cell reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app import clock
from app.catalogue import Catalogue, Computed, Field, FieldType, Section
from app.ledgers import OPTIONAL_FIELDS, Entry, Roster, computed, entries
from app.store import Store

NUMERIC = {"integer", "decimal", "money"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table; a computed one is only shown: no filter, no order, no sum."""

    key: str
    label: str
    type: FieldType
    field: Field | None = None
    formula: str = ""

    @property
    def numeric(self) -> bool:
        return self.type in NUMERIC

    @property
    def asks(self) -> bool:
        """Whether rows are filtered and ordered by it; never by what counts only in totals (domain P6)."""
        return self.field is not None and not (self.field.optional_off or self.field.totals_only)

    @property
    def sums(self) -> bool:
        """Whether the catalogue adds it up: lessons and money are, men by day and years are not."""
        return self.asks and self.field is not None and self.field.sum

    @property
    def tip(self) -> str:
        """What the heading says when pointed at."""
        if self.field is None:
            return f"{self.label}\nTự tính: {self.formula}"
        return f"{self.label}\n{self.field.note}".strip()


def columns_of(store: Store, section: Section) -> tuple[Column, ...]:
    """Return the columns of a section; optional sensitive ones only when the unit switched them on."""
    chosen = store.setting(OPTIONAL_FIELDS, default=[])
    typed = [
        _typed(f)
        for f in section.fields
        if not (f.optional_off or f.totals_only) or f"{section.key}.{f.key}" in chosen
    ]
    reckoned = [
        _computed(c) for c in section.computed if (section.key, c.key) not in computed.PLANNED
    ]
    return (*typed, *reckoned)


class Reading:
    """What the cells of one section share: the roster of people is read once."""

    def __init__(self, store: Store, section: Section) -> None:
        self._store = store
        self._section = section
        self._roster = Roster(store)
        self._today: date = clock.today()

    def text(self, entry: Entry, column: Column) -> str:
        """Return what the cell shows, on one line."""
        if column.field is None:
            facts = computed.facts_of(self._store, entry, self._today, self._roster)
            value = computed.one(facts, column.key)
            return computed.shown(self._store, self._section.key, column.key, value)
        stored = entry.values.get(column.key)
        if column.type == "person" and isinstance(stored, Mapping):
            return person(self._store.catalogue, stored)
        return " ".join(entries.shown(self._store, column.field, stored).split())


def person(catalogue: Catalogue, copied: Mapping[str, str]) -> str:
    """Return `Nguyễn Văn Mẫu – Đại úy, Chính trị viên đại đội`: the name leads, as rows are ordered by it."""
    behind = [
        catalogue.lists[key].label(copied[key]) for key in ("rank", "position") if copied.get(key)
    ]
    return f"{copied.get('name', '')} – {', '.join(behind)}" if behind else copied.get("name", "")


def _typed(field: Field) -> Column:
    return Column(field.key, field.label, field.type, field)


def _computed(column: Computed) -> Column:
    return Column(column.key, column.label, column.type, None, column.formula)
