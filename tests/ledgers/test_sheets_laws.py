"""The law of spreadsheets: any valid row of any section survives sheet out → sheet in."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from app import catalogue as catalogues
from app import period
from app.catalogue import Level
from app.ledgers import entries, sheets
from app.store import Store
from tests.strategies import rows

CATALOGUE = catalogues.load()
YEAR = period.parse("2026")
SHARED = settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
OUTSIDER = {"name": "Phạm Vãng Lai", "rank": "thieu_ta", "position": "Trợ lý tuyên huấn e00"}


@pytest.mark.parametrize("section", [s.key for s in CATALOGUE.sections_of("c")])
@SHARED
@given(data=st.data())
def test_a_valid_row_of_a_company_survives_out_and_in(
    scratch: Store, section: str, data: st.DataObject
) -> None:
    survives(scratch, section, data, "c")


@pytest.mark.parametrize("section", [s.key for s in CATALOGUE.sections_of("d")])
@SHARED
@given(data=st.data())
def test_a_valid_row_of_a_battalion_survives_out_and_in(
    scratch_battalion: Store, section: str, data: st.DataObject
) -> None:
    survives(scratch_battalion, section, data, "d")


def survives(scratch: Store, section: str, data: st.DataObject, level: Level) -> None:
    """Write a row, take its ledger out, read it in: the row is known again, and would be stored the same."""
    people = tuple(e.id for e in entries.listing(scratch, "person"))[:4]
    row = data.draw(rows(CATALOGUE, section, people, level))
    form = CATALOGUE.sections[section]
    digest = scratch.put_blob(b"pdf")
    for f in form.fields:
        if f.type == "file" and data.draw(st.booleans()):
            row[f.key] = [{"name": "biên bản.pdf", "sha256": digest, "size": 3}]
        if f.type == "person" and f.key in row and not f.required and data.draw(st.booleans()):
            row[f.key] = OUTSIDER
    assume(not any(p.severity == "block" for p in entries.check(scratch, section, row)))
    ledger = next(x.key for x in CATALOGUE.ledgers_of(level) if section in x.sections)
    saved = entries.add(scratch, section, row)
    content = sheets.export(scratch, ledger, YEAR)
    sheet = sheets.fitting(scratch, section, sheets.read(content, "so.xlsx"))
    mapping = sheets.guess(scratch, section, sheet)
    assert not mapping.unknown
    again = sheets.plan(scratch, section, sheet, mapping)
    assert saved.id in [d.entry for d in again.duplicates]
    assert again.rows == ()
    kept = sheets.plan(
        scratch, section, sheet, sheets.given(scratch, section, sheet, {"keep_duplicates": True})
    )
    assert saved.values in [dict(x.values) for x in kept.rows]
