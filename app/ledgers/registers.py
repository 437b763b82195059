"""Registers made from the store: which columns are printed, which rows belong to a period, what they say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from app.catalogue import Computed, Field, Ledger, Section
from app.errors import NotFound
from app.ledgers import computed, naming
from app.ledgers.check import OPTIONAL_FIELDS
from app.ledgers.listing import listing
from app.ledgers.people import Roster
from app.ledgers.register import Column, Number, Part, Register, Row
from app.ledgers.rows import Entry, number_of, person_of
from app.period import Period
from app.progress import Progress, silent
from app.store import Store, Unit, Where

_PERSON: Final = (("name", "Họ tên"), ("rank", "Cấp bậc"), ("position", "Chức vụ"))
_ORDINAL: Final = Column("", "TT", "ordinal")
_STEP: Final = 200


def make(
    store: Store,
    key: str,
    period: Period,
    *,
    struck: bool = True,
    subordinates: bool = True,
    blank: int = 0,
    progress: Progress = silent,
) -> Register:
    """Return the ledger or section `key` for a period, in printing order; `NotFound` for an unknown one.

    Rows of subordinate units stand apart, after the own ones. Lists of what stands (people, members) hold
    those who were there at any time of the period. With `blank` the register is that many empty lines.
    """
    ledger, sections = _chosen(store, key)
    parts: list[Part] = []
    for section in sections:
        columns = _columns(store, section)
        printed = _printed(columns)
        if blank:
            parts.append(_part(section, "", printed, _blank(printed, blank)))
            continue
        for unit in [None, *(_subordinates(store, section) if subordinates else ())]:
            rows = _Reading(store, section, columns, period, store.unit.code).rows(
                unit, struck, progress
            )
            if unit is None or rows:
                parts.append(_part(section, unit.name if unit else "", printed, rows))
    title = ledger.title if key == ledger.key else sections[0].title
    return Register(key, ledger.key, title, period.title, tuple(parts), bool(blank))


def _chosen(store: Store, key: str) -> tuple[Ledger, Sequence[Section]]:
    """Return the ledger and its sections, or the one section and the first ledger that holds it."""
    ledgers = store.catalogue.kept_ledgers(store.unit.level)
    sections = store.catalogue.sections
    for ledger in ledgers:
        if ledger.key == key:
            return ledger, [sections[x] for x in ledger.sections]
    for ledger in ledgers:
        if key in ledger.sections:
            return ledger, [sections[key]]
    raise NotFound(f"Đơn vị không mở sổ hoặc mục “{key}”.")


def _part(section: Section, unit: str, columns: tuple[Column, ...], rows: tuple[Row, ...]) -> Part:
    proposal = section.envelope.confidence == "default"
    return Part(section.key, section.title, unit, columns, rows, proposal)


def _subordinates(store: Store, section: Section) -> list[Unit]:
    """Return the other units that have rows in the section, `c2` before `c10`."""
    here = Where("section", "=", section.key)
    others = [x for x in store.units() if not x.own]
    return [x for x in others if store.count("entry", Where("unit", "=", x.code), here)]


def _columns(store: Store, section: Section) -> list[Field | Computed]:
    """Return what is printed: no column kept for totals, none that is switched off, no attachments."""
    on = store.setting(OPTIONAL_FIELDS, default=[])
    kept: list[Field | Computed] = [
        f for f in section.fields
        if not f.totals_only and f.type != "file"
        and (not f.optional_off or f"{section.key}.{f.key}" in on)
    ]  # fmt: skip
    return kept + [
        c for c in section.computed if c.printed and (section.key, c.key) not in computed.PLANNED
    ]


def _printed(columns: Sequence[Field | Computed]) -> tuple[Column, ...]:
    found = [_ORDINAL]
    for c in columns:
        if c.type == "person":
            parts = (
                Column(f"{c.key}.{part}", label, "text", c.label, person=c.key)
                for part, label in _PERSON
            )
            found += parts
        else:
            length = (c.length or 0) if isinstance(c, Field) else 0
            found.append(Column(c.key, c.label, c.type, c.group, c.sum, length))
    return tuple(found)


def _blank(columns: Sequence[Column], count: int) -> tuple[Row, ...]:
    nothing = Row(("",) * len(columns), (None,) * len(columns))
    return (nothing,) * count


@dataclass(frozen=True, slots=True)
class _Reading:
    """One section being read for one period."""

    store: Store
    section: Section
    columns: Sequence[Field | Computed]
    period: Period
    own: str

    def rows(self, unit: Unit | None, struck: bool, progress: Progress) -> tuple[Row, ...]:
        period = self.period
        if self.section.kind == "stock":
            period = replace(period, start=date.min)
        code = unit.code if unit else self.own
        found = listing(
            self.store, self.section.key, unit=code, period=period, struck=None if struck else False
        )
        roster = Roster(self.store)
        entries = [self._then(x, roster) for x in found if self._is_there(x)]
        rows = []
        for n, entry in enumerate(entries, start=1):
            if n % _STEP == 1:
                progress(n - 1, len(entries), self.section.title)
            cells = [(str(n), None), *self._cells(entry, roster)]
            rows.append(Row(tuple(x for x, _ in cells), tuple(x for _, x in cells), entry.struck))
        return tuple(rows)

    def _then(self, entry: Entry, roster: Roster) -> Entry:
        """Return a person as of the end of the period: a register of May is printed with May's ranks."""
        if entry.section != "person" or entry.struck or entry.unit != self.own:
            return entry
        return roster.known(entry.id, self.period.end)

    def _is_there(self, entry: Entry) -> bool:
        """Tell whether a row of a list of what stands was valid in the period."""
        left = entry.values.get("left_date")
        gone = isinstance(left, str) and left < self.period.start.isoformat()
        return self.section.kind == "flow" or not gone

    def _cells(self, entry: Entry, roster: Roster) -> Iterator[tuple[str, Number | None]]:
        store = self.store
        facts = computed.facts_of(store, entry, self.period.end, roster)
        is_foreign = entry.unit != self.own
        for c in self.columns:
            if isinstance(c, Computed):
                if is_foreign and (self.section.key, c.key) in computed.ACROSS:
                    yield computed.NONE, None
                    continue
                result = computed.one(facts, c.key)
                exact = result if c.sum and not isinstance(result, bool) else None
                shown = computed.shown(store, self.section.key, c.key, result)
                yield shown, exact if isinstance(exact, Number) else None
                continue
            value = entry.values.get(c.key)
            if c.type == "person":
                person = person_of(value)
                for part, _ in _PERSON:
                    said = person.get(part, "")
                    listed = said and part != "name"
                    yield store.catalogue.lists[part].label(said) if listed else said, None
            else:
                shown = "" if value is None else naming.shown(store, c, value)
                yield shown, number_of(value) if c.sum else None
