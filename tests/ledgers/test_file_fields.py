"""Fields of type `file`: the same keeping as the files of a whole row, and nothing from elsewhere."""

from dataclasses import replace

import pytest

from app.errors import NotFound, Refused
from app.ledgers import attachments, entries
from app.ledgers.attachments import AlreadyKept
from app.store import Store
from tests.ledgers.conftest import People
from tests.ledgers.examples import COMPANY
from tests.ledgers.made_files import pdf, png

PHOTO = png()
MINUTES = pdf()


def test_a_field_for_files_keeps_them_the_same_way(store: Store, people: People) -> None:
    row = entries.add(store, "inspection", COMPANY["inspection"]).id
    one = attachments.add(store, row, "bb.pdf", MINUTES, not_secret=True, field="evidence")
    two = attachments.add(store, row, "anh.png", PHOTO, not_secret=True)
    field = replace(one, added_by="", added_at="")
    assert attachments.listing(store, row) == (field, two)
    assert attachments.content(store, row, one.sha256) == MINUTES
    with pytest.raises(AlreadyKept):
        attachments.add(store, row, "x.pdf", MINUTES, not_secret=True, field="evidence")
    with pytest.raises(NotFound):
        attachments.add(store, row, "x.pdf", pdf("y"), not_secret=True, field="content")
    attachments.remove(store, row, one.sha256, reason="Thay bản khác")
    assert attachments.listing(store, row) == (two,)
    assert "evidence" not in entries.get(store, row).values
    assert store.verify().ok


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ({"name": "a.pdf", "sha256": "0" * 64, "size": 3}, "L102"),
        ({"name": "a.pdf", "size": 3}, "L102"),
        ({"name": "../../a.pdf"}, "L145"),
        ({"name": "a\u202efdp.exe"}, "L145"),
    ],
)
def test_a_row_holds_only_files_that_are_kept_under_names_that_are_safe(
    store: Store, people: People, file: dict[str, object], code: str
) -> None:
    row = entries.add(store, "inspection", COMPANY["inspection"]).id
    kept = attachments.add(store, row, "bb.pdf", MINUTES, not_secret=True)
    given = {"sha256": kept.sha256, "size": kept.size} | file if code == "L145" else file
    before = store.dump()
    with pytest.raises(Refused) as told:
        entries.amend(store, row, {"evidence": [given]})
    assert [(p.where, p.code) for p in told.value.problems] == [("evidence", code)]
    assert store.dump() == before
