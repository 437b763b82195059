"""The format-neutral content of a paper: frozen blocks that both renderers read."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of characters, bold or not."""

    text: str
    bold: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered line: level 1 `I.`, level 2 `1.`, level 3 `a)`; `mark` is printed literally."""

    level: Literal[1, 2, 3]
    mark: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Bullet:
    """A line led by `-`, or by `+` one step deeper."""

    mark: Literal["-", "+"]
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Runs


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under a repeated header row; `widths` are relative, one per column.

    `source` says which rows of the store it shows (`task(title, due_date)`), so that it can be refreshed; `chart`
    asks for a picture of its figures below it.
    """

    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    aligns: tuple[Align, ...]
    widths: tuple[int, ...]
    source: str = ""
    chart: bool = False


Block = Heading | Bullet | Paragraph | Table


def merged(runs: Iterable[Run]) -> Runs:
    """Join neighbouring runs of the same weight and drop empty ones, so that equal text is equal value."""
    groups = groupby((r for r in runs if r.text), key=lambda r: r.bold)
    return tuple(Run("".join(r.text for r in group), bold) for bold, group in groups)


def plain(runs: Runs) -> str:
    """Return the characters without weight."""
    return "".join(r.text for r in runs)


def led(mark: str, runs: Runs) -> Runs:
    """Put a mark and a space before the runs, as they are printed."""
    return merged((Run(f"{mark} " if runs else mark), *runs))
