"""Hypothesis strategies built from the catalogue: any value of a field, a valid row of any section."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from app.catalogue.model import Catalogue, Field, Level, Rule

Given = dict[str, object]
FIRST, LAST = date(2026, 2, 1), date(2026, 10, 31)
"""Rows are dated in these days: every list and rate of the catalogue is in force."""

WORDS = st.sampled_from(
    [
        "Đại",
        "đội",
        "huấn",
        "luyện",
        "chính",
        "trị",
        "bộ",
        "đội",
        "nhiệm",
        "vụ",
        "kết",
        "quả",
        "tốt",
        "đơn",
        "vị",
        "thi",
        "đua",
        "giỏi",
        "bảo",
        "đảm",
        "an",
        "toàn",
        "5",
        "%",
    ]
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
DAYS = st.dates(FIRST, LAST)
TIMES = st.times().map(lambda t: t.strftime("%H:%M"))


def values_of(
    catalogue: Catalogue, field: Field, people: st.SearchStrategy[str]
) -> st.SearchStrategy[object]:
    """Return values of one field, as stored (people as ids): every type of the closed list."""
    least = int(field.minimum or 0)
    most = int(field.maximum) if field.maximum is not None else least + 500
    makers: Mapping[str, Callable[[], st.SearchStrategy[object]]] = {
        "text": lambda: SENTENCES.map(lambda s: s[: field.length or 200].strip()),
        "long_text": lambda: SENTENCES.map(lambda s: s[: field.length or 500].strip()),
        "integer": lambda: st.integers(least, most),
        "money": lambda: st.integers(least, 50_000_000),
        "decimal": lambda: st.integers(least * 2 + (1 if field.minimum else 0), most * 2).map(
            lambda n: Decimal(n) / 2
        ),
        "date": lambda: DAYS.map(date.isoformat),
        "time": lambda: TIMES,
        "month": lambda: DAYS.map(lambda d: d.isoformat()[:7]),
        "choice": lambda: st.sampled_from(
            [c.key for c in catalogue.lists[field.list].offered(FIRST)]
        ),
        "yes_no": st.booleans,
        "person": lambda: people,
        "file": st.none,
    }
    return makers[field.type]()


def rows(
    catalogue: Catalogue, section: str, people: tuple[str, ...], level: Level = "c"
) -> st.SearchStrategy[Given]:
    """Return rows that no rule blocks: drawn freely, then mended where fields depend on each other.

    Fields for files stay empty: a row holds only files that its store keeps.
    """
    form = catalogue.sections[section]
    left_out = {"file"} if people else {"file", "person"}
    fields = [f for f in form.fields if not f.optional_off and f.type not in left_out]

    @st.composite
    def row(draw: st.DrawFn) -> Given:
        given: Given = {}
        for field in fields:
            if field.required or draw(st.booleans()):
                allowed = field.values.get(level, ())
                given[field.key] = draw(
                    st.sampled_from(allowed)
                    if allowed
                    else values_of(catalogue, field, st.sampled_from(people))
                )
        for _ in form.rules:
            for rule in form.rules:
                if rule.severity == "block":
                    _mend(draw, catalogue, people, rule, given)
        return given

    return row()


def _mend(
    draw: st.DrawFn, catalogue: Catalogue, people: tuple[str, ...], rule: Rule, given: Given
) -> None:
    """Change a free draw so that the blocking `rule` holds; uniqueness is left to chance."""
    first, second = (*rule.arguments, "", "")[:2]
    match rule.function:
        case "le" if first in given and second in given:
            given[first] = min(_n(given, first), _n(given, second))
        case "sum_le" | "sum_eq" if all(x in given for x in _names(second)[:1]):
            _fill(given, _names(first), sum(_n(given, x) for x in _names(second)), rule.function)
        case "date_ge" if first in given and second in given:
            earlier, later = sorted((str(given[first]), str(given[second])))
            given[first], given[second] = later, earlier
        case "required_if" if first not in given:
            field = catalogue.sections[rule.section].field(first)
            given[first] = draw(values_of(catalogue, field, st.sampled_from(people)))
        case "must_be":
            given[first] = second
        case "positive":
            given[first] = max(1, _n(given, first))


def _fill(given: Given, parts: list[str], total: int, function: str) -> None:
    """Clip the parts one after the other to what is left of the total; `sum_eq` puts the rest first."""
    left = total
    for part in parts:
        if part in given:
            given[part] = min(_n(given, part), left)
            left -= _n(given, part)
    if function == "sum_eq":
        given[parts[0]] = _n(given, parts[0]) + left


def _names(expression: str) -> list[str]:
    return [part.strip() for part in expression.split("+")]


def _n(given: Given, key: str) -> int:
    value = given.get(key, 0)
    assert isinstance(value, int)
    return value
