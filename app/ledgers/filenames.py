"""Names of files that may be shown, kept and written to a disk."""

import re
from typing import Final

from app.errors import AppError
from app.text import clean

_LONGEST_NAME: Final = 255
"""What the file systems of Windows take, in UTF-16 units."""
_UNSAFE: Final = re.compile(
    r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]'
)
"""Separators, what Windows forbids in names, control and direction marks (a name must read as it is)."""
_DEVICES: Final = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


class NameUnsafe(AppError):
    code = "L145"
    message = "Tên tệp có ký tự không dùng được."
    hint = "Đổi tên tệp ngắn gọn, chỉ gồm chữ, số, dấu cách, gạch và chấm, rồi kèm lại."


def safe_name(name: str) -> str:
    """Return the name in NFC without spaces around it; `NameUnsafe` for one that could mislead or hurt."""
    said = " ".join(clean(name.strip()).split(" ")) if _UNSAFE.search(name) is None else ""
    if not said.strip(". ") or said != said.rstrip(". ") or _DEVICES.fullmatch(said):
        raise NameUnsafe()
    if len(said.encode("utf-16-le")) > 2 * _LONGEST_NAME:
        raise NameUnsafe(f"Tên tệp quá dài, nhiều nhất {_LONGEST_NAME} ký tự.")
    return said
