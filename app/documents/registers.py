"""Printed registers: any ledger or section for a period as Word or PDF in the form of a bound register."""

from collections.abc import Collection
from typing import Literal

from app import clock
from app.documents import fonts, layouts, organisation, register_layout
from app.documents import signing as sign
from app.documents.layouts import Profile
from app.documents.refusals import FormatUnknown
from app.documents.register_layout import Layout, Signing
from app.documents.register_volume import Binding, Heading, SignOff, Volume
from app.documents.sheet import SheetMark
from app.errors import Problem
from app.ledgers import register, registers
from app.period import Period
from app.progress import Progress, silent
from app.store import Store
from app.text import clean, date_words, upper

Format = Literal["docx", "pdf"]
FORMATS: tuple[Format, ...] = ("docx", "pdf")
_MOST = 40
"""Places named when characters cannot be drawn."""


def make(
    store: Store,
    key: str,
    period: Period,
    *,
    struck: bool = True,
    subordinates: bool = True,
    blank: int = 0,
    progress: Progress = silent,
) -> register.Register:
    """Return the ledger or section `key` for a period; see `app.ledgers.registers.make`."""
    return registers.make(
        store, key, period, struck=struck, subordinates=subordinates, blank=blank,
        progress=progress,
    )  # fmt: skip


def render(
    store: Store, made: register.Register, format: str, *, progress: Progress = silent
) -> bytes:
    """Return the Word or PDF file; the same register on the same day gives the same bytes.

    `GlyphMissing` names every row with a character no font has; `FormatUnknown` for another format.
    """
    if format not in FORMATS:
        raise FormatUnknown(f"Không in được sổ ra dạng “{format}”.")
    bound = bind(store, made, progress=progress)
    if format == "docx":
        from app.documents import word_register

        return word_register.render(bound, progress)
    from app.documents import pdf_register

    return pdf_register.render(bound, progress)


def bind(store: Store, made: register.Register, *, progress: Progress = silent) -> Volume:
    """Return the pages of a register, the same for both formats."""
    composed = _composed(made)
    _require(composed)
    layout = register_layout.load()
    signing = layout.signing_of(made.key, made.ledger)
    profile = layouts.choose(signing.family, clock.today())
    heading = _heading(store, layout, profile, signing, made.is_blank)
    for text in (heading.superior, heading.issuer, *(s.name for s in heading.signatures)):
        fonts.require(upper(text))
    marks = _marks(store, made)
    return Binding(composed, heading, profile, layout, clock.today(), marks, progress).volume()


def _heading(
    store: Store, layout: Layout, profile: Profile, signing: Signing, is_blank: bool
) -> Heading:
    day = clock.today()
    issuer = organisation.issuer(store, profile)
    place = organisation.place(store)
    form = layout.words.blank_date if is_blank else profile.forms.date_form
    date_line = form.format(place=place, date=date_words(day))
    wording = organisation.Wording(subject="", title="")
    head, _ = sign.signatures(store, profile, day, wording, {})
    captions = tuple(c.text for c in head.captions)
    signer = "" if is_blank else head.name
    last = len(signing.columns) - 1
    signatures = tuple(
        SignOff(
            clean(date_line) if n == last else "",
            captions if word == "signer" else (word,),
            clean(signer) if word == "signer" else "",
        )
        for n, word in enumerate(signing.columns)
    )
    return Heading(clean(issuer.superior), clean(issuer.name), signatures)


def _marks(store: Store, made: register.Register) -> frozenset[SheetMark]:
    marks: set[SheetMark] = set()
    confirmed = store.setting("forms_confirmed", [])
    if any(p.is_proposal and p.section not in confirmed for p in made.parts):
        marks.add("proposal")
    if store.unit.training:
        marks.add("training")
    return frozenset(marks)


def _composed(made: register.Register) -> register.Register:
    """Return the register with every text in NFC and tabs as spaces."""
    parts = tuple(
        register.Part(
            p.section, clean(p.title), clean(p.unit), p.columns,
            tuple(
                register.Row(
                    tuple(_plain(x) for x in row.texts), row.numbers,
                    None if row.struck is None else _plain(row.struck),
                )
                for row in p.rows
            ),
            p.is_proposal,
        )
        for p in made.parts
    )  # fmt: skip
    return register.Register(
        made.key, made.ledger, clean(made.title), made.period, parts, made.is_blank
    )


def _plain(text: str) -> str:
    return clean(text.replace("\r\n", "\n").replace("\t", " ").replace("\r", "\n"))


def _require(made: register.Register) -> None:
    """Refuse characters the fonts cannot draw, naming each row that has one."""
    for text in (made.title, *(x for p in made.parts for x in (p.title, p.unit))):
        fonts.require(upper(text))
    missing = fonts.missing(x.replace("\n", "") for x in made.texts())
    if missing:
        raise fonts.GlyphMissing(
            f"Phông chữ không có ký tự {', '.join(fonts.named(c) for c in missing)}.",
            problems=_places(made, missing),
        )


def _places(made: register.Register, missing: Collection[str]) -> list[Problem]:
    found: list[Problem] = []
    for part in made.parts:
        for row in part.rows:
            texts = zip(row.texts, (c.label for c in part.columns), strict=True)
            for text, label in (*texts, (row.struck or "", "Lý do gạch bỏ")):
                wrong = sorted(set(text) & set(missing))
                if wrong and len(found) < _MOST:
                    said = ", ".join(fonts.named(c) for c in wrong)
                    what = f"Dòng {row.texts[0]}, cột {label}: không in được {said}."
                    found.append(Problem(part.title, what, fonts.GlyphMissing.code))
    return found
