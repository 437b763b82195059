"""Calendar and fee arithmetic of the ledgers, exact, with the dated rules of the catalogue."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from app.catalogue import Rate
from app.ledgers.facts import Facts


def months_after(day: date, months: int) -> date:
    """Return the same day `months` later, or that month's last day if it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in (31, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError(day)


def whole_months(start: date, end: date) -> int:
    """Return the completed months from `start` to `end`; 0 when `end` is earlier."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return max(0, months - (1 if months_after(start, max(months, 0)) > end else 0))


def whole_years(start: date, end: date) -> int:
    return whole_months(start, end) // 12


def difference(whole: int | Decimal | None, part: int | Decimal | None) -> int | Decimal | None:
    return None if whole is None or part is None else whole - part


def due_fee(facts: Facts) -> int | None:
    """Return the Party fee due in whole đồng by the rate of `payer` in force in the month (domain 9).

    A rate is a share of the basis or a fixed amount; None for payers and days without a rate.
    """
    if facts.text("exemption"):
        return 0
    basis, rate = facts.number("basis"), _rate(facts)
    if basis is None or rate is None or not isinstance(rate.value, Decimal):
        return None
    due = rate.value if rate.unit == "dong" else rate.value * basis
    step = facts.catalogue.rate("fee_rounding", facts.day).value
    assert isinstance(step, Decimal)
    return int((due / step).quantize(Decimal(1), ROUND_HALF_UP) * step)


def _rate(facts: Facts) -> Rate | None:
    payers = facts.catalogue.lists["fee_payer"].choices
    payer = next((c for c in payers if c.key == facts.text("payer")), None)
    if payer is None or "rate" not in payer.extra:
        return None
    try:
        return facts.catalogue.rate(str(payer.extra["rate"]), facts.day)
    except KeyError:
        return None
