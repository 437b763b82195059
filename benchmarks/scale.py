"""A store of twenty years (design 12): made here, then asked, looked at and written to in processes of their own."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import years
from benchmarks.measure import Row

AMOUNT = 300_000
"""The whole twenty years of design 12; `./dev bench --entries 60000` is sooner done."""
ROOT = Path(__file__).parents[1]
MAKING_GOAL = 90
PARTS = ("benchmarks.gestures", "benchmarks.ledgers_page", "benchmarks.big_sheet")


def rows(place: Path, amount: int, kept: Path | None = None) -> Iterator[Row]:
    """Yield one row per gesture on a store of `amount` entries, made first or copied from `kept`."""
    home = place / "years"
    if kept is None:
        started = time.perf_counter()
        years.build(home, amount).close()
        spent = time.perf_counter() - started
        goal = max(5, MAKING_GOAL * amount / AMOUNT)
        yield Row(f"make a store of {amount:,} entries", "s", spent, most=goal)
    else:
        shutil.copytree(kept, home)
    size = (home / "store.db").stat().st_size / 2**20
    yield Row("its size", "MB", size)
    for module in PARTS:
        for told in json.loads(_run("-m", module, str(home))):
            row = Row(**told)
            yield Row(f"{row.job}, {amount:,} entries", row.unit, row.ours, row.reference, row.most)
    shutil.rmtree(home)


def _run(*arguments: str) -> str:
    environment = dict(os.environ)
    if environment.get("DISPLAY"):
        environment.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8",
    ).stdout  # fmt: skip
