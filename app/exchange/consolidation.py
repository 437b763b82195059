"""Own figures plus those of the subordinates: added up exactly, with what is missing named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from app import period as periods
from app.documents import Annex, Document, drafts
from app.period import Period
from app.planning import Figure, indicators
from app.store import Store, Unit, Where


@dataclass(frozen=True, slots=True)
class Missing:
    """A month of a subordinate that has not come in."""

    unit: str
    period: str


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator: a figure per unit in the order of `Consolidation.units`, and the total."""

    id: str
    label: str
    figures: tuple[Figure, ...]
    total: Figure
    cells: tuple[str, ...]
    """As people read them, a unit each and the total: a part of the months is marked so."""


@dataclass(frozen=True, slots=True)
class Consolidation:
    """The own unit first, then its subordinates. Totals hold what has come in; `complete` says if all has."""

    period: str
    units: tuple[str, ...]
    missing: tuple[Missing, ...]
    complete: bool
    rows: tuple[Row, ...]


FORMATS: Final = ("docx", "pdf")
PART: Final = " (chưa đủ)"
"""Stands behind a figure that lacks months of the period."""


def subordinates(store: Store) -> list[Unit]:
    """Return the direct subordinates, by code."""
    own = store.unit.code
    return [u for u in store.units() if u.parent == own and not u.own]


def compute(store: Store, period: Period) -> Consolidation:
    """Add up every indicator that rolls up to the own level, and the own figures of the others.

    Ratios are Σ numerators over Σ denominators; rates are never averaged (domain 0.4).
    """
    below = subordinates(store)
    missing = [Missing(u.code, m) for u in below for m in _months_missing(store, u, period)]
    own = indicators.compute(store, period)
    ids = [f.id for f in own]
    received = [{f.id: f for f in _received(store, u, period, ids)} for u in below]
    rows = []
    for figure in own:
        rolls = store.unit.level in store.catalogue.indicators[figure.id].roll
        others = [by_id[figure.id] for by_id in received] if rolls else []
        total = _total(figure, others)
        cells = (figure.shown, *(_cell(store, period, f) for f in others), total.shown)
        rows.append(Row(figure.id, figure.label, (figure, *others), total, cells))
    units = (store.unit.code, *(u.code for u in below))
    return Consolidation(period.text, units, tuple(missing), not missing, tuple(rows))


def report(
    store: Store, period: Period, type_id: str, to: Path, formats: Sequence[str] = FORMATS
) -> list[Path]:
    """Draft a document with the consolidated figures, write it into the folder `to`, and return the files.

    The figures of the period before stand beside them, a table per unit is annexed, and units that
    are missing are named in the text.
    """
    return drafts.render_to(store, draft(store, period, type_id).id, to, formats)


def compose(store: Store, period: Period, type_id: str, **given: Any) -> Document:
    """Draft a document as the unit owes it: with subordinates, a type that counts holds their figures too."""
    kind = store.catalogue.documents.get(type_id)
    if kind and subordinates(store) and any(part.indicators for part in kind.parts):
        return draft(store, period, type_id, **given)
    return drafts.create(store, type_id, period, **given)


def draft(store: Store, period: Period, type_id: str, **given: Any) -> Document:
    """Draft a document with the consolidated figures of a period.

    Of the period before only totals that hold every unit are given.
    """
    found, before = compute(store, period), compute(store, period.previous())
    names = {u.code: u.name for u in store.units()}
    single = len(period.months()) == 1
    missing = [
        names[m.unit] if single else f"{names[m.unit]} ({periods.parse(m.period).title})"
        for m in found.missing
    ]
    return drafts.create(
        store,
        type_id,
        period,
        figures=[r.total for r in found.rows],
        previous=[r.total for r in before.rows if not any(f.missing for f in r.figures)],
        missing=missing,
        annex=_annex(store, found, names, type_id),
        **given,
    )


def _annex(store: Store, found: Consolidation, names: Mapping[str, str], type_id: str) -> Annex:
    """Return the table of units for the indicators that the document speaks of."""
    said = {i for part in store.catalogue.documents[type_id].parts for i in part.indicators}
    rows = tuple(
        (row.label, row.cells)
        for row in found.rows
        if len(row.figures) == len(found.units) and (not said or row.id in said)
    )
    return Annex((*(names[u] for u in found.units), "Cộng"), rows)


def _received(store: Store, unit: Unit, period: Period, ids: Sequence[str]) -> list[Figure]:
    """Return a subordinate's figures; months before its first are not missing from them."""
    given = indicators.compute(store, period, unit=unit.code, ids=ids)
    owed = {m.text for m in _months_owed(unit, period)}
    if not owed:
        return given
    return [replace(f, missing=tuple(m for m in f.missing if m in owed)) for f in given]


def _cell(store: Store, period: Period, figure: Figure) -> str:
    """Return a subordinate's figure as shown: what its total holds of it, marked when months lack."""
    stock = store.catalogue.indicators[figure.id].scope == "stock"
    if not figure.missing or stock or len(figure.missing) >= len(period.months()):
        return figure.shown
    part = replace(figure, missing=())
    return part.shown if part.value is None else f"{part.shown}{PART}"


def _total(own: Figure, others: Sequence[Figure]) -> Figure:
    """Return the sum over units of what has come in.

    A unit whose strength of the last month is missing adds no numerator to a rate over it either.
    """
    figures = (own, *(f for f in others if not (f.missing and f.denominator == 0)))
    top = sum((f.numerator for f in figures), Fraction())
    bottom = None
    if own.denominator is not None:
        bottom = sum((f.denominator or Fraction() for f in figures), Fraction())
    return Figure(own.id, own.label, own.unit, own.period, own.kind, top, bottom, own.format)


def _months_missing(store: Store, unit: Unit, period: Period) -> list[str]:
    """Return the months of `period` without figures from the unit, from its first month on."""
    months = _months_owed(unit, period)
    had = {
        str(row["period"])
        for row in store.find(
            "figure",
            Where("unit", "=", unit.code),
            Where("period", "in", tuple(m.text for m in months)),
        )
    }
    return [m.text for m in months if m.text not in had]


def _months_owed(unit: Unit, period: Period) -> list[Period]:
    """Return the months a unit owes figures of; a day or a week is owed as such, and never comes."""
    started = str(unit.data.get("started_on", ""))
    return [m for m in period.months() or (period,) if m.end.isoformat() >= started]
