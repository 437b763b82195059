"""What a submission would change in the store: row by row, old value beside new. Changes nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from app import period as periods
from app.catalogue import Section
from app.exchange import channel, travel
from app.exchange.refusals import TableWrong
from app.exchange.snapshot import PAPER_FIELDS, Snapshot
from app.period import Period
from app.store import Store, Unit, Where

Action = Literal["new", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that would change, as text; '' for none."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Item:
    """One row of `table` (`entry`, `figure`, `document`) that would come, change or go."""

    table: str
    id: str
    title: str
    action: Action
    differences: tuple[Difference, ...] = ()


def compare(store: Store, unit: Unit, period: Period, of: Snapshot) -> tuple[Item, ...]:
    """Return every difference between the store and a snapshot of `unit`; `TableWrong` for rows that
    cannot stand: another unit's row, a row of another month, a duty the unit does not have."""
    _require_duties(store, unit, of)
    found: list[Item] = []
    for section in sections_taken(store, unit, period):
        found += _entries(store, unit, period, section, of.rows.get(section.key, {}))
    found += _figures(store, unit, period, of)
    found += _papers(store, unit, of)
    return tuple(found)


def sections_taken(store: Store, unit: Unit, period: Period) -> list[Section]:
    """Return the sections whose rows this snapshot decides.

    A list as it stood at the end of an older month does not overwrite a newer one.
    """
    later = any(
        p.period > period.text and p.state != "replaced" and p.kind == "submission"
        for p in channel.taken(store, unit.code)
    )
    return [s for s in travel.sections(store.catalogue) if s.kind == "flow" or not later]


def day_of(section: Section, values: Mapping[str, object]) -> str:
    """Return the day that places a received row, ISO; a month counts as its first day."""
    text = str(values.get(section.date, ""))
    return f"{text}-01" if len(text) == 7 else text


def _entries(
    store: Store,
    unit: Unit,
    period: Period,
    section: Section,
    incoming: Mapping[str, tuple[str, travel.Values]],
) -> Iterator[Item]:
    present = _present(store, unit, period, section)
    for key, (_, values) in incoming.items():
        day = day_of(section, values)
        inside = day <= period.end.isoformat() and (
            section.kind == "stock" or day >= period.start.isoformat()
        )
        if not day or not inside:
            raise TableWrong(f"Bảng “{section.title}” có dòng ngoài {period.title}.")
        before = present.pop(key, None) or _elsewhere(store, unit, section, key)
        if before is None:
            yield Item("entry", key, section.title, "new")
        elif differences := _differences(before, values):
            yield Item("entry", key, section.title, "changed", differences)
    for key in present:
        yield Item("entry", key, section.title, "removed")


def _present(
    store: Store, unit: Unit, period: Period, section: Section
) -> dict[str, Mapping[str, object]]:
    """Return the rows of the section that an earlier snapshot brought: of the month, or the whole list."""
    month = (Where("period", "=", period.text),) if section.kind == "flow" else ()
    rows = store.find(
        "entry",
        Where("unit", "=", unit.code),
        Where("section", "=", section.key),
        *month,
        order=("id",),
    )
    return {str(row["id"]): row["data"] for row in rows}


def _elsewhere(store: Store, unit: Unit, section: Section, key: str) -> Mapping[str, object] | None:
    """Return the row if it stands in another month; a row of anyone else is not theirs to send."""
    rows = store.find("entry", Where("id", "=", key))
    if not rows:
        return None
    if (rows[0]["unit"], rows[0]["section"]) != (unit.code, section.key):
        raise TableWrong(f"Bảng “{section.title}” có dòng trùng mã với dòng của nơi khác.")
    data: Mapping[str, object] = rows[0]["data"]
    return data


def _figures(store: Store, unit: Unit, period: Period, of: Snapshot) -> Iterator[Item]:
    rows = store.find("figure", Where("unit", "=", unit.code), Where("period", "=", period.text))
    present = {str(row["indicator"]): row for row in rows}
    for key, (top, bottom) in of.figures.items():
        title = store.catalogue.indicators[key].label
        before = present.pop(key, None)
        if before is None:
            yield Item("figure", key, title, "new")
            continue
        old = {"numerator": before["numerator"], "denominator": before["denominator"]}
        new = {"numerator": top, "denominator": bottom}
        if differences := _differences(old, new):
            yield Item("figure", key, title, "changed", differences)
    for key in present:
        yield Item("figure", key, key, "removed")


def _papers(store: Store, unit: Unit, of: Snapshot) -> Iterator[Item]:
    for paper in of.papers:
        rows = store.find("document", Where("id", "=", paper.id))
        title = f"{paper.facts['number']} {paper.facts['title']}".strip()
        if not rows:
            yield Item("document", paper.id, title, "new")
            continue
        if rows[0]["unit"] != unit.code:
            raise TableWrong("Gói có văn kiện trùng mã với văn kiện của nơi khác.")
        old = {name: rows[0][name] for name in PAPER_FIELDS}
        if differences := _differences(old, paper.facts):
            yield Item("document", paper.id, title, "changed", differences)


def _require_duties(store: Store, unit: Unit, of: Snapshot) -> None:
    known = {
        rule.id
        for rule in store.catalogue.duties
        if rule.level == unit.level and rule.satisfied_by == "submission"
    }
    for sending in of.sendings:
        if sending.duty not in known:
            raise TableWrong(f"Gói báo thực hiện chế độ “{sending.duty}” không có ở cấp này.")
        periods.parse(sending.period)


def _differences(old: Mapping[str, object], new: Mapping[str, object]) -> tuple[Difference, ...]:
    return tuple(
        Difference(key, shown(old.get(key)), shown(new.get(key)))
        for key in dict.fromkeys((*old, *new))
        if old.get(key) != new.get(key)
    )


def shown(value: object) -> str:
    """Return a stored value as people compare it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    return str(value.get("name", "")) if isinstance(value, Mapping) else str(value)
