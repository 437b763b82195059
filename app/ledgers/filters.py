"""What is typed into the filter row, read into tests on one column each. Nothing here reads rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from app.catalogue import Field, Section
from app.errors import Problem, Refused
from app.ledgers import reading, typed
from app.ledgers.check import OPTIONAL_FIELDS
from app.ledgers.typed import Between, Unreadable
from app.store import AMENDED, FILES, STATE, STRUCK, Store
from app.text import clean, fold

STATES: Final = {"struck": "gạch bỏ", "amended": "hiệu đính", "files": "có tệp"}
BITS: Final = {"struck": STRUCK, "amended": AMENDED, "files": FILES}
_CODE: Final = "L160"


@dataclass(frozen=True, slots=True)
class Filled:
    """Some value (`*`), or none (`=`, `trống`)."""

    filled: bool


@dataclass(frozen=True, slots=True)
class Words:
    """Every word, folded, as the beginning of a word of the value."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Among:
    """One of these: keys of choices, yes and no, states."""

    values: frozenset[str | bool]


Test = Filled | Words | Among | Between


@dataclass(frozen=True, slots=True)
class Condition:
    """A test on one column, a field's key or `#state`."""

    key: str
    test: Test


def read(
    store: Store, section: Section, filters: Sequence[tuple[str, str]]
) -> tuple[Condition, ...]:
    """Read the texts of the filter row; empty ones ask nothing.

    `Refused` names every column whose text cannot be read, at `where` = its key.
    """
    found: list[Condition] = []
    wrong: list[Problem] = []
    for key, said in filters:
        text = " ".join(clean(said).split())
        if not text:
            continue
        try:
            found.append(Condition(key, _test(store, section, key, text)))
        except Unreadable as unfit:
            wrong.append(Problem(key, str(unfit), _CODE))
    if wrong:
        raise Refused(
            "Có ô lọc không đọc được.", hint="Sửa hoặc xóa các ô lọc được nêu.", problems=wrong
        )
    return tuple(found)


def usable(store: Store, section: Section, key: str) -> Field | None:
    """Return the field of a column that may be filtered and sorted by; None for any other.

    Columns kept for totals only and columns switched off never are (domain P6).
    """
    field = next((f for f in section.fields if f.key == key), None)
    if field is None or field.totals_only:
        return None
    if field.optional_off:
        on = store.setting(OPTIONAL_FIELDS, default=[])
        return field if f"{section.key}.{key}" in (on if isinstance(on, list) else []) else None
    return field


def _test(store: Store, section: Section, key: str, text: str) -> Test:
    field = usable(store, section, key)
    if key != STATE and field is None:
        raise Unreadable("Cột này không lọc được.")
    folded = fold(text)
    if text in ("=", "*"):
        return Filled(text == "*")
    if text.casefold() == "trống" or (
        folded == "trong"
        and field is not None
        and field.type not in ("text", "long_text", "file", "person")
    ):
        return Filled(False)
    if field is None:
        return Among(frozenset(_keys(text, STATES)))
    match field.type:
        case "text" | "long_text" | "file" | "person":
            return _words(folded)
        case "integer" | "decimal" | "money":
            return typed.between(text, typed.number)
        case "date":
            return typed.between(text, typed.days)
        case "month":
            return typed.between(text, typed.months)
        case "time":
            return typed.between(text, typed.times)
        case "yes_no":
            return Among(frozenset({_yes(folded)}))
        case "choice":
            choices = store.catalogue.lists[field.list].choices
            return Among(frozenset(_keys(text, {c.key: c.label for c in choices})))
    assert_never(field.type)


def words_of(text: str) -> list[str]:
    """Return the folded words of a text: letters and digits, nothing else."""
    return re.findall(r"[^\W_]+", fold(text))


def begins(words: Sequence[str], wanted: Sequence[str]) -> bool:
    """Tell whether every wanted word is the beginning of one of the words."""
    return all(any(word.startswith(one) for word in words) for one in wanted)


def _words(folded: str) -> Words:
    words = tuple(words_of(folded))
    if not words:
        raise Unreadable("Gõ chữ hoặc số cần tìm; “=” là ô trống, “*” là ô có ghi.")
    return Words(words)


def _keys(text: str, labels: dict[str, str]) -> set[str]:
    """Return the keys that a text names: the whole of it, or its pieces between `;` and `,`."""
    if whole := _named(text, labels):
        return whole
    pieces = [piece for piece in re.split("[;,]", text) if piece.strip()]
    found = {piece.strip(): _named(piece, labels) for piece in pieces}
    missing = [piece for piece, keys in found.items() if not keys]
    if missing or not found:
        raise Unreadable(f"Không có lựa chọn nào bắt đầu bằng “{missing[0] if missing else text}”.")
    return {key for keys in found.values() for key in keys}


def _named(text: str, labels: dict[str, str]) -> set[str]:
    wanted = words_of(text)
    if not wanted:
        return set()
    exact = {key for key, label in labels.items() if fold(text).strip() in (key, fold(label))}
    return exact or {
        key for key, label in labels.items() if begins([*words_of(label), *words_of(key)], wanted)
    }


def _yes(folded: str) -> bool:
    if folded in reading.YES:
        return True
    if folded in reading.NO:
        return False
    raise Unreadable("Gõ “có” hoặc “không”.")
