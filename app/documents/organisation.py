"""Who issues a paper: names, letters, signer and recipients, from the unit's record or the proposed defaults."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from app import paths
from app.documents import strict
from app.documents.layouts import Profile, ProfileWrong
from app.documents.sheet import Caption
from app.errors import NotFound, Problem
from app.ledgers import entries, people
from app.store import Store, Unit


@dataclass(frozen=True, slots=True)
class Level:
    """The defaults of one level; `{name}`, `{parent}` and `{code}` are filled in."""

    letters: str
    drafter: str
    party_name: str
    party_superior: str
    party_organisation: str
    party_letters: str
    party_body: str
    party_gathering: str
    archive: str
    signer_position: str
    signer_title: str
    secretary_title: str
    recipients: tuple[str, ...]
    party_recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """What a document type calls itself, which rows it is about and which resolutions it carries out.

    `kind` stands in for the name of the code; `about` is the section of the event a paper records.
    """

    subject: str
    title: str
    kind: str = ""
    about: str = ""
    resolution: tuple[str, ...] = ("thang",)


@dataclass(frozen=True, slots=True)
class Organisation:
    confidence: str
    place_blank: str
    name_blank: str
    level: Mapping[str, Level]
    document: Mapping[str, Wording]
    period_kinds: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Issuer:
    """One side of a unit, army or Party, as a paper names it."""

    name: str
    superior: str
    organisation: str
    letters: str
    recipients: tuple[str, ...]
    captions: tuple[Caption, ...]


@lru_cache(maxsize=1)
def load() -> tuple[Organisation, tuple[tuple[str, date, date], ...]]:
    """Return the defaults and the Party terms; a faulty file is refused by key."""
    file = paths.resources() / "templates" / "organisation.toml"
    raw = tomllib.loads(file.read_text("utf-8"))
    terms = tuple((str(t["key"]), t["from"], t["to"]) for t in raw.pop("term"))
    problems: list[Problem] = []
    found = strict.read(Organisation, raw, f"{file.name}:", problems)
    if found is None:
        raise ProfileWrong(problems=problems)
    return found, terms


def level_of(store: Store) -> Level:
    return load()[0].level[store.unit.level]


def said(store: Store, key: str) -> str:
    """Return one word about the unit: its own record first, else the default of its level."""
    unit = store.unit
    own = unit.data.get(key)
    pattern = str(own) if own else str(getattr(level_of(store), key))
    return pattern.format(name=unit.name, code=unit.code, parent=_parent(store))


def place(store: Store) -> str:
    return str(store.unit.data.get("place") or load()[0].place_blank)


def issuer(store: Store, profile: Profile) -> Issuer:
    """Return the army or the Party side of the own unit, as the profile's family asks."""
    if profile.profile.family == "party":
        organisation = said(store, "party_organisation")
        authority = Caption(
            "authority", profile.forms.collective_form.format(organisation=organisation)
        )
        return Issuer(
            said(store, "party_name"), said(store, "party_superior") if _parent(store) else "",
            organisation, said(store, "party_letters"), _recipients(store, profile, "party_recipients"),
            (authority, Caption("position", said(store, "secretary_title"))),
        )  # fmt: skip
    return Issuer(
        store.unit.name, _parent(store), "", said(store, "letters"),
        _recipients(store, profile, "recipients"), (Caption("authority", said(store, "signer_title")),),
    )  # fmt: skip


def signer(store: Store, profile: Profile, day: date) -> str:
    """Return the name line of the officer who signs on `day`; the blank for the pen when nobody is on record."""
    found = _secretary(store, day) if profile.profile.family == "party" else _officer(store, day)
    if not found:
        return load()[0].name_blank
    rank = store.catalogue.lists["rank"].label(found.get("rank", ""))
    return profile.forms.signer_name.format(rank=rank, name=found.get("name", "")).strip()


def term(store: Store, day: date) -> str:
    """Return the Party term in which `day` lies: the unit's own if it covers the day, else from the list."""
    own = str(store.unit.data.get("term") or "")
    first, _, last = own.partition("-")
    if first.isdigit() and last.isdigit() and int(first) <= day.year < int(last):
        return own
    for key, start, end in load()[1]:
        if start <= day <= end:
            return key
    raise NotFound(
        f"Chưa khai nhiệm kỳ của ngày {day.isoformat()}.", hint="Khai nhiệm kỳ trong Thiết lập."
    )


def _parent(store: Store) -> str:
    """Return the superior's name, empty when the unit has none on record."""
    unit: Unit = store.unit
    if not unit.parent:
        return ""
    try:
        return store.unit_named(unit.parent).name
    except NotFound:
        return unit.parent


def _recipients(store: Store, profile: Profile, key: str) -> tuple[str, ...]:
    """Return the lines of `Nơi nhận`, the archive last, with the profile's marks between."""
    f = profile.forms
    own = store.unit.data.get(key)
    given = own if isinstance(own, (list, tuple)) else getattr(level_of(store), key)
    parent = _parent(store)
    names = [
        str(x).format(name=store.unit.name, parent=parent)
        for x in given
        if parent or "{parent}" not in str(x)
    ]
    names.append(
        f.archive_form.format(drafter=said(store, "drafter"), archive=said(store, "archive"))
    )
    ends = [f.recipients_separator] * (len(names) - 1) + [f.recipients_end]
    return tuple(
        f.recipient_form.format(recipient=n) + end for n, end in zip(names, ends, strict=True)
    )


def _officer(store: Store, day: date) -> Mapping[str, str]:
    wanted = said(store, "signer_position")
    for person in people.listing(store, day):
        copied = people.copy(store, person.id, day)
        if copied.get("position") == wanted:
            return copied
    return {}


def _secretary(store: Store, day: date) -> Mapping[str, Any]:
    text = day.isoformat()
    for row in entries.listing(store, "member", struck=False):
        left = row.values.get("left_date")
        if row.values.get("party_post") == "bi_thu" and not (
            isinstance(left, str) and left <= text
        ):
            person = row.values.get("person")
            if isinstance(person, Mapping):
                return person
    return {}


def said_superior(store: Store) -> str:
    """Return the superior's name for the salutation, empty when there is none."""
    return _parent(store)
