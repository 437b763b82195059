"""A small company with people, and a short way to write rows and papers on a fixed day."""

from collections.abc import Callable
from datetime import date

import pytest

from app.ledgers import Entry, entries
from app.store import Store, new_id
from tests.ledgers.examples import BATTALION, COMPANY, PEOPLE

Write = Callable[..., Entry]
Paper = Callable[..., str]


@pytest.fixture(autouse=True)
def first_of_april(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOCTD_TODAY", "2026-04-01")


@pytest.fixture
def people(store: Store) -> list[str]:
    """Four people, there since 2025 or before; returns their ids."""
    return [e.id for e in entries.add_many(store, "person", PEOPLE, "Nhập quân số")]


@pytest.fixture
def write(store: Store, people: list[str]) -> Write:
    """Write a row: the faultless example of its section with the given fields changed."""
    assert people

    def write(section: str, **changed: object) -> Entry:
        example = COMPANY.get(section) or BATTALION[section]
        given = {**example, **changed}
        return entries.add(store, section, {k: v for k, v in given.items() if v is not None})

    return write


@pytest.fixture
def paper(store: Store) -> Paper:
    """Record an issued document of a type about a period, dated on a day."""
    return lambda *args, **more: document(store, *args, **more)


def document(
    store: Store, type_: str, period: str, dated: str, *, state: str = "issued", returned: int = 0
) -> str:
    row = {
        "id": new_id(),
        "unit": store.unit.code,
        "type": type_,
        "period": period,
        "title": type_,
        "state": state,
        "outside": 1,
        "profile": "quan-doi",
        "dated": dated,
        "returned_count": returned,
    }
    with store.change("Ghi văn kiện"):
        return store.insert("document", row)


def raw_entry(store: Store, section: str, day: date, data: dict[str, object]) -> None:
    """Put a row into the open change, past the checks: for laws over many made-up rows."""
    store.insert(
        "entry",
        {
            "id": new_id(),
            "unit": store.unit.code,
            "section": section,
            "occurred_on": day.isoformat(),
            "period": day.isoformat()[:7],
            "data": data,
            "edition": store.edition,
            "entered_by": "ctv",
            "entered_at": "2026-04-01T08:00:00Z",
            "changed_at": "2026-04-01T08:00:00Z",
        },
    )
