"""TOML tables into frozen dataclasses, strictly: a missing, unknown or wrongly typed key is named, never guessed."""

import dataclasses
import types
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from app.errors import Problem

T = TypeVar("T")

_PLAIN: Mapping[Any, tuple[type, ...]] = {
    str: (str,), int: (int,), float: (int, float), bool: (bool,), date: (date,),
}  # fmt: skip


class Misfit(Exception):
    """A value does not have the shape that is asked for; turned into a Problem by `read`."""


def read(kind: type[T], table: object, where: str, problems: list[Problem]) -> T | None:
    """Return `table` as the dataclass `kind`, or None with every reason appended to `problems`.

    `where` is the place for messages, `quan-doi.toml:page`. Fields with a default may be absent.
    """
    if not isinstance(table, Mapping):
        problems.append(Problem(where, "Phải là một bảng."))
        return None
    hints = get_type_hints(kind)
    known = {f.name: f for f in dataclasses.fields(kind)}  # type: ignore[arg-type]
    before = len(problems)
    problems += [Problem(_at(where, k), f"Khóa lạ “{k}”.") for k in table if k not in known]
    values: dict[str, Any] = {}
    for name, field in known.items():
        if name in table:
            values[name] = _value(hints[name], table[name], _at(where, name), problems)
        elif field.default is dataclasses.MISSING:
            problems.append(Problem(_at(where, name), f"Thiếu khóa “{name}”."))
    return kind(**values) if len(problems) == before else None


def _value(kind: Any, given: object, where: str, problems: list[Problem]) -> Any:
    try:
        return _fit(kind, given, where, problems)
    except Misfit as misfit:
        problems.append(Problem(where, str(misfit)))
        return None


def _fit(kind: Any, given: object, where: str, problems: list[Problem]) -> Any:
    if kind in _PLAIN:
        if not isinstance(given, _PLAIN[kind]) or (isinstance(given, bool) and kind is not bool):
            raise Misfit(f"Sai kiểu: {given!r}.")
        return float(given) if kind is float and isinstance(given, int) else given
    if dataclasses.is_dataclass(kind):
        return read(cast(type[Any], kind), given, where, problems)
    origin, args = get_origin(kind), get_args(kind)
    if origin is Literal:
        if given not in args:
            raise Misfit(f"Chỉ nhận {', '.join(map(str, args))}; đang là {given!r}.")
        return given
    if origin is tuple:
        if not isinstance(given, list) or (args[-1] is not Ellipsis and len(given) != len(args)):
            raise Misfit("Phải là danh sách đủ số phần tử.")
        return tuple(_fit(args[0], one, where, problems) for one in given)
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        if not isinstance(given, Mapping):
            raise Misfit("Phải là một bảng.")
        return {k: _value(args[1], v, _at(where, k), problems) for k, v in given.items()}
    if origin in (Union, types.UnionType):
        return _one_of(args, given, where, problems)
    raise TypeError(f"no rule for {kind}")


def _one_of(kinds: tuple[Any, ...], given: object, where: str, problems: list[Problem]) -> Any:
    """Try each kind of a union; among dataclasses the one whose `kind` literal fits is taken."""
    for kind in kinds:
        if kind is type(None):
            continue
        if dataclasses.is_dataclass(kind) and isinstance(given, Mapping) and "kind" in given:
            if given["kind"] not in get_args(get_type_hints(kind)["kind"]):
                continue
            return _fit(kind, given, where, problems)
        trial: list[Problem] = []
        try:
            value = _fit(kind, given, where, trial)
        except Misfit:
            continue
        if not trial:
            return value
    raise Misfit(f"Giá trị không nhận được: {given!r}.")


def _at(where: str, key: str) -> str:
    return f"{where}.{key}" if not where.endswith(":") else f"{where}{key}"
