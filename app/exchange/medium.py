"""A USB stick or folder: written so that what stands under the final name is whole, or nothing is.

Works on FAT32, exFAT and NTFS; looks at nothing on the stick but its own files.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from app.exchange.refusals import FileUnreadable, MediumRefused, ReadBackDiffers

_PARTIAL: Final = ".dang-ghi"
_SPARE: Final = 1024 * 1024
"""Room left on the stick beside the files, for the file system's own tables."""


def plain_name(text: str) -> str:
    """Return `text` as it may stand in a file name on any system: letters, digits, hyphen."""
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in text)
    return kept.strip("-")[:40] or "don-vi"


def read(path: Path, most: int) -> bytes:
    """Read a whole file of at most `most` bytes; `FileUnreadable` otherwise."""
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise FileUnreadable(f"Không đọc được tệp {path.name}.") from error
    if len(data) > most:
        raise FileUnreadable(f"Tệp {path.name} lớn quá mức cho phép.")
    return data


@contextmanager
def placed(folder: Path, files: Mapping[str, bytes]) -> Iterator[list[Path]]:
    """Write `files` under partial names, flushed and read back; give them their names at the end.

    What fails inside the block, or before it, leaves nothing behind. An older file of the same name
    is replaced whole. `MediumRefused` when the folder takes no files, `ReadBackDiffers` when the
    device returns other bytes.
    """
    partial = {folder / (name + _PARTIAL): content for name, content in files.items()}
    try:
        try:
            _require_room(folder, sum(map(len, files.values())))
            for path, content in partial.items():
                _write(path, content)
        except OSError as error:
            raise MediumRefused from error
        yield [folder / name for name in files]
        try:
            for path in partial:
                path.replace(path.with_name(path.name.removesuffix(_PARTIAL)))
            _flush_folder(folder)
        except OSError as error:
            raise MediumRefused from error
    finally:
        for path in partial:
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _require_room(folder: Path, size: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(folder).free < size + _SPARE:
        raise MediumRefused(
            "Nơi ghi không đủ chỗ trống.", hint="Xóa bớt tệp trên USB hoặc dùng USB khác."
        )


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        if hasattr(os, "posix_fadvise"):  # read the device, not what the system remembers
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    if path.read_bytes() != content:
        raise ReadBackDiffers


def _flush_folder(folder: Path) -> None:
    """Make the new names lasting where the system lets a folder be flushed."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            with suppress(OSError):  # some file systems of sticks refuse it
                os.fsync(handle)
        finally:
            os.close(handle)
