"""The two small languages of the catalogue: conditions (`a=x|y; b set`) and terms (`sum(test.good[a=x]) + …`).

Each has a parser and its inverse; what the names mean is checked in `names.py`.
"""

import re
from collections.abc import Sequence
from typing import Literal

from app.catalogue.model import Condition, Term

_NAME = r"[a-z][a-z0-9_]*"
_SUM = rf"{_NAME}(?:\s*\+\s*{_NAME})*"
_WORD = r"[A-Za-z0-9][A-Za-z0-9_.:-]*"
_STATE = re.compile(rf"({_NAME})\s+(set|empty|above_unit)")
_TEST = re.compile(rf"({_SUM})\s*(!=|>=|<=|=|<|>)\s*(.+)")
_VALUES = re.compile(rf"{_WORD}(?:\s*\|\s*{_WORD})*|{_SUM}")
_TERM = re.compile(
    rf"\s*([+-])?\s*(count|sum)\(\s*({_NAME})(?:\.({_NAME}))?\s*(?:\[([^\]]*)\])?\s*(?:\bby\s+({_NAME}))?\s*\)\s*"
)
_CALL = re.compile(rf"({_NAME})\((.*)\)")


class GrammarFault(ValueError):
    """A text that does not follow the grammar; the message is for the user."""


def parse_conditions(text: str) -> tuple[Condition, ...]:
    """Parse `a=x|y; b set; present + exempt < total`; empty text has no conditions."""
    return tuple(_condition(piece.strip()) for piece in text.split(";")) if text.strip() else ()


def _condition(piece: str) -> Condition:
    if found := _STATE.fullmatch(piece):
        return Condition(found[1], found[2])
    found = _TEST.fullmatch(piece)
    if not found or not _VALUES.fullmatch(found[3].strip()):
        raise GrammarFault(f'Không hiểu điều kiện "{piece}".')
    field, op = _spaced(found[1]), found[2]
    values = tuple(x.strip() for x in found[3].split("|"))
    if len(values) == 1:
        return Condition(field, op, _spaced(values[0]))
    if op != "=":
        raise GrammarFault(f'Chỉ dấu "=" được đi với nhiều giá trị: "{piece}".')
    return Condition(field, "in", values)


def _spaced(text: str) -> str:
    return " + ".join(x.strip() for x in text.split("+")) if "+" in text else text.strip()


def show_conditions(conditions: Sequence[Condition]) -> str:
    """Return the text that `parse_conditions` reads back."""
    return "; ".join(_shown(x) for x in conditions)


def _shown(condition: Condition) -> str:
    if condition.op in ("set", "empty", "above_unit"):
        return f"{condition.field} {condition.op}"
    if isinstance(condition.value, tuple):
        return f"{condition.field}={'|'.join(condition.value)}"
    return f"{condition.field}{condition.op}{condition.value}"


def parse_terms(text: str) -> tuple[Term, ...]:
    """Parse `count(section[filter] by date) + sum(section.field[filter]) - …` (domain 5)."""
    terms: list[Term] = []
    at = 0
    while at < len(text):
        found = _TERM.match(text, at)
        if not found or (terms and not found[1]):
            raise GrammarFault(f'Không hiểu từ chỗ "{text[at : at + 30].strip()}".')
        sign, function, section, field, where, by = found.groups()
        if (function == "sum") != bool(field):
            raise GrammarFault(
                f'"{found[0].strip()}": sum cần tên cột (mục.cột), count thì không có cột.'
            )
        terms.append(
            Term(
                -1 if sign == "-" else 1,
                "sum" if function == "sum" else "count",
                section,
                field or "",
                parse_conditions(where or ""),
                by or "",
            )
        )
        at = found.end()
    return tuple(terms)


def show_terms(terms: Sequence[Term]) -> str:
    """Return the text that `parse_terms` reads back."""
    pieces: list[str] = []
    for number, term in enumerate(terms):
        sign: Literal["", "- ", "+ "] = "- " if term.sign < 0 else "+ " if number else ""
        field = f".{term.field}" if term.field else ""
        where = f"[{show_conditions(term.where)}]" if term.where else ""
        by = f" by {term.by}" if term.by else ""
        pieces.append(f"{sign}{term.function}({term.section}{field}{where}{by})")
    return " ".join(pieces)


def parse_call(text: str) -> tuple[str, str]:
    """Split `function(arguments)`; the arguments stay one text."""
    found = _CALL.fullmatch(text.strip())
    if not found:
        raise GrammarFault(f'Không hiểu "{text}", cần dạng tên(các đối số).')
    return found[1], found[2].strip()
