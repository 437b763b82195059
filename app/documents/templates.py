"""Templates of document types: sandboxed Jinja2, plain text out, every value made harmless on the way."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from app import paths
from app import text as vietnamese
from app.documents import outline, sources
from app.errors import AppError, Problem

_SUFFIX = ".txt.j2"


class TemplateWrong(AppError):
    code = "D140"
    message = "Mẫu văn bản có lỗi."
    hint = "Sửa chỗ được nêu; danh sách trường ở bên cạnh."


class Safe(str):
    """Outline text made by the program; a template puts it in as it is."""

    __slots__ = ()


@lru_cache(maxsize=1)
def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        loader=FileSystemLoader(paths.resources() / "templates"),
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False,
        finalize=_harmless,
    )  # fmt: skip
    environment.filters["upper"] = vietnamese.upper
    environment.filters["capital"] = vietnamese.capital
    environment.filters["uncapital"] = vietnamese.uncapital
    environment.filters["sentence"] = vietnamese.sentence
    environment.filters["hours"] = _hours
    return environment


def _hours(text: str) -> str:
    """Return a time of the day as a paper says it: `14 giờ 00`."""
    return text.replace(":", " giờ ", 1)


def known() -> frozenset[str]:
    """Return the document types that have a template."""
    return frozenset(
        name.removesuffix(_SUFFIX) for name in _environment().list_templates() if _is_type(name)
    )


def _is_type(name: str) -> bool:
    return name.endswith(_SUFFIX) and not name.startswith("_")


def source(document_type: str) -> str:
    """Return the text of the shipped template of a type."""
    folder = paths.resources() / "templates"
    return (folder / f"{document_type}{_SUFFIX}").read_text("utf-8")


def compose(document_type: str, values: Mapping[str, Any], own: str = "") -> str:
    """Return the outline text of a type filled with `values`, in canonical form; `own` is the unit's own template.

    `TemplateWrong` names the line and what is unknown there, with the nearest right name.
    """
    try:
        made = (
            _environment().from_string(own)
            if own
            else _environment().get_template(document_type + _SUFFIX)
        )
        return outline.show(outline.parse(made.render(**values)))
    except (TemplateError, AppError) as fault:
        if isinstance(fault, AppError) and not isinstance(fault, sources.SourceWrong):
            raise
        raise TemplateWrong(problems=(_located(fault, values),)) from fault


def _located(fault: Exception, values: Mapping[str, Any]) -> Problem:
    """Return what is wrong, at the line of the template."""
    line = getattr(fault, "lineno", None)
    step = fault.__traceback__
    while step is not None and line is None:
        if step.tb_frame.f_code.co_filename.startswith(
            ("<template>", "<unknown>")
        ) or step.tb_frame.f_code.co_filename.endswith(_SUFFIX):
            line = step.tb_lineno
        step = step.tb_next
    where = f"dòng {line}" if line else "mẫu"
    if isinstance(fault, AppError):
        return Problem(where, f"{where.capitalize()}: {fault.sentence} {fault.advice}".strip())
    if isinstance(fault, UndefinedError):
        name = _unknown(str(fault))
        near = vietnamese.similar(name, _names(values))
        ask = f" Có phải “{near[0]}”?" if near else ""
        return Problem(where, f"{where.capitalize()}: không có trường “{name}”.{ask}")
    return Problem(
        where, f"{where.capitalize()}: mẫu viết sai ({fault.args[0] if fault.args else fault})."
    )


def _unknown(message: str) -> str:
    """Return the name the engine does not know: the last quoted word, or the first word."""
    quoted = re.findall(r"'([^']+)'", message)
    attribute = [q for q in quoted if q not in ("dict object", "None")]
    return attribute[-1] if attribute else message.split()[0]


def _names(values: Mapping[str, Any]) -> Iterator[str]:
    """Yield every name a template may use, the parts of dotted ones alone too."""
    for path, _ in fields(values):
        yield path
        yield from path.split(".")


def fields(values: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Yield every field as (`f.edu_hours.now`, what it shows); lists as the name with their number of rows."""
    for key, value in values.items():
        path = f"{before}{key}"
        if isinstance(value, Mapping):
            yield from fields(value, f"{path}.")
        elif isinstance(value, list | tuple):
            yield path, f"({len(value)} dòng)"
        elif not callable(value):
            yield path, "" if value is None else str(value)


def _harmless(value: object) -> str:
    """Disarm the signs of the outline in a value before it is put into a line."""
    return value if isinstance(value, Safe) else outline.escape(str(value))
