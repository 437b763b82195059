"""Laws of the two small languages, and what they refuse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue import (
    Catalogue,
    Condition,
    GrammarFault,
    Term,
    load,
    parse_conditions,
    parse_terms,
    show_conditions,
    show_terms,
)

NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,7}", fullmatch=True)
SUMS = st.lists(NAMES, min_size=1, max_size=3).map(" + ".join)
WORDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,7}", fullmatch=True)
CONDITIONS = st.one_of(
    st.builds(Condition, NAMES, st.sampled_from(("set", "empty", "above_unit"))),
    st.builds(Condition, SUMS, st.sampled_from(("=", "!=", "<", "<=", ">", ">=")), WORDS | SUMS),
    st.builds(Condition, SUMS, st.just("in"), st.lists(WORDS, min_size=2, max_size=4).map(tuple)),
)
FILTERS = st.lists(CONDITIONS, max_size=3).map(tuple)
SIGNS = st.sampled_from((1, -1))
DATES = st.just("") | NAMES
TERMS = st.lists(
    st.builds(Term, SIGNS, st.just("count"), NAMES, st.just(""), FILTERS, DATES)
    | st.builds(Term, SIGNS, st.just("sum"), NAMES, NAMES, FILTERS, DATES),
    min_size=1,
    max_size=4,
).map(tuple)


@given(FILTERS)
def test_conditions_shown_are_read_back(conditions: tuple[Condition, ...]) -> None:
    assert parse_conditions(show_conditions(conditions)) == conditions


@given(TERMS)
def test_terms_shown_are_read_back(terms: tuple[Term, ...]) -> None:
    assert parse_terms(show_terms(terms)) == terms


@given(st.text(alphabet="countsm()[]=|;+-.by ax1<>", max_size=40))
def test_any_text_is_read_or_refused_and_what_is_read_can_be_shown(text: str) -> None:
    try:
        terms = parse_terms(text)
    except GrammarFault:
        return
    assert parse_terms(show_terms(terms)) == terms


def test_every_shipped_indicator_and_filter_can_be_shown() -> None:
    catalogue: Catalogue = load()
    for indicator in catalogue.indicators.values():
        for terms in (indicator.numerator, indicator.denominator):
            assert parse_terms(show_terms(terms)) == terms
    for duty in catalogue.duties:
        assert parse_conditions(show_conditions(duty.where)) == duty.where
    for section in catalogue.sections.values():
        for rule in section.rules:
            assert parse_conditions(show_conditions(rule.when)) == rule.when


@pytest.mark.parametrize(
    "text",
    [
        "count(session",
        "count(session.hours)",
        "sum(session)",
        "sum(session.present) sum(session.required)",
        "average(session.hours)",
        "count(session[kind=])",
        "count(session[kind=a;])",
        "count(session[a!=x|y])",
        "count(session) + ",
        "count(session) rest",
    ],
)
def test_a_text_outside_the_grammar_is_refused(text: str) -> None:
    with pytest.raises(GrammarFault):
        parse_terms(text)


def test_blanks_do_not_matter() -> None:
    assert parse_terms("sum( a.b [ x = 1 | 2 ; y set ] by d )-count(c)") == (
        Term(1, "sum", "a", "b", (Condition("x", "in", ("1", "2")), Condition("y", "set")), "d"),
        Term(-1, "count", "c", "", ()),
    )
