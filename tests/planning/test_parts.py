"""Parts sum to the whole: months to a quarter, own rows and received figures alike."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from app import period as periods
from app.planning import Figure, indicators
from app.store import Store, Unit, new_id
from tests.planning.conftest import raw_entry

QUARTER = periods.parse("2026-Q1")
LAW = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def sessions(draw: st.DrawFn) -> list[tuple[date, int, int]]:
    """Return days with people required and present."""
    days = draw(st.lists(st.dates(QUARTER.start, QUARTER.end), min_size=1, max_size=12))
    required = [draw(st.integers(1, 40)) for _ in days]
    return [(d, n, draw(st.integers(0, n))) for d, n in zip(days, required, strict=True)]


@LAW
@given(sessions())
def test_months_of_a_quarter_sum_to_the_quarter_and_no_ratio_is_a_mean(
    store: Store, held: list[tuple[date, int, int]]
) -> None:
    with store.change("Các buổi học"):
        for day, required, present in held:
            values = {"required": required, "present": present, "made_up": 0, "hours": 4}
            raw_entry(store, "session", day, dict(values))
    try:
        whole = {f.id: f for f in indicators.compute(store, QUARTER)}
        months = [{f.id: f for f in indicators.compute(store, m)} for m in QUARTER.months()]
    finally:
        store.undo()
    for indicator in store.catalogue.indicators.values():
        if indicator.scope == "flow" and indicator.id in whole:
            parts = [m[indicator.id] for m in months]
            figure = whole[indicator.id]
            assert sum(p.numerator for p in parts) == figure.numerator
            assert sum(p.denominator or 0 for p in parts) == (figure.denominator or 0)
    attendance = whole["edu_attendance"]
    assert attendance.numerator == sum(present for *_, present in held)
    assert attendance.denominator == sum(required for _, required, _ in held)
    assert attendance.value == Fraction(attendance.numerator, attendance.denominator or 1)


def receive(store: Store, month: str, indicator: str, top: str, bottom: str | None) -> None:
    with store.change("Nhận số liệu"):
        store.insert(
            "figure",
            {
                "id": new_id(),
                "unit": "c1",
                "period": month,
                "indicator": indicator,
                "numerator": top,
                "denominator": bottom,
            },
        )


@pytest.fixture
def company(battalion: Store) -> Unit:
    """Đại đội 1 as the battalion knows it."""
    row = {"code": "c1", "name": "Đại đội 1", "echelon": "company", "parent": "d1", "data": {}}
    with battalion.change("Thêm đơn vị"):
        battalion.insert("unit", row)
    return battalion.unit_named("c1")


def received(store: Store, indicator: str, period: str) -> Figure:
    (figure,) = indicators.compute(store, periods.parse(period), unit="c1", ids=[indicator])
    return figure


def test_received_flows_add_up_numerators_and_denominators(battalion: Store, company: Unit) -> None:
    assert company.level == "c"
    receive(battalion, "2026-01", "edu_attendance", "19", "20")
    receive(battalion, "2026-02", "edu_attendance", "18", "30")
    both = received(battalion, "edu_attendance", "2026-01..2026-02")
    assert both.numerator == 37 and both.denominator == 50 and not both.missing
    assert both.value != (Fraction(19, 20) + Fraction(18, 30)) / 2
    assert both.unit == "c1"


@pytest.mark.usefixtures("company")
def test_a_received_stock_is_that_of_the_last_month(battalion: Store) -> None:
    receive(battalion, "2026-01", "members_total", "4", None)
    receive(battalion, "2026-02", "members_total", "5", None)
    assert received(battalion, "members_total", "2026-01..2026-02").value == 5
    late = received(battalion, "members_total", "2026-Q1")
    assert (late.missing, late.value, late.shown) == (("2026-03",), None, "–")


@pytest.mark.usefixtures("company")
def test_received_flow_over_stock_sums_above_and_takes_the_last_month_below(
    battalion: Store,
) -> None:
    receive(battalion, "2026-01", "discipline_rate", "1", "13")
    receive(battalion, "2026-02", "discipline_rate", "1", "12")
    figure = received(battalion, "discipline_rate", "2026-01..2026-02")
    assert figure.numerator == 2 and figure.denominator == 12


@pytest.mark.usefixtures("company")
def test_a_month_not_received_is_missing_and_never_nought(battalion: Store) -> None:
    receive(battalion, "2026-01", "civil_days", "6.5", None)
    figure = received(battalion, "civil_days", "2026-01..2026-02")
    assert (figure.missing, figure.value) == (("2026-02",), None)
    assert received(battalion, "civil_days", "2026-01").value == Fraction(13, 2)
    assert received(battalion, "civil_days", "2026-W03").missing == ("2026-W03",)


@pytest.mark.usefixtures("company")
@given(top=st.integers(0, 500), bottom=st.integers(1, 500), months=st.integers(1, 12))
@LAW
def test_a_year_of_equal_months_has_the_ratio_of_each(
    battalion: Store, top: int, bottom: int, months: int
) -> None:
    assume(top <= bottom)
    with battalion.change("Các tháng"):
        for month in range(1, months + 1):
            receive(battalion, f"2026-{month:02}", "edu_pass", str(top), str(bottom))
    try:
        figure = received(battalion, "edu_pass", f"2026-01..2026-{months:02}")
    finally:
        battalion.undo()
    assert figure.value == Fraction(top, bottom)
    assert figure.denominator == bottom * months
