"""Who signs a paper and how: caption lines and names by the way of signing chosen (layout §4)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.documents import layouts, organisation
from app.documents.kinds import type_of
from app.documents.layouts import Profile
from app.documents.refusals import WrongValue
from app.documents.sheet import Caption, Signature
from app.ledgers import entries, people
from app.store import Store
from app.text import similar

_LEFT, _RIGHT = "signer_left", "signer"


def forms(profile: Profile) -> Mapping[str, organisation.SignatureForm]:
    """Return the ways to sign that the profile's family knows, by key."""
    family = profile.profile.family
    return {k: f for k, f in organisation.load()[0].signature.items() if family in f.families}


def ways(store: Store, type_id: str, day: date) -> dict[str, str]:
    """Return the ways a paper of this type can be signed, title by key, its usual one first.

    Minutes and day reports keep their two signatures, other papers their one.
    """
    own, kind = organisation.load()[0], type_of(store, type_id)
    usual = own.document[kind.id].signature or own.family_signature[kind.family]
    known = forms(layouts.choose(kind.family, day))
    two = bool(own.signature[usual].left)
    return {usual: own.signature[usual].title} | {
        key: form.title for key, form in known.items() if bool(form.left) == two
    }


def require(profile: Profile, key: str) -> None:
    """Refuse a way of signing that the family does not know."""
    known = forms(profile)
    if key not in known:
        near = similar(key, known)
        raise WrongValue(
            f"Không có cách ký “{key}” cho loại văn kiện này.",
            hint=f"Có phải “{near[0]}”?" if near else f"Dùng một trong: {', '.join(known)}.",
        )


def signatures(
    store: Store,
    profile: Profile,
    day: date,
    wording: organisation.Wording,
    data: Mapping[str, Any],
) -> tuple[Signature, Signature | None]:
    """Return the signature at the right and, of minutes and day reports, the one at the left.

    `data` is what the paper was drafted from: `set` may choose the way and give names, `row` is the
    row it records. A name not on record is left blank for the pen.
    """
    said: Mapping[str, Any] = data.get("set") or {}
    own = organisation.load()[0]
    key = said.get("signature") or wording.signature or own.family_signature[profile.profile.family]
    require(profile, key)
    form = own.signature[key]
    row: Mapping[str, Any] = data.get("row") or {}

    def side(lines: tuple[str, ...], by: str, given: str) -> Signature:
        name = said.get(given) or _name(store, profile, day, by, row) or own.name_blank
        return Signature(tuple(_captions(store, profile, lines)), str(name))

    left = side(form.left, form.left_by, _LEFT) if form.left else None
    return side(form.right, form.by, _RIGHT), left


def _captions(store: Store, profile: Profile, lines: tuple[str, ...]) -> list[Caption]:
    collective = profile.forms.collective_form.format(
        organisation=organisation.issuer(store, profile).organisation
    )
    words = {
        key: organisation.said(store, key)
        for key in ("signer_title", "deputy_title", "commander_title", "secretary_title")
    }
    after = "position" if "position" in profile.component else "authority"
    return [
        Caption("authority" if at == 0 else after, text.format(collective=collective, **words))
        for at, text in enumerate(lines)
    ]


def _name(store: Store, profile: Profile, day: date, by: str, row: Mapping[str, Any]) -> str:
    """Return the name line of who signs, rank before the name where the family writes it; empty when unknown."""
    kind, _, what = by.partition(":")
    if kind == "row":
        return _of_row(store, profile, str(row.get(what) or ""))
    found: Mapping[str, Any] = {}
    if kind == "position":
        found = _holding(store, day, "position", organisation.said(store, what))
    elif kind == "union":
        found = _holding(store, day, "union_post", what)
    elif kind == "party":
        found = _in_party(store, day, what)
    return _line(store, profile, found.get("rank", ""), found.get("name", "")) if found else ""


def _line(store: Store, profile: Profile, rank: str, name: str) -> str:
    shown = store.catalogue.lists["rank"].label(rank) if rank else ""
    return profile.forms.signer_name.format(rank=shown, name=name).strip()


def _of_row(store: Store, profile: Profile, shown: str) -> str:
    """Return a person of a row as the family writes names; the row reads `Đại úy Nguyễn Văn Mẫu`."""
    ranks = store.catalogue.lists["rank"].choices
    held = max(
        (c for c in ranks if shown.startswith(f"{c.label} ")), key=lambda c: len(c.label), default=None
    )  # fmt: skip
    if held is None:
        return shown
    return _line(store, profile, held.key, shown.removeprefix(held.label).strip())


def _holding(store: Store, day: date, field: str, wanted: str) -> Mapping[str, Any]:
    """Return the copy of whoever holds a post on `day`; empty when nobody does."""
    for person in people.listing(store, day):
        copied = people.copy(store, person.id, day)
        if (copied if field in copied else person.values).get(field) == wanted:
            return copied
    return {}


def _in_party(store: Store, day: date, post: str) -> Mapping[str, Any]:
    text = day.isoformat()
    for row in entries.listing(store, "member", struck=False):
        left = row.values.get("left_date")
        gone = isinstance(left, str) and left <= text
        person = row.values.get("person")
        if row.values.get("party_post") == post and not gone and isinstance(person, Mapping):
            return person
    return {}
