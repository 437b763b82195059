"""Cross-field rules (domain 3.12): one checker per function of the catalogue, closed.

A checker answers whether the row keeps the rule; it keeps it when a value it needs is empty, because
required fields are checked on their own.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from app.catalogue import Rule, Section
from app.errors import Problem
from app.ledgers import authority, computed
from app.ledgers.facts import Facts, amount, holds, value_of
from app.ledgers.reckoning import months_after, whole_years
from app.ledgers.rows import Value, Values, exact, number_of, person_of
from app.store import Where
from app.text import fold

Fingerprint = tuple[object, ...]
Seen = dict[str, set[Fingerprint]]
"""Per rule of uniqueness: what the rows of the same action hold that are not stored yet."""


@dataclass(frozen=True, slots=True)
class Case:
    """One rule against one row; `seen` speaks for the other rows of the same action."""

    rule: Rule
    facts: Facts
    seen: Seen

    def figure(self, expression: str) -> int | Decimal | None:
        """Return a sum of fields, or a computed column of the row."""
        if (self.facts.section, expression) in computed.FORMULAS:
            value = computed.one(self.facts, expression)
            return number_of(value) if isinstance(value, int | Decimal) else None
        return amount(self.facts, expression)

    def pair(self) -> tuple[int | Decimal, int | Decimal] | None:
        """Return the figures of the first two arguments, None when one is empty."""
        first, second = (self.figure(x) for x in self.rule.arguments[:2])
        return None if first is None or second is None else (first, second)

    def days(self) -> tuple[str, str] | None:
        """Return the two days or times of the first two arguments, None when one is empty."""
        first, second = (self.facts.text(x) for x in self.rule.arguments[:2])
        return (first, second) if first and second else None


def problems(section: Section, facts: Facts, unread: set[str], seen: Seen) -> list[Problem]:
    """Return what the rules of the section in force find, leaving out rules on `unread` fields.

    What must be unique in the row is noted in `seen` for the rows that follow in the same action.
    """
    found = []
    for rule in section.rules:
        mentioned = fields(section, rule)
        if unread & set(mentioned) or not rule.envelope.in_force(facts.day):
            continue
        applies = rule.function == "required_if" or holds(facts, rule.when)
        if applies and not CHECKERS[rule.function](Case(rule, facts, seen)):
            found.append(Problem(mentioned[0], rule.message, rule.id, rule.severity))
    return found


def fields(section: Section, rule: Rule) -> list[str]:
    """Return the fields a rule speaks of; the first is where its message stands."""
    if rule.function in _SPEAKS_OF:
        return list(_SPEAKS_OF[rule.function])
    known = {f.key for f in section.fields}
    texts = [*rule.arguments, *(t for c in rule.when for t in (c.field, str(c.value)))]
    return [w for text in texts for w in re.findall(r"[a-z_0-9]+", text) if w in known]


def _le(case: Case) -> bool:
    pair = case.pair()
    return pair is None or pair[0] <= pair[1]


def _sum_eq(case: Case) -> bool:
    pair = case.pair()
    return pair is None or pair[0] == pair[1]


def _date_ge(case: Case) -> bool:
    days = case.days()
    return days is None or days[0] >= days[1]


def _months_ge(case: Case) -> bool:
    later, earlier = (case.facts.day_of(x) for x in case.rule.arguments[:2])
    if later is None or earlier is None:
        return True
    return later >= months_after(earlier, int(case.rule.arguments[2]))


def _required_if(case: Case) -> bool:
    given = case.facts.values.get(case.rule.arguments[0]) is not None
    return given or not holds(case.facts, case.rule.when)


def _must_be(case: Case) -> bool:
    field, wanted = case.rule.arguments
    value = case.facts.values.get(field)
    return value is None or (
        value == (wanted == "yes") if isinstance(value, bool) else value == wanted
    )


def _minutes_ge(case: Case) -> bool:
    """Compare the length of a meeting with the rate in force, which may differ by kind of meeting."""
    minutes, least = case.figure("minutes"), _least(case)
    return minutes is None or least is None or minutes >= least


def _least(case: Case) -> Decimal | None:
    try:
        value = case.facts.catalogue.rate(case.rule.arguments[0], case.facts.day).value
    except KeyError:
        return None
    if isinstance(value, Mapping):
        value = value.get(case.facts.text("kind"), "")
    return value if isinstance(value, Decimal) else None


def _unique(case: Case) -> bool:
    """Look for another valid row of the unit, or of the same action, that agrees in every field."""
    own = _fingerprint(case.facts, case.rule.arguments)
    if None in own:
        return True
    others = case.seen.setdefault(case.rule.id, set())
    alone = own not in others and all(
        _fingerprint(replace(case.facts, values=x), case.rule.arguments) != own
        for x in _stored(case)
    )
    others.add(own)
    return alone


def _stored(case: Case) -> Iterator[Values]:
    """Return the stored rows that may agree, narrowed by what the store compares exactly."""
    facts = case.facts
    section = facts.catalogue.sections[facts.section]
    wheres = [
        Where("unit", "=", facts.store.unit.code),
        Where("section", "=", facts.section),
        Where("struck", "empty"),
    ]
    about = next((f.key for f in section.fields if f.type == "person"), "")
    for name in case.rule.arguments:
        if name == section.date:
            wheres.append(Where("occurred_on", "=", facts.day.isoformat()))
        elif name == about and facts.person(name).get("id"):
            wheres.append(Where("person", "=", facts.person(name)["id"]))
        elif name in facts.values and section.field(name).type in _COMPARED:
            wheres.append(Where(f"data.{name}", "=", facts.values[name]))
    for record in facts.store.find("entry", *wheres):
        if record["id"] != facts.id and record["id"] not in facts.aside:
            yield exact(section, record["data"])


def _fingerprint(facts: Facts, arguments: Iterable[str]) -> Fingerprint:
    return tuple(_same(value_of(facts, name)) for name in arguments)


def _same(value: Value | None) -> object:
    """Return what makes two values the same: people by id or name, texts without marks and case."""
    if isinstance(value, Mapping):
        person = person_of(value)
        return person.get("id") or fold(person.get("name", ""))
    return fold(value) if isinstance(value, str) else value


def _positive(case: Case) -> bool:
    figure = case.figure(case.rule.arguments[0])
    return figure is None or figure > 0


def _authority(case: Case) -> bool:
    return authority.within(case.facts) is not False


def _age_between(case: Case) -> bool:
    field, least, most = case.rule.arguments
    day, born = case.facts.day_of(field), case.facts.born()
    return day is None or born is None or int(least) <= whole_years(born, day) <= int(most)


_COMPARED: Final = frozenset({"choice", "date", "integer"})
_SPEAKS_OF: Final = {
    "authority": ("form", "decided_by", "person"),
    "minutes_ge": ("end_time", "start_time", "kind"),
}
CHECKERS: Final[Mapping[str, Callable[[Case], bool]]] = {
    "le": _le,
    "sum_le": _le,
    "sum_eq": _sum_eq,
    "date_ge": _date_ge,
    "required_if": _required_if,
    "must_be": _must_be,
    "months_ge": _months_ge,
    "minutes_ge": _minutes_ge,
    "unique": _unique,
    "positive": _positive,
    "authority": _authority,
    "age_between": _age_between,
}
