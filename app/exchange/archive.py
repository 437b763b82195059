"""ZIP files that can be written in one way only: stored members, fixed dates, nothing between.

Reading rebuilds the file from its members and compares every byte, so a changed name, date, flag
or comment, a duplicate, a lie about sizes or a trailing byte is refused like damaged content.
Public ZIP tools open these files; compressed or otherwise written ones are not read here.
"""

import struct
import zlib
from collections.abc import Mapping
from typing import Final

from app.exchange.refusals import ContainerDamaged

LIMIT: Final = 512 * 1024 * 1024
_MOST_MEMBERS: Final = 20_000
_MOST_NAME: Final = 200
_DATE: Final = (2000 - 1980) << 9 | 1 << 5 | 1  # 2000-01-01, DOS form
_LOCAL: Final = struct.Struct("<4s5H3I2H")
_CENTRAL: Final = struct.Struct("<4s6H3I5H2I")
_END: Final = struct.Struct("<4s4H2IH")
_FILE_MODE: Final = 0o100644 << 16


def pack(members: Mapping[str, bytes]) -> bytes:
    """Return the one ZIP file that holds these members in this order; names are plain ASCII."""
    frames, tail = _frames(members)
    parts: list[bytes] = []
    for frame, content in zip(frames, members.values(), strict=True):
        parts += (frame, content)
    return b"".join((*parts, tail))


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the members in file order; `ContainerDamaged` unless `pack` would write these very bytes."""
    if len(data) > LIMIT:
        raise ContainerDamaged("Gói lớn quá mức cho phép.")
    members: dict[str, bytes] = {}
    at = 0
    while data[at : at + 4] == b"PK\x03\x04":
        if at + _LOCAL.size > len(data) or len(members) >= _MOST_MEMBERS:
            raise ContainerDamaged
        head = _LOCAL.unpack_from(data, at)
        size, name_size = head[7], head[9]
        start = at + _LOCAL.size + name_size
        name = _name(data[at + _LOCAL.size : start])
        if name in members or start + size > len(data):
            raise ContainerDamaged
        members[name] = data[start : start + size]
        at = start + size
    _require_same(data, members)
    return members


def _require_same(data: bytes, members: Mapping[str, bytes]) -> None:
    """Compare frame by frame instead of building the whole file a second time."""
    frames, tail = _frames(members)
    at = 0
    for frame, content in zip(frames, members.values(), strict=True):
        if data[at : at + len(frame)] != frame:
            raise ContainerDamaged
        at += len(frame) + len(content)
    if not members or data[at:] != tail:
        raise ContainerDamaged


def _frames(members: Mapping[str, bytes]) -> tuple[list[bytes], bytes]:
    """Return what stands before each member and what stands after the last."""
    frames, central, at = [], [], 0
    for name, content in members.items():
        raw = name.encode("ascii")
        common = (10, 0, 0, 0, _DATE, zlib.crc32(content), len(content), len(content), len(raw), 0)
        frame = _LOCAL.pack(b"PK\x03\x04", *common) + raw
        made_by = 3 << 8 | 20  # Unix, so that the file mode below is read
        central.append(
            _CENTRAL.pack(b"PK\x01\x02", made_by, *common, 0, 0, 0, _FILE_MODE, at) + raw
        )
        frames.append(frame)
        at += len(frame) + len(content)
    directory = b"".join(central)
    count = len(central)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), at, 0)
    return frames, directory + end


def _name(raw: bytes) -> str:
    """Refuse a name that could mean another place on any system."""
    if not 0 < len(raw) <= _MOST_NAME or not raw.isascii():
        raise ContainerDamaged
    name = raw.decode("ascii")
    steps = name.split("/")
    plain = all(
        step and step.strip(".") == step and all(c.isalnum() or c in "._-" for c in step)
        for step in steps
    )
    if not plain or any(step.split(".")[0].upper() in _DEVICES for step in steps):
        raise ContainerDamaged
    return name


_DEVICES: Final = frozenset(
    ("CON", "PRN", "AUX", "NUL", *(f"{d}{n}" for d in ("COM", "LPT") for n in range(10)))
)
