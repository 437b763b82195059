"""The files of one edition: a folder of its own, or only what differs from the edition it extends.

A kept edition is the same texts packed into one blob, whole, so that it needs no folder any more.
"""

import json
import tomllib
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from app import paths
from app.catalogue.read import CatalogueWrong, Faults, near, read_text

HEAD: Final = "catalogue.toml"
_FULL_ONLY: Final = ("indicators.toml", "documents.toml", "duties.toml")
"""What an edition that only waits to be replaced does without: it has ledgers and no more."""
_LARGEST: Final = 20_000_000

Texts = Mapping[str, str | None]
"""Name of each file (`lists.toml`, `sections/test.toml`) to its text; None where it is not readable."""


def shipped_folders() -> tuple[Path, ...]:
    """Return the folders of the editions that come with the program, the newest first."""
    others = sorted((paths.resources() / "editions").glob(f"*/{HEAD}"))
    return (paths.resources() / "catalogue", *(x.parent for x in others))


def texts_of(folder: Path, faults: Faults) -> Texts:
    """Return the files of the edition in `folder`, those of the edition it extends included.

    `CatalogueWrong` when there is no such folder; an unknown edition to extend is a fault.
    """
    if not folder.is_dir():
        raise CatalogueWrong(f'Không có thư mục bộ biểu mẫu "{folder.name}".')
    own = _own(folder, faults)
    head = head_of(own)
    wanted = head.get("extends")
    if not isinstance(wanted, str):
        return own
    known = {str(head_of(_own(x, Faults())).get("edition")): x for x in shipped_folders()}
    if wanted not in known or known[wanted].resolve() == folder.resolve():
        faults.add(f"{HEAD}:extends", f'Không có bộ biểu mẫu "{wanted}".{near(wanted, known)}')
        return own
    base = _own(known[wanted], faults)
    left_out = _FULL_ONLY if is_superseded(head) else ()
    return {name: text for name, text in base.items() if name not in left_out} | own


def head_of(texts: Texts) -> Mapping[str, object]:
    """Return what `catalogue.toml` says of the edition; empty when it cannot be read."""
    try:
        return tomllib.loads(texts.get(HEAD) or "")
    except tomllib.TOMLDecodeError:
        return {}


def is_superseded(head: Mapping[str, object]) -> bool:
    return bool(head.get("superseded_by"))


def expected(head: Mapping[str, object], names: tuple[str, ...]) -> tuple[str, ...]:
    """Return which of the files `names` an edition with this head has."""
    return tuple(x for x in names if not (is_superseded(head) and x in _FULL_ONLY))


def pack(texts: Texts) -> bytes:
    """Return the texts as one blob: the same texts, the same bytes."""
    plain = json.dumps(texts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return zlib.compress(plain.encode(), 9)


def unpack(content: bytes) -> Texts:
    """Return the texts of a blob; `CatalogueWrong` for anything that is none."""
    try:
        reader = zlib.decompressobj()
        plain = reader.decompress(content, _LARGEST)
        found = json.loads(plain) if reader.eof else None
    except (zlib.error, ValueError):
        found = None
    if not isinstance(found, dict) or not all(isinstance(x, str) for x in found.values()):
        raise CatalogueWrong("Nội dung bộ biểu mẫu lưu trong sổ không đọc được.")
    return found


def _own(folder: Path, faults: Faults) -> dict[str, str | None]:
    files = (*sorted(folder.glob("*.toml")), *sorted((folder / "sections").glob("*.toml")))
    names = (x.relative_to(folder).as_posix() for x in files)
    return {name: read_text(folder, name, faults) for name in names}
