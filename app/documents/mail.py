"""The registers of papers sent out and taken in: filled by themselves from what was issued, entered and received."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from app import paths
from app.catalogue import FieldType
from app.documents import drafts, layouts, numbering, strict
from app.documents.document import Document, document_of
from app.errors import Problem
from app.ledgers import entries, register
from app.period import Period
from app.store import Store, Where
from app.text import date_short, iso_short

Way = Literal["out", "in"]


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    label: str
    kind: FieldType
    length: int = 0


@dataclass(frozen=True, slots=True)
class Form:
    title: str
    gap: str
    column: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Forms:
    effective_from: date
    source: str
    confidence: str
    out: Form
    into: Form


@lru_cache(maxsize=1)
def load() -> Forms:
    """Return the two forms; a faulty file is refused by key."""
    file = paths.resources() / "layouts" / "registers" / "van-ban.toml"
    raw = tomllib.loads(file.read_text("utf-8"))
    raw["into"] = raw.pop("in", None)  # `in` is a word of the language
    problems: list[Problem] = []
    found = strict.read(Forms, raw, f"{file.name}:", problems)
    if found is None:
        raise layouts.ProfileWrong(problems=problems)
    return found


def make(store: Store, way: Way, period: Period) -> register.Register:
    """Return the register of papers sent out, or taken in, during a period, ready to be shown or printed."""
    form = load().out if way == "out" else load().into
    rows = tuple(_outgoing(store, period) if way == "out" else _incoming(store, period))
    ordinal = register.Column("", "TT", "ordinal")
    columns = (
        ordinal,
        *(register.Column(c.key, c.label, c.kind, length=c.length) for c in form.column),
    )
    shown = tuple(
        register.Row((str(n), *(row.get(c.key, "") for c in form.column)), (None,) * len(columns))
        for n, row in enumerate(rows, 1)
    )
    part = register.Part(
        f"documents_{way}", form.title, "", columns, shown, load().confidence == "default"
    )
    return register.Register(part.section, "documents", form.title, period.title, (part,))


def _outgoing(store: Store, period: Period) -> Iterator[Mapping[str, str]]:
    """Yield the numbered papers of the period by series and number, with the gaps before them."""
    papers = {
        (d.series, d.ordinal): d
        for d in drafts.listing(store)
        if d.number and d.state != "draft" and period.contains(d.day)
    }
    for series in sorted({s for s, _ in papers}):
        ordinals = [n for s, n in papers if s == series and n is not None]
        for one in numbering.listing(store, series):
            if (series, one.ordinal) in papers:
                yield _sent(store, papers[series, one.ordinal])
            elif not one.document and min(ordinals) < one.ordinal < max(ordinals):
                yield {"number": f"{one.ordinal:02d}", "subject": load().out.gap, "note": one.note}
    for (_, ordinal), paper in papers.items():
        if ordinal is None:
            yield _sent(store, paper)


def _sent(store: Store, paper: Document) -> Mapping[str, str]:
    header = paper.data.get("header") or {}
    signer = (header.get("signature") or {}).get("name", "")
    recipients = "; ".join(str(r).strip(" -;.") for r in header.get("recipients", ()))
    states = store.catalogue.lists["document_state"]
    said = "" if paper.state == "issued" else states.label(paper.state)
    return {
        "number": paper.number, "dated": date_short(paper.day), "subject": paper.title, "signer": signer,
        "recipients": recipients, "note": said,
    }  # fmt: skip


def _incoming(store: Store, period: Period) -> Iterator[Mapping[str, str]]:
    """Yield what came from above (directives on record) and from below (papers received), by day."""
    found: list[tuple[str, Mapping[str, str]]] = []
    section = store.catalogue.sections["directive"]
    for row in entries.listing(store, "directive", period=period, struck=False):
        shown = {f.key: entries.shown(store, f, row.values.get(f.key)) for f in section.fields}
        found.append(
            (
                row.occurred_on,
                {
                    "received": shown["received_date"],
                    "issuer": shown["issuer"],
                    "number": shown["number"],
                    "dated": shown["issued_date"],
                    "subject": f"{shown['kind']}: {shown['subject']}",
                    "responsible": shown["responsible"],
                    "note": shown["result"],
                },
            )
        )
    found += list(_received(store, period))
    yield from (row for _, row in sorted(found, key=lambda one: one[0]))


def _received(store: Store, period: Period) -> Iterator[tuple[str, Mapping[str, str]]]:
    names = {u.code: u.name for u in store.units()}
    days = {
        str(b["id"]): str(b["at"])[:10] for b in store.find("bundle", Where("direction", "=", "in"))
    }
    for record in store.find(
        "document", Where("unit", "!=", store.unit.code), Where("bundle", "set")
    ):
        paper = document_of(record)
        day = days.get(str(record["bundle"]), paper.dated)
        if period.contains(date.fromisoformat(day)):
            yield day, {
                "received": iso_short(day), "issuer": names.get(paper.unit, paper.unit), "number": paper.number,
                "dated": date_short(paper.day), "subject": paper.title,
            }  # fmt: skip
