"""The columns a section has in a spreadsheet: one per field, some more for people and files, one for struck rows.

Written and read by the same list, so that what goes out comes in again.
"""

from dataclasses import dataclass
from typing import Final, Literal

from app.catalogue import Field, Section

Copied = Literal["rank", "position"]
Part = Copied | Literal["", "id", "files", "struck"]
STRUCK: Final = "#struck"
OUTSIDE: Final = "ngoài đơn vị"
"""Stands in the column of a person's code for somebody who is not in the roster."""
_SAID: Final[dict[Copied, str]] = {"rank": "cấp bậc", "position": "chức vụ"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` names it in a mapping (`chair`, `chair.rank`, `#struck`).

    `hidden` ones carry codes that people need not see: whose name it is, which file it is.
    """

    key: str
    label: str
    field: Field | None = None
    part: Part = ""
    hidden: bool = False


def columns(section: Section) -> tuple[Column, ...]:
    """Return the columns in the order of the form; the codes stand at the end."""
    shown: list[Column] = []
    codes: list[Column] = []
    for f in section.fields:
        shown.append(Column(f.key, f.label, f))
        if f.type == "person":
            for part, said in _SAID.items():
                shown.append(Column(f"{f.key}.{part}", f"{f.label} ({said})", f, part))
            codes.append(Column(f"{f.key}.id", f"{f.label} (mã)", f, "id", hidden=True))
        elif f.type == "file":
            codes.append(Column(f"{f.key}.files", f"{f.label} (mã)", f, "files", hidden=True))
    return (*shown, Column(STRUCK, "Gạch bỏ vì", None, "struck"), *codes)
