"""What a template may ask for: tables of ledger rows and of indicators for the period of a paper, as outline text."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app import clock
from app import period as periods
from app import text as vietnamese
from app.documents import columns, outline, sources
from app.documents.blocks import Align, Run, Runs, Table
from app.documents.sources import Figures, Rows
from app.documents.templates import Safe
from app.documents.values import Given, change
from app.ledgers import Entry, Roster, computed, entries
from app.period import Period
from app.planning import Figure, indicators, picked, tasks
from app.store import Store


@dataclass(slots=True)
class Filling:
    """The store and period a paper is about; `given` stands in for the unit's own figures in a consolidation."""

    store: Store
    period: Period
    given: Given = field(default_factory=Given)

    def functions(self) -> dict[str, Callable[..., Any]]:
        """Return what templates may call by name."""
        return {"table": self.shown, "rows": self.rows, "figure": self.figure}

    def shown(self, source: str, empty: str = "", *, chart: bool = False) -> Safe:
        """Return the table of a source as outline text, or a sentence when there is no row."""
        table = self.table(source, chart=chart)
        if not table.rows:
            return Safe(outline.escape(empty or columns.load().words["empty"]))
        return Safe("\n" + outline.show([table]) + "\n")

    def rows(self, source: str) -> list[dict[str, str]]:
        """Return the rows of a source, each column as it is read."""
        wanted = self._read(source)
        if isinstance(wanted, Figures):
            raise sources.SourceWrong("Chỉ tiêu không có dòng; dùng figure(…).")
        return [dict(zip(wanted.fields, row, strict=True)) for row in self._cells(wanted)]

    def figure(self, id: str) -> str:
        """Return one indicator of the period as it is read."""
        (found,) = self._figures((id,), self.period)
        return found.shown

    def table(self, source: str, *, chart: bool = False) -> Table:
        """Return the table of a source as it stands now; it keeps the source and can be refreshed."""
        wanted = self._read(source)
        made = self._compared(wanted) if isinstance(wanted, Figures) else self._listed(wanted)
        return Table(*made, source=" ".join(source.split()), chart=chart)

    def _read(self, source: str) -> sources.Source:
        return sources.parse(source, self.store.catalogue, self.store.unit.level)

    # Rows of ledgers

    def _listed(self, wanted: Rows) -> "_Parts":
        section = self.store.catalogue.sections[wanted.section]
        found = columns.load()
        labels = {f.key: f.label for f in section.fields}
        labels |= {c.key: c.label for c in section.computed}
        kinds: dict[str, str] = {f.key: f.type for f in section.fields}
        kinds |= {c.key: c.type for c in section.computed}
        long = {f.key for f in section.fields if (f.length or 0) >= found.long_length}
        kinds |= dict.fromkeys(long, "long_text")
        header = [labels[key] for key in wanted.fields]
        aligns = [found.align[kinds[key]] for key in wanted.fields]
        cells = self._cells(wanted)
        widths = [
            columns.fitted(kinds[key], [row[at] for row in cells])
            for at, key in enumerate(wanted.fields)
        ]
        if wanted.counted:
            unknown = found.words["unknown"]
            counts = Counter(tuple(cell or unknown for cell in row) for row in cells)
            cells = [(*row, vietnamese.number(n)) for row, n in counts.items()]
            header.append(found.words["count"])
            widths.append(found.width["integer"])
            aligns.append(found.align["integer"])
        return _parts(header, cells, aligns, widths)

    def _cells(self, wanted: Rows) -> list[tuple[str, ...]]:
        section = self.store.catalogue.sections[wanted.section]
        fields = {f.key: f for f in section.fields}
        roster = Roster(self.store)
        found = []
        for entry in self._entries(wanted):
            worked = (
                {}
                if fields.keys() >= set(wanted.fields)
                else computed.values(self.store, entry, roster=roster)
            )
            found.append(
                tuple(
                    self._day(fields[key].type, entry.values.get(key))
                    or entries.shown(self.store, fields[key], entry.values.get(key))
                    if key in fields
                    else computed.shown(self.store, section.key, key, worked.get(key))
                    for key in wanted.fields
                )
            )
        return found

    def _day(self, kind: str, value: object) -> str:
        """Return a date with its day of the week in a week's paper, else nothing."""
        if self.period.kind != "week" or kind != "date" or not isinstance(value, str) or not value:
            return ""
        day = date.fromisoformat(value)
        return f"{columns.load().weekdays.names[day.weekday()]}, {vietnamese.date_short(day)}"

    def _entries(self, wanted: Rows) -> list[Entry]:
        asked = _moved(self.period, wanted.when)
        if wanted.tasks == sources.DONE:
            return [task.entry for task in tasks.results(self.store, asked)]
        if wanted.tasks == sources.NOW:
            return [task.entry for task in tasks.due_in(self.store, asked)]
        if wanted.tasks == sources.NEXT:
            return [task.entry for task in tasks.upcoming(self.store, asked.next())]
        return picked(self.store, wanted.section, asked, wanted.where, as_of=clock.today())

    # Indicators

    def _compared(self, wanted: Figures) -> "_Parts":
        words, period = columns.load().words, _moved(self.period, wanted.when)
        if wanted.compare == "per_year":
            years = periods.each("year", period.start, period.end)
            heads = [words["year"].format(year=y.text) for y in years]
            found = [self._figures(wanted.ids, y) for y in years]
            cells = [
                (
                    columns.labelled(column[0].label, column[0].format),
                    *(figure.shown for figure in column),
                )
                for column in zip(*found, strict=True)
            ]
            return self._numbers([words["indicator"], *heads], cells)
        last_year = wanted.compare == "last_year"
        earlier = _year_before(period) if last_year else period.previous()
        pairs = zip(
            self._figures(wanted.ids, period), self._figures(wanted.ids, earlier), strict=True
        )
        heads = [words["now"], words["same" if last_year else "before"], words["change"]]
        cells = [
            (columns.labelled(now.label, now.format), now.shown, old.shown, change(now, old))
            for now, old in pairs
        ]
        return self._numbers([words["indicator"], *heads], cells)

    def _numbers(self, header: Sequence[str], cells: Sequence[Sequence[str]]) -> "_Parts":
        found, others = columns.load(), len(header) - 1
        widths = [found.width["indicator"], *[found.width["integer"]] * others]
        return _parts(header, cells, ["left", *[found.align["integer"]] * others], widths)

    def _figures(self, ids: Sequence[str], period: Period) -> list[Figure]:
        """Return these figures of a period: a consolidation's own, or those of the unit's rows."""
        given = {
            f.id: f for f in (*self.given.previous, *self.given.figures) if f.period == period.text
        }
        missing = [one for one in ids if one not in given]
        closed = indicators.closing(self.store, period)
        given |= {f.id: f for f in indicators.compute(self.store, closed, ids=missing)}
        return [given[one] for one in ids]


_Parts = tuple[tuple[Runs, ...], tuple[tuple[Runs, ...], ...], tuple[Align, ...], tuple[int, ...]]


def _parts(
    header: Sequence[str],
    cells: Sequence[Sequence[str]],
    aligns: Sequence[Align],
    widths: Sequence[int],
) -> _Parts:
    rows = tuple(tuple(_runs(cell) for cell in row) for row in cells)
    return tuple(map(_runs, header)), rows, tuple(aligns), tuple(widths)


def _runs(text: str) -> Runs:
    plain = " ".join(vietnamese.clean(text).split())
    return (Run(plain),) if plain else ()


def _moved(period: Period, when: sources.When) -> Period:
    if when == "now":
        return period
    return period.next() if when == "next" else period.previous()


def _year_before(period: Period) -> Period:
    """Return the same part of the year before."""
    return periods.parse(f"{int(period.text[:4]) - 1:04}{period.text[4:]}")
