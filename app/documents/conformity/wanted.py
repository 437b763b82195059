"""What a paper should show, line by line with the component each line is set as; worked out from the sheet alone."""

import re
import unicodedata
from dataclasses import dataclass

from app.documents import body, frame
from app.documents.blocks import Table, plain
from app.documents.layouts import LineMark, TextMark
from app.documents.sheet import Sheet, Signature


@dataclass(frozen=True, slots=True)
class Wanted:
    """One line of the paper, as printed, and its component."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Ruled:
    """A component with a drawn line under it: the allowed shares of the width of the text's last line."""

    key: str
    text: str
    share: tuple[float, float]


def squeezed(text: str) -> str:
    """Return the text composed and without white space: line ends on paper are not part of it."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


def left(sheet: Sheet) -> tuple[Wanted, ...]:
    """Return the names at the top left and the characters under them, without number and blocks."""
    p = sheet.profile
    found: list[Wanted] = []
    for key, text in (("superior", sheet.superior), ("issuer", sheet.issuer)):
        if text:
            found.append(Wanted(key, frame.cased(p.component[key], text)))
            found += _mark(sheet, key)
    return tuple(found)


def right(sheet: Sheet) -> tuple[Wanted, ...]:
    """Return the lines at the top right, without the date."""
    p = sheet.profile
    found: list[Wanted] = []
    for key, words in p.heading.items():
        found.append(Wanted(key, frame.cased(p.component[key], words)))
        found += _mark(sheet, key)
    return tuple(found)


def title(sheet: Sheet) -> tuple[Wanted, ...]:
    p = sheet.profile
    return (
        Wanted("kind", frame.cased(p.component["kind"], sheet.kind)),
        Wanted("subject", frame.cased(p.component["subject"], sheet.subject)),
        *_mark(sheet, "subject"),
    )


def texts(sheet: Sheet) -> tuple[Wanted | Table, ...]:
    """Return the blocks of the body: paragraphs with their component, tables as they are."""
    found: list[Wanted | Table] = []
    for at, block in enumerate(sheet.blocks):
        if isinstance(block, Table):
            found.append(block)
        else:
            text = plain(body.setting(sheet, at).runs)
            found.append(Wanted(body.component_key(sheet, at), text))
    return tuple(found)


def signed(sheet: Sheet, signature: Signature) -> tuple[Wanted, ...]:
    p = sheet.profile
    lines = [
        Wanted(c.component, frame.cased(p.component[c.component], c.text))
        for c in signature.captions
    ]
    return (*lines, Wanted("signer", signature.name)) if signature.name else tuple(lines)


def rules(sheet: Sheet) -> tuple[Ruled, ...]:
    """Return the components of this paper that have a line under them."""
    lines = (*left(sheet), *right(sheet), *title(sheet))
    found = []
    for one in lines:
        mark = sheet.profile.component[one.key].mark if one.key in sheet.profile.component else None
        if isinstance(mark, LineMark):
            found.append(Ruled(one.key, one.text, mark.share))
    return tuple(found)


def _mark(sheet: Sheet, key: str) -> list[Wanted]:
    mark = sheet.profile.component[key].mark
    return [Wanted(f"{key}_mark", mark.text)] if isinstance(mark, TextMark) else []
