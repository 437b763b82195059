"""What a row of a section is once stored, and how a stored record becomes one. No rules here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.catalogue import Catalogue, Section
from app.errors import AppError, Problem

Value = str | int | Decimal | bool | Mapping[str, str] | tuple[Mapping[str, str | int], ...]
"""A stored value: text, number, ISO day/time/month, choice key, yes/no, person copy, files."""
Values = Mapping[str, Value]


class SectionUnknown(AppError):
    """The unit's ledgers have no such section."""

    code = "L112"
    message = "Mục này không có trong hệ thống sổ của đơn vị."
    hint = "Xem các mục của đơn vị bằng lệnh section list."


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file kept with a row by its content; `media` as `image/jpeg`, `size` in bytes.

    `field` is the field of type `file` it stands in, empty for the row as a whole; `added_at` and `added_by`
    are known for the latter only, the history of the row tells them for a field.
    """

    name: str
    media: str
    sha256: str
    size: int
    added_by: str = ""
    added_at: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. `occurred_on` is ISO; `struck` the reason or None; `warnings` only after a save."""

    id: str
    unit: str
    section: str
    occurred_on: str
    period: str
    person: str | None
    values: Values
    edition: str
    struck: str | None
    entered_by: str
    entered_at: str
    changed_at: str
    change_reason: str | None = None
    former_ref: str | None = None
    bundle: str | None = None
    files: tuple[Attachment, ...] = ()
    warnings: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def day(self) -> date:
        return date.fromisoformat(self.occurred_on)


def entry_of(catalogue: Catalogue, record: Mapping[str, object]) -> Entry:
    """Return the record of table `entry` as a value."""
    plain = {key: record.get(key) for key in _COLUMNS}
    section = catalogue.sections.get(str(record["section"]))
    data = record["data"]
    assert isinstance(data, Mapping)
    files = files_of(record)
    return Entry(**plain, values=exact(section, data), files=files)  # type: ignore[arg-type]  # STRICT table


def files_of(record: Mapping[str, object]) -> tuple[Attachment, ...]:
    """Return the attachments of the row as a whole, in the order they were added."""
    listed = record.get("files_json") or ()
    assert isinstance(listed, list | tuple)
    return tuple(Attachment(**one) for one in listed)


_COLUMNS = tuple(x for x in Entry.__slots__ if x not in ("values", "files", "warnings"))


def exact(section: Section | None, data: Mapping[str, Value]) -> dict[str, Value]:
    """Return the values as they were checked: JSON reads back 2 or 2.0 for the decimal 2."""
    read = dict(data)
    for f in section.fields if section else ():
        value = read.get(f.key)
        if f.type == "decimal" and isinstance(value, int | Decimal):
            read[f.key] = plain(Decimal(value))
        elif f.type == "file" and isinstance(value, list):
            read[f.key] = tuple(value)
    return read


def plain(value: Decimal) -> Decimal:
    """Return the number without trailing zeros, so that equal numbers are stored and shown alike."""
    text = f"{value:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def section_of(catalogue: Catalogue, key: str) -> Section:
    """Return the section, or `SectionUnknown`."""
    try:
        return catalogue.sections[key]
    except KeyError:
        raise SectionUnknown(f"Không có mục “{key}”.") from None


def first_day(text: str) -> date:
    """Return the day of `YYYY-MM-DD`, or the first day of `YYYY-MM`."""
    return date.fromisoformat(text if len(text) > 7 else f"{text}-01")


def date_text(value: Value | None) -> str:
    """Return the text of a day, time or month; empty when there is none."""
    return value if isinstance(value, str) else ""


def number_of(value: Value | None) -> int | Decimal | None:
    """Return the number, or None for no value or a value that is no number."""
    return value if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def person_of(value: Value | None) -> Mapping[str, str]:
    """Return the person copy; empty when there is none."""
    return value if isinstance(value, Mapping) else {}
