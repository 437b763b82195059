"""What a template may say: figures, tasks, meeting and resolution of a period, already as shown text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from app import clock, text
from app.documents import columns, organisation
from app.documents.refusals import WrongValue
from app.ledgers import Entry, entries
from app.period import Period
from app.planning import NO_FIGURE, Figure, Task, indicators, tasks
from app.store import Store


@dataclass(frozen=True, slots=True)
class Annex:
    """A table of units × indicators: unit names, and for each indicator its label and shown cells."""

    units: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]

    def plain(self) -> dict[str, Any]:
        return {
            "units": list(self.units),
            "rows": [{"label": x, "cells": list(y)} for x, y in self.rows],
        }


@dataclass(frozen=True, slots=True)
class Given:
    """Figures of a consolidation that stand in for the unit's own, with the units still missing."""

    figures: Sequence[Figure] = ()
    previous: Sequence[Figure] = ()
    missing: Sequence[str] | None = None
    annex: Annex | None = None


def gather(
    store: Store, period: Period, given: Given, wording: organisation.Wording, about: str = ""
) -> dict[str, Any]:
    """Return the values of a period as JSON-ready shown text; the snapshot a document keeps.

    `about` is the row of `wording.about` the paper records; the only one of the period when empty.
    """
    closed, before = indicators.closing(store, period), indicators.closing(store, period.previous())
    now = given.figures or indicators.compute(store, closed)
    past = given.previous if given.figures else _known(store, before)
    own = organisation.level_of(store)
    meeting = _meeting(store, period, own.party_body)
    # A report typed before the period is over covers what is known that day, and says so (domain 7).
    counted = clock.today() if closed.contains(clock.today()) else closed.end
    return {
        "unit": {"name": store.unit.name, "superior": organisation.said_superior(store)},
        "party": {
            "name": organisation.said(store, "party_name"),
            "gathering": organisation.said(store, "party_gathering"),
            "members": organisation.said(store, "party_members"),
            "carriers": organisation.said(store, "party_carriers"),
        },
        "period": {
            "title": period.title, "previous": period.previous().title, "next": period.next().title,
            "start": text.date_short(closed.start), "end": text.date_short(counted),
            "first": text.date_short(period.start), "last": text.date_short(period.end),
        },
        "f": _compared(store, now, past),
        "tasks_done": _tasks(store, tasks.due_in(store, period)),
        "tasks_next": _tasks(store, tasks.due_in(store, period.next())),
        "tasks_before": _tasks(store, tasks.due_in(store, period.previous())),
        "tasks_now": _tasks(store, tasks.due_in(store, period)),
        "open_remedies": _tasks(store, _remedies(store, period)),
        "meeting": meeting,
        "resolution": _resolution(store, period, wording.resolution),
        "row": _about(store, period, wording.about, about),
        "areas": _areas(store, period),
        "ledgers": [x.title for x in store.catalogue.ledgers_of(store.unit.level)],
        "former": _former(store),
        "fee": _fee(store, now, period),
        "assignments": [_shown(store, row) for row in _rows(store, "assignment", period)],
        "consolidated": bool(given.figures),
        "missing": _missing(store, period, given),
        "annex": given.annex.plain() if given.annex else None,
    }  # fmt: skip


def _known(store: Store, before: Period) -> list[Figure]:
    """Return the unit's figures; before its first day in the program nothing counted is not a zero."""
    figures = indicators.compute(store, before)
    if before.end.isoformat() >= str(store.unit.data.get("started_on", "")):
        return figures
    return [f for f in figures if f.numerator]


def _missing(store: Store, period: Period, given: Given) -> list[str]:
    """Return the names of the subordinate units whose figures of the period have not come in."""
    if given.missing is not None or not given.figures:
        return list(given.missing or ())
    own = store.unit.code
    return [
        u.name
        for u in store.units()
        if u.parent == own
        and any(
            f.missing
            for f in indicators.compute(store, period, unit=u.code, ids=[given.figures[0].id])
        )
    ]


def _compared(
    store: Store, now: Iterable[Figure], past: Iterable[Figure]
) -> dict[str, dict[str, str]]:
    """Return label, this period, last period and difference of every indicator; `–` for what is not known."""
    current = {x.id: x for x in now}
    earlier = {x.id: x for x in past}
    return {
        key: {
            "label": columns.labelled(i.label, i.format),
            "now": current[key].shown if key in current else NO_FIGURE,
            "before": earlier[key].shown if key in earlier else NO_FIGURE,
            "change": change(current.get(key), earlier.get(key)),
        }
        for key, i in store.catalogue.indicators.items()
    }


def change(now: Figure | None, before: Figure | None) -> str:
    """Return the difference with its sign, `+1,5 %`, `-2`, `0`; `–` when either has no value."""
    if now is None or before is None or now.value is None or before.value is None:
        return NO_FIGURE
    difference = now.value - before.value
    shown = _as(now, difference)
    return f"+{shown}" if difference > 0 and shown != _as(now, difference * 0) else shown


def _as(figure: Figure, value: Any) -> str:
    plain = Figure(
        figure.id, figure.label, figure.unit, figure.period, figure.kind, value, None, figure.format
    )
    return plain.shown


def _tasks(store: Store, found: Iterable[Task]) -> list[dict[str, str]]:
    areas = store.catalogue.lists["work_area"]
    states = store.catalogue.lists["task_status"]
    return [
        {
            "title": t.title,
            "responsible": t.responsible,
            "due": text.date_short(t.due),
            "done": text.date_short(t.done_on) if t.done_on else "",
            "result": t.result or states.label(t.status),
            "requirement": t.requirement,
            "area": areas.label(t.work_area),
        }
        for t in found
    ]


def _remedies(store: Store, period: Period) -> list[Task]:
    """Return what inspections found and is still open at the end of the period, due then or later."""
    found = tasks.upcoming(store, period.next())
    return [t for t in found if t.kind == "remedy" and t.assigned_on <= period.end]


def _rows(store: Store, section: str, period: Period) -> list[Entry]:
    if section not in {s.key for s in store.catalogue.sections_of(store.unit.level)}:
        return []
    return entries.listing(store, section, period=period, struck=False)


def _meeting(store: Store, period: Period, body: str) -> dict[str, str] | None:
    """Return the regular meeting of the period's Party body, the last one if there are several."""
    found = [
        r for r in _rows(store, "meeting", period)
        if r.values.get("body") == body and r.values.get("kind") == "thuong_ky"
    ]  # fmt: skip
    if not found:
        return None
    return {**_shown(store, found[-1]), "day_words": text.date_words(found[-1].day)}


def _about(store: Store, period: Period, section: str, row: str) -> dict[str, str] | None:
    """Return the row a paper records, as it is read; None when the period has none.

    `WrongValue` names the rows when there are several and none was chosen.
    """
    if not section:
        return None
    found = [r for r in _rows(store, section, period) if row in ("", r.id)]
    if row and not found:
        raise WrongValue("Dòng được chọn không thuộc kỳ của văn kiện.")
    if len(found) > 1:
        rows = "; ".join(f"{entries.title(store, r)} ({r.id})" for r in found)
        raise WrongValue(
            f"Kỳ này có {len(found)} dòng, hãy chọn một.", hint=f"Chọn bằng about=…: {rows}"
        )
    if not found:
        return None
    return {**_shown(store, found[0]), "day_words": text.date_words(found[0].day)}


def _areas(store: Store, period: Period) -> list[dict[str, str]]:
    """Return the areas of work that have a sentence to start from."""
    sentences = organisation.load()[0].area_sentence
    offered = store.catalogue.lists["work_area"].offered(period.end)
    return [{"label": c.label, "sentence": sentences[c.key]} for c in offered if c.key in sentences]


def _former(store: Store) -> list[dict[str, str]]:
    """Return the ledgers kept before the merge and the one each went into."""
    level = store.unit.level
    titles = {x.key: x.title for x in store.catalogue.ledgers_of(level)}
    return [
        {"title": x.title, "into": titles.get(x.absorbed_by, "")}
        for x in store.catalogue.former
        if level in x.levels
    ]


def _fee(store: Store, figures: Iterable[Figure], period: Period) -> dict[str, str] | None:
    """Return what of the fees a company's cell passes up and keeps, whole đồng (rate `fee_share_up`); else None."""
    paid = next((f.value for f in figures if f.id == "fee_paid"), None)
    if store.unit.level != "c" or paid is None:
        return None
    try:
        share = Fraction(str(store.catalogue.rate("fee_share_up", period.end).value))
    except KeyError:
        return None
    up = int(paid * share + Fraction(1, 2))
    return {
        "share": text.percent(share, 0), "up": text.number(up), "kept": text.number(int(paid) - up),
    }  # fmt: skip


def _resolution(store: Store, period: Period, kinds: Sequence[str]) -> dict[str, Any]:
    """Return the resolution of the period by its kinds; its targets and measures as separate sentences."""
    found = [r for r in _rows(store, "resolution", period) if r.values.get("kind") in kinds]
    blank = {f.key: "" for f in store.catalogue.sections["resolution"].fields}
    row: dict[str, Any] = dict(_shown(store, found[-1])) if found else {**blank}
    for key in ("targets", "measures"):
        whole = str(found[-1].values.get(key, "")) if found else ""
        row[key] = [
            p.strip(" .-") for line in whole.splitlines() for p in line.split(";") if p.strip(" .-")
        ]
    row["dated"] = found[-1].occurred_on if found else ""
    return row


def _shown(store: Store, row: Entry) -> dict[str, str]:
    """Return every field of a row as it is read, empty text for an empty one."""
    section = store.catalogue.sections[row.section]
    shown = {f.key: entries.shown(store, f, row.values.get(f.key)) for f in section.fields}
    return {"due": shown.get("due_date", ""), **shown}
