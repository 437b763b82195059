"""Real encrypted stores with the real catalogue for every test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app import catalogue as catalogues
from app import store as stores
from app.catalogue import Catalogue
from app.store import FLOOR, Store, Unit

PASSPHRASE = "mật khẩu thử 1"

MakeStore = Callable[..., Store]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return catalogues.load()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A store folder with Vietnamese letters and spaces in its name."""
    return tmp_path / "Sổ Đại đội"


@pytest.fixture
def make_store(tmp_path: Path) -> Iterator[MakeStore]:
    """Make stores: `make_store("c2", "company", name="Đại đội 2", parent=("d1", "Tiểu đoàn 1"))`."""
    opened: list[Store] = []

    def make(
        code: str,
        echelon: str = "company",
        *,
        name: str = "",
        parent: tuple[str, str] | None = None,
        training: bool = False,
    ) -> Store:
        above = {"company": "battalion", "battalion": "regiment", "regiment": "regiment"}[echelon]
        made = stores.create(
            tmp_path / f"Sổ {code}",
            unit=Unit(code, name or f"Đơn vị {code}", echelon, own=True, training=training),
            parent=Unit(parent[0], parent[1], above) if parent else None,
            passphrase=PASSPHRASE,
            argon=FLOOR,
        )
        opened.append(made.store)
        return made.store

    yield make
    for one in opened:
        one.close()


@pytest.fixture
def store(make_store: MakeStore) -> Store:
    """The store of Đại đội 1."""
    return make_store("c1", name="Đại đội 1", parent=("d1", "Tiểu đoàn 1"))


@pytest.fixture
def battalion(make_store: MakeStore) -> Store:
    """The store of Tiểu đoàn 1."""
    return make_store("d1", "battalion", name="Tiểu đoàn 1", parent=("e00", "Trung đoàn 00"))


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Fix the date: `today("2026-02-28")`."""
    return lambda day: monkeypatch.setenv("SOCTD_TODAY", day)
