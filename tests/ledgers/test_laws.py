"""Laws over all sections: valid rows are taken, undo and redo restore every table."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import catalogue as catalogues
from app.ledgers import computed, entries
from app.store import Store
from tests.ledgers.conftest import People
from tests.strategies import rows

CATALOGUE = catalogues.load()
SHARED = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize("section", [s.key for s in CATALOGUE.sections_of("c")])
@SHARED
@given(data=st.data())
def test_every_section_of_a_company_takes_a_valid_row(
    store: Store, people: People, section: str, data: st.DataObject
) -> None:
    takes(store, section, data, tuple(people.values()))


@pytest.mark.parametrize(
    "section", ["subordinate_cell", "inspection_plan", "inspection_case", "cadre"]
)
@SHARED
@given(data=st.data())
def test_every_section_of_a_battalion_takes_a_valid_row(
    battalion: Store, battalion_people: People, section: str, data: st.DataObject
) -> None:
    takes(battalion, section, data, tuple(battalion_people.values()))


def takes(store: Store, section: str, data: st.DataObject, people: tuple[str, ...]) -> None:
    """Add, read, show, strike and undo one drawn row; the store ends as it began."""
    row = data.draw(rows(CATALOGUE, section, people, store.unit.level))
    before = store.dump()
    saved = entries.add(store, section, row)
    added = store.dump()
    assert entries.get(store, saved.id) == saved
    assert set(saved.values) == set(row)
    assert entries.title(store, saved)
    columns = {c.key for c in CATALOGUE.sections[section].computed}
    found = computed.values(store, saved)
    assert set(found) == columns - {k for s, k in computed.PLANNED if s == section}
    assert all(computed.shown(store, section, key, value) for key, value in found.items())
    assert entries.check(store, section, saved.values, saved.id) == list(saved.warnings)
    entries.strike(store, saved.id, reason="Thử")
    store.undo()
    assert store.dump() == added
    store.undo()
    assert store.dump() == before
    store.redo()
    assert store.dump() == added
    store.undo()
