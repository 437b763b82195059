"""One measurement as a row: what we need, what the bare library needs, and the goal."""

import gc
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil


@dataclass(frozen=True, slots=True)
class Row:
    """`ours` and `reference` in `unit`; the goal bounds `ours`, or the ratio where there is a reference."""

    job: str
    unit: str
    ours: float
    reference: float | None = None
    most: float | None = None  # greatest allowed value of ours
    most_ratio: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.ours / self.reference if self.reference else None

    @property
    def goal(self) -> str:
        bounds = [f"< {self.most:g} {self.unit}"] if self.most else []
        bounds += [f"ratio < {self.most_ratio:g}"] if self.most_ratio else []
        return ", ".join(bounds)

    @property
    def reached(self) -> bool:
        within = self.most is None or self.ours < self.most
        return within and (self.most_ratio is None or (self.ratio or 0) < self.most_ratio)

    def shown(self) -> dict[str, object]:
        """Return the row as scripts read it."""
        return {
            "job": self.job,
            "ours": round(self.ours, 4),
            "reference": None if self.reference is None else round(self.reference, 4),
            "ratio": None if self.ratio is None else round(self.ratio, 2),
            "goal": self.goal,
            "pass": self.reached,
            "unit": self.unit,
        }


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """Return the shortest of `times` runs, with the garbage collector out of the way."""
    best = float("inf")
    for _ in range(times):
        gc.collect()
        started = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - started)
    return best


def pair(
    ours: Callable[[], object], reference: Callable[[], object], times: int = 3
) -> tuple[float, float]:
    """Measure two works in turn, so that both meet the same weather, and return their shortest runs."""
    best = [float("inf"), float("inf")]
    for _ in range(times):
        for place, work in enumerate((ours, reference)):
            best[place] = min(best[place], seconds(work, 1))
    return best[0], best[1]


def p95(works: Sequence[Callable[[], object]]) -> float:
    """Return the time in ms that 19 of 20 of the works stay within, each done once."""
    spent = []
    gc.collect()
    for work in works:
        started = time.perf_counter()
        work()
        spent.append((time.perf_counter() - started) * 1000)
    return nearly_all(spent)


def nearly_all(spent: Sequence[float]) -> float:
    """Return what 95 of 100 of the times stay within."""
    return sorted(spent)[math.ceil(len(spent) * 0.95) - 1]


def peak() -> float:
    """Return the most memory in MB this process ever held."""
    held = psutil.Process().memory_info()
    if hasattr(held, "peak_wset"):
        return float(held.peak_wset) / 2**20
    said = Path("/proc/self/status")
    if not said.exists():
        return float(held.rss) / 2**20
    line = next(x for x in said.read_text().splitlines() if x.startswith("VmHWM"))
    return int(line.split()[1]) / 2**10
