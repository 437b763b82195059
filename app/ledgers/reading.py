"""Reading one typed or sent value per field type; what cannot be taken raises `Unfit`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from app.catalogue import Catalogue, Field
from app.ledgers import people
from app.ledgers.choosing import choose
from app.ledgers.filenames import NameUnsafe, safe_name
from app.ledgers.rows import Value, plain
from app.ledgers.unfit import Unfit
from app.text import (
    DateUnreadable,
    NumberUnreadable,
    clean,
    date_short,
    fold,
    parse_date,
    parse_number,
    secrecy_mark,
    similar,
)

MARKED: Final = (
    "Tài liệu có dấu chỉ độ mật. Phần mềm không nhận tài liệu này; "
    "đề nghị xử lý theo quy định bảo vệ bí mật nhà nước của đơn vị."
)
_CONTROL: Final = {c: None for c in (*range(32), 127) if c not in (9, 10)}
_TIME: Final = re.compile(r"(\d{1,2})(?::|h|g|gio)(\d{2})?(?:p|phut)?|(\d{2})(\d{2})", re.ASCII)
_MONTH: Final = re.compile(r"(?:thang)?(\d{1,2})[/.\-](\d{4})|(\d{4})-(\d{2})(?:-\d{2})?", re.ASCII)
YES: Final = frozenset({"yes", "y", "true", "co", "dung", "x", "1"})
NO: Final = frozenset({"no", "n", "false", "khong", "sai", "0"})
_FIGURES: Final = "nhập số, ví dụ 1.234,5"


@dataclass(frozen=True, slots=True)
class Spot:
    """The field being read, and what it is read against: lists in force and people there on `day`."""

    field: Field
    catalogue: Catalogue
    roster: people.Roster
    day: date
    today: date


def safe(given: str) -> str:
    """Return cleaned text; `Unfit` when a whole line of it is a secrecy mark (layout 5)."""
    if secrecy_mark(given):
        raise Unfit("L108", MARKED)
    return clean(given.replace("\r\n", "\n").replace("\r", "\n")).translate(_CONTROL)


def text(given: object, spot: Spot) -> str:
    """Read one line; line ends and runs of spaces become one space."""
    if isinstance(given, int | Decimal) and not isinstance(given, bool):
        given = str(given)
    if not isinstance(given, str):
        raise _unreadable(given, spot, "nhập chữ")
    return " ".join(safe(given).split())


def long_text(given: object, spot: Spot) -> str:
    """Read paragraphs; spaces at line ends and empty lines around the text go."""
    if not isinstance(given, str):
        return text(given, spot)
    return "\n".join(line.rstrip() for line in safe(given).split("\n")).strip("\n")


def decimal(given: object, spot: Spot) -> Decimal:
    """Read a number exactly; trailing zeros go, so that equal numbers are stored alike."""
    try:
        value = parse_number(given) if isinstance(given, str) else _number(given)
    except NumberUnreadable:
        value = None
    if value is None or not value.is_finite():
        raise _unreadable(given, spot, _FIGURES)
    return plain(value)


def integer(given: object, spot: Spot) -> int:
    value = decimal(given, spot)
    if value != value.to_integral_value():
        raise _unreadable(given, spot, "nhập số nguyên, không có phần lẻ")
    return int(value)


def day(given: object, spot: Spot) -> str:
    """Read any form of `app.text.parse_date`; a missing year is today's."""
    if isinstance(given, date):
        return (given.date() if isinstance(given, datetime) else given).isoformat()
    if not isinstance(given, str):
        raise _unreadable(given, spot, "nhập ngày/tháng/năm, ví dụ 06/10/2026")
    try:
        return parse_date(given, spot.today).isoformat()
    except DateUnreadable as error:
        wrong = error.sentence.rstrip(".")
        what = f"{spot.field.label}: {wrong}, hãy nhập ngày/tháng/năm, ví dụ 06/10/2026."
        raise Unfit("L102", what) from None


def time(given: object, spot: Spot) -> str:
    """Read `14:30`, `14h30`, `14 giờ`, `1430`."""
    said = clock_time(given)
    if said is None:
        raise _unreadable(given, spot, "nhập giờ và phút, ví dụ 14:30")
    return said


def clock_time(given: object) -> str | None:
    """Return the time as `14:30`, None for what is no time of a day."""
    found = _TIME.fullmatch(_tight(given))
    hour, minute = (int(found[1] or found[3]), int(found[2] or found[4] or 0)) if found else (99, 0)
    return None if hour > 23 or minute > 59 else f"{hour:02d}:{minute:02d}"


def month(given: object, spot: Spot) -> str:
    """Read `01/2026`, `tháng 1/2026`, `2026-01` and any ISO day in the month."""
    found = _MONTH.fullmatch(_tight(given.isoformat() if isinstance(given, date) else given))
    year, number = (int(found[2] or found[3]), int(found[1] or found[4])) if found else (0, 0)
    if not (year and 1 <= number <= 12):
        raise _unreadable(given, spot, "nhập tháng/năm, ví dụ 01/2026")
    return f"{year:04d}-{number:02d}"


def yes_no(given: object, spot: Spot) -> bool:
    said = _tight(given)
    if said not in YES | NO:
        raise _unreadable(given, spot, "chọn Có hoặc Không")
    return said in YES


def choice(given: object, spot: Spot) -> str:
    return choose(spot.catalogue.lists[spot.field.list], spot.field.label, str(given), spot.day)


def person(given: object, spot: Spot) -> Mapping[str, str]:
    """Read an id, a unique name, an object with an id, or an object of somebody outside."""
    if isinstance(given, str):
        known = spot.roster.get(given.strip())
        return spot.roster.copy(known.id if known else _called(safe(given), spot), spot.day)
    if not isinstance(given, Mapping) or not set(given) <= {"id", "name", *people.COPIED}:
        raise _unreadable(given, spot, "chọn người trong danh sách hoặc ghi họ tên")
    if identity := given.get("id"):
        if spot.roster.get(str(identity)) is None:
            raise Unfit(
                "L106", f"{spot.field.label}: không có người này trong danh sách quân nhân."
            )
        return spot.roster.copy(str(identity), spot.day)
    return _outsider(given, spot)


def _outsider(given: Mapping[str, object], spot: Spot) -> Mapping[str, str]:
    said = {
        key: " ".join(safe(str(given.get(key) or "")).split()) for key in ("name", *people.COPIED)
    }
    if not said["name"]:
        raise Unfit("L106", f"{spot.field.label}: chưa ghi họ tên.")
    for key in people.COPIED:
        said[key] = people.keyed(spot.catalogue, key, said[key])
    return {key: value for key, value in said.items() if value}


def _called(name: str, spot: Spot) -> str:
    """Return the id of the only person called `name`."""
    label, found = spot.field.label, spot.roster.named(name, spot.day)
    if len(found) == 1:
        return found[0].id
    if found:
        which = "; ".join(
            f"{people.name(x)} sinh {_shown(x.values.get('birth_date'))}" for x in found
        )
        raise Unfit("L107", f"{label}: có {len(found)} người tên “{name}” ({which}), hãy chọn một.")
    near = similar(name, spot.roster.names())
    ask = f" Có phải: {', '.join(near)}?" if near else ""
    raise Unfit("L106", f"{label}: không có ai tên “{name}” trong danh sách quân nhân.{ask}")


def files(given: object, spot: Spot) -> tuple[Mapping[str, str | int], ...]:
    """Read attachments already put into the store: `{'name', 'media', 'sha256', 'size'}` each."""
    return tuple(_file(x, spot) for x in (given if isinstance(given, list | tuple) else [given]))


def _file(item: object, spot: Spot) -> Mapping[str, str | int]:
    known = item if isinstance(item, Mapping) else {}
    digest, size = str(known.get("sha256")), known.get("size", 0)
    if not isinstance(size, int) or not spot.roster.store.has_blob(digest, size):
        raise _unreadable(item, spot, "kèm tệp bằng lệnh attachment add")
    said = str(known.get("name", ""))
    safe(said)
    try:
        name = safe_name(said)
    except NameUnsafe as wrong:
        raise Unfit(wrong.number, f"{spot.field.label}: {wrong.sentence}") from None
    media = {"media": str(known["media"])} if known.get("media") else {}
    return {"name": name, **media, "sha256": digest, "size": size}


def _number(given: object) -> Decimal | None:
    """Return a number of JSON or Python exactly as it is written; a yes/no is none."""
    if isinstance(given, bool) or not isinstance(given, int | float | Decimal):
        return None
    return Decimal(str(given))


def _tight(given: object) -> str:
    return "".join(fold(str(given)).split())


def _shown(birthday: Value | None) -> str:
    return date_short(date.fromisoformat(birthday)) if isinstance(birthday, str) else "?"


def _unreadable(given: object, spot: Spot, wanted: str) -> Unfit:
    said = " ".join(clean(str(given)).split())[:40]
    return Unfit("L102", f"{spot.field.label}: không đọc được “{said}”, hãy {wanted}.")
