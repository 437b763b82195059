"""The people a form offers: kept while nobody of the roster changes, read again when somebody does."""

from datetime import date

import pytest

from app.ledgers import entries
from app.store import Store
from tests.ledgers.examples import PEOPLE
from tests.ui.table import lesson
from ui.ledger.form.folk import Folk

DAY = date(2026, 3, 20)


@pytest.fixture
def many(store: Store) -> Store:
    """A roster of 300 people."""
    somebody = PEOPLE[0]
    named = [{**somebody, "full_name": f"Nguyễn Văn Tên {n}"} for n in range(300)]
    entries.add_many(store, "person", named)
    return store


def names(folk: Folk) -> list[str]:
    return [one.text for one in folk.offers(DAY)]


def test_a_change_that_touches_nobody_costs_the_form_nothing(many: Store) -> None:
    folk = Folk(many)
    offered = folk.offers(DAY)
    entries.add(many, "session", lesson("2026-03-02"))
    folk.forget()
    assert folk.offers(DAY) is offered, "the very same list: nothing was read or sorted again"
    many.undo()
    folk.forget()
    assert len(folk.offers(DAY)) == 300


def test_whoever_comes_changes_or_goes_is_seen_at_once(many: Store) -> None:
    folk = Folk(many)
    assert len(names(folk)) == 300
    new = entries.add(many, "person", {**PEOPLE[0], "full_name": "Trần Thị Mới"})
    folk.forget()
    assert "Trần Thị Mới" in names(folk)
    entries.amend(many, new.id, {"full_name": "Trần Thị Đổi"})
    folk.forget()
    assert "Trần Thị Đổi" in names(folk)
    many.undo()
    many.undo()
    folk.forget()
    assert len(names(folk)) == 300
    many.redo()
    entries.add(many, "session", lesson("2026-03-02"))
    folk.forget()
    assert "Trần Thị Mới" in names(folk), "one of several changes touched somebody"


def test_people_stand_by_given_name(store: Store) -> None:
    for name in ("Lê Văn Ân", "Lê Văn Bình", "Đỗ Anh An", "Ngô Đức Đạt"):
        entries.add(store, "person", {**PEOPLE[0], "full_name": name})
    assert names(Folk(store)) == ["Đỗ Anh An", "Lê Văn Ân", "Lê Văn Bình", "Ngô Đức Đạt"]
