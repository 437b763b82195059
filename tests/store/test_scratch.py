"""Typing that is not saved: kept beside the journal, inside the encrypted file."""

import pytest

from app.store import ReadOnly, Store
from tests.store.conftest import Kept


def test_half_typed_text_is_kept_replaced_and_dropped_without_history(opened: Store) -> None:
    before = len(opened.changes(100))
    opened.keep_scratch("paper/1/ctv", "Câu gõ dở")
    opened.keep_scratch("paper/1/ctv", "Câu gõ dở hơn")
    opened.keep_scratch("paper/2/ctv", "Khác")
    assert [s.text for s in opened.scratches("paper/1/")] == ["Câu gõ dở hơn"]
    assert {s.key for s in opened.scratches("paper/")} == {"paper/1/ctv", "paper/2/ctv"}
    opened.drop_scratch("paper/1/ctv")
    opened.drop_scratch("paper/1/ctv")
    assert [s.key for s in opened.scratches("paper/")] == ["paper/2/ctv"]
    assert len(opened.changes(100)) == before
    assert opened.verify().ok


def test_it_survives_closing_and_is_not_read_from_the_file(kept: Kept) -> None:
    with kept.open() as store:
        store.keep_scratch("paper/1/ctv", "Chỉ trong tệp mã hóa")
        with store.reader() as reader, pytest.raises(ReadOnly):
            reader.keep_scratch("paper/1/ctv", "Không được ghi")
    content = (kept.home / "store.db").read_bytes()
    assert "Chỉ trong tệp".encode() not in content
    with kept.open() as store:
        assert [s.text for s in store.scratches("paper/")] == ["Chỉ trong tệp mã hóa"]
