"""How tables and charts in a paper look before any profile: widths and alignment by type, words, chart sizes."""

import tomllib
from collections.abc import Mapping, Sequence
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
class Fitting:
    """How wide a column of words is by its longest cell: characters to a dash, and the least and most dashes."""

    kinds: tuple[str, ...]
    characters: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Weekdays:
    """The days of the week from Monday, as a week's paper names them."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """How wide and how aligned a column of each field type stands in a table, and the words of such tables."""

    confidence: str
    long_length: int
    fitting: Fitting
    width: Mapping[str, int]
    align: Mapping[str, Align]
    units: Mapping[str, str]
    weekdays: Weekdays
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


def labelled(label: str, format: str) -> str:
    """Return the name of an indicator with its unit where the figures do not show one: `Kinh phí (đồng)`."""
    unit = load().units.get(format, "")
    return f"{label} ({unit})" if unit else label


def fitted(kind: str, cells: Sequence[str]) -> int:
    """Return the relative width of a column of this kind; words are as wide as their longest cell asks, within limits."""
    found = load()
    fit = found.fitting
    if kind not in fit.kinds:
        return found.width[kind]
    longest = max(map(len, cells), default=0)
    return min(fit.most, max(fit.least, -(-longest // fit.characters)))
