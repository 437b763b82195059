"""Read from the own store what a submission of one month carries."""

from collections.abc import Mapping
from datetime import date

from app import period as periods
from app.catalogue import Section
from app.exchange import consolidation, snapshot, travel
from app.exchange.snapshot import Paper, Sending, Sides, Snapshot
from app.exchange.travel import Values
from app.period import Period
from app.store import Store, Unit, Where

NUMBERS = "numbers"
"""The target of the duty that the figures themselves satisfy (domain 7, month_numbers)."""


def gather(store: Store, period: Period, receiver: Unit, *, nil: bool) -> Snapshot:
    """Return the snapshot of the own unit for one month."""
    rows = {s.key: _rows(store, s, period) for s in travel.sections(store.catalogue)}
    papers = _papers(store, period)
    figures, missing = _figures(store, period, receiver)
    return Snapshot(rows, figures, papers, _sendings(store, period, papers, nil), missing)


def birthday(store: Store, person: str) -> str:
    """Return the birthday of someone on the own roster, '' when not known here."""
    found = store.find("entry", Where("id", "=", person), Where("section", "=", "person"))
    return str(found[0]["data"].get("birth_date") or "") if found else ""


def _rows(store: Store, section: Section, period: Period) -> dict[str, tuple[str, Values]]:
    """Return the rows that travel: of the month, or for a list all that stand at its end."""
    month = (
        (Where("occurred_on", ">=", period.start.isoformat()),) if section.kind == "flow" else ()
    )
    found = store.find(
        "entry",
        Where("unit", "=", store.unit.code),
        Where("section", "=", section.key),
        Where("struck", "empty"),
        Where("occurred_on", "<=", period.end.isoformat()),
        *month,
        order=("id",),
    )
    level = store.unit.level
    rows: dict[str, tuple[str, Values]] = {}
    for row in found:
        values: Mapping[str, object] = row["data"]
        if travel.may_go(store.catalogue, section, values, level):
            rows[str(row["id"])] = str(row["edition"]), values
    return rows


def _figures(
    store: Store, period: Period, receiver: Unit
) -> tuple[dict[str, Sides], tuple[str, ...]]:
    """Return the figures rolled up to the receiver's level; a battalion's hold its companies too."""
    found = consolidation.compute(store, period)
    wanted = {key for key, i in store.catalogue.indicators.items() if receiver.level in i.roll}
    sides: dict[str, Sides] = {}
    for row in found.rows:
        if row.id in wanted:
            total = row.total
            bottom = None if total.denominator is None else snapshot.exact(total.denominator)
            sides[row.id] = snapshot.exact(total.numerator), bottom
    return sides, tuple(f"{m.unit} {m.period}" for m in found.missing)


def _papers(store: Store, period: Period) -> tuple[Paper, ...]:
    rows = store.find(
        "document",
        Where("unit", "=", store.unit.code),
        Where("state", "=", "issued"),
        order=("dated", "id"),
    )
    types, codes = store.catalogue.documents, store.catalogue.codes
    return tuple(
        _paper(store, row)
        for row in rows
        if codes[types[str(row["type"])].code].goes_up and _belongs(row, period)
    )


def _belongs(row: Mapping[str, object], period: Period) -> bool:
    """Tell whether a document goes with this month: about it, or made in it about a longer or past time."""
    about = periods.parse(str(row["period"]))
    if about.kind == "week":
        return period.contains(about.end)
    if period.start <= about.start and about.end <= period.end:
        return True
    made_here = period.contains(date.fromisoformat(str(row["dated"])))
    return made_here and (about.kind != "month" or about.end < period.start)


def _paper(store: Store, row: Mapping[str, object]) -> Paper:
    key = str(row["id"])
    files = {
        str(f["format"]): store.blob(str(f["blob"]))
        for f in store.find("document_file", Where("document", "=", key))
    }
    if row["text"]:
        files[snapshot.TEXT] = str(row["text"]).encode("utf-8")
    facts = {name: str(row[name] or "") for name in snapshot.PAPER_FIELDS}
    return Paper(key, facts, bool(row["outside"]), files)


def _sendings(
    store: Store, period: Period, papers: tuple[Paper, ...], nil: bool
) -> tuple[Sending, ...]:
    """Return the submission duties that this bundle answers."""
    rules = [
        rule
        for rule in store.catalogue.duties
        if rule.level == store.unit.level and rule.satisfied_by == "submission"
    ]
    found = {
        (rule.id, period.text): Sending(rule.id, period.text, "", nil)
        for rule in rules
        if rule.target == NUMBERS and rule.period_kind == period.kind
    }
    for paper in papers:
        about = periods.parse(paper.facts["period"])
        for rule in rules:
            if rule.target == paper.facts["type"] and rule.period_kind == about.kind:
                sending = Sending(rule.id, about.text, paper.id, False)
                found[rule.id, about.text] = sending
    return tuple(found.values())
