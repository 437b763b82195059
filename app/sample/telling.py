"""Tell one unit's part of the sample day by day, through the same services that people use."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from app import clock, period
from app.documents import drafts
from app.ledgers import entries
from app.planning import duties
from app.sample.reading import Composed, Paper, Row, SampleUnit, Sent, Values
from app.store import Store

_DAILY = ("day_strength", "day_report")
"""Daily duties are switched off in the sample (domain 10)."""


@dataclass(slots=True)
class Teller:
    """One unit, its store and how far its story has been told."""

    store: Store
    story: SampleUnit
    others: Sequence[SampleUnit] = ()
    told: date = date.min
    documents: dict[tuple[str, str], str] = field(default_factory=dict)
    _people: dict[str, str] = field(default_factory=dict)
    _written: dict[int, str] = field(default_factory=dict)

    def until(self, last: date) -> None:
        """Tell every day after the one told last, up to and including `last`; one change per day."""
        days = sorted({day for day in _days(self.story) if self.told < day <= last})
        for day in days:
            with clock.fixed(day), self.store.change(f"Ghi sổ ngày {day:%d/%m/%Y}"):
                if self.told == date.min:
                    self._begin()
                self._write(day)
                self._amend(day)
                self._file(day)
            self._compose(day)
            self.told = day
        self.told = last

    def _begin(self) -> None:
        self.store.set_setting("duties_off", list(_DAILY))
        for waiver in self.story.waivers:
            duties.waive(self.store, waiver.duty, period.parse(waiver.period), waiver.reason)

    def _write(self, day: date) -> None:
        """Write the rows of the day, people first, each section in one go."""
        todo = [(n, row) for n, row in enumerate(self.story.rows) if row.on == day]
        for section, group in groupby(todo, key=lambda x: x[1].section):
            places = list(group)
            values = [self._values(row, row.values) for _, row in places]
            for (place, row), entry in zip(
                places, entries.add_many(self.store, section, values), strict=True
            ):
                self._written[place] = entry.id
                if row.ref:
                    self._people[row.ref] = entry.id

    def _amend(self, day: date) -> None:
        for place, row in enumerate(self.story.rows):
            for later in row.later:
                if later.on == day:
                    values = self._values(row, later.values)
                    entries.amend(self.store, self._written[place], values, reason=later.reason)

    def _file(self, day: date) -> None:
        for paper in self.story.papers:
            if max(paper.issued, self._first) == day:
                _record(self.store, paper)
        for sent in self.story.sent:
            if sent.sent == day:
                send(self.store, sent)

    def _compose(self, day: date) -> None:
        for composed in self.story.composed:
            if composed.dated == day:
                with clock.fixed(day):
                    self.documents[composed.type, composed.period] = _issue(self.store, composed)

    @property
    def _first(self) -> date:
        return min(row.on for row in self.story.rows)

    def _values(self, row: Row, values: Values) -> dict[str, Any]:
        """Return the values with P-numbers resolved to people of the unit or copies of others'."""
        section = self.store.catalogue.sections[row.section]
        persons = {f.key for f in section.fields if f.type == "person"}
        return {k: self._person(v) if k in persons else v for k, v in values.items()}

    def _person(self, ref: str) -> str | Mapping[str, str]:
        if ref in self._people:
            return self._people[ref]
        found = next(p for other in self.others if (p := other.person(ref)) is not None)
        return {"name": found["full_name"], "rank": found["rank"], "position": found["position"]}


def send(store: Store, sent: Sent, *, unit: str | None = None) -> None:
    """Record a paper handed over, in the sender's store or (with `unit`) in the receiver's."""
    about = period.parse(sent.period)
    duties.record_submission(store, sent.duty, about, sent.sent, sent.received, unit=unit)


def _days(story: SampleUnit) -> Iterator[date]:
    first = min(row.on for row in story.rows)
    for row in story.rows:
        yield row.on
        yield from (later.on for later in row.later)
    yield from (max(paper.issued, first) for paper in story.papers)
    yield from (composed.dated for composed in story.composed)
    yield from (sent.sent for sent in story.sent)


def _record(store: Store, paper: Paper) -> None:
    about = period.parse(paper.period)
    drafts.record_outside(
        store, paper.type, about, paper.number, paper.issued, paper.due, paper.returned
    )


def _issue(store: Store, composed: Composed) -> str:
    about = period.parse(composed.period)
    draft = drafts.create(store, composed.type, about)
    return drafts.issue(store, draft.id, dated=composed.dated, ordinal=composed.ordinal).id
