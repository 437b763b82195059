"""Numbers of documents: one series per unit and year, or per organisation, kind and Party term (layout §3.1).

A number is taken inside the change that issues the paper, is never used twice, and gaps are shown.
"""

from dataclasses import dataclass
from datetime import date

from app.documents import organisation
from app.documents.layouts import Profile
from app.errors import AppError
from app.ledgers import reason_of
from app.store import Store, Where

_SETTING = "last_number"
_NOTES = "number_notes"


class NumberTaken(AppError):
    code = "D130"
    message = "Số này đã dùng."
    hint = "Chọn số khác hoặc để phần mềm lấy số kế tiếp."


def series_of(store: Store, profile: Profile, code: str, day: date) -> str:
    """Return the series a paper dated `day` is numbered in: `2026` or `NQ/2025-2030`."""
    if profile.forms.number_series == "year":
        return str(day.year)
    return f"{code}/{organisation.term(store, day)}"


def begin(store: Store, series: str, last: int) -> None:
    """Record the last number used on paper before the program was introduced."""
    with store.change(f"Số cuối đã dùng của {series}: {last}"):
        store.set_setting(_SETTING, {**store.setting(_SETTING, {}), series: last})


def last_on_paper(store: Store, series: str) -> int:
    return int(store.setting(_SETTING, {}).get(series, 0))


def used(store: Store, series: str) -> list[int]:
    """Return the ordinals taken in the program, in order."""
    rows = store.find(
        "document",
        Where("unit", "=", store.unit.code),
        Where("series", "=", series),
        order=("ordinal",),
    )
    return [int(r["ordinal"]) for r in rows if r["ordinal"] is not None]


def next_in(store: Store, series: str) -> int:
    """Return the number the next paper gets: after the last one, past what is reserved."""
    found = max([last_on_paper(store, series), *used(store, series)]) + 1
    while found in notes(store, series):
        found += 1
    return found


@dataclass(frozen=True, slots=True)
class Numbered:
    """One number of a series: the paper that bears it, or why none does."""

    ordinal: int
    document: str
    title: str
    note: str


def note(store: Store, series: str, ordinal: int, reason: str) -> None:
    """Reserve a number, or explain a gap: the next paper passes it by, a paper may still ask for it.

    `NumberTaken` for a number that a paper bears already.
    """
    if ordinal < 1 or ordinal in used(store, series):
        raise NumberTaken(f"Số {ordinal:02d} của dãy {series} đã dùng.")
    why = reason_of(reason, "giữ số")
    every = {**store.setting(_NOTES, {})}
    every[series] = {**every.get(series, {}), str(ordinal): why}
    with store.change(f"Giữ số {ordinal:02d} của {series}"):
        store.set_setting(_NOTES, every)


def notes(store: Store, series: str) -> dict[int, str]:
    """Return the numbers kept free, with the reason of each."""
    return {int(k): str(v) for k, v in store.setting(_NOTES, {}).get(series, {}).items()}


def listing(store: Store, series: str) -> list[Numbered]:
    """Return every number from the first to the last one used or kept, gaps too, in order."""
    rows = store.find(
        "document", Where("unit", "=", store.unit.code), Where("series", "=", series),
        Where("ordinal", "set"), order=("ordinal",),
    )  # fmt: skip
    papers = {int(r["ordinal"]): r for r in rows}
    kept = notes(store, series)
    first, last = last_on_paper(store, series) + 1, max([*papers, *kept], default=0)
    found = []
    for n in range(min([first, *papers]), last + 1):
        paper = papers.get(n, {"id": "", "title": ""})
        found.append(
            Numbered(
                n, str(paper["id"]), str(paper["title"]), "" if n in papers else kept.get(n, "")
            )
        )
    return found


def series(store: Store) -> list[str]:
    """Return the series the unit has numbered in, newest papers' first."""
    rows = store.find("document", Where("unit", "=", store.unit.code), order=("-dated",))
    return list(dict.fromkeys(str(r["series"]) for r in rows if r["series"]))


def take(store: Store, series: str, ordinal: int | None = None) -> int:
    """Return the number a paper gets: the next one, or `ordinal` if it is free (`NumberTaken`)."""
    if ordinal is None:
        return next_in(store, series)
    if ordinal < 1:
        raise NumberTaken("Số văn bản phải từ 1 trở lên.")
    if ordinal <= last_on_paper(store, series) or ordinal in used(store, series):
        raise NumberTaken(f"Số {ordinal:02d} của dãy {series} đã dùng.")
    return ordinal


def gaps(store: Store, series: str) -> list[int]:
    """Return the numbers between the first and the last that no paper bears."""
    taken = set(used(store, series))
    start = last_on_paper(store, series) + 1
    return [n for n in range(start, max(taken, default=0)) if n not in taken]


def line(profile: Profile, ordinal: int | None, code: str, letters: str) -> str:
    """Return the number line as printed, `Số: 03/BC-c1`; the number is blank while a draft (None)."""
    f = profile.forms
    digits = f.number_blank if ordinal is None else f"{ordinal:0{f.number_digits}d}"
    return f.number_form.format(number=digits, code=code, unit=letters, organisation=letters)


def number(profile: Profile, ordinal: int, code: str, letters: str) -> str:
    """Return the number as cited, `03/BC-c1`: the printed line without its first word."""
    return line(profile, ordinal, code, letters).split(" ", 1)[1]
