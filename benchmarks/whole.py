"""The whole program: the demo, the first paint of the window on its store, the memory it holds."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Row

ROOT = Path(__file__).parents[1]


def rows(place: Path) -> Iterator[Row]:
    """Build the demo under `place` (the other jobs use it) and open its battalion's window."""
    started = time.perf_counter()
    made = json.loads(_run("-m", "ui.start", "demo", str(place / "demo"), "--json"))
    yield Row("demo: 3 companies, 2 months", "s", time.perf_counter() - started, most=60)
    (place / "demo.json").write_text(json.dumps(made), "utf-8")
    home = next(store["home"] for store in made["stores"] if store["unit"] == "d1")
    seen = [json.loads(_run("-m", "benchmarks.window", home, made["passphrase"])) for _ in range(3)]
    yield Row("window: first paint on that store", "s", min(s["painted"] for s in seen), most=2)
    yield Row("window: from starting Python to that paint", "s", min(s["started"] for s in seen))
    yield Row(
        "window: memory after every page was shown", "MB", max(s["memory"] for s in seen), most=300
    )


def _run(*arguments: str) -> str:
    environment = dict(os.environ)
    if environment.get("DISPLAY"):
        environment.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8",
    ).stdout  # fmt: skip
