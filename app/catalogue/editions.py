"""Editions by name: those that come with the program, and one in a folder that a command handed down."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.catalogue.folder import HEAD, shipped_folders
from app.catalogue.loading import content, load
from app.catalogue.model import Catalogue
from app.catalogue.read import CatalogueWrong
from app.catalogue.renames import rename_faults
from app.errors import AppError


class EditionUnknown(AppError):
    """No shipped edition has this name, and no folder either."""

    code = "C102"
    message = "Không có bộ biểu mẫu này."
    hint = "Xem các bộ biểu mẫu kèm chương trình bằng lệnh catalogue editions."


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition and where its files lie; `shipped` ones come with every program of this version.

    `name` is the folder's: `catalogue` for the one in force, `former` for the ledgers of before the merge.
    """

    name: str
    folder: Path
    catalogue: Catalogue
    shipped: bool

    @property
    def content(self) -> bytes:
        """Return its files as one blob, to be kept in a store."""
        return content(self.folder)


@lru_cache(maxsize=1)
def shipped() -> tuple[Edition, ...]:
    """Return the editions that come with the program; the first is the one for a new store."""
    return tuple(Edition(x.name, x, load(x), True) for x in shipped_folders())


def named(text: str) -> Edition:
    """Return the edition with this name or number, or the one in this folder (or its `catalogue.toml`).

    `EditionUnknown` for a bare word, `CatalogueWrong` for a folder with faults or none.
    """
    for one in shipped():
        if text in (one.name, one.catalogue.edition):
            return one
    path = Path(text)
    folder = path.parent if path.name == HEAD else path
    if path.name == text and not folder.is_dir():
        known = "; ".join(f"{x.catalogue.edition} ({x.name})" for x in shipped())
        raise EditionUnknown(f"Không có bộ biểu mẫu “{text}”. Hiện có: {known}.")
    found = load(folder)
    kept = next((x for x in shipped() if x.catalogue.digest == found.digest), None)
    return kept or Edition(folder.name, folder, found, False)


def check(edition: Edition) -> None:
    """Hold the renames of an edition against the shipped edition that they are about; `CatalogueWrong`."""
    for old in shipped():
        if old.catalogue.edition == edition.catalogue.renames.edition:
            require_takes_over(old.catalogue, edition.catalogue)


def require_takes_over(old: Catalogue, new: Catalogue) -> None:
    """Raise `CatalogueWrong` with every row of `old` that `new` has no place for."""
    faults = rename_faults(old, new)
    if faults:
        said = f"Bộ biểu mẫu {new.edition} chưa nhận đủ dòng ghi của bộ {old.edition}: {len(faults)} lỗi."
        raise CatalogueWrong(said, problems=faults)
