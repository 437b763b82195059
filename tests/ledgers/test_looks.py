"""Saved looks: kept by name per section, undone like any change, never by an account that only reads."""

import pytest

from app import store as stores
from app.errors import NotFound
from app.ledgers import looks
from app.ledgers.looks import Look, LookUnfit
from app.store import ReadOnly, Store, accounts
from tests.conftest import PASSPHRASE

JANUARY = Look(
    "session", "Tháng Một", "2026-01", "dieu le", (("present", ">5"),), "-present",
    ("date", "topic", "rate"), months=True,
)  # fmt: skip


def test_a_look_comes_back_as_it_was_saved_after_reopening(store: Store) -> None:
    looks.save(store, JANUARY)
    looks.save(store, Look("session", "An toàn"))
    home = store.home
    store.close()
    with stores.open(home, passphrase=PASSPHRASE) as again:
        assert looks.listing(again, "session") == [Look("session", "An toàn"), JANUARY]
        assert looks.listing(again, "test") == []


def test_a_look_of_the_same_name_is_replaced_and_undo_brings_the_old_one_back(store: Store) -> None:
    looks.save(store, JANUARY)
    looks.save(store, Look("session", "  tháng   một ", search="khác"))
    assert [x.search for x in looks.listing(store, "session")] == ["khác"]
    store.undo()
    assert looks.listing(store, "session") == [JANUARY]


def test_a_look_is_renamed_and_taken_away(store: Store) -> None:
    looks.save(store, JANUARY)
    looks.save(store, Look("session", "Khác"))
    assert looks.rename(store, "session", "tháng một", "Đầu năm").filters == JANUARY.filters
    with pytest.raises(LookUnfit, match="KHÁC"):
        looks.rename(store, "session", "Đầu năm", "KHÁC")
    looks.remove(store, "session", "Đầu năm")
    assert [x.name for x in looks.listing(store, "session")] == ["Khác"]
    with pytest.raises(NotFound):
        looks.remove(store, "session", "Đầu năm")


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_look_needs_a_short_name(store: Store, name: str) -> None:
    with pytest.raises(LookUnfit):
        looks.save(store, Look("session", name))


def test_columns_the_catalogue_no_longer_has_are_left_out(store: Store) -> None:
    with store.change("Bản trước"):
        gone = {"name": "Cũ", "period": "", "search": "", "months": False}
        kept = gone | {
            "filters": [["gone", "x"], ["topic", "y"]], "order": "-gone", "columns": ["gone", "topic"],
        }  # fmt: skip
        store.set_setting("looks.session", [kept])
    (look,) = looks.listing(store, "session")
    assert (look.filters, look.order, look.columns) == ((("topic", "y"),), "", ("topic",))


def test_an_account_that_only_reads_uses_looks_but_saves_none(store: Store) -> None:
    looks.save(store, JANUARY)
    accounts.add(store, "xem", "xem", passphrase="mật khẩu xem 2")
    home = store.home
    store.close()
    with stores.open(home, passphrase="mật khẩu xem 2") as reading:
        assert looks.listing(reading, "session") == [JANUARY]
        with pytest.raises(ReadOnly):
            looks.save(reading, Look("session", "Mới"))
