"""The program as a script starts it: one process per command, JSON out, nothing shared but files."""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app import paths

PASSPHRASE = "mật khẩu của câu chuyện"
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Program:
    """`soctd` on one store, on one day."""

    home: Path
    today: str

    def run(
        self, *words: object, given: object = None, code: int = 0
    ) -> subprocess.CompletedProcess[str]:
        """Run one command; `given` goes in as JSON. Nothing may come out on standard error."""
        done = subprocess.run(
            [sys.executable, "-m", "ui.start", "--home", self.home, *map(str, words)],
            input="" if given is None else json.dumps(given, default=float),
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "SOCTD_PASSPHRASE": PASSPHRASE,
                "SOCTD_TODAY": self.today,
            },
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert (done.returncode, done.stderr) == (code, ""), (words, done.stdout, done.stderr)
        return done

    def value(self, *words: object, given: object = None, code: int = 0) -> Any:
        """Return the JSON value that one command prints."""
        return json.loads(self.run(*words, "--json", given=given, code=code).stdout)

    def on(self, day: str) -> "Program":
        return Program(self.home, day)


def written_by(unit: str, last: date) -> dict[str, list[tuple[str, Mapping[str, Any]]]]:
    """Return the sample's rows of a unit as they stood on a day: section → (P-number, values)."""
    data = tomllib.loads((paths.resources() / f"sample/{unit}.toml").read_text(encoding="utf-8"))
    found: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}
    for row in data["row"]:
        if date.fromisoformat(row["on"]) > last:
            continue
        values = dict(row["values"])
        for later in row.get("later", ()):
            if date.fromisoformat(later["on"]) <= last:
                values |= later["set"]
        found.setdefault(row["section"], []).append((row.get("ref", ""), values))
    return found
