"""A BagIt 1.0 bag (RFC 8493) as one ZIP file, written and checked in memory.

The public bagit tool works on folders only, and plain rows must not touch the disk. What is read
must be spelt exactly as `write` spells it, so manifests, sizes and names need no second check.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Final

from app.exchange import archive
from app.exchange.refusals import BagWrong, ContainerDamaged

ROOT: Final = "goi"
_DATA: Final = f"{ROOT}/data/"
_DECLARATION: Final = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def write(files: Mapping[str, bytes], info: Mapping[str, str]) -> bytes:
    """Return the ZIP of a bag whose `data/` holds `files`, in order of name.

    `info` becomes bag-info.txt: one line per label, no line breaks inside.
    """
    payload = {f"data/{name}": files[name] for name in sorted(files)}
    size = sum(map(len, payload.values()))
    notes = {**info, "Payload-Oxum": f"{size}.{len(payload)}"}
    tags = {
        "bag-info.txt": "".join(f"{label}: {text}\n" for label, text in notes.items()).encode(),
        "bagit.txt": _DECLARATION,
        "manifest-sha256.txt": _manifest(payload),
    }
    every = {**payload, **tags, "tagmanifest-sha256.txt": _manifest(tags)}
    return archive.pack({f"{ROOT}/{name}": content for name, content in every.items()})


def read(data: bytes) -> dict[str, bytes]:
    """Return what lies under `data/`; `BagWrong` for a bag that `write` would write otherwise."""
    try:
        members = archive.unpack(data)
        files = {n.removeprefix(_DATA): c for n, c in members.items() if n.startswith(_DATA)}
        lines = members[f"{ROOT}/bag-info.txt"].decode("utf-8").split("\n")[:-1]
        info = {label: text for label, _, text in (line.partition(": ") for line in lines)}
        info.pop("Payload-Oxum", None)
        same = write(files, info) == data
    except (ContainerDamaged, KeyError, UnicodeDecodeError) as error:
        raise BagWrong from error
    if not same:
        raise BagWrong
    return files


def _manifest(files: Mapping[str, bytes]) -> bytes:
    lines = (f"{sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
    return "".join(lines).encode()
