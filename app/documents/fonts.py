"""Advance widths and character sets of the four bundled fonts, read from their own tables.

Liberation Serif has the advances of Times New Roman, so what is measured here holds for Word and PDF alike.
No drawing library is used: layout decisions must not depend on a renderer.
"""

import struct
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from app import paths
from app.errors import AppError

Style = Literal["Regular", "Bold", "Italic", "BoldItalic"]
MM: float = 72 / 25.4
"""Points per millimetre."""


AROUND = 20
"""Characters shown on either side of one that cannot be drawn."""


class GlyphMissing(AppError):
    """A character that the bundled font cannot draw; refused, never printed as a box."""

    code = "D110"
    message = "Có ký tự mà phông chữ không có."
    hint = "Xóa hoặc thay ký tự được nêu."


class NotComposed(AppError):
    code = "D111"
    message = "Văn bản chưa ở dạng dựng sẵn (Unicode NFC)."
    hint = "Nhập lại đoạn chữ được nêu."


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: advances in font units by character, and the natural line height (× size)."""

    file: Path
    units: int
    advances: Mapping[int, int]
    ascent: float
    line: float

    def width(self, text: str, size: float) -> float:
        """Return the width of `text` at `size`, in points, without kerning."""
        return sum(self.advances[ord(c)] for c in text) * size / self.units


def style_of(weight: str, slant: str) -> Style:
    """Return the font style for a component's weight and slant."""
    if slant == "italic":
        return "BoldItalic" if weight == "bold" else "Italic"
    return "Bold" if weight == "bold" else "Regular"


@lru_cache(maxsize=8)
def face(style: Style) -> Face:
    """Return one of the four bundled faces."""
    file = paths.resources() / "fonts" / f"LiberationSerif-{style}.ttf"
    data = file.read_bytes()
    tables = {
        data[at : at + 4].decode("ascii"): struct.unpack_from(">II", data, at + 8)
        for at in range(12, 12 + 16 * int.from_bytes(data[4:6], "big"), 16)
    }
    head, hhea, hmtx = tables["head"][0], tables["hhea"][0], tables["hmtx"][0]
    (units,) = struct.unpack_from(">H", data, head + 18)
    ascent, descent, gap = struct.unpack_from(">hhh", data, hhea + 4)
    (longs,) = struct.unpack_from(">H", data, hhea + 34)
    widths = [struct.unpack_from(">H", data, hmtx + 4 * i)[0] for i in range(longs)]
    glyphs = _characters(data, tables["cmap"][0])
    advances = {char: widths[min(glyph, longs - 1)] for char, glyph in glyphs.items() if glyph}
    return Face(file, units, advances, ascent / units, (ascent - descent + gap) / units)


def _characters(data: bytes, cmap: int) -> dict[int, int]:
    """Return glyph by character from the Windows Unicode subtable, format 4."""
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    for i in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * i)
        if (platform, encoding) == (3, 1):
            return _format_4(data, cmap + offset)
    raise ValueError("no Unicode character map")


def _format_4(data: bytes, at: int) -> dict[int, int]:
    n = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends = struct.unpack_from(f">{n}H", data, at + 14)
    starts = struct.unpack_from(f">{n}H", data, at + 16 + 2 * n)
    deltas = struct.unpack_from(f">{n}H", data, at + 16 + 4 * n)
    ranges_at = at + 16 + 6 * n
    offsets = struct.unpack_from(f">{n}H", data, ranges_at)
    found: dict[int, int] = {}
    for i in range(n):
        for char in range(starts[i], ends[i] + 1):
            if char == 0xFFFF:
                continue
            glyph = char
            if offsets[i]:
                where = ranges_at + 2 * i + offsets[i] + 2 * (char - starts[i])
                glyph = struct.unpack_from(">H", data, where)[0]
                if not glyph:
                    continue
            found[char] = (glyph + deltas[i]) & 0xFFFF
    return found


def require(text: str, where: str = "") -> None:
    """Refuse text that is not NFC (`NotComposed`) or holds a character no bundled font has (`GlyphMissing`).

    The sentence says `where` in the paper it stands and the words around it.
    """
    place = f", {where}" if where else ""
    if not unicodedata.is_normalized("NFC", text):
        raise NotComposed(f"Văn bản chưa ở dạng dựng sẵn (NFC){place}: “{text[:40]}”.")
    for char in missing((text,)):
        at = text.index(char)
        around = text[max(0, at - AROUND) : at + AROUND + 1].strip()
        raise GlyphMissing(f"Phông chữ không có ký tự {named(char)}{place}: “{around}”.")


def missing(texts: Iterable[str]) -> list[str]:
    """Return the characters that cannot be drawn in every style, each once."""
    found: set[str] = set()
    for text in texts:
        found.update(text)
    return sorted(
        char
        for char in found
        if unicodedata.category(char)[0] == "C"
        or not all(ord(char) in face(s).advances for s in _STYLES)
    )


def named(char: str) -> str:
    """Return `U+4E2D (CJK UNIFIED IDEOGRAPH-4E2D)`."""
    return f"U+{ord(char):04X} ({unicodedata.name(char, 'ký tự điều khiển')})"


_STYLES: tuple[Style, ...] = ("Regular", "Bold", "Italic", "BoldItalic")


def wrap(text: str, style: Style, size: float, room: float) -> tuple[str, ...]:
    """Break `text` at spaces into lines not wider than `room` points; a longer single word stands alone."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and face(style).width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)
