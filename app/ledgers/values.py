"""Field types: how a value is read from what people and scripts send, checked, and shown in Vietnamese.

One row per type in `KINDS`, closed. Reading a shown value gives the value again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from app.catalogue import Catalogue, Field, FieldType
from app.errors import Problem, Refused
from app.ledgers import people, reading
from app.ledgers.reading import Spot
from app.ledgers.rows import Value, person_of
from app.ledgers.unfit import Unfit
from app.text import clean, date_short, number

_LARGEST: Final = Decimal(10**15)
"""Above this no figure of a unit is meant; it also keeps sums exact in every tool that reads a bundle."""
_REMARK_LENGTH: Final = 300
_PERSON_LENGTH: Final = 120


@dataclass(frozen=True, slots=True)
class Kind:
    """How one field type is read, checked against the field's limits (None: nothing more), and shown."""

    parse: Callable[[object, Spot], Value]
    check: Callable[[Value, Field], None] | None
    show: Callable[[Value, Field, Catalogue], str]


def read(given: object, spot: Spot) -> Value | None:
    """Return the value to store, None for an empty one; `Unfit` says what is wrong with it."""
    if given is None or given in ("", [], {}, ()):
        return None
    if isinstance(given, str) and not clean(given).strip():
        return None
    kind = KINDS[spot.field.type]
    value = kind.parse(given, spot)
    if kind.check is not None:
        kind.check(value, spot.field)
    return None if value == "" else value


def show(catalogue: Catalogue, field: Field, value: Value | None) -> str:
    """Return the value as Vietnamese screens and paper show it; empty for none."""
    return "" if value is None else KINDS[field.type].show(value, field, catalogue)


def reason_of(text: str, what: str) -> str:
    """Return the cleaned reason for doing `what`; refused when empty, too long or marked secret."""
    return remark(text, "reason", f"Phải ghi lý do {what}.")


def remark(text: str, where: str, missing: str) -> str:
    """Return one cleaned line written beside a row; `Refused` when empty, too long or marked secret."""
    said, code, wrong = "", "L101", missing
    try:
        said = " ".join(reading.safe(text).split())
    except Unfit as unfit:
        code, wrong = unfit.code, unfit.what
    if len(said) > _REMARK_LENGTH:
        said, code, wrong = "", "L103", f"Phần này dài nhất {_REMARK_LENGTH} ký tự."
    if not said:
        raise Refused(wrong, problems=(Problem(where, wrong, code),))
    return said


def _short_enough(value: Value, field: Field) -> None:
    length = len(str(value))
    if field.length is not None and length > field.length:
        raise Unfit(
            "L103", f"{field.label}: dài {length} ký tự, hãy rút gọn còn {field.length} ký tự."
        )


def _within(value: Value, field: Field) -> None:
    """Check the bounds; without any, a figure of a unit is a count and not negative."""
    assert isinstance(value, int | Decimal)
    least = Decimal(0) if field.minimum is None else field.minimum
    most = _LARGEST if field.maximum is None else field.maximum
    if not least <= value <= most:
        upper = " trở lên" if most == _LARGEST else f" đến {_written(most, field)}"
        raise Unfit(
            "L104",
            f"{field.label}: phải từ {_written(least, field)}{upper}, đang là {_written(value, field)}.",
            value,
        )


def _named_short(value: Value, field: Field) -> None:
    if any(len(part) > _PERSON_LENGTH for part in person_of(value).values()):
        raise Unfit("L103", f"{field.label}: họ tên, chức vụ nhiều nhất {_PERSON_LENGTH} ký tự.")


def _figure(value: Value, field: Field, _: Catalogue) -> str:
    assert isinstance(value, int | Decimal)
    return _written(value, field)


def _written(value: int | Decimal, field: Field) -> str:
    return str(value) if field.is_year else number(value)


def _file_names(value: Value, *_: object) -> str:
    assert isinstance(value, tuple)
    return ", ".join(str(item["name"]) for item in value)


KINDS: Final[Mapping[FieldType, Kind]] = {
    "text": Kind(reading.text, _short_enough, lambda v, *_: str(v)),
    "long_text": Kind(reading.long_text, _short_enough, lambda v, *_: str(v)),
    "integer": Kind(reading.integer, _within, _figure),
    "decimal": Kind(reading.decimal, _within, _figure),
    "money": Kind(reading.integer, _within, _figure),
    "date": Kind(reading.day, None, lambda v, *_: date_short(date.fromisoformat(str(v)))),
    "time": Kind(reading.time, None, lambda v, *_: str(v)),
    "month": Kind(reading.month, None, lambda v, *_: f"{str(v)[5:]}/{str(v)[:4]}"),
    "choice": Kind(reading.choice, None, lambda v, f, c: c.lists[f.list].label(str(v))),
    "yes_no": Kind(reading.yes_no, None, lambda v, *_: "Có" if v else "Không"),
    "person": Kind(reading.person, _named_short, lambda v, _, c: people.title(c, person_of(v))),
    "file": Kind(reading.files, None, _file_names),
}
