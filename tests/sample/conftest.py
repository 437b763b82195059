"""The sample battalion, built once for all tests of this folder, and copies that may be changed."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from app import clock, period, sample, store
from app.exchange import inbox, outbox
from app.sample import Demo
from app.store import Store

ASKED = date(2026, 3, 6)
BOTH = period.parse("2026-01..2026-02")


@dataclass(frozen=True)
class Opened:
    """The open stores of one copy of the sample, by unit code."""

    folder: Path
    stores: dict[str, Store]


def _open(stack: ExitStack, folder: Path) -> Opened:
    stores = {
        code: stack.enter_context(store.open(folder / code, passphrase=sample.PASSPHRASE))
        for code in ("d1", "c1", "c2", "c3")
    }
    return Opened(folder, stores)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return sample.build(tmp_path_factory.mktemp("mau") / "demo")


@pytest.fixture(autouse=True)
def _asked() -> Iterator[None]:
    """Ask on 6 March 2026, after everything in the sample has happened; other tests keep their own day."""
    with clock.fixed(ASKED):
        yield


@pytest.fixture(scope="session")
def opened(demo: Demo) -> Iterator[Opened]:
    """The sample as built; for reading only."""
    with ExitStack() as stack:
        yield _open(stack, demo.stores["d1"].parent)


@pytest.fixture(scope="session")
def complete(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """A copy in which company 3 has handed over February after all."""
    folder = tmp_path_factory.mktemp("du") / "demo"
    shutil.copytree(demo.stores["d1"].parent, folder)
    with ExitStack() as stack:
        found = _open(stack, folder)
        with clock.fixed(ASKED):
            made = outbox.export(found.stores["c3"], period.parse("2026-02"), folder / "usb")
            results = inbox.apply(found.stores["d1"], inbox.plan(found.stores["d1"], [made.file]))
        assert [r.result for r in results] == ["applied"]
        yield found
