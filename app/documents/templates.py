"""Templates of document types: sandboxed Jinja2, plain text out, every value made harmless on the way."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from app import paths
from app import text as vietnamese
from app.documents import outline
from app.errors import AppError

_SUFFIX = ".txt.j2"


class TemplateWrong(AppError):
    code = "D140"
    message = "Mẫu văn bản có lỗi."
    hint = "Sửa mẫu trong resources/templates."


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
    environment.filters["uncapital"] = lambda s: s[:1].lower() + s[1:]
    return environment


def known() -> frozenset[str]:
    """Return the document types that have a template."""
    return frozenset(
        name.removesuffix(_SUFFIX) for name in _environment().list_templates() if _is_type(name)
    )


def _is_type(name: str) -> bool:
    return name.endswith(_SUFFIX) and not name.startswith("_")


def compose(document_type: str, values: Mapping[str, Any]) -> str:
    """Return the outline text of a type filled with `values`, in canonical form.

    `TemplateWrong` for an unknown name in the template or a result that is no outline.
    """
    try:
        text = _environment().get_template(document_type + _SUFFIX).render(**values)
        return outline.show(outline.parse(text))
    except TemplateError as fault:
        raise TemplateWrong(f"Mẫu “{document_type}” có lỗi: {fault}.") from fault


def _harmless(value: object) -> str:
    """Disarm the signs of the outline in a value before it is put into a line."""
    return value if isinstance(value, Safe) else outline.escape(str(value))
