"""Indicators: counts, sums and ratios over sections and system records, written in the term grammar."""

from typing import get_args

from app.catalogue.grammar import GrammarFault, parse_terms
from app.catalogue.lists import read_key
from app.catalogue.model import Format, Indicator, Scope, Term
from app.catalogue.names import Known, term_faults
from app.catalogue.read import Table
from app.catalogue.sections import LEVELS

_SCOPES: tuple[Scope, ...] = get_args(Scope)
_FORMATS: tuple[Format, ...] = get_args(Format)


def read_indicators(file: Table, known: Known) -> dict[str, Indicator]:
    """Read every indicator; numerators count by period unless the scope is `stock`, denominators
    also at its end when the scope is `flow_over_stock`."""
    common = file.envelope(known.sources)
    found: dict[str, Indicator] = {}
    seen: set[str] = set()
    for row in file.tables("indicator", "id", needed=True):
        key = read_key(row, seen, "id")
        scope = row.one_of("scope", _SCOPES)
        indicator = Indicator(
            key,
            row.text("label"),
            row.one_of("kind", ("count", "sum", "ratio")),
            _terms(row, "numerator", scope == "stock", known),
            _terms(row, "denominator", scope != "flow", known),
            scope,
            row.one_of("format", _FORMATS),
            row.some_of("roll", LEVELS),
            row.envelope(known.sources, common),
        )
        _check_kind(row, indicator)
        found[key] = indicator
        row.close()
    file.close()
    return found


def _terms(row: Table, key: str, stock: bool, known: Known) -> tuple[Term, ...]:
    try:
        terms = parse_terms(row.text(key, None if key == "numerator" else ""))
    except GrammarFault as wrong:
        row.fault(key, str(wrong))
        return ()
    for term in terms:
        for fault in term_faults(term, stock, known):
            row.fault(key, fault)
    return terms


def _check_kind(row: Table, indicator: Indicator) -> None:
    """A ratio has a denominator and is shown as one; a count only counts, a sum only sums."""
    if indicator.kind == "ratio":
        if not indicator.denominator:
            row.fault("denominator", "Tỷ lệ phải có mẫu số.")
        return
    if indicator.denominator:
        row.fault("denominator", "Chỉ tỷ lệ mới có mẫu số.")
    if indicator.format.startswith("percent"):
        row.fault("format", "Chỉ tỷ lệ mới hiện phần trăm.")
    if indicator.scope == "flow_over_stock":
        row.fault("scope", "flow_over_stock chỉ dùng cho tỷ lệ.")
    if any(x.function != indicator.kind for x in indicator.numerator):
        row.fault("numerator", f"Chỉ tiêu loại {indicator.kind} chỉ dùng {indicator.kind}(…).")
