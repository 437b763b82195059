"""How a command answers: one JSON value with `--json`, otherwise short Vietnamese lines or a table."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from app.errors import AppError


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


def answer_table(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> None:
    """Print rows as a JSON list, or as a table of `columns` (key → Vietnamese heading)."""
    if as_json():
        answer(rows)
        return
    if not rows:
        click.echo("(không có dòng nào)")
        return
    cells = [[_cell(row.get(key)) for key in columns] for row in rows]
    widths = [
        max(len(heading), *(len(row[i]) for row in cells))
        for i, heading in enumerate(columns.values())
    ]
    for line in ([*columns.values()], *cells):
        click.echo("  ".join(text.ljust(w) for text, w in zip(line, widths, strict=True)).rstrip())


def _cell(value: Any) -> str:
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value).replace("\n", " ")[:80]


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
        click.echo(f"  {p.where}: {p.what} [{p.code}]", err=True)
    sys.stderr.flush()
