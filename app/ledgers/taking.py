"""Whether a file may be kept with a row: its name, its size, what it is by its content, and marks of secrecy."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from app import clock
from app.catalogue import Catalogue, Choice
from app.errors import AppError
from app.ledgers import pdf_text
from app.ledgers.filenames import NameUnsafe, safe_name
from app.ledgers.reading import MARKED
from app.progress import Progress, silent
from app.text import secrecy_mark

__all__ = [
    "Content",
    "Empty",
    "KindRefused",
    "MarkedSecret",
    "NameUnsafe",
    "NotConfirmed",
    "TooLarge",
    "checked",
    "kinds",
    "require_size",
]

Content = bytes | bytearray
"""A file that is read into memory once."""
KINDS: Final = "attachment_kind"
SIZE: Final = "attachment_size"
_TEXTS: Final = ("word/document.xml", "xl/sharedStrings.xml")
_MOST_TEXT: Final = 64 << 20
_BLOCK: Final = re.compile(rb"</w:p>|</si>")
_TAG: Final = re.compile(rb"<[^>]*>")


class NotConfirmed(AppError):
    """Nobody said that the file carries no secret (domain P5)."""

    code = "L140"
    message = "Chưa xác nhận tệp kèm không mang nội dung mật."
    hint = "Chỉ kèm tệp không mật; đánh dấu xác nhận rồi làm lại."


class MarkedSecret(AppError):
    """The name or a line of the text is a mark of secrecy (layout 5); nothing of it is kept."""

    code = "L141"
    message = MARKED
    hint = "Không kèm tệp này."


class TooLarge(AppError):
    code = "L142"
    message = "Tệp quá lớn."
    hint = "Chụp, quét lại với độ phân giải thấp hơn, hoặc tách thành nhiều tệp."


class Empty(AppError):
    code = "L143"
    message = "Tệp rỗng."
    hint = "Kiểm tra lại tệp ở nơi lưu."


class KindRefused(AppError):
    """What the content is, not what the name says, is none of the accepted kinds."""

    code = "L144"
    message = "Không nhận loại tệp này."


def checked(
    catalogue: Catalogue, name: str, content: Content, progress: Progress = silent
) -> tuple[str, str]:
    """Return the clean name and the media type of a file that may be kept; a refusal otherwise."""
    require_size(catalogue, len(content))
    said = safe_name(name)
    kind = _kind(catalogue, content)
    if any(
        secrecy_mark(line) for line in (said.rpartition(".")[0], *_lines(content, said, progress))
    ):
        raise MarkedSecret()
    suffixes = str(kind.extra["suffixes"]).split()
    if said.rpartition(".")[2].casefold() not in suffixes or "." not in said:
        said = safe_name(f"{said}.{suffixes[0]}")
    return said, str(kind.extra["media"])


def require_size(catalogue: Catalogue, size: int) -> None:
    """Refuse an empty file and one over the limit in force today, before it is read."""
    if size == 0:
        raise Empty()
    limit = catalogue.rate(SIZE, clock.today())
    most = limit.value
    if not isinstance(most, str | dict) and size > most:  # type: ignore[operator]  # the rate is a number
        raise TooLarge(f"Tệp quá lớn, mỗi tệp kèm nhiều nhất {limit.text}.")


def kinds(catalogue: Catalogue) -> tuple[Choice, ...]:
    """Return the accepted kinds in force today."""
    return catalogue.lists[KINDS].offered(clock.today())


def _kind(catalogue: Catalogue, content: Content) -> Choice:
    for kind in kinds(catalogue):
        starts = [bytes.fromhex(x) for x in str(kind.extra["starts"]).split()]
        part = str(kind.extra.get("part", ""))
        if content.startswith(tuple(starts)) and (not part or _holds(content, part)):
            return kind
    accepted = ", ".join(kind.label for kind in kinds(catalogue))
    raise KindRefused(hint=f"Nhận: {accepted}. Ảnh HEIC của điện thoại: chuyển sang JPEG trước.")


def _holds(content: Content, part: str) -> bool:
    """Tell whether a package holds `part` and no macros."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    return part in names and not any("vbaproject" in x.casefold() for x in names)


def _lines(content: Content, name: str, progress: Progress) -> Iterator[str]:
    """Yield the paragraphs and cells of a Word or Excel file, the lines of a PDF; nothing for pictures."""
    if content.startswith(b"%PDF"):
        try:
            yield from pdf_text.lines(content, name, progress)
        except pdf_text.Locked:
            raise KindRefused(
                "Tệp PDF đặt mật khẩu.", hint="Bỏ mật khẩu của tệp rồi kèm lại."
            ) from None
    if not content.startswith(b"PK"):
        return
    with zipfile.ZipFile(BytesIO(content)) as package:
        for name in set(_TEXTS) & set(package.namelist()):
            try:
                with package.open(name) as part:
                    raw = part.read(_MOST_TEXT)
            except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
                raise KindRefused(
                    "Tệp bị hỏng, hoặc đặt mật khẩu.", hint="Mở và lưu lại tệp."
                ) from None
            for block in _BLOCK.split(raw):
                yield _TAG.sub(b"", block).decode("utf-8", "replace")
