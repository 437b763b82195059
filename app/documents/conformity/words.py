"""Characters (C3) and fixed forms (C8) of a paper, whatever the format it was read from."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.documents import fonts, layouts
from app.documents.conformity.departure import Departure
from app.documents.sheet import Sheet

_FORBIDDEN: Final = re.compile("[\u0000\u00ad\u00d0\u200b-\u200d\ufeff\ufffd\ue000-\uf8ff]")
_DATE: Final = re.compile(r"ngày (\d{2}) tháng (0[12]|[3-9]|1[0-2]) năm (\d{4})")
_BLANK: Final = re.compile(r"[\s.…]*")


@dataclass(frozen=True, slots=True)
class Said:
    """The fixed lines of a paper as read back; `captions` of the signature, `last` the last sentence of the body."""

    number: str
    place_date: str
    captions: tuple[str, ...]
    recipients: tuple[str, ...]
    last: str
    headings: tuple[str, ...]
    whole: str


def characters(lines: Iterable[str]) -> Iterator[Departure]:
    """Find what is not NFC, forbidden, or in no bundled font; each kind once."""
    told: set[str] = set()
    known = fonts.face("Regular").advances
    for line in lines:
        wrong = ""
        composed = unicodedata.normalize("NFC", line)
        if _FORBIDDEN.search(line):
            wrong = "Có ký tự không được dùng (ký tự ẩn hoặc của phông cũ)."
        elif composed != line:
            wrong = "Chữ chưa ở dạng dựng sẵn (Unicode NFC)."
        elif any(ord(c) not in known for c in composed if not c.isspace()):
            wrong = "Có ký tự mà phông chữ không có."
        if wrong and wrong not in told:
            told.add(wrong)
            yield Departure("C3", wrong, line[:60])


def forms(sheet: Sheet, said: Said) -> Iterator[Departure]:
    """Check number, date, authority, recipients, ending and that one heading only stands on the paper."""
    yield from _number(sheet, said.number)
    yield from _date(sheet, said.place_date)
    yield from _authority(sheet, said.captions)
    yield from _recipients(sheet, said.recipients)
    yield from _heading(sheet, said)
    draft = sheet.profile.mark.draft.text in said.whole
    if draft != ("draft" in sheet.marks):
        what = "Văn kiện đã ban hành còn chữ DỰ THẢO." if draft else "Dự thảo thiếu chữ DỰ THẢO."
        yield Departure("C8", what)


def _number(sheet: Sheet, found: str) -> Iterator[Departure]:
    if not sheet.number:
        if found:
            yield Departure("C8", "Loại văn kiện này không ghi số.", found)
        return
    f = sheet.profile.forms
    digits = r"\s*" if "draft" in sheet.marks else rf"\d{{{f.number_digits},}}"
    letters = re.escape(sheet.number.rpartition("/")[2].rpartition("-")[2] or sheet.number)
    form = re.escape(f.number_form)
    for name, inside in (
        ("number", digits), ("code", re.escape(sheet.code)), ("unit", r"[\w-]*" + letters),
        ("organisation", r"[\w-]*" + letters), ("drafter", r"\w+"),
    ):  # fmt: skip
        form = form.replace(re.escape("{" + name + "}"), inside)
    if not re.fullmatch(form, found.strip()):
        yield Departure("C8", f"Số, ký hiệu không đúng mẫu “{f.number_form}”.", found)


def _date(sheet: Sheet, found: str) -> Iterator[Departure]:
    day = _DATE.search(found)
    blank = "draft" in sheet.marks and "ngày" in found and "tháng" in found
    if not day and not blank:
        yield Departure("C8", "Ngày tháng không đúng dạng “ngày 05 tháng 02 năm 2026”.", found)


def _authority(sheet: Sheet, found: Sequence[str]) -> Iterator[Departure]:
    wanted = [c.text.upper() for c in sheet.signature.captions]
    if [x.upper() for x in found] != wanted:
        what = f"Chức danh ký phải là “{' / '.join(wanted)}”."
        yield Departure("C8", what, " / ".join(found))


def _recipients(sheet: Sheet, found: Sequence[str]) -> Iterator[Departure]:
    if list(found) != list(sheet.recipients):
        yield Departure("C8", "Nơi nhận không đúng mẫu.", "; ".join(found)[:60])


def _heading(sheet: Sheet, said: Said) -> Iterator[Departure]:
    whole = " ".join(said.headings)
    own = {text.upper() for text in sheet.profile.heading.values()}
    every = {text.upper() for p in layouts.load().values() for text in p.heading.values()}
    for other in sorted(every - own):
        if other in whole.upper():
            yield Departure("C8", "Văn kiện có hai tiêu đề khác hệ.", other)
    ending = sheet.profile.forms.ending
    if said.last and not _BLANK.fullmatch(said.last) and not said.last.endswith(ending):
        yield Departure("C8", f"Câu cuối phải kết thúc bằng “{ending}”.", said.last[-40:])
