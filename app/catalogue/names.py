"""What names mean: every field, list value, section and rate that a text of the catalogue refers to must exist."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.catalogue.model import (
    ChoiceList,
    Condition,
    FieldType,
    Indicator,
    Record,
    Section,
    Source,
    Term,
)
from app.catalogue.read import Faults, near

Shape = Mapping[str, tuple[FieldType, str]]
"""The fields of a section (computed ones too) or record: type and, for a choice, its list."""

NUMBERS = ("integer", "decimal", "money")
_KEY = re.compile(r"[a-z][a-z0-9_]*")
_VALUE = re.compile(r"[a-z0-9][a-z0-9_]*|[A-Z]+(_[A-Z]+)*")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_TYPE = re.compile(r"(\w+)(?:\((\w+)\))?")


@dataclass(slots=True)
class Known:
    """What has been read so far; the parts are read in the order of the fields."""

    faults: Faults
    sources: Mapping[str, Source] = field(default_factory=dict)
    rates: Collection[str] = ()
    lists: Mapping[str, ChoiceList] = field(default_factory=dict)
    columns: Mapping[str, Collection[str]] = field(default_factory=dict)
    records: Mapping[str, Record] = field(default_factory=dict)
    sections: Mapping[str, Section] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    documents: Collection[str] = ()

    def shape(self, name: str) -> Shape | None:
        """Return the fields of a section or record, None for an unknown name."""
        if name in self.sections:
            return shape_of(self.sections[name])
        return self.records[name].fields if name in self.records else None

    def shapes(self) -> tuple[str, ...]:
        return (*self.sections, *self.records)


def shape_of(section: Section) -> Shape:
    own: dict[str, tuple[FieldType, str]] = {f.key: (f.type, f.list) for f in section.fields}
    return own | {c.key: (c.type, "") for c in section.computed}


def is_key(key: str) -> bool:
    """Tell whether a key is ASCII lower_snake."""
    return bool(_KEY.fullmatch(key))


def is_value(key: str) -> bool:
    """Tell whether a list value is lower_snake, a number, or a regulated category (`HSQ_BS`)."""
    return bool(_VALUE.fullmatch(key))


def split_type(text: str) -> tuple[str, str]:
    """Split `choice(list)` into its type and list; a plain type has no list."""
    found = _TYPE.fullmatch(text)
    return (found[1], found[2] or "") if found else (text, "")


def unknown(kind: str, name: str, names: Collection[str]) -> str:
    return f'Không có {kind} "{name}".{near(name, names)}'


def sum_faults(text: str, shape: Shape) -> Iterator[str]:
    """Check a field or a sum of number fields (`present + exempt`)."""
    parts = text.split(" + ")
    for part in parts:
        if part not in shape:
            yield unknown("cột", part, shape)
        elif len(parts) > 1 and shape[part][0] not in NUMBERS:
            yield f'Cột "{part}" không phải số, không cộng được.'


def condition_faults(conditions: Sequence[Condition], shape: Shape, known: Known) -> Iterator[str]:
    """Check the fields and values of conditions against `shape`."""
    for condition in conditions:
        wrong = list(sum_faults(condition.field, shape))
        yield from wrong
        if wrong:
            continue
        kind, name = shape[condition.field.split(" + ")[0]]
        if condition.op == "above_unit":
            if "decided_at" not in known.columns.get(name, ()):
                yield f'Danh mục của cột "{condition.field}" không có cột decided_at.'
        elif condition.op not in ("set", "empty"):
            values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
            check = _value_check(condition, kind, name, shape, known)
            for value in values:
                yield from check(value)


def _value_check(
    condition: Condition, kind: FieldType, name: str, shape: Shape, known: Known
) -> Callable[[str], Iterator[str]]:
    ordered = condition.op not in ("=", "in", "!=")

    def of_choice(value: str) -> Iterator[str]:
        keys = [c.key for c in known.lists[name].choices] if name in known.lists else [value]
        if value not in keys:
            yield f'Danh mục "{name}" không có giá trị "{value}".{near(value, keys)}'

    def of_yes_no(value: str) -> Iterator[str]:
        if value not in ("yes", "no"):
            yield f'Cột "{condition.field}" chỉ nhận yes hoặc no.'

    def of_size(value: str) -> Iterator[str]:
        if not _NUMBER.fullmatch(value):
            yield from sum_faults(value, shape)

    def of_text(_: str) -> Iterator[str]:
        if ordered:
            yield f'Cột "{condition.field}" không so sánh lớn, nhỏ được.'

    if kind == "choice" and not ordered:
        return of_choice
    if kind == "yes_no" and not ordered:
        return of_yes_no
    return of_size if kind in (*NUMBERS, "date", "time", "month") else of_text


def term_faults(term: Term, stock: bool, known: Known) -> Iterator[str]:
    """Check one term of an indicator that counts by rows of a period or (`stock`) at its end."""
    shape = known.shape(term.section)
    if shape is None:
        yield unknown("mục", term.section, known.shapes())
        return
    if term.field and term.field not in shape:
        yield unknown("cột", f"{term.section}.{term.field}", [f"{term.section}.{x}" for x in shape])
    elif term.field and shape[term.field][0] not in NUMBERS:
        yield f'Cột "{term.section}.{term.field}" không phải số, không cộng được.'
    if term.by and term.by not in shape:
        yield unknown("cột ngày", term.by, shape)
    elif term.by and shape[term.by][0] not in ("date", "month"):
        yield f'Cột "{term.by}" không phải ngày hay tháng.'
    yield from condition_faults(term.where, shape, known)
    dated = term.by or (
        term.section in known.sections and known.sections[term.section].kind == "flow"
    )
    if not stock and not dated:
        yield f'Mục "{term.section}" không tính theo kỳ được, cần nêu cột ngày (by …).'
