"""Files outside the store: read whole or not at all, written whole or not at all."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.catalogue import Catalogue
from app.errors import AppError
from app.ledgers import taking
from app.ledgers.taking import Content
from app.progress import Progress

__all__ = ["Content", "FileUnreadable", "FileUnwritable", "Loose", "read", "write"]

_PIECE: Final = 1 << 20


class FileUnreadable(AppError):
    code = "L147"
    message = "Không đọc được tệp."
    hint = "Kiểm tra lại đường dẫn; nếu tệp nằm trên USB, cắm lại USB."


class FileUnwritable(AppError):
    code = "L148"
    message = "Không ghi được tệp."
    hint = "Chọn thư mục khác, hoặc đóng tệp đang mở rồi làm lại."


@dataclass(frozen=True, slots=True)
class Loose:
    """A file that lies nowhere yet, such as a picture pasted from the clipboard."""

    name: str
    content: bytes


def read(catalogue: Catalogue, file: Path | Loose, progress: Progress) -> Content:
    """Read a file piece by piece, so that a slow stick can be given up; its size is checked first."""
    if isinstance(file, Loose):
        return file.content
    try:
        size = file.stat().st_size
        taking.require_size(catalogue, size)
        pieces, at = bytearray(size), 0
        with memoryview(pieces) as view, file.open("rb") as source:
            while at < size and (got := source.readinto(view[at : at + _PIECE])):
                at += got
                progress(at, size, f"Đang đọc {file.name}")
    except OSError as wrong:
        raise FileUnreadable(f"Không đọc được tệp “{file.name}”.") from wrong
    if at < size:
        raise FileUnreadable(f"Tệp “{file.name}” đang được ghi, chưa đọc trọn.")
    return pieces


def write(to: Path, content: bytes, progress: Progress) -> None:
    """Write a file under a partial name, then rename it."""
    half = to.with_name(to.name + ".part")
    view = memoryview(content)
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        try:
            with half.open("wb") as out:
                for at in range(0, len(view), _PIECE):
                    progress(at, len(view), f"Đang lưu {to.name}")
                    out.write(view[at : at + _PIECE])
                out.flush()
                os.fsync(out.fileno())
            half.replace(to)
        finally:
            half.unlink(missing_ok=True)
    except OSError as wrong:
        raise FileUnwritable(f"Không ghi được tệp {to.name}.") from wrong
