"""Indicators: computed from the rows of the own unit, or put together from figures received.

Flow counts the rows of the period, stock those valid at its end, flow over stock the one over the
other (domain 0.4, 5). A ratio is always the sum of numerators over the sum of denominators.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from app.catalogue import Indicator
from app.clock import today
from app.errors import NotFound
from app.period import Period
from app.planning.figures import Figure
from app.planning.terms import Counted, Reader
from app.store import Store, Where


class IndicatorUnknown(NotFound):
    code = "P106"
    message = "Không có chỉ tiêu này."
    hint = "Xem các chỉ tiêu bằng lệnh indicator list."


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row behind an indicator; `amount` is what it adds, negative for a term with minus."""

    side: Literal["numerator", "denominator"]
    record: str
    id: str
    title: str
    day: str
    amount: Fraction


def compute(
    store: Store,
    period: Period,
    *,
    unit: str | None = None,
    ids: Iterable[str] | None = None,
    as_of: date | None = None,
) -> list[Figure]:
    """Return the figures of a unit in a period, in the catalogue's order, or as asked with `ids`.

    The own unit's come from its rows; states of duties and ledgers are those of `as_of` (today).
    Another unit's come from the figures it sent; months not received are named in `missing`.
    """
    wanted = _wanted(store, period, ids)
    if unit is not None and unit != store.unit.code:
        return _received(store, store.unit_named(unit).code, period, wanted)
    reader = Reader(store, period, as_of or today())
    for i in wanted:
        reader.expect(i.numerator, stock=i.scope == "stock")
        reader.expect(i.denominator, stock=i.scope != "flow")
    return [_figure(store.unit.code, period, i, *_sides(reader, i)) for i in wanted]


def explain(
    store: Store, indicator: str, period: Period, *, as_of: date | None = None
) -> list[Evidence]:
    """Return the rows of the own unit behind the numerator, then those behind the denominator."""
    (of,) = _wanted(store, period, [indicator])
    reader = Reader(store, period, as_of or today())
    found = []
    for term in of.numerator:
        rows = reader.rows(term, stock=of.scope == "stock")
        found += [_evidence("numerator", row) for row in rows]
    for term in of.denominator:
        rows = reader.rows(term, stock=of.scope != "flow")
        found += [_evidence("denominator", row) for row in rows]
    return found


def closing(store: Store, period: Period) -> Period:
    """Return the period cut at the unit's closing day of monthly figures (ngày chốt số liệu).

    The setting `period_closing_day`, else the dated rule; 0 keeps calendar months.
    """
    day = store.setting("period_closing_day")
    if day is None:
        day = _closing_rule(store, period.end)
    return period.closed_on(int(day))


def _closing_rule(store: Store, day: date) -> int:
    try:
        return int(str(store.catalogue.rate("period_closing_day", day).value))
    except KeyError:  # days before any rule was in force
        return 0


def _wanted(store: Store, period: Period, ids: Iterable[str] | None) -> list[Indicator]:
    """Return the indicators asked for, or all that the unit's own sections can answer."""
    known = store.catalogue.indicators
    if ids is not None:
        asked = list(ids)
        for name in asked:
            if name not in known:
                raise IndicatorUnknown(f"Không có chỉ tiêu “{name}”.")
        return [known[name] for name in asked]
    foreign = {
        key for key, s in store.catalogue.sections.items() if store.unit.level not in s.levels
    }
    return [
        i
        for i in known.values()
        if i.envelope.in_force(period.end)
        and foreign.isdisjoint(t.section for t in (*i.numerator, *i.denominator))
    ]


def _sides(reader: Reader, i: Indicator) -> tuple[Fraction, Fraction | None]:
    top = reader.sum(i.numerator, stock=i.scope == "stock")
    if i.kind != "ratio":
        return top, None
    return top, reader.sum(i.denominator, stock=i.scope != "flow")


def _figure(
    unit: str,
    period: Period,
    i: Indicator,
    top: Fraction,
    bottom: Fraction | None,
    missing: tuple[str, ...] = (),
) -> Figure:
    return Figure(i.id, i.label, unit, period.text, i.kind, top, bottom, i.format, missing)


def _evidence(side: Literal["numerator", "denominator"], row: Counted) -> Evidence:
    return Evidence(side, row.record, row.id, row.title, row.day, row.amount)


def _received(store: Store, unit: str, period: Period, wanted: Sequence[Indicator]) -> list[Figure]:
    """Put figures of months together: flows add up, a stock is that of the last month."""
    months = tuple(m.text for m in period.months())
    rows = store.find(
        "figure",
        Where("unit", "=", unit),
        Where("period", "in", months or (period.text,)),
        Where("indicator", "in", tuple(i.id for i in wanted)),
    )
    sides = {
        (str(r["indicator"]), str(r["period"])): (
            Fraction(str(r["numerator"])),
            None if r["denominator"] is None else Fraction(str(r["denominator"])),
        )
        for r in rows
    }
    return [_rolled(unit, period, i, months or (period.text,), sides) for i in wanted]


def _rolled(
    unit: str,
    period: Period,
    i: Indicator,
    months: tuple[str, ...],
    sides: dict[tuple[str, str], tuple[Fraction, Fraction | None]],
) -> Figure:
    needed = months[-1:] if i.scope == "stock" else months
    missing = tuple(m for m in needed if (i.id, m) not in sides)
    given = [sides[i.id, m] for m in needed if (i.id, m) in sides]
    top = sum((numerator for numerator, _ in given), Fraction())
    if i.kind != "ratio":
        return _figure(unit, period, i, top, None, missing)
    if i.scope == "flow_over_stock":
        given = given[-1:] if needed[-1] not in missing else []
    bottom = sum((denominator or Fraction() for _, denominator in given), Fraction())
    return _figure(unit, period, i, top, bottom, missing)
