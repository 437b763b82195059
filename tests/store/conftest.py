"""A set-up store on disk, copied for each test, and rows to put into it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app import store as stores
from app.store import FLOOR, Store, Unit, new_id
from tests.conftest import PASSPHRASE

Rows = Callable[..., dict[str, Any]]
NAME = "Nguyễn Thị Ánh Tuyết"


@dataclass(frozen=True, slots=True)
class Kept:
    """A closed store folder and its recovery code."""

    home: Path
    code: str

    def open(self, account: str = "", passphrase: str = PASSPHRASE) -> Store:
        return stores.open(self.home, passphrase=passphrase, account=account)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Set one store up for the whole run: Đại đội 1 under Tiểu đoàn 1, one row in it."""
    home = tmp_path_factory.mktemp("mẫu") / "Sổ gốc"
    made = stores.create(
        home,
        unit=Unit("c1", "Đại đội 1", "company", data={"place": "Hà Nội"}),
        parent=Unit("d1", "Tiểu đoàn 1", "battalion"),
        passphrase=PASSPHRASE,
        full_name="Trần Văn Bình",
        argon=FLOOR,
    )
    with made.store as store, store.change("Thêm dòng đầu"):
        store.insert("entry", entry(title="Dòng đầu", speaker=NAME))
    return Kept(home, made.recovery_code)


@pytest.fixture
def kept(template: Kept, tmp_path: Path) -> Kept:
    """Return a closed store of this test alone."""
    home = tmp_path / "Sổ đại đội 1"
    shutil.copytree(template.home, home)
    return Kept(home, template.code)


@pytest.fixture
def opened(kept: Kept) -> Iterator[Store]:
    """Return an open store of this test alone."""
    with kept.open() as store:
        yield store


def entry(day: str = "2026-01-12", section: str = "session", **data: Any) -> dict[str, Any]:
    """Return a row of `entry`; the store does not check its fields."""
    return {
        "id": new_id(),
        "unit": "c1",
        "section": section,
        "occurred_on": day,
        "period": day[:7],
        "data": {"present": 30, "hours": Decimal("3.5")} | data,
        "edition": "1.0.0",
        "entered_by": "ctv",
        "entered_at": "2026-01-12T08:00:00Z",
        "changed_at": "2026-01-12T08:00:00Z",
    }


def add(store: Store, **values: Any) -> str:
    """Write one row in its own change and return its id."""
    with store.change("Thêm một dòng"):
        return store.insert("entry", entry(**values))
