"""Whether a decision on discipline lies within the powers of who took it (Thông tư 143/2023, domain 4.7)."""

from collections.abc import Sequence

from app.catalogue import Catalogue, Choice
from app.ledgers.facts import Facts


def within(facts: Facts) -> bool | None:
    """Return True or False, or None where the table does not judge.

    Not judged: Party and Youth Union discipline, days before the table is in force, echelons above
    the table, and people of whom neither rank nor position is known.
    """
    catalogue = facts.catalogue
    table = [x for x in catalogue.authorities if x.envelope.in_force(facts.day)]
    if facts.text("side") != "quan_doi" or not table or not facts.text("form"):
        return None
    echelons = _order(catalogue, "echelon")
    decider = facts.text("decided_by")
    if echelons.get(decider, 99) > max(echelons[x.decided_by] for x in table):
        return None
    person = facts.person("person")
    rank, position = person.get("rank", ""), person.get("position", "")
    if not rank and not position:
        return None
    rows = [x for x in table if (x.decided_by, x.form) == (decider, facts.text("form"))]
    return any(
        _position_within(catalogue, position, x.positions)
        and _rank_within(catalogue, rank, x.ranks)
        for x in rows
    )


def _position_within(catalogue: Catalogue, position: str, limits: Sequence[str]) -> bool:
    """Commanders are compared in the order of the list; staff, listed after the last head, by rank only."""
    choices = catalogue.lists["position"].choices
    place = {c.key: n for n, c in enumerate(choices)}
    last_head = max(n for n, c in enumerate(choices) if c.extra.get("head"))
    if place.get(position, last_head + 1) > last_head:
        return True
    return place[position] <= max(place[x] for x in limits)


def _rank_within(catalogue: Catalogue, rank: str, limits: Sequence[str]) -> bool:
    """Compare within the same branch (officer, professional, conscript) if the limits name it."""
    known = {c.key: c for c in catalogue.lists["rank"].choices}
    if rank not in known:
        return True
    branch = [x for x in limits if known[x].extra["categories"] == known[rank].extra["categories"]]
    return _place(known[rank]) <= max(_place(known[x]) for x in branch or limits)


def _order(catalogue: Catalogue, key: str) -> dict[str, int]:
    return {c.key: _place(c) for c in catalogue.lists[key].choices}


def _place(choice: Choice) -> int:
    order = choice.extra["order"]
    assert isinstance(order, int)
    return order
