"""A day to work on and a few people in the roster; all names are puns on "sample", as in domain 10."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from app import store as stores
from app.ledgers import entries
from app.store import FLOOR, Store, Unit
from tests.conftest import PASSPHRASE
from tests.ledgers import former
from tests.ledgers.examples import PEOPLE

People = dict[str, str]
"""Full name → id."""
Enrol = Callable[[Store], People]
TODAY = "2026-12-31"


class Forget(Exception):
    """Ends the change in which a scratch store is written."""


@pytest.fixture(autouse=True)
def last_day_of_the_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOCTD_TODAY", TODAY)


@pytest.fixture
def enrol() -> Enrol:
    return enrolled


@pytest.fixture
def people(store: Store) -> People:
    return enrolled(store)


@pytest.fixture
def battalion_people(battalion: Store) -> People:
    return enrolled(battalion)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store with people for all tests that only look or write into `scratch`."""
    unit = Unit("c1", "Đại đội 1", "company", own=True)
    yield from _peopled(tmp_path_factory.mktemp("ledgers") / "Sổ chung", unit)


@pytest.fixture(scope="session")
def shared_battalion(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    unit = Unit("d1", "Tiểu đoàn 1", "battalion", own=True)
    yield from _peopled(tmp_path_factory.mktemp("ledgers") / "Sổ chung d", unit)


def _peopled(folder: Path, unit: Unit) -> Iterator[Store]:
    made = stores.create(folder, unit=unit, passphrase=PASSPHRASE, argon=FLOOR)
    with made.store as store:
        enrolled(store)
        yield store


@pytest.fixture
def scratch(shared: Store) -> Iterator[Store]:
    """The shared store inside a change that is taken back when the test ends."""
    with suppress(Forget), shared.change("Thử"):
        yield shared
        raise Forget


@pytest.fixture
def scratch_battalion(shared_battalion: Store) -> Iterator[Store]:
    with suppress(Forget), shared_battalion.change("Thử"):
        yield shared_battalion
        raise Forget


def enrolled(store: Store) -> People:
    """Write the sample people into the roster and return their ids."""
    made = entries.add_many(store, "person", PEOPLE, "Nhập quân số")
    return {str(e.values["full_name"]): e.id for e in made}


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Store]:
    """The store of a company that still keeps fourteen ledgers."""
    with former.make(tmp_path / "Sổ cũ") as store:
        enrolled(store)
        yield store
