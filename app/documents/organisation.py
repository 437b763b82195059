"""Who issues a paper: names, letters, signer and recipients, from the unit's record or the proposed defaults."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from string import Formatter
from typing import Final

from app import paths
from app.documents import strict
from app.documents.layouts import Profile, ProfileWrong
from app.errors import NotFound, Problem
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
    youth_name: str
    youth_superior: str
    youth_organisation: str
    youth_letters: str
    youth_archive: str
    signer_position: str
    signer_title: str
    deputy_position: str
    deputy_title: str
    commander_position: str
    commander_title: str
    secretary_title: str
    approver_title: str
    party_members: str
    party_carriers: str
    below: str
    party_below: str
    recipients: tuple[str, ...]
    party_recipients: tuple[str, ...]
    youth_recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """What a document type calls itself, which rows it is about and which resolutions it carries out.

    `kind` stands in for the name of the code; `about` is the section of the event a paper records; `subject_by` is the
    field of the resolution that names the subject; `recipients` stand before those of the level, a paper that is not
    `distributed` has none; `purpose` says in the manual what the type is for.
    """

    subject: str
    title: str
    kind: str = ""
    about: str = ""
    resolution: tuple[str, ...] = ("thang",)
    signature: str = ""
    distributed: bool = True
    recipients: tuple[str, ...] = ()
    subject_by: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class SignatureForm:
    """One way to sign (layout 4): caption lines and whose name stands below, at the right and perhaps at the left."""

    title: str
    families: tuple[str, ...]
    right: tuple[str, ...]
    by: str
    left: tuple[str, ...] = ()
    left_by: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """The words of the PHÊ DUYỆT block (layout 4.5)."""

    title: str
    date: str


@dataclass(frozen=True, slots=True)
class Salutation:
    """The codes of kinds that greet the superior."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    confidence: str
    place_blank: str
    name_blank: str
    level: Mapping[str, Level]
    signature: Mapping[str, SignatureForm]
    family_signature: Mapping[str, str]
    area_sentence: Mapping[str, str]
    approval: Approval
    salutation: Salutation
    gathering: Mapping[str, str]
    document: Mapping[str, Wording]
    period_kinds: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Issuer:
    """One side of a unit, army, Party or Youth Union, as a paper names it."""

    name: str
    superior: str
    organisation: str
    letters: str


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
    """Return the side of the own unit that the profile's family asks for."""
    side = _SIDES.get(profile.profile.family, "")
    above = bool(_parent(store))
    if not side:
        return Issuer(store.unit.name, _parent(store), "", said(store, "letters"))
    return Issuer(
        said(store, f"{side}name"), said(store, f"{side}superior") if above else "",
        said(store, f"{side}organisation"), said(store, f"{side}letters"),
    )  # fmt: skip


_SIDES: Final = {"party": "party_", "youth": "youth_"}


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


def recipients(
    store: Store, profile: Profile, type_id: str, row: Mapping[str, object]
) -> tuple[str, ...]:
    """Return the lines of `Nơi nhận` of a type of paper, the archive last, with the profile's marks between.

    The unit's own list for the type (`unit.data["recipients_of"]`) comes first, then its list for the side, then the
    type's, then the level's. A line that names a superior or a row (`{row_target}`) the paper lacks is left out.
    """
    if not load()[0].document[type_id].distributed:
        return ()
    f, side = profile.forms, _SIDES.get(profile.profile.family, "")
    given = addressed(store, profile.profile.family, type_id)
    words: dict[str, object] = {
        "name": store.unit.name, "parent": _parent(store),
        **{key: said(store, key) for key in ("below", "party_below")},
        **{f"row_{k}": v for k, v in row.items()},
    }  # fmt: skip
    names = [text for text in (_filled(str(one), words) for one in given) if text]
    archive = said(store, "youth_archive" if side == "youth_" else "archive")
    names.append(f.archive_form.format(drafter=said(store, "drafter"), archive=archive))
    ends = [f.recipients_separator] * (len(names) - 1) + [f.recipients_end]
    return tuple(
        f.recipient_form.format(recipient=n) + end for n, end in zip(names, ends, strict=True)
    )


def addressed(store: Store, family: str, type_id: str) -> tuple[str, ...]:
    """Return the patterns of the lines a type of paper goes to, the unit's own before the shipped ones."""
    key, data = f"{_SIDES.get(family, '')}recipients", store.unit.data
    by_type = data.get("recipients_of")
    own = by_type.get(type_id) if isinstance(by_type, Mapping) else None
    own = own if isinstance(own, (list, tuple)) else data.get(key)
    if isinstance(own, (list, tuple)):
        return tuple(map(str, own))
    return load()[0].document[type_id].recipients or tuple(getattr(level_of(store), key))


_WORDS: Final = frozenset({"name", "parent", "below", "party_below"})


def unknown_words(pattern: str) -> list[str]:
    """Return the words in braces that a line of recipients cannot be filled with; all of it when the braces are torn."""
    try:
        asked = [field for _, field, _, _ in Formatter().parse(pattern) if field is not None]
    except ValueError:
        return [pattern]
    return [one for one in asked if one not in _WORDS and not one.startswith("row_")]


def _filled(pattern: str, words: Mapping[str, object]) -> str:
    """Return a line with its words put in, empty when one of them is not known."""
    asked = [field for _, field, _, _ in Formatter().parse(pattern) if field is not None]
    return pattern.format_map(words) if all(words.get(one) for one in asked) else ""


def said_superior(store: Store) -> str:
    """Return the superior's name for the salutation, empty when there is none."""
    return _parent(store)
