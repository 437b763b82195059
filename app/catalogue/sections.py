"""Sections with their fields, computed columns, cross-field rules and what of them may travel."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal, get_args

from app.catalogue.grammar import GrammarFault, parse_call, parse_conditions
from app.catalogue.lists import FIELD_TYPES, read_key
from app.catalogue.model import (
    Computed,
    Condition,
    Field,
    FieldType,
    Level,
    Rule,
    Section,
    Travel,
)
from app.catalogue.names import (
    NUMBERS,
    Known,
    Shape,
    condition_faults,
    shape_of,
    sum_faults,
    unknown,
)
from app.catalogue.read import Table, near
from app.text import fold

LEVELS: tuple[Level, ...] = get_args(Level)
_PARTS = ("name", "rank", "position", "birth_date")
_PLACED = ("date", "month")
_COUNTED = ("integer", "money")
_SEVERITIES: tuple[Literal["block", "warn"], ...] = ("block", "warn")

# How many arguments each rule function takes and what each one is (domain 3.12, a closed list).
FUNCTIONS: Mapping[str, tuple[str, ...]] = {
    "le": ("field", "field"),
    "sum_le": ("sum", "sum"),
    "sum_eq": ("sum", "sum"),
    "date_ge": ("field", "field"),
    "months_ge": ("field", "field", "number"),
    "required_if": ("field",),
    "must_be": ("field", "word"),
    "minutes_ge": ("rate",),
    "unique": (),
    "positive": ("field",),
    "authority": (),
    "age_between": ("field", "number", "number"),
}


def read_section(
    file: Table, name: str, deny: tuple[str, ...], people: tuple[str, ...], known: Known
) -> Section:
    """Read one section file; `people` are the sections whose named people may travel."""
    key = read_key(file, set())
    if key != name:
        file.fault("key", f'Mã "{key}" khác tên tệp "{name}".')
    envelope = file.envelope(known.sources)
    seen: set[str] = set()
    section = Section(
        key,
        file.text("title"),
        file.some_of("levels", LEVELS),
        file.text("date"),
        file.one_of("kind", ("flow", "stock")),
        file.one_of("travels", ("rows", "numbers", "never")),
        file.integer("fresh_days"),
        envelope,
        tuple(_field(x, seen, deny, known) for x in file.tables("field", needed=True)),
        tuple(_computed(x, seen, deny) for x in file.tables("computed")),
        can_switch_off=file.flag("can_switch_off"),
    )
    _refuse_torn_groups(file, (*section.fields, *section.computed))
    shape = shape_of(section)
    if section.date and section.date not in shape:
        file.fault("date", unknown("cột", section.date, shape))
    elif section.date and shape[section.date][0] not in _PLACED:
        file.fault("date", f'Cột "{section.date}" không phải ngày hay tháng.')
    rules = tuple(_rule(x, section, shape, known) for x in file.tables("rule", "id"))
    travel = _travel(file, section, shape, people, known)
    file.close()
    return Section(
        section.key, section.title, section.levels, section.date, section.kind, section.travels,
        section.fresh_days, envelope, section.fields, section.computed, rules, travel,
        section.can_switch_off,
    )  # fmt: skip


def _refuse_denied(table: Table, key: str, label: str, deny: tuple[str, ...]) -> None:
    """Note a column that must never exist (domain 0.2); accents, case and signs do not hide it."""
    for place, text in (("key", key), ("label", fold(label))):
        words = " ".join(re.findall(r"[a-z0-9]+", text))
        for fragment in deny:
            if fragment in text or fragment in words:
                table.fault(
                    place, f'Không được lưu cột loại này ("{fragment}" nằm trong danh sách cấm).'
                )


def _field(table: Table, seen: set[str], deny: tuple[str, ...], known: Known) -> Field:
    key = read_key(table, seen)
    kind = table.one_of("type", FIELD_TYPES, None)
    label = table.text("label")
    _refuse_denied(table, key, label, deny)
    own = table.text("list", "")
    if kind == "choice" and own not in known.lists:
        table.fault("list", unknown("danh mục", own, known.lists) if own else "Thiếu khóa này.")
    elif kind != "choice" and own:
        table.fault("list", "Chỉ cột choice mới có danh mục.")
    minimum, maximum = table.decimal("minimum"), table.decimal("maximum")
    if (minimum is not None or maximum is not None) and kind not in NUMBERS:
        table.fault("minimum" if minimum is not None else "maximum", "Chỉ cột số mới có giới hạn.")
    if minimum is not None and maximum is not None and maximum < minimum:
        table.fault("maximum", "Giới hạn trên nhỏ hơn giới hạn dưới.")
    length = table.integer("length") if table.has("length") else None
    if length is not None and (kind not in ("text", "long_text") or length < 1):
        table.fault("length", "Độ dài phải lớn hơn 0 và chỉ dùng cho cột chữ.")
    must_be = table.text("must_be", "")
    if must_be and (kind != "yes_no" or must_be not in ("yes", "no")):
        table.fault("must_be", "Chỉ dùng cho cột yes_no, giá trị yes hoặc no.")
    field = Field(
        key, kind, label, table.flag("required"), own, length, minimum, maximum,
        table.text("unit", ""), table.text("note", ""), table.flag("optional_off"),
        table.flag("totals_only"), must_be, _values(table, own, known),
        table.text("group", ""), _sum(table, kind, kind in _COUNTED),
    )  # fmt: skip
    if field.optional_off and field.required:
        table.fault("optional_off", "Cột tắt mặc định không được là cột bắt buộc.")
    table.close()
    return field


def _values(table: Table, name: str, known: Known) -> dict[Level, tuple[str, ...]]:
    """Read which values of the list a level may use."""
    inner = table.table("values")
    keys = tuple(c.key for c in known.lists[name].choices) if name in known.lists else ()
    found = {level: inner.some_of(level, keys) for level in LEVELS if inner.has(level)}
    inner.close()
    return found


def _computed(table: Table, seen: set[str], deny: tuple[str, ...]) -> Computed:
    key, label = read_key(table, seen), table.text("label")
    _refuse_denied(table, key, label, deny)
    kind = table.one_of("type", FIELD_TYPES)
    column = Computed(
        key, kind, label, table.text("formula"), table.text("group", ""), _sum(table, kind, False),
        table.flag("printed", True),
    )  # fmt: skip
    table.close()
    return column


def _sum(table: Table, kind: FieldType, usual: bool) -> bool:
    """Read whether a printed register adds the column up; counts and amounts are, unless it says no."""
    if table.has("sum") and kind not in NUMBERS:
        table.fault("sum", "Chỉ cột số mới cộng được.")
    return table.flag("sum", usual)


def _refuse_torn_groups(file: Table, columns: Sequence[Field | Computed]) -> None:
    """Note a group heading whose columns do not stand side by side."""
    heads = [name for name, _ in groupby(x.group for x in columns) if name]
    for name in sorted({x for x in heads if heads.count(x) > 1}):
        file.fault("group", f'Các cột của nhóm "{name}" phải đứng liền nhau.')


def _rule(table: Table, section: Section, shape: Shape, known: Known) -> Rule:
    when = read_conditions(table, "when", shape, known)
    function = ""
    arguments: tuple[str, ...] = ()
    try:
        function, text = parse_call(table.text("check"))
        arguments = tuple(" ".join(x.split()) for x in text.split(",")) if text else ()
        if function == "required_if":
            arguments, condition = arguments[:1], parse_conditions(text.partition(",")[2])
            for wrong in condition_faults(condition, shape, known):
                table.fault("check", wrong)
            when = condition + when
        for wrong in _argument_faults(function, arguments, shape, known):
            table.fault("check", wrong)
        if function == "required_if" and not when:
            table.fault("check", "required_if cần một điều kiện.")
    except GrammarFault as wrong:
        table.fault("check", str(wrong))
    severity = table.one_of("severity", _SEVERITIES)
    envelope = table.envelope(known.sources)
    rule = Rule(
        table.text("id"),
        section.key,
        function,
        arguments,
        when,
        severity,
        table.text("message"),
        envelope,
    )
    table.close()
    return rule


def _argument_faults(
    function: str, arguments: tuple[str, ...], shape: Shape, known: Known
) -> Iterator[str]:
    if function not in FUNCTIONS:
        yield f'Không có hàm kiểm tra "{function}".{near(function, FUNCTIONS)}'
        return
    kinds = FUNCTIONS[function]
    if function == "unique":
        arguments = tuple(x.removeprefix("year of ") for x in arguments)
        kinds = ("field",) * max(len(arguments), 1)
    if len(arguments) != len(kinds):
        yield f"Hàm {function} cần {len(kinds)} đối số, đang có {len(arguments)}."
    for kind, argument in zip(kinds, arguments, strict=False):
        if kind == "field" and argument not in shape:
            yield unknown("cột", argument, shape)
        elif kind == "sum":
            yield from sum_faults(argument, shape)
        elif kind == "rate" and argument not in known.rates:
            yield unknown("mức quy định", argument, known.rates)
        elif kind == "number" and not argument.isdecimal():
            yield f'"{argument}" phải là số.'


def read_conditions(table: Table, key: str, shape: Shape, known: Known) -> tuple[Condition, ...]:
    """Read the conditions under `key`, checked against `shape`; absent is none."""
    try:
        found = parse_conditions(table.text(key, ""))
    except GrammarFault as wrong:
        table.fault(key, str(wrong))
        return ()
    for fault in condition_faults(found, shape, known):
        table.fault(key, fault)
    return found


def _travel(
    file: Table, section: Section, shape: Shape, people: tuple[str, ...], known: Known
) -> Travel:
    """Read what goes upward; a named person only from the sections that may (P4)."""
    if not file.has("travel"):
        return Travel()
    table = file.table("travel")
    if section.travels != "rows":
        file.fault("travel", "Mục không chuyển dòng lên trên thì không có phần này.")
    some: list[Condition] = []
    for text in table.texts("any", ()):
        try:
            some += parse_conditions(text)
        except GrammarFault as wrong:
            table.fault("any", str(wrong))
    for fault in condition_faults(some, shape, known):
        table.fault("any", fault)
    fields = table.texts("fields", ())
    parts = table.table("parts")
    for name in fields:
        if name not in shape:
            table.fault("fields", unknown("cột", name, shape))
        elif shape[name][0] == "person" and section.key not in people:
            table.fault("fields", f'Cột "{name}" là tên người, mục này không được chuyển lên trên.')
        elif shape[name][0] == "person" and not parts.has(name):
            parts.fault(name, "Thiếu: phần nào của người được chuyển.")
    chosen = {x: parts.some_of(x, _PARTS) for x in parts.names() if x in fields}
    parts.close()
    travel = Travel(
        read_conditions(table, "when", shape, known),
        fields,
        tuple(some),
        chosen,
        table.text("reason", ""),
    )
    table.close()
    return travel
