"""Documents from draft to issue: create, edit, render, number and freeze, replace, record from paper.

Issuing freezes text, values, Word, PDF and number in one change; a correction is a new document that
names the one it replaces.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace as changed
from datetime import date
from pathlib import Path

from app import clock
from app import text as vietnamese
from app.documents import adjusting, files, frame, layouts, numbering, organisation, outline
from app.documents.composing import compose
from app.documents.document import Document, document_of
from app.documents.kinds import day_of, kind_name, profile_of, type_of, types_for
from app.documents.outside import record_outside
from app.documents.papers import header_of, sheet_of
from app.documents.refusals import NotDraft, SecretContent, WrongValue
from app.documents.sheet import Sheet
from app.documents.values import Annex, Given
from app.errors import NotFound
from app.period import Period
from app.planning import Figure
from app.store import NotAllowed, Store, Where, new_id

__all__ = [
    "FORMATS",
    "create",
    "discard",
    "edit",
    "get",
    "issue",
    "listing",
    "preview",
    "profile_of",
    "record_outside",
    "render",
    "render_to",
    "replace",
    "sheet_of",
    "types_for",
]

FORMATS = ("docx", "pdf")


_SETTABLE = (
    "dated",
    "place",
    "signer",
    "subject",
    "superior",
    "issuer",
    "about",
    "signature",
    "signer_left",
)


def create(
    store: Store,
    type_id: str,
    period: Period,
    *,
    figures: Sequence[Figure] | None = None,
    previous: Sequence[Figure] = (),
    missing: Sequence[str] | None = None,
    annex: Annex | None = None,
    **given: str,
) -> Document:
    """Draft a paper from the figures of a period.

    `figures` (of a consolidation) stand in for the unit's own, `previous` for those of the period
    before; `missing` names units not yet received (looked up when None); `annex` is a table per
    unit. `given` sets `dated`, `place`, `signer`, `signer_left`, `subject`, `superior`, `issuer`, `signature` (a way of
    signing) or `about`, the row a paper on one event records.
    """
    kind = type_of(store, type_id)
    _known(given)
    of_figures = Given(tuple(figures or ()), tuple(previous), missing, annex)
    made = compose(store, kind, period, of_figures, given)
    _harmless(made.text)
    title = organisation.load()[0].document[kind.id].title
    row = {
        "id": new_id(), "unit": store.unit.code, "type": type_id, "period": period.text,
        "title": title.format(period=period.title), "state": "draft", "outside": 0,
        "profile": made.profile.key, "dated": made.dated.isoformat(), "text": made.text, "data": made.values,
    }  # fmt: skip
    with store.change(f"Soạn dự thảo: {row['title']}"):
        store.insert("document", row)
        made_now = get(store, str(row["id"]))
        # A name that fits no column is refused here, not when the paper is wanted on the day it is due.
        frame.header(sheet_of(store, made_now))
    return made_now


def get(store: Store, document: str) -> Document:
    """Return one document; `NotFound` for an unknown id."""
    return document_of(store.get("document", document))


def listing(
    store: Store,
    *,
    period: Period | None = None,
    type: str = "",
    state: str = "",
    unit: str | None = None,
) -> list[Document]:
    """Return the documents of the own unit (or of `unit`), newest date first."""
    wheres = [Where("unit", "=", unit or store.unit.code)]
    wheres += [Where("period", "=", period.text)] if period else []
    wheres += [Where("type", "=", type)] if type else []
    wheres += [Where("state", "=", state)] if state else []
    return [document_of(r) for r in store.find("document", *wheres, order=("-dated", "-id"))]


def edit(store: Store, document: str, text: str) -> Document:
    """Replace the text of a draft. Refused: an issued paper, a broken table, a secrecy mark."""
    found = _draft(store, document)
    clean = vietnamese.clean(text).strip("\n")
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


def preview(store: Store, document: str, text: str | None = None) -> Sheet:
    """Return the sheet of a document; `text` stands in for a draft's own while it is being typed."""
    found = get(store, document)
    typed = text is not None and found.state == "draft"
    return sheet_of(store, changed(found, text=vietnamese.clean(text)) if typed and text else found)


def render(store: Store, document: str, format: str, *, text: str | None = None) -> bytes:
    """Return Word (`docx`) or PDF (`pdf`); of an issued paper the frozen file, of a draft `text` if given."""
    found = get(store, document)
    if format not in FORMATS:
        raise WrongValue(f"Không có định dạng “{format}”.", hint="Dùng docx hoặc pdf.")
    frozen = store.find(
        "document_file", Where("document", "=", document), Where("format", "=", format)
    )
    if frozen:
        return store.blob(str(frozen[0]["blob"]))
    if found.outside:
        raise NotFound("Văn kiện này lập ngoài phần mềm, không có tệp.")
    return draw(preview(store, document, text), format)


def draw(sheet: Sheet, format: str) -> bytes:
    """Return the Word or PDF file of a sheet.

    The writers are imported here: they take half a second, and most starts draw nothing.
    """
    if format == "docx":
        from app.documents import word

        return word.render(sheet)
    from app.documents import pdf

    return pdf.render(sheet)


def render_to(
    store: Store, document: str, to: Path, formats: Sequence[str] = FORMATS
) -> list[Path]:
    """Write the files into the folder `to` and return their paths; each appears whole or not at all."""
    found = get(store, document)
    drawn = [(name, render(store, document, name)) for name in formats]
    return [files.write(to, files.name(found, name), content) for name, content in drawn]


def issue(
    store: Store, document: str, *, dated: date | str | None = None, ordinal: int | None = None
) -> Document:
    """Issue a draft: take its number, freeze text, values, Word and PDF, all in one change.

    `dated` is the date of the paper (its draft's when None) and chooses the profile; `ordinal` asks
    for a number (`NumberTaken`). Assistants draft, the chính trị viên issues (`NotAllowed`).
    """
    if not store.account.signs:
        raise NotAllowed("Tài khoản này soạn được dự thảo, không ban hành được văn kiện.")
    found = get(store, document)
    if found.state not in ("draft", "awaiting"):
        raise NotDraft()
    kind = type_of(store, found.type)
    day = day_of(dated) if dated else found.day
    profile = adjusting.effective(store, layouts.choose(kind.family, day).key)
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
                "data": {**found.data, "header": header_of(sheet)},
                "issued_at": clock.now(), "issued_by": store.account.name,
            },
        )  # fmt: skip
        for name in FORMATS:
            blob = store.put_blob(draw(sheet, name))
            store.insert(
                "document_file",
                {"id": new_id(), "document": document, "format": name, "blob": blob},
            )
        if found.replaces:
            store.update("document", found.replaces, {"state": "replaced"})
    return get(store, document)


def replace(store: Store, document: str) -> Document:
    """Draft a new version of an issued paper; its text names the one it replaces."""
    old = get(store, document)
    if old.state != "issued" or old.outside:
        raise NotDraft(
            "Chỉ thay thế được văn kiện đã ban hành trong phần mềm.", hint="Sửa thẳng dự thảo."
        )
    kind = type_of(store, old.type)
    noun = kind_name(store, kind)
    cited = (
        f"{noun} số {old.number} {vietnamese.date_words(old.day)}"
        if old.number
        else f"{noun} {vietnamese.date_words(old.day)}"
    )
    profile = layouts.choose(kind.family, clock.today())
    row = {
        "id": new_id(), "unit": old.unit, "type": old.type, "period": old.period, "title": old.title,
        "state": "draft", "outside": 0, "profile": profile.key, "dated": clock.today().isoformat(),
        "text": _replacing(f"{noun} này thay thế {outline.escape(cited)}.", old.text, profile),
        "data": {**{k: v for k, v in old.data.items() if k != "header"}, "replaced": cited},
        "replaces": old.id,
    }  # fmt: skip
    with store.change(f"Soạn bản thay thế: {old.title}"):
        store.insert("document", row)
    return get(store, str(row["id"]))


def _replacing(sentence: str, text: str, profile: layouts.Profile) -> str:
    """Return the text with the sentence first, but below the line that greets the superior."""
    first, _, rest = text.partition("\n")
    greeted = first.startswith(profile.forms.salutation_words)
    return f"{first}\n{sentence}\n{rest}" if greeted else f"{sentence}\n{text}"


def _draft(store: Store, document: str) -> Document:
    found = get(store, document)
    if found.state == "awaiting":
        raise NotDraft("Văn kiện đang chờ phê duyệt.", hint="Rút về dự thảo rồi sửa.")
    if found.state != "draft":
        raise NotDraft()
    return found


def _known(given: Mapping[str, str]) -> None:
    for key in given:
        if key not in _SETTABLE:
            near = vietnamese.similar(key, _SETTABLE)
            raise WrongValue(
                f"Không có giá trị “{key}”.", hint=f"Có phải “{near[0]}”?" if near else ""
            )


def _harmless(body: str) -> None:
    if vietnamese.secrecy_mark(body):
        raise SecretContent()
