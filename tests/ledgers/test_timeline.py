"""How events are worded, and read back: positions with their place, ranks with category and day."""

import pytest

from app.ledgers import timeline
from app.store import Store


def test_every_kind_of_event_changes_columns_that_people_have(store: Store) -> None:
    person = {f.key for f in store.catalogue.sections["person"].fields}
    kinds = store.catalogue.lists["change_kind"].choices
    assert timeline.tracked(store.catalogue) <= person
    assert {timeline.presence(store.catalogue, c.key) for c in kinds} == {"", "arrives", "leaves"}


READ = {
    "Tiểu đội phó Tiểu đội 2": {"position": "tieu_doi_pho", "subunit": "Tiểu đội 2"},
    "tieu doi truong": {"position": "tieu_doi_truong"},
    "Y sĩ, y tá Trạm xá": {"position": "quan_y", "subunit": "Trạm xá"},
    "Tổ trưởng": {"position": "Tổ trưởng"},
    "": {},
}


@pytest.mark.parametrize("text", READ)
def test_a_position_with_its_place_is_read_as_officers_write_it(store: Store, text: str) -> None:
    assert timeline.read(store.catalogue, "bo_nhiem", text) == READ[text]


def test_a_rank_is_read_with_its_category_and_since_when(store: Store) -> None:
    read = timeline.read(store.catalogue, "thang_quan_ham", "Thượng úy QNCN (13/08/2025)")
    assert read == {"rank": "thuong_uy_cn", "rank_date": "2025-08-13"}
    text = "Chưa có, Công nhân quốc phòng"
    assert timeline.read(store.catalogue, "thang_quan_ham", text) == {
        "rank": "",
        "category": "CNQP",
    }
    assert (
        timeline.write(store.catalogue, "thang_quan_ham", {"rank": "", "category": "CNQP"}) == text
    )
