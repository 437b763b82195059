"""The text of a PDF file, to be looked through for marks of secrecy. Nothing else of it is read."""

from collections.abc import Iterator
from io import SEEK_CUR, SEEK_END, RawIOBase
from typing import Any

from app.progress import Progress

_END = b"%%EOF"


class Locked(Exception):
    """The file opens by a password only."""


def lines(content: bytes | bytearray, name: str, progress: Progress) -> Iterator[str]:
    """Yield every stretch of text that stands by itself on a line, page by page; `Locked` under a password.

    A page that is a picture has no text, and a page that cannot be read is passed over, for viewers mend
    more faults than a reader of text: there the officer's own word has to do.
    """
    from pdfplumber.pdf import PDF  # a third of a second that only a PDF file is worth

    try:
        pages = PDF.open(_Over(content)).pages  # type: ignore[arg-type]  # any stream will do
    except Exception as fault:  # a broken file breaks its reader in any way
        if any("Password" in type(x).__name__ for x in fault.args):
            raise Locked from fault
        return
    for number, page in enumerate(pages):
        progress(number, len(pages), f"Đang soát {name}")
        try:
            pieces = [str(x["text"]) for x in page.extract_words(keep_blank_chars=True)]
        except Exception:  # noqa: BLE001, S112  # as above
            continue
        yield from pieces
        page.close()


class _Over(RawIOBase):
    """A file that lies in memory already, up to its last end mark: it is read in place, not copied."""

    def __init__(self, content: bytes | bytearray) -> None:
        self._view = memoryview(content)
        self._end = content.rfind(_END) + len(_END)
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        start = {SEEK_CUR: self._at, SEEK_END: self._end}.get(whence, 0)
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Any) -> int:
        count = max(0, min(len(buffer), self._end - self._at))
        buffer[:count] = self._view[self._at : self._at + count]
        self._at += count
        return count
