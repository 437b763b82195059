"""The command line as scripts use it: words in; exit code, output and refusals out; on real stores."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app import cli
from app.ledgers import entries
from app.store import Store
from tests.conftest import PASSPHRASE, MakeStore
from tests.exchange.conftest import INSPECTION, RESOLUTION, acquaint
from tests.ledgers.examples import COMPANY, LEADER, PEOPLE

TASK = {
    **COMPANY["task"], "assigned_date": "2026-01-05", "due_date": "2026-01-20", "responsible": LEADER,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Line:
    """The command line working on one store."""

    home: Path
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    def run(self, *words: object, given: str | bytes = "") -> Said:
        """Run one command; `given` is its standard input."""
        raw = given.encode() if isinstance(given, str) else given
        with self.monkeypatch.context() as here:
            here.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
            here.setenv("SOCTD_HOME", str(self.home))
            self.capsys.readouterr()
            code = cli.main([str(w) for w in words])
        said = self.capsys.readouterr()
        return Said(code, said.out, said.err)

    def told(self, *words: object, given: str = "") -> str:
        """Return what a command that succeeds prints for a reader."""
        said = self.run(*words, given=given)
        assert (said.code, said.err) == (0, ""), said
        return said.out

    def value(self, *words: object, given: str = "", code: int = 0) -> Any:
        """Return the one JSON value that a command prints with `--json`."""
        said = self.run(*words, "--json", given=given)
        assert (said.code, said.err) == (code, ""), said
        return json.loads(said.out)

    def refused(self, *words: object, given: str = "") -> Any:
        """Return a refusal as scripts get it; a reader gets the same in lines on standard error."""
        value = self.value(*words, given=given, code=1)
        assert value.keys() == {"code", "message", "hint", "problems"}
        plain = self.run(*words, given=given)
        assert (plain.code, plain.out) == (1, "")
        assert f"{value['message']} [{value['code']}]" in plain.err
        assert all(p["what"] in plain.err for p in value["problems"])
        return value

    def at(self, home: Path) -> "Line":
        return Line(home, self.capsys, self.monkeypatch)


@pytest.fixture
def line(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    today: Callable[[str], None],
) -> Line:
    """The command line on 3 February 2026, with the passphrase given and no store yet."""
    today("2026-02-03")
    monkeypatch.setenv("SOCTD_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("SOCTD_REPORTS", str(tmp_path / "lỗi"))
    monkeypatch.delenv("SOCTD_NEW_PASSPHRASE", raising=False)
    return Line(tmp_path / "chưa có sổ", capsys, monkeypatch)


@pytest.fixture
def written(store: Store) -> dict[str, str]:
    """Rows of January in the store of Đại đội 1, by section; people too."""
    for person in PEOPLE:
        entries.add(store, "person", person)
    rows = {"resolution": RESOLUTION, "inspection": INSPECTION, "task": TASK}
    return {section: entries.add(store, section, row).id for section, row in rows.items()}


@pytest.fixture
def company(line: Line, store: Store, written: dict[str, str]) -> Line:
    """The command line on the store of Đại đội 1."""
    store.close()
    return line.at(store.home)


@pytest.fixture
def pair(
    line: Line, store: Store, battalion: Store, written: dict[str, str], tmp_path: Path
) -> tuple[Line, Line]:
    """Đại đội 1 and Tiểu đoàn 1, who trust each other's keys."""
    acquaint(store, battalion, tmp_path / "thẻ")
    store.close()
    battalion.close()
    return line.at(store.home), line.at(battalion.home)


@pytest.fixture
def stranger(line: Line, make_store: MakeStore) -> Line:
    """Đại đội 2, with empty ledgers."""
    made = make_store("c2", name="Đại đội 2", parent=("d1", "Tiểu đoàn 1"))
    made.close()
    return line.at(made.home)
