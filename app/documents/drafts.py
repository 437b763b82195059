"""Documents from draft to issue: create, edit, render, number and freeze, replace, record from paper.

Issuing freezes text, values, Word, PDF and number in one change; a correction is a new document that
names the one it replaces.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace as changed
from datetime import date
from pathlib import Path
from typing import Any

from app import clock, text
from app.catalogue.model import DocumentType
from app.documents import files, layouts, numbering, organisation, outline, pdf, templates, word
from app.documents import values as gathering
from app.documents.document import Document, document_of
from app.documents.layouts import Profile
from app.documents.sheet import Caption, Sheet, SheetMark
from app.documents.values import Annex, Given
from app.errors import AppError, NotFound
from app.period import Period
from app.planning.figures import Figure
from app.store import Store, Where, new_id

FORMATS = ("docx", "pdf")


class TypeUnknown(NotFound):
    code = "D150"
    message = "Không soạn được loại văn kiện này."
    hint = "Xem các loại soạn được bằng lệnh document types."


class NotDraft(AppError):
    code = "D151"
    message = "Văn kiện đã ban hành, không sửa được."
    hint = "Soạn bản thay thế."


class SecretContent(AppError):
    code = "D152"
    message = (
        "Tài liệu có dấu chỉ độ mật. Phần mềm không nhận tài liệu này; "
        "đề nghị xử lý theo quy định bảo vệ bí mật nhà nước của đơn vị."
    )


class WrongValue(AppError):
    code = "D153"
    message = "Không đặt được giá trị này cho văn kiện."


_SETTABLE = ("dated", "place", "signer", "subject", "superior", "issuer")


def types_for(store: Store) -> list[DocumentType]:
    """Return the document types of the unit's level that can be drafted: those that have a template."""
    known = templates.known()
    return [
        t for t in store.catalogue.documents.values() if t.id in known and store.unit.level in t.levels
    ]  # fmt: skip


def type_of(store: Store, key: str) -> DocumentType:
    for found in types_for(store):
        if found.id == key:
            return found
    near = text.similar(key, [t.id for t in types_for(store)])
    raise TypeUnknown(
        f"Không soạn được loại văn kiện “{key}”.", hint=f"Có phải “{near[0]}”?" if near else ""
    )


def profile_of(store: Store, type_id: str, day: date | None = None) -> str:
    """Return the key of the layout profile a paper of this type dated `day` (today) is printed by."""
    return layouts.choose(type_of(store, type_id).family, day or clock.today()).key


def create(
    store: Store,
    type_id: str,
    period: Period,
    *,
    figures: Sequence[Figure] | None = None,
    previous: Sequence[Figure] = (),
    missing: Sequence[str] = (),
    annex: Annex | None = None,
    **given: str,
) -> Document:
    """Draft a paper from the figures of a period.

    `figures` (of a consolidation) stand in for the unit's own, `previous` for those of the period
    before; `missing` names units not yet received; `annex` is a table per unit. `given` sets
    `dated`, `place`, `signer`, `subject`, `superior` or `issuer`.
    """
    kind = type_of(store, type_id)
    _known(given)
    wording = organisation.load()[0].document[type_id]
    if period.kind not in wording.period_kinds:
        raise WrongValue(f"Loại văn kiện này không lập theo kỳ “{period.text}”.")
    values = gathering.gather(store, period, Given(tuple(figures or ()), tuple(previous), tuple(missing), annex))
    dated = _day(given.get("dated") or values["resolution"]["dated"] * (kind.family == "party"))
    profile = layouts.choose(kind.family, dated)
    values |= {"ending": profile.forms.ending, "replaced": "", "set": dict(given)}
    body = templates.compose(type_id, values)
    _harmless(body)
    row = {
        "id": new_id(), "unit": store.unit.code, "type": type_id, "period": period.text,
        "title": wording.title.format(period=period.title), "state": "draft", "outside": 0,
        "profile": profile.key, "dated": dated.isoformat(), "text": body, "data": values,
    }  # fmt: skip
    with store.change(f"Soạn dự thảo: {row['title']}"):
        store.insert("document", row)
    return get(store, str(row["id"]))


def get(store: Store, document: str) -> Document:
    """Return one document; `NotFound` for an unknown id."""
    return document_of(store.get("document", document))


def listing(
    store: Store, *, period: Period | None = None, type: str = "", state: str = "", unit: str | None = None
) -> list[Document]:
    """Return the documents of the own unit (or of `unit`), newest date first."""
    wheres = [Where("unit", "=", unit or store.unit.code)]
    wheres += [Where("period", "=", period.text)] if period else []
    wheres += [Where("type", "=", type)] if type else []
    wheres += [Where("state", "=", state)] if state else []
    return [document_of(r) for r in store.find("document", *wheres, order=("-dated", "-id"))]


def edit(store: Store, document: str, body: str) -> Document:
    """Replace the text of a draft. Refused: an issued paper, a broken table, a secrecy mark."""
    found = _draft(store, document)
    clean = text.clean(body).strip("\n")
    _harmless(clean)
    outline.parse(clean)
    if clean != found.text:
        with store.change(f"Sửa dự thảo: {found.title}"):
            store.update("document", document, {"text": clean})
    return get(store, document)


def discard(store: Store, document: str) -> Document:
    """Withdraw a draft; it stays in the history and takes no number."""
    found = _draft(store, document)
    with store.change(f"Bỏ dự thảo: {found.title}"):
        store.update("document", document, {"state": "withdrawn"})
    return get(store, document)


def preview(store: Store, document: str, body: str | None = None) -> Sheet:
    """Return the sheet of a document, with `body` in place of its text while it is being typed."""
    found = get(store, document)
    return sheet_of(store, found if body is None else changed(found, text=body))


def render(store: Store, document: str, format: str) -> bytes:
    """Return Word (`docx`) or PDF (`pdf`); of an issued paper the frozen file."""
    found = get(store, document)
    if format not in FORMATS:
        raise WrongValue(f"Không có định dạng “{format}”.", hint="Dùng docx hoặc pdf.")
    frozen = store.find("document_file", Where("document", "=", document), Where("format", "=", format))
    if frozen:
        return store.blob(str(frozen[0]["blob"]))
    if found.outside:
        raise NotFound("Văn kiện này lập ngoài phần mềm, không có tệp.")
    return draw(sheet_of(store, found), format)


def draw(sheet: Sheet, format: str) -> bytes:
    return word.render(sheet) if format == "docx" else pdf.render(sheet)


def render_to(store: Store, document: str, to: Path, formats: Sequence[str] = FORMATS) -> list[Path]:
    """Write the files into the folder `to` and return their paths; each appears whole or not at all."""
    found = get(store, document)
    drawn = [(format, render(store, document, format)) for format in formats]
    return [files.write(to, files.name(found, format), content) for format, content in drawn]


def issue(
    store: Store, document: str, *, dated: date | str | None = None, ordinal: int | None = None
) -> Document:
    """Issue a draft: take its number, freeze text, values, Word and PDF, all in one change.

    `dated` is the date of the paper (its draft's when None) and chooses the profile; `ordinal` asks
    for a number (`NumberTaken`).
    """
    found = _draft(store, document)
    kind = type_of(store, found.type)
    day = _day(dated) if dated else found.day
    profile = layouts.choose(kind.family, day)
    with store.change(f"Ban hành: {found.title}"):
        issued = changed(found, state="issued", profile=profile.key, dated=day.isoformat())
        if kind.series != "none":
            series = numbering.series_of(store, profile, kind.code, day)
            taken = numbering.take(store, series, ordinal)
            letters = organisation.issuer(store, profile).letters
            number = numbering.number(profile, taken, kind.code, letters)
            issued = changed(issued, series=series, ordinal=taken, number=number)
        sheet = sheet_of(store, issued)
        store.update(
            "document", document,
            {
                "state": "issued", "profile": issued.profile, "dated": issued.dated,
                "series": issued.series, "ordinal": issued.ordinal, "number": issued.number,
                "data": {**found.data, "header": _header(sheet)},
                "issued_at": clock.now(), "issued_by": store.account.name,
            },
        )  # fmt: skip
        for format in FORMATS:
            blob = store.put_blob(draw(sheet, format))
            store.insert("document_file", {"id": new_id(), "document": document, "format": format, "blob": blob})
        if found.replaces:
            store.update("document", found.replaces, {"state": "replaced"})
    return get(store, document)


def replace(store: Store, document: str) -> Document:
    """Draft a new version of an issued paper; its text names the one it replaces."""
    old = get(store, document)
    if old.state != "issued" or old.outside:
        raise NotDraft("Chỉ thay thế được văn kiện đã ban hành trong phần mềm.", hint="Sửa thẳng dự thảo.")
    kind = type_of(store, old.type)
    noun = kind_name(store, kind)
    cited = f"{noun} số {old.number} {text.date_words(old.day)}" if old.number else f"{noun} {text.date_words(old.day)}"
    profile = layouts.choose(kind.family, clock.today())
    row = {
        "id": new_id(), "unit": old.unit, "type": old.type, "period": old.period, "title": old.title,
        "state": "draft", "outside": 0, "profile": profile.key, "dated": clock.today().isoformat(),
        "text": f"{noun} này thay thế {outline.escape(cited)}.\n{old.text}",
        "data": {**{k: v for k, v in old.data.items() if k != "header"}, "replaced": cited},
        "replaces": old.id,
    }  # fmt: skip
    with store.change(f"Soạn bản thay thế: {old.title}"):
        store.insert("document", row)
    return get(store, str(row["id"]))


def record_outside(
    store: Store,
    type: str,
    period: Period | str,
    number: str,
    issued_on: date | str,
    due_on: date | str | None = None,
    returned_count: int = 0,
) -> Document:
    """Enter a paper made outside the program, so that duties, numbers and the register know it."""
    kind = store.catalogue.documents.get(type)
    if kind is None:
        raise TypeUnknown(f"Không có loại văn kiện “{type}”.")
    day = _day(issued_on)
    profile = layouts.choose(kind.family, day)
    about = period.title if isinstance(period, Period) else period
    head = number.split("/")[0].split("-")[0]
    ordinal = int(head) if head.isdigit() and kind.series != "none" else None
    row = {
        "id": new_id(), "unit": store.unit.code, "type": type,
        "period": period.text if isinstance(period, Period) else period,
        "title": f"{kind.title} {about}".strip(), "state": "issued", "outside": 1, "profile": profile.key,
        "dated": day.isoformat(), "number": number, "ordinal": ordinal,
        "series": numbering.series_of(store, profile, kind.code, day) if ordinal else "",
        "returned_count": returned_count, "issued_at": clock.now(), "issued_by": store.account.name,
        "data": {"due_on": _day(due_on).isoformat()} if due_on else {},
    }  # fmt: skip
    if ordinal is not None and ordinal in numbering.used(store, str(row["series"])):
        raise numbering.NumberTaken(f"Số {number} đã dùng.")
    with store.change(f"Ghi văn kiện ngoài phần mềm: {number or row['title']}"):
        store.insert("document", row)
    return get(store, str(row["id"]))


def sheet_of(store: Store, document: Document) -> Sheet:
    """Return the paper a document is: the frozen header of an issued one, else worked out from the unit."""
    kind = type_of(store, document.type)
    profile = layouts.load()[document.profile]
    said: Mapping[str, Any] = document.data.get("set", {})
    own = organisation.issuer(store, profile)
    place = said.get("place") or organisation.place(store)
    subject = said.get("subject") or organisation.load()[0].document[document.type].subject.format(
        period=document.about
    )
    sheet = Sheet(
        profile=profile,
        superior=said.get("superior") or own.superior,
        issuer=said.get("issuer") or own.name,
        number="" if kind.series == "none" else numbering.line(profile, document.ordinal, kind.code, own.letters),
        place_date=profile.forms.date_form.format(place=place, date=text.date_words(document.day)),
        kind=kind_name(store, kind),
        code=kind.code,
        subject=subject,
        blocks=outline.parse(document.text),
        recipients=own.recipients,
        captions=own.captions,
        signer=said.get("signer") or organisation.signer(store, profile, document.day),
        dated=document.day,
        marks=_marks(store, kind, document, profile),
    )
    frozen = document.data.get("header")
    if not frozen:
        return sheet
    captions = tuple(Caption(str(c), str(t)) for c, t in frozen["captions"])
    plain = {k: str(frozen[k]) for k in _FROZEN}
    return changed(sheet, **plain, captions=captions, recipients=tuple(map(str, frozen["recipients"])))  # type: ignore[arg-type]


_FROZEN = ("superior", "issuer", "number", "place_date", "kind", "subject", "signer")


def _header(sheet: Sheet) -> dict[str, Any]:
    return {
        **{k: getattr(sheet, k) for k in _FROZEN},
        "recipients": list(sheet.recipients),
        "captions": [[c.component, c.text] for c in sheet.captions],
    }


def kind_name(store: Store, kind: DocumentType) -> str:
    """Return the name of the kind as printed, `Báo cáo`, from its code."""
    return store.catalogue.codes[kind.code].label


def _marks(store: Store, kind: DocumentType, document: Document, profile: Profile) -> frozenset[SheetMark]:
    marks: set[SheetMark] = set()
    if document.state == "draft":
        marks.add("draft")
    confirmed = store.setting("forms_confirmed", [])
    if kind.envelope.confidence == "default" and kind.id not in confirmed:
        marks.add("proposal")
    if store.unit.training:
        marks.add("training")
    return frozenset(marks)


def _draft(store: Store, document: str) -> Document:
    found = get(store, document)
    if found.state != "draft":
        raise NotDraft()
    return found


def _known(given: Mapping[str, str]) -> None:
    for key in given:
        if key not in _SETTABLE:
            near = text.similar(key, _SETTABLE)
            raise WrongValue(f"Không có giá trị “{key}”.", hint=f"Có phải “{near[0]}”?" if near else "")


def _day(given: date | str) -> date:
    if isinstance(given, date):
        return given
    return text.parse_date(given, clock.today()) if given else clock.today()


def _harmless(body: str) -> None:
    if text.secrecy_mark(body):
        raise SecretContent()
