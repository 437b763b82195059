"""The paper a stored document is: its header from the unit's record, or frozen when it was issued."""

from collections.abc import Mapping
from dataclasses import astuple
from dataclasses import replace as changed
from typing import Any

from app import text as vietnamese
from app.catalogue import DocumentType
from app.documents import adjusting, numbering, organisation, outline, signing
from app.documents.document import Document
from app.documents.kinds import kind_name, type_of
from app.documents.sheet import Approval, Caption, Sheet, SheetMark, Signature
from app.store import Store


def sheet_of(store: Store, document: Document) -> Sheet:
    """Return the paper a document is: the frozen header of an issued one, else worked out from the unit."""
    kind = type_of(store, document.type)
    profile = adjusting.effective(store, document.profile)
    said: Mapping[str, Any] = document.data.get("set", {})
    own = organisation.issuer(store, profile)
    place = said.get("place") or organisation.place(store)
    wording = organisation.load()[0].document[document.type]
    subject = said.get("subject") or _subject(store, wording, document)
    right, left = signing.signatures(store, profile, document.day, wording, document.data)
    sheet = Sheet(
        profile=profile,
        superior=said.get("superior") or own.superior,
        issuer=said.get("issuer") or own.name,
        number=""
        if kind.series == "none"
        else numbering.line(profile, document.ordinal, kind.code, own.letters),
        place_date=profile.forms.date_form.format(
            place=place, date=vietnamese.date_words(document.day)
        ),
        kind=wording.kind or kind_name(store, kind),
        code=kind.code,
        subject=subject,
        blocks=outline.parse(document.text),
        recipients=organisation.recipients(
            store, profile, document.type, document.data.get("row") or {}
        ),
        signature=right,
        dated=document.day,
        marks=_marks(store, kind, document),
        beside=left,
        approval=_approval(store, kind),
    )
    frozen = document.data.get("header")
    return _as_issued(sheet, frozen) if frozen else sheet


def _subject(store: Store, wording: organisation.Wording, document: Document) -> str:
    """Return what a paper says it is about: its resolution's own words where the type asks, else the type's."""
    resolution = document.data.get("resolution") or {}
    named = str(resolution.get(wording.subject_by) or "").strip(" .")
    if named:
        return vietnamese.uncapital(named)
    row = document.data.get("row") or {}
    known = organisation.load()[0].gathering
    gathering = known.get(str(row.get("body")), organisation.said(store, "party_gathering"))
    return wording.subject.format(period=document.about, gathering=gathering)


_FROZEN = ("superior", "issuer", "number", "place_date", "kind", "subject")


def _as_issued(sheet: Sheet, frozen: Mapping[str, Any]) -> Sheet:
    """Return the sheet with the header and signatures it was issued with."""
    words: dict[str, Any] = {key: str(frozen[key]) for key in _FROZEN}
    return changed(
        sheet,
        **words,
        recipients=tuple(map(str, frozen["recipients"])),
        signature=_signature(frozen["signature"]),
        beside=_signature(frozen["beside"]) if frozen["beside"] else None,
        approval=Approval(*map(str, frozen["approval"])) if frozen["approval"] else None,
    )


def header_of(sheet: Sheet) -> dict[str, Any]:
    """Return what is frozen of a sheet at issue, as plain values."""
    return {
        **{key: getattr(sheet, key) for key in _FROZEN},
        "recipients": list(sheet.recipients),
        "signature": _plain(sheet.signature),
        "beside": _plain(sheet.beside) if sheet.beside else None,
        "approval": list(astuple(sheet.approval)) if sheet.approval else None,
    }


def _plain(one: Signature) -> dict[str, Any]:
    return {"captions": [[c.component, c.text] for c in one.captions], "name": one.name}


def _signature(plain: Mapping[str, Any]) -> Signature:
    captions = tuple(Caption(str(c), str(t)) for c, t in plain["captions"])
    return Signature(captions, str(plain["name"]))


def approved_above(store: Store, kind: DocumentType) -> bool:
    """Tell whether papers of this kind carry the PHÊ DUYỆT block: the unit's own choice, else the catalogue's."""
    return bool(store.setting("approval", {}).get(kind.id, kind.approval))


def _approval(store: Store, kind: DocumentType) -> Approval | None:
    if not approved_above(store, kind):
        return None
    own = organisation.load()[0]
    title = organisation.said(store, "approver_title")
    return Approval(own.approval.title, own.approval.date, title, own.name_blank)


def _marks(store: Store, kind: DocumentType, document: Document) -> frozenset[SheetMark]:
    marks: set[SheetMark] = set()
    if document.state == "draft":
        marks.add("draft")
    confirmed = store.setting("forms_confirmed", [])
    if kind.envelope.confidence == "default" and kind.id not in confirmed:
        marks.add("proposal")
    if store.unit.training:
        marks.add("training")
    return frozenset(marks)
