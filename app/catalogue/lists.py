"""Sources, choice lists, system records, dated rules and the deny-list: what everything else refers to."""

from collections.abc import Mapping
from decimal import Decimal
from typing import get_args

from app.catalogue.model import (
    PROPOSED,
    Authority,
    Choice,
    ChoiceList,
    Envelope,
    FieldType,
    Rate,
    Record,
    Source,
)
from app.catalogue.names import Known, is_key, is_value, split_type, unknown
from app.catalogue.read import CONFIDENCES, Table

FIELD_TYPES: tuple[FieldType, ...] = get_args(FieldType)
_UNITS = ("", "fraction", "dong", "month", "day", "minute", "year", "person", "byte")


def read_key(table: Table, seen: set[str], key: str = "key") -> str:
    """Read a permanent key: ASCII lower_snake and not given before in `seen`."""
    word = table.text(key)
    if word and not is_key(word):
        table.fault(key, f'Mã "{word}" phải là chữ thường không dấu, số và gạch dưới.')
    if word in seen:
        table.fault(key, f'Mã "{word}" đã dùng ở trên.')
    seen.add(word)
    return word


def read_sources(file: Table) -> dict[str, Source]:
    found: dict[str, Source] = {}
    seen: set[str] = set()
    for row in file.tables("source", needed=True):
        key = read_key(row, seen)
        start = row.day("effective_from")
        if start is None:
            row.fault("effective_from", "Thiếu khóa này.")
        confidence = row.one_of("confidence", CONFIDENCES)
        envelope = Envelope(
            start or PROPOSED.effective_from, row.day("effective_to"), key, confidence
        )
        found[key] = Source(key, row.text("title"), row.text("remark", ""), envelope)
        row.close()
    file.close()
    return found


def read_rates(file: Table, known: Known) -> tuple[Rate, ...]:
    """Read the dated rules; two rows of one key must not be in force on the same day."""
    common = file.envelope(known.sources)
    found: list[Rate] = []
    for row in file.tables("rate", needed=True):
        key = read_key(row, set())
        rate = Rate(
            key,
            row.text("subject"),
            _value(row),
            row.text("text"),
            row.envelope(known.sources, common),
            row.one_of("unit", _UNITS, ""),
        )
        for other in found:
            if other.key == key and _overlap(other.envelope, rate.envelope):
                row.fault("effective_from", f'Hai dòng "{key}" cùng có hiệu lực.')
        found.append(rate)
        row.close()
    file.close()
    return tuple(found)


def _overlap(a: Envelope, b: Envelope) -> bool:
    first, second = sorted((a, b), key=lambda x: x.effective_from)
    return first.effective_to is None or second.effective_from <= first.effective_to


def _value(row: Table) -> Decimal | str | Mapping[str, Decimal | str]:
    kind = row.kind("value")
    if kind is dict:
        inner = row.table("value")
        keys = inner.names()
        return {
            x: inner.text(x) if inner.kind(x) is str else inner.decimal(x) or Decimal(0)
            for x in keys
        }
    if kind in (int, Decimal):
        return row.decimal("value") or Decimal(0)
    return row.text("value")


def read_lists(file: Table, known: Known) -> dict[str, ChoiceList]:
    """Read every list; columns of their own (`columns`) are typed and may refer to other lists."""
    tables = [(x, x.tables("values", needed=True)) for x in file.tables("list", needed=True)]
    keys = {x.peek("key"): {row.peek("key") for row in rows} for x, rows in tables}
    columns: dict[str, set[str]] = {}
    found: dict[str, ChoiceList] = {}
    seen: set[str] = set()
    for table, rows in tables:
        key = read_key(table, seen)
        common = table.envelope(known.sources)
        own = table.table("columns")
        types = {x: split_type(own.text(x)) for x in own.names()}
        for column, (kind, target) in types.items():
            if kind not in ("text", "integer", "yes_no", "rate", "choice", "choices"):
                own.fault(column, f'Không có kiểu "{kind}".')
            elif kind in ("choice", "choices") and target not in keys:
                own.fault(column, unknown("danh mục", target, keys))
        columns[key] = set(types)
        choices = tuple(_choice(row, types, keys, common, known) for row in rows)
        for row, choice in zip(rows, choices, strict=True):
            if sum(x.key == choice.key for x in choices) > 1:
                row.fault("key", f'Mã "{choice.key}" ghi hai lần.')
        found[key] = ChoiceList(key, choices)
        table.close()
    file.close()
    known.columns = columns
    return found


def _choice(
    row: Table,
    types: Mapping[str, tuple[str, str]],
    keys: Mapping[str, set[str]],
    common: Envelope,
    known: Known,
) -> Choice:
    key = row.text("key")
    if not is_value(key):
        row.fault("key", f'Mã "{key}" phải là chữ không dấu, số và gạch dưới.')
    extra: dict[str, str | int | bool | tuple[str, ...]] = {}
    for column, (kind, target) in types.items():
        if not row.has(column):
            continue
        if kind == "integer":
            extra[column] = row.integer(column)
        elif kind == "yes_no":
            extra[column] = row.flag(column)
        elif kind == "choices":
            extra[column] = row.some_of(column, tuple(keys.get(target, ())))
        elif kind == "choice":
            extra[column] = row.one_of(column, tuple(keys.get(target, ("",))))
        else:
            extra[column] = word = row.text(column)
            if kind == "rate" and word not in known.rates:
                row.fault(column, unknown("mức quy định", word, known.rates))
    choice = Choice(key, row.text("label"), row.envelope(known.sources, common), extra)
    row.close()
    return choice


def read_records(file: Table, known: Known) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for key in file.names():
        table = file.table(key)
        fields: dict[str, tuple[FieldType, str]] = {}
        for name in table.names():
            kind, target = split_type(table.text(name))
            for known_type in FIELD_TYPES:
                if known_type == kind:
                    fields[name] = (known_type, target)
            if name not in fields:
                table.fault(name, unknown("kiểu", kind, FIELD_TYPES))
            elif kind == "choice" and target not in known.lists:
                table.fault(name, unknown("danh mục", target, known.lists))
        found[key] = Record(key, fields)
    return found


def read_deny(file: Table) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the refused fragments, and the sections whose named people may travel upward."""
    fragments: list[str] = []
    for row in file.tables("ground", "title", needed=True):
        row.text("title")
        fragments.extend(row.texts("fragments"))
        row.close()
    people = file.texts("personal_travel")
    file.close()
    return tuple(fragments), people


def read_authorities(file: Table, known: Known) -> tuple[Authority, ...]:
    common = file.envelope(known.sources)
    values = {x: tuple(c.key for c in known.lists[x].choices) for x in known.lists}

    def keys(name: str) -> tuple[str, ...]:
        return values.get(name, ("",))

    found: list[Authority] = []
    for row in file.tables("authority", "form", needed=True):
        found.append(
            Authority(
                row.one_of("decided_by", keys("echelon")),
                row.text("officers"),
                row.one_of("form", keys("discipline_form")),
                row.some_of("positions", keys("position")),
                row.some_of("ranks", keys("rank")),
                row.envelope(known.sources, common),
            )
        )
        row.close()
    file.close()
    return tuple(found)
