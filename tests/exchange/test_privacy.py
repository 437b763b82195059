"""What may leave the unit: only the rows and fields of domain 3.2, never anything else of a person."""

from pathlib import Path

import pytest

from app.documents import outside
from app.exchange import bag, bundle, gather, keys, outbox, travel
from app.ledgers import attachments, entries
from app.store import Store, Where
from tests.exchange.conftest import FEBRUARY, JANUARY, take
from tests.ledgers.made_files import pdf, png

PEOPLE = ("Nguyễn Văn Thử", "Trần Văn Kín", "Lê Văn Nguồn", "Phạm Văn Đỡ")


def add_person(store: Store, name: str) -> str:
    values = {
        "full_name": name, "gender": "nam", "birth_date": "2003-03-04", "category": "HSQ_BS", "rank": "binh_nhat",
        "position": "chien_si", "enlisted_date": "2025-02-20", "arrived_date": "2025-06-01", "education": "lop_12", "membership": "none",
    }  # fmt: skip
    known = {f.key for f in store.catalogue.sections["person"].fields}
    return entries.add(store, "person", {k: v for k, v in values.items() if k in known}).id


@pytest.fixture
def people(company: Store) -> dict[str, str]:
    return {name: add_person(company, name) for name in PEOPLE}


def contents(company: Store, battalion: Store, to: Path) -> dict[str, bytes]:
    """Return everything inside the submission of January, by name."""
    sent = outbox.export(company, JANUARY, to, replaces=True)
    payload = bundle.open_payload(bundle.read(sent.file.read_bytes()), keys.secret(battalion))
    return bag.read(payload)


def test_people_stay_unless_the_catalogue_sends_them(
    company: Store, battalion: Store, stick: Path, people: dict[str, str]
) -> None:
    source, helper = people["Lê Văn Nguồn"], people["Phạm Văn Đỡ"]
    row = {"person": source, "sponsor": helper, "source_date": "2025-12-01", "status": "nguon"}
    candidate = entries.add(company, "candidate", row)
    everything = b"\n".join(contents(company, battalion, stick).values()).decode("utf-8", "replace")
    assert not [name for name in PEOPLE if name in everything]
    entries.amend(
        company, candidate.id, {"cell_resolution_date": "2026-01-20", "doc_ref": "giữ ở đơn vị"}
    )
    files = contents(company, battalion, stick)
    everything = b"\n".join(files.values()).decode("utf-8", "replace")
    gone = {"Lê Văn Nguồn", "Phạm Văn Đỡ"}
    assert {name for name in PEOPLE if name in everything} == gone
    assert "giữ ở đơn vị" not in everything
    sheet = files["candidate.csv"].decode()
    assert "2003-03-04" in sheet
    assert source not in sheet


def test_a_candidate_arrives_as_a_copy_without_our_roster_id(
    company: Store, battalion: Store, stick: Path, people: dict[str, str]
) -> None:
    row = {
        "person": people["Lê Văn Nguồn"], "source_date": "2025-12-01", "status": "ho_so",
        "cell_resolution_date": "2026-01-20", "has_application": True,
    }  # fmt: skip
    entries.add(company, "candidate", row)
    take(battalion, outbox.export(company, JANUARY, stick).file)
    (got,) = battalion.find("entry", Where("section", "=", "candidate"))
    assert got["person"] is None
    assert got["data"]["person"]["name"] == "Lê Văn Nguồn"
    assert got["data"]["person"]["birth_date"] == "2003-03-04"
    assert "id" not in got["data"]["person"]
    assert got["data"]["has_application"] is True


def test_a_list_as_it_stood_earlier_does_not_overwrite_a_newer_one(
    company: Store, battalion: Store, stick: Path, people: dict[str, str]
) -> None:
    row = {
        "person": people["Lê Văn Nguồn"], "source_date": "2025-12-01", "status": "ho_so",
        "cell_resolution_date": "2026-01-20",
    }  # fmt: skip
    candidate = entries.add(company, "candidate", row)
    first = outbox.export(company, JANUARY, stick)
    entries.amend(company, candidate.id, {"status": "cho_quyet_dinh"})
    second = outbox.export(company, FEBRUARY, stick)
    take(battalion, first.file, second.file)
    entries.amend(company, candidate.id, {"status": "ho_so"})
    (done,) = take(battalion, outbox.export(company, JANUARY, stick, replaces=True).file)
    assert [i for i in done.items if i.table == "entry"] == []
    assert battalion.get("entry", candidate.id)["data"]["status"] == "cho_quyet_dinh"


def test_an_award_goes_up_when_it_is_for_the_superior_to_decide(
    company: Store, battalion: Store, stick: Path
) -> None:
    section = company.catalogue.sections["award"]
    above = {"proposed_form": "cstt"}
    forms = company.catalogue.lists["award_form"].choices
    own = next(c.key for c in forms if c.extra.get("decided_at") == "c")
    assert travel.may_go(company.catalogue, section, above, "c")
    assert not travel.may_go(company.catalogue, section, {"proposed_form": own}, "c")
    decided = {"proposed_form": own, "decision_number": "1/QĐ"}
    assert travel.may_go(company.catalogue, section, decided, "c")
    columns = {c.name for c in travel.columns(section)}
    assert "person_name" in columns
    assert columns.isdisjoint({"refuse_reason", "amount", "person_id"})


def test_only_the_sections_of_domain_3_2_travel(company: Store) -> None:
    keys_ = {s.key for s in travel.sections(company.catalogue)}
    assert keys_ == {
        "award", "candidate", "inspection", "incident", "resolution", "campaign", "civil_affairs",
    }  # fmt: skip
    for section in travel.sections(company.catalogue):
        if not section.travel.fields:
            assert all(c.field.type not in ("person", "file") for c in travel.carried(section))


def test_minutes_stay_and_other_documents_go(company: Store) -> None:
    for kind, number in (("minutes_meeting", "02-BB/CB"), ("plan_month", "06/KH-c1")):
        outside.record_outside(company, kind, JANUARY, number, "2026-01-05")
    gathered = gather.gather(company, JANUARY, company.unit_named("d1"), nil=False)
    assert [paper.facts["number"] for paper in gathered.papers] == ["06/KH-c1"]


def test_attachments_stay_at_home(company: Store, battalion: Store, stick: Path) -> None:
    """Also those of a section whose rows travel, in a field for files or beside the row."""
    (row,) = entries.listing(company, "inspection")
    for name, content, field in (
        ("Ảnh ở lại.png", png(7), ""),
        ("Biên bản ở lại.pdf", pdf("o lai"), "evidence"),
    ):
        attachments.add(company, row.id, name, content, not_secret=True, field=field)
    files = contents(company, battalion, stick)
    everything = b"\n".join(files.values())
    for file in attachments.listing(company, row.id):
        content = company.blob(file.sha256)
        assert content not in everything
        assert file.sha256.encode() not in everything
        assert file.name.encode() not in everything
    assert b"evidence" not in everything
