"""The values a store gives and takes: units, accounts, changes, hits, findings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from app.catalogue import Level

Record = dict[str, Any]
"""One row: column name to value; JSON columns as Python values."""

Role = Literal["chinh_tri_vien", "tro_ly", "xem"]
Echelon = Literal["company", "battalion", "regiment"]

ROLES: Final[Mapping[str, str]] = {
    "chinh_tri_vien": "Chính trị viên",
    "tro_ly": "Cấp phó, trợ lý",
    "xem": "Chỉ xem",
}
_LEVELS: Final[Mapping[str, Level]] = {"company": "c", "battalion": "d", "regiment": "e"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as this store knows it; `data` holds place, party name, letters, `started_on` and the like."""

    code: str
    name: str
    echelon: str
    parent: str = ""
    own: bool = False
    training: bool = False
    data: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def level(self) -> Level:
        """Return the catalogue's letter of the echelon: `c`, `d` or `e`."""
        return _LEVELS[self.echelon]


@dataclass(frozen=True, slots=True)
class Account:
    """Who opened the store, and how far the role reaches."""

    name: str
    role: str
    full_name: str = ""

    @property
    def signs(self) -> bool:
        """Tell whether the account answers for the unit: issues papers, trusts keys (design §4)."""
        return self.role == "chinh_tri_vien"


@dataclass(frozen=True, slots=True)
class Change:
    """One user action: one transaction, one undo step, one line of history.

    `undoes` is the change an undo takes back, or the undo a redo takes back. A `final` change, such
    as a bundle that left, is never undone, and undo does not reach behind it.
    """

    id: int
    label: str
    account: str
    at: str
    kind: str
    undoes: int | None = None
    final: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """What one change did to one row; `before` is None for an insert, `after` for a removal."""

    change: Change
    before: Record | None
    after: Record | None


HitKind = Literal["", "entry", "person", "document", "file"]
"""What search may be narrowed to: rows of ledgers without people, people, papers, rows by their attachments."""
FILES: Final = "Tệp kèm: "
"""How a snippet begins that was found in the names of attachments and nowhere else."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One row found by search: `kind` is its table (`entry`, `document`), `snippet` the text around what was found.

    `files` are the attachments whose names were found; the snippet names them when nothing else was.
    """

    kind: str
    id: str
    title: str
    snippet: str
    section: str = ""
    unit: str = ""
    day: str = ""
    files: tuple[str, ...] = ()

    @property
    def group(self) -> HitKind:
        """Return what people call it: a row, a person, a paper, or a file where nothing else was found."""
        if self.snippet.startswith(FILES):
            return "file"
        if self.kind == "document":
            return "document"
        return "person" if self.section == "person" else "entry"


@dataclass(frozen=True, slots=True)
class Report:
    """What `verify` found, in sentences, and how many things it looked at."""

    ok: bool
    findings: list[str]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Argon:
    """Cost of Argon2id: passes over the memory, memory in KiB, lanes."""

    iterations: int
    memory_kib: int
    lanes: int


FLOOR: Final = Argon(iterations=3, memory_kib=65536, lanes=4)
"""RFC 9106, section 4, second recommended option; no key is ever derived more cheaply."""
