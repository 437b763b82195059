"""The paper a stored document is: its header from the unit's record, or frozen when it was issued."""

from collections.abc import Mapping
from dataclasses import replace as changed
from typing import Any

from app import text as vietnamese
from app.catalogue import DocumentType
from app.documents import layouts, numbering, organisation, outline
from app.documents.document import Document
from app.documents.kinds import kind_name, type_of
from app.documents.sheet import Caption, Sheet, SheetMark
from app.store import Store


def sheet_of(store: Store, document: Document) -> Sheet:
    """Return the paper a document is: the frozen header of an issued one, else worked out from the unit."""
    kind = type_of(store, document.type)
    profile = layouts.load()[document.profile]
    said: Mapping[str, Any] = document.data.get("set", {})
    own = organisation.issuer(store, profile)
    place = said.get("place") or organisation.place(store)
    wording = organisation.load()[0].document[document.type]
    subject = said.get("subject") or wording.subject.format(period=document.about)
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
        recipients=own.recipients,
        captions=own.captions,
        signer=said.get("signer") or organisation.signer(store, profile, document.day),
        dated=document.day,
        marks=_marks(store, kind, document),
    )
    frozen = document.data.get("header")
    if not frozen:
        return sheet
    return changed(
        sheet,
        superior=str(frozen["superior"]),
        issuer=str(frozen["issuer"]),
        number=str(frozen["number"]),
        place_date=str(frozen["place_date"]),
        kind=str(frozen["kind"]),
        subject=str(frozen["subject"]),
        signer=str(frozen["signer"]),
        captions=tuple(Caption(str(c), str(t)) for c, t in frozen["captions"]),
        recipients=tuple(map(str, frozen["recipients"])),
    )


_FROZEN = ("superior", "issuer", "number", "place_date", "kind", "subject", "signer")


def header_of(sheet: Sheet) -> dict[str, Any]:
    """Return what is frozen of a sheet at issue, as plain values."""
    return {
        **{k: getattr(sheet, k) for k in _FROZEN},
        "recipients": list(sheet.recipients),
        "captions": [[c.component, c.text] for c in sheet.captions],
    }


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
