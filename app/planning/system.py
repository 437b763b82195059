"""System records that indicators may count (domain 3.13), as flat rows with ISO days and yes/no."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from app import period as periods
from app.period import Period
from app.planning import currency, duties
from app.planning.duties import Occurrence
from app.planning.facts import COUNTED_STATES
from app.store import Store, Where

Row = Mapping[str, str | int]
"""`id`, `title` and `day` for people, beside the columns of the record; no value is an empty text."""


class Records:
    """The system records of the own unit that may lie in one period, as known on `as_of`."""

    def __init__(self, store: Store, period: Period, as_of: date) -> None:
        self._store = store
        self._period = period
        self._as_of = as_of

    def rows(self, record: str) -> list[Row]:
        """Return the rows of a record of domain 3.13; KeyError for one that nothing keeps yet."""
        return {
            "document": lambda: self._documents,
            "occurrence": lambda: self._occurrences,
            "submission": lambda: self._submissions,
            "section_state": lambda: self._section_states,
        }[record]()

    @cached_property
    def _due(self) -> list[Occurrence]:
        return duties.occurrences(self._store, self._period, as_of=self._as_of)

    @cached_property
    def _documents(self) -> list[Row]:
        found = self._store.find(
            "document",
            Where("unit", "=", self._store.unit.code),
            Where("state", "in", COUNTED_STATES),
            Where("dated", ">=", self._period.start.isoformat()),
            Where("dated", "<=", min(self._period.end, self._as_of).isoformat()),
            order=("dated", "id"),
        )
        types = self._store.catalogue.documents
        return [
            {
                "id": str(r["id"]),
                "title": f"{r['number']} {r['title']}".strip(),
                "day": str(r["dated"]),
                "kind": str(r["type"]),
                "family": types[str(r["type"])].family if str(r["type"]) in types else "",
                "number": str(r["number"]),
                "date": str(r["dated"]),
                "issued_date": str(r["dated"]),
                "state": "issued",
                "returned_count": int(str(r["returned_count"])),
            }
            for r in found
        ]

    @cached_property
    def _occurrences(self) -> list[Row]:
        return [_occurrence(o) for o in self._due if o.state != "waived"]

    @cached_property
    def _submissions(self) -> list[Row]:
        """Return the sendings expected by now; one not yet due is not missing."""
        expected = [o for o in duties.counted(self._due) if o.satisfied_by == "submission"]
        sources = tuple(o.source for o in expected if o.source)
        made = self._store.find("submission", Where("id", "in", sources)) if sources else []
        by_id = {str(r["id"]): r for r in made}
        return [_submission(o, by_id.get(o.source, {})) for o in expected]

    @cached_property
    def _section_states(self) -> list[Row]:
        found = currency.states(self._store, min(self._period.end, self._as_of))
        return [
            {
                "id": s.section,
                "title": s.title,
                "day": s.as_of.isoformat(),
                "section": s.section,
                "as_of": s.as_of.isoformat(),
                "last_date": s.last.isoformat() if s.last else "",
                "fresh_days": s.fresh_days,
                "current": "yes" if s.current else "no",
            }
            for s in found
        ]


def _occurrence(o: Occurrence) -> Row:
    about = periods.parse(o.period)
    return {
        "id": f"{o.duty}:{o.period}",
        "title": f"{o.label}, {about.title}",
        "day": o.due.isoformat(),
        "duty": o.duty,
        "duty_group": o.group,
        "period_from": about.start.isoformat(),
        "due_date": o.due.isoformat(),
        "lock_date": o.lock.isoformat(),
        "satisfied_date": o.satisfied_on.isoformat() if o.satisfied_on else "",
        "state": o.state,
        "on_time": "yes" if o.on_time else "no",
    }


def _submission(o: Occurrence, made: Mapping[str, object]) -> Row:
    return {
        **_occurrence(o),
        "sent_date": str(made.get("sent_on") or ""),
        "received_date": str(made.get("received_on") or ""),
        "attempt": int(str(made.get("attempt") or 0)),
        "state": str(made.get("state") or "missing"),
    }
