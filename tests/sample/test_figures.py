"""The sample's figures equal those worked by hand, at the company and consolidated (domain 10.10, 10.11)."""

from fractions import Fraction

import pytest

from app import period
from app.exchange import consolidation
from app.planning import indicators
from app.planning.figures import Figure
from tests.sample.conftest import BOTH, Opened
from tests.sample.expected import UNITS, Sides, battalion, company_one


def exact(figure: Figure) -> Sides:
    return figure.numerator, figure.denominator


@pytest.mark.parametrize(("key", "worked", "shown"), company_one())
def test_company_one_shows_the_figure_worked_by_hand(
    opened: Opened, key: str, worked: Sides, shown: str
) -> None:
    (figure,) = indicators.compute(opened.stores["c1"], BOTH, ids=[key])
    assert exact(figure) == worked
    assert figure.shown == shown


@pytest.mark.parametrize("month", ["2026-01", "2026-02"])
def test_company_one_counts_members_at_the_end_of_each_month(opened: Opened, month: str) -> None:
    found = indicators.compute(
        opened.stores["c1"], period.parse(month), ids=["members_total", "members_probation"]
    )
    counts = {f.id: f.numerator for f in found}
    assert counts == {"members_total": 4 if month == "2026-01" else 5, "members_probation": 1}


@pytest.mark.parametrize(("key", "units", "total", "shown"), battalion())
def test_every_cell_of_the_consolidation_is_the_one_worked_by_hand(
    complete: Opened, key: str, units: dict[str, Sides], total: Sides, shown: str
) -> None:
    found = consolidation.compute(complete.stores["d1"], BOTH)
    assert found.units == UNITS
    assert found.complete
    row = next(r for r in found.rows if r.id == key)
    assert dict(zip(found.units, map(exact, row.figures), strict=True)) == units
    assert exact(row.total) == total
    assert row.total.shown == shown


@pytest.mark.parametrize("code", ["c1", "c2", "c3"])
def test_the_figures_at_the_battalion_equal_those_of_the_company_itself(
    complete: Opened, code: str
) -> None:
    received = indicators.compute(complete.stores["d1"], BOTH, unit=code)
    own = {f.id: exact(f) for f in indicators.compute(complete.stores[code], BOTH)}
    rolled = complete.stores["d1"].catalogue.indicators
    compared = [f for f in received if "d" in rolled[f.id].roll]
    assert len(compared) > 40
    assert {f.id: exact(f) for f in compared} == {f.id: own[f.id] for f in compared}


def test_a_unit_not_yet_received_is_named_and_the_whole_is_not_called_complete(
    opened: Opened,
) -> None:
    found = consolidation.compute(opened.stores["d1"], BOTH)
    assert not found.complete
    assert [(m.unit, m.period) for m in found.missing] == [("c3", "2026-02")]
    january = consolidation.compute(opened.stores["d1"], period.parse("2026-01"))
    assert january.complete


def test_averaging_the_rates_would_give_another_figure(complete: Opened) -> None:
    found = consolidation.compute(complete.stores["d1"], BOTH)
    row = next(r for r in found.rows if r.id == "edu_attendance")
    rates = [f.value for f in row.figures if f.value is not None]
    assert row.total.value != sum(rates, Fraction()) / len(rates)


def test_a_unit_without_tests_has_no_pass_rate_and_adds_nothing(complete: Opened) -> None:
    found = consolidation.compute(complete.stores["d1"], BOTH)
    row = next(r for r in found.rows if r.id == "edu_pass")
    assert row.figures[0].shown == "–"
