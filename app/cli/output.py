"""How a command answers: one JSON value with `--json`, otherwise short Vietnamese lines or a table."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import click

from app.errors import AppError

Column = str | tuple[str, Callable[[Any], str]]
"""A heading, or a heading and how a value reads."""

_WIDEST: Final = 80


def plain(value: Any) -> Any:
    """Return `value` as what JSON knows: exact decimals become numbers, dataclasses objects."""
    if isinstance(value, Decimal | Fraction):
        whole = int(value)
        return whole if value == whole else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(v) for v in value]
    return value


def as_json() -> bool:
    """Return whether the running command was asked for JSON."""
    return bool(click.get_current_context().find_root().meta.get("soctd.json"))


def answer(value: Any, *lines: str) -> None:
    """Print `value` as JSON, or `lines` for a reader."""
    if as_json():
        click.echo(json.dumps(plain(value), ensure_ascii=False))
    else:
        for line in lines:
            click.echo(line)


def answer_table(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, Column]) -> None:
    """Print rows as a JSON list, or as a table of `columns` by key."""
    answer(rows, *table(rows, columns))


def table(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, Column]) -> list[str]:
    """Return rows as aligned lines under their headings."""
    if not rows:
        return ["(không có dòng nào)"]
    shape = [(key, c, _text) if isinstance(c, str) else (key, *c) for key, c in columns.items()]
    cells = [[_cell(plain(row.get(key)), show) for key, _, show in shape] for row in rows]
    lines = [[heading for _, heading, _ in shape], *cells]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return [
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]


def _cell(value: Any, show: Callable[[Any], str]) -> str:
    if value is None or value == "":
        return ""
    said = " ".join(show(value).split())
    return said if len(said) <= _WIDEST else f"{said[: _WIDEST - 1].rstrip()}…"


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    return str(value)


def refuse(error: AppError, *, json_wanted: bool) -> None:
    """Print a refusal: JSON on standard output, or plain lines on standard error."""
    if json_wanted:
        value = {
            "code": error.number,
            "message": error.sentence,
            "hint": error.advice,
            "problems": [
                {"where": p.where, "what": p.what, "code": p.code, "severity": p.severity}
                for p in error.problems
            ],
        }
        click.echo(json.dumps(value, ensure_ascii=False))
        return
    hint = f" {error.advice}" if error.advice else ""
    click.echo(f"{error.sentence} [{error.number}]{hint}", err=True)
    for p in error.problems:
        where = f"{p.where}: " if p.where else ""
        click.echo(f"  {where}{p.what}" + (f" [{p.code}]" if p.code else ""), err=True)
    sys.stderr.flush()
