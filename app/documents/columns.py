"""How tables and charts in a paper look before any profile: widths and alignment by type, words, chart sizes."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from app import paths
from app.documents import layouts, strict
from app.documents.blocks import Align
from app.errors import Problem


@dataclass(frozen=True, slots=True)
class Chart:
    """Sizes of the small bar charts under a table of figures; `bar_grey` 0 is black, 255 white."""

    per_row: int
    cell_height_mm: float
    dpi: int
    title_pt: float
    label_pt: float
    bar_grey: int
    bar_share: float


@dataclass(frozen=True, slots=True)
class Columns:
    """How wide and how aligned a column of each field type stands in a table, and the words of such tables."""

    confidence: str
    long_length: int
    width: Mapping[str, int]
    align: Mapping[str, Align]
    words: Mapping[str, str]
    chart: Chart


@lru_cache(maxsize=1)
def load() -> Columns:
    """Return the data of `resources/templates/columns.toml`; a faulty file is refused by key."""
    file = paths.resources() / "templates" / "columns.toml"
    problems: list[Problem] = []
    found = strict.read(Columns, tomllib.loads(file.read_text("utf-8")), f"{file.name}:", problems)
    if found is None:
        raise layouts.ProfileWrong(problems=problems)
    return found
