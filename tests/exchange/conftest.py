"""Two units that trust each other's keys, and rows to send."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app import period as periods
from app.exchange import inbox, keys, outbox
from app.exchange.inbox import Plan
from app.exchange.outbox import Exported
from app.ledgers import entries
from app.period import Period
from app.store import Store
from tests.conftest import MakeStore

JANUARY = periods.parse("2026-01")
FEBRUARY = periods.parse("2026-02")
RESOLUTION: dict[str, object] = {
    "number": "13-NQ/CB", "date": "2026-01-05", "kind": "thang", "period_from": "2026-01-01",
    "period_to": "2026-01-31", "meeting_date": "2026-01-05", "vote_for": 4, "voters": 4,
    "summary": "Lãnh đạo thực hiện nhiệm vụ tháng 01/2026", "measures": "Giáo dục trước; kiểm tra sau",
}  # fmt: skip
INSPECTION: dict[str, object] = {
    "date": "2026-01-14", "kind": "tren_kiem_tra", "inspector": "Tiểu đoàn 1", "inspected_unit": "Đại đội 1",
    "content": "Sổ sách tháng 01", "finding_count": 2, "fixed_count": 0, "remedy_due": "2026-01-25",
}  # fmt: skip


def acquaint(one: Store, other: Store, folder: Path) -> None:
    """Let two units trust each other's cards."""
    for a, b in ((one, other), (other, one)):
        card = keys.write_card(b, folder)
        keys.trust(a, card, keys.read_card(card).fingerprint)


def take(store: Store, *files: Path) -> list[Plan]:
    """Plan and apply at once."""
    return inbox.apply(store, inbox.plan(store, list(files)))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "USB của đơn vị"


@pytest.fixture
def company(store: Store, battalion: Store, stick: Path, today: Callable[[str], None]) -> Store:
    """Đại đội 1 with rows of January, known to and knowing Tiểu đoàn 1; the day is 1 February 2026."""
    today("2026-02-01")
    acquaint(store, battalion, stick)
    entries.add(store, "resolution", RESOLUTION)
    entries.add(store, "inspection", INSPECTION)
    return store


@pytest.fixture
def another(
    make_store: MakeStore, battalion: Store, stick: Path, today: Callable[[str], None]
) -> Store:
    """Đại đội 2, also known to Tiểu đoàn 1."""
    today("2026-02-01")
    made = make_store("c2", name="Đại đội 2", parent=("d1", "Tiểu đoàn 1"))
    acquaint(made, battalion, stick)
    return made


@pytest.fixture
def sent(company: Store, stick: Path) -> Exported:
    """The submission of January on the stick."""
    return outbox.export(company, JANUARY, stick)


def again(store: Store, period: Period, to: Path) -> Exported:
    return outbox.export(store, period, to, replaces=True)
