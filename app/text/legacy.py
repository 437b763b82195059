"""Text typed with the fonts of the nineties: TCVN3 (.VnTime …) and VNI (VNI-Times …) to Unicode.

Decode before any cleaning: ư is byte AD in TCVN3, which clean-up takes for a soft hyphen. What the
font name no longer says cannot be recovered and is left untouched.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

Encoding = Literal["tcvn3", "tcvn3_capitals", "vni", "refused", "unicode"]

# Byte and letter, TCVN 5712-1 (67 small letters, 7 capitals; toned capitals do not exist).
_TCVN3_TABLE = (
    "B5à B8á B6ả B7ã B9ạ A8ă BBằ BEắ BCẳ BDẵ C6ặ A9â C7ầ CAấ C8ẩ C9ẫ CBậ CCè D0é CEẻ CFẽ D1ẹ AAê "
    "D2ề D5ế D3ể D4ễ D6ệ D7ì DDí D8ỉ DCĩ DEị DFò E3ó E1ỏ E2õ E4ọ ABô E5ồ E8ố E6ổ E7ỗ E9ộ ACơ EAờ "
    "EDớ EBở ECỡ EEợ EFù F3ú F1ủ F2ũ F4ụ ADư F5ừ F8ứ F6ử F7ữ F9ự FAỳ FDý FBỷ FCỹ FEỵ AEđ "
    "A1Ă A2Â A3Ê A4Ô A5Ơ A6Ư A7Đ"
)
TCVN3 = {int(pair[:2], 16): pair[2:] for pair in _TCVN3_TABLE.split()}
"""Byte to letter, 74 entries; other bytes are read as Windows-1252."""

# Written as it looks in a Western font, then the letter it stands for (67 small letters).
_VNI_TABLE = (
    "aøà aùá aûả aõã aïạ aêă aèằ aéắ aúẳ aüẵ aëặ aââ aàầ aáấ aåẩ aãẫ aäậ eøè eùé eûẻ eõẽ eïẹ eâê "
    "eàề eáế eåể eãễ eäệ ìì íí æỉ óĩ òị oøò oùó oûỏ oõõ oïọ oâô oàồ oáố oåổ oãỗ oäộ ôơ ôøờ ôùớ ôûở "
    "ôõỡ ôïợ uøù uùú uûủ uõũ uïụ öư öøừ öùứ öûử öõữ öïự yøỳ yùý yûỷ yõỹ îỵ ñđ"
)


def _vni_pairs() -> Iterator[tuple[str, str]]:
    """Yield small, capital and mixed forms; the base letter decides the case."""
    for entry in _VNI_TABLE.split():
        written, letter = entry[:-1], entry[-1]
        yield written, letter
        yield written.upper(), letter.upper()
        if len(written) == 2:
            yield written[0].upper() + written[1], letter.upper()


VNI = dict(_vni_pairs())
"""One or two characters (Windows-1252 view) to letter, 192 entries."""


def tcvn3(text: bytes | str, *, capitals: bool = False) -> str:
    """Decode TCVN3 (ABC). `capitals` for fonts whose name ends in H, which draw small bytes as capitals.

    A string with a character outside the old code pages is already Unicode and comes back unchanged.
    """
    raw = text if isinstance(text, bytes) else _bytes_of(text)
    if raw is None:
        assert isinstance(text, str)
        return text
    letters = "".join(TCVN3.get(byte) or _western(byte) for byte in raw)
    decoded = unicodedata.normalize("NFC", letters)
    return decoded.upper() if capitals else decoded


def vni(text: bytes | str) -> str:
    """Decode VNI-Windows, longest match first; join runs before, a letter may be split between two."""
    raw = text if isinstance(text, bytes) else _bytes_of(text)
    if raw is None:
        assert isinstance(text, str)
        return text
    seen = "".join(_western(byte) for byte in raw)
    return unicodedata.normalize("NFC", _VNI_SCAN.sub(lambda found: VNI[found[0]], seen))


def encoding_of(font: str) -> Encoding:
    """Tell the encoding from the effective font name of a run; VISCII and VPS fonts are `refused`."""
    name = font.strip()
    if re.match(r"\.vn", name, re.IGNORECASE):
        return "tcvn3_capitals" if name.endswith("H") else "tcvn3"
    if re.match(r"vni[- ]", name, re.IGNORECASE):
        return "vni"
    if re.match(r"(?:vi|vps) ", name, re.IGNORECASE):
        return "refused"
    return "unicode"


def decode_run(text: str, font: str) -> str:
    """Decode one run by its font; a font without an encoding of its own leaves the text untouched."""
    match encoding_of(font):
        case "tcvn3":
            return tcvn3(text)
        case "tcvn3_capitals":
            return tcvn3(text, capitals=True)
        case "vni":
            return vni(text)
        case _:
            return text


_VNI_SCAN = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))


def _western(byte: int) -> str:
    one = bytes((byte,))
    try:
        return one.decode("cp1252")
    except UnicodeDecodeError:
        return one.decode("latin-1")


def _bytes_of(text: str) -> bytes | None:
    """Return the bytes a Western program showed as `text`; None when it cannot have been that."""
    out = bytearray()
    for character in text:
        code = ord(character)
        if code <= 0xFF:
            out.append(code)
        elif 0xF020 <= code <= 0xF0FF:
            out.append(code - 0xF000)
        else:
            byte = _one_byte(character)
            if byte is None:
                return None
            out.append(byte)
    return bytes(out)


def _one_byte(character: str) -> int | None:
    for page in ("cp1252", "cp1258"):
        try:
            return character.encode(page)[0]
        except UnicodeEncodeError:
            continue
    return None
