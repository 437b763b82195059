"""The keyring: roles, passphrases, the recovery code. The data file is never rewritten for any of them."""

import json

import pytest

from app import store as stores
from app.store import (
    FLOOR,
    AccountUnfit,
    KeysDamaged,
    NotAllowed,
    PassphraseUnfit,
    ReadOnly,
    WrongPassphrase,
    WrongRecoveryCode,
    accounts,
    keyring,
)
from tests.conftest import PASSPHRASE
from tests.store.conftest import Kept, add, entry

OTHER = "một câu khác hẳn"


def test_a_new_passphrase_opens_the_old_one_does_not_and_the_data_stays(kept: Kept) -> None:
    with kept.open() as store:
        before = (kept.home / "store.db").read_bytes()
        accounts.change_passphrase(store, "ctv", passphrase=OTHER)
        assert (kept.home / "store.db").read_bytes() == before
    with pytest.raises(WrongPassphrase):
        kept.open()
    kept.open(passphrase=OTHER).close()


def test_a_weak_new_passphrase_changes_nothing(kept: Kept) -> None:
    before = (kept.home / "store.keys").read_bytes()
    with kept.open() as store, pytest.raises(PassphraseUnfit):
        accounts.change_passphrase(store, "ctv", passphrase="ngắn")
    assert (kept.home / "store.keys").read_bytes() == before


def test_the_recovery_code_sets_a_new_passphrase(kept: Kept) -> None:
    typed = kept.code.lower().replace("-", " ")
    accounts.recover(kept.home, typed, "ctv", passphrase=OTHER)
    with kept.open(passphrase=OTHER) as store:
        assert store.count("entry") == 1


def test_a_wrong_recovery_code_changes_nothing(kept: Kept) -> None:
    before = (kept.home / "store.keys").read_bytes()
    wrong = ("2" if kept.code[0] != "2" else "3") + kept.code[1:]
    for code in (wrong, "", kept.code[:-1]):
        with pytest.raises(WrongRecoveryCode):
            accounts.recover(kept.home, code, "ctv", passphrase=OTHER)
    assert (kept.home / "store.keys").read_bytes() == before


def test_a_new_recovery_code_ends_the_old_one(kept: Kept) -> None:
    with kept.open() as store:
        fresh = accounts.new_recovery(store)
    with pytest.raises(WrongRecoveryCode):
        accounts.recover(kept.home, kept.code, "ctv", passphrase=OTHER)
    accounts.recover(kept.home, fresh, "ctv", passphrase=OTHER)


def test_a_recovery_code_is_eight_groups_of_four_that_telex_leaves_alone() -> None:
    groups = keyring.new_code().split("-")
    assert [len(g) for g in groups] == [4] * 8
    codes = "".join(keyring.new_code() for _ in range(50))
    assert not set(codes) & set("AEIOUYWDSFRXJZ01")


def test_each_role_reaches_as_far_as_it_should(kept: Kept) -> None:
    with kept.open() as store:
        accounts.add(
            store, "trợ lý", "tro_ly", passphrase="trợ lý vào sổ", full_name="Lê Văn Cường"
        )
        accounts.add(store, "khách", "xem", passphrase="khách chỉ xem")
        assert store.verify().ok
    assert [(a.name, a.role) for a in accounts.listing(kept.home)] == [
        ("ctv", "chinh_tri_vien"),
        ("trợ lý", "tro_ly"),
        ("khách", "xem"),
    ]
    with kept.open(passphrase="khách chỉ xem") as looking:
        assert looking.account.role == "xem"
        assert looking.count("entry") == 1
        for write in (lambda: add(looking), looking.undo, looking.redo):
            with pytest.raises(ReadOnly):
                write()
    with kept.open("trợ lý", "trợ lý vào sổ") as helping:
        assert helping.account.full_name == "Lê Văn Cường"
        add(helping)
        assert helping.changes(1)[0].account == "trợ lý"
        with pytest.raises(NotAllowed), helping.change("Khóa kỳ"):
            helping.insert("period_lock", {"unit": "c1", "period": "2026-01", "reason": "x"})
        for forbidden in (
            lambda: accounts.add(helping, "x", "xem", passphrase=OTHER),
            lambda: accounts.remove(helping, "ctv"),
            lambda: accounts.new_recovery(helping),
            lambda: accounts.change_passphrase(helping, "ctv", passphrase=OTHER),
        ):
            with pytest.raises(NotAllowed):
                forbidden()
        accounts.change_passphrase(helping, "trợ lý", passphrase=OTHER)
    kept.open("trợ lý", OTHER).close()


def test_a_closed_account_no_longer_opens_and_one_of_full_rights_remains(kept: Kept) -> None:
    with kept.open() as store:
        accounts.add(store, "hai", "chinh_tri_vien", passphrase=OTHER)
        with pytest.raises(AccountUnfit):
            accounts.add(store, "hai", "xem", passphrase=OTHER)
        accounts.remove(store, "hai")
        for name in ("ctv", "không có"):
            with pytest.raises(AccountUnfit):
                accounts.remove(store, name)
    with pytest.raises(WrongPassphrase):
        kept.open(passphrase=OTHER)


def test_a_role_edited_by_hand_opens_nothing(kept: Kept) -> None:
    with kept.open() as store:
        accounts.add(store, "khách", "xem", passphrase=OTHER)
    file = kept.home / "store.keys"
    tree = json.loads(file.read_text("utf-8"))
    tree["accounts"][1]["role"] = "chinh_tri_vien"
    file.write_text(json.dumps(tree), "utf-8")
    with pytest.raises(WrongPassphrase):
        kept.open(passphrase=OTHER)


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "",
        lambda text: text[: len(text) // 2],
        lambda text: text.replace('"format": 1', '"format": 2'),
        lambda text: text.replace("65536", "8"),
        lambda text: text.replace("65536", "999999999"),
        lambda text: text.replace("chinh_tri_vien", "tư lệnh"),
    ],
)
def test_a_spoilt_keyring_is_named_and_never_weakens(kept: Kept, damage: object) -> None:
    file = kept.home / "store.keys"
    assert callable(damage)
    file.write_text(damage(file.read_text("utf-8")), "utf-8")
    with pytest.raises(KeysDamaged):
        kept.open()


def test_the_key_is_never_derived_more_cheaply_than_the_floor() -> None:
    cost = keyring.calibrate()
    assert cost.iterations >= FLOOR.iterations
    assert (cost.memory_kib, cost.lanes) == (FLOOR.memory_kib, FLOOR.lanes)


def test_the_passphrase_is_nowhere_in_the_keyring(kept: Kept) -> None:
    content = (kept.home / "store.keys").read_text("utf-8")
    assert PASSPHRASE not in content
    assert kept.code not in content
    with kept.open() as store:
        assert store.key.hex() not in content
        with store.change("x"):
            store.insert("entry", entry())


def test_a_restored_copy_opens_with_the_keys_beside_it(kept: Kept) -> None:
    with kept.open() as store:
        file = store.backup()
        accounts.change_passphrase(store, "ctv", passphrase=OTHER)
    stores.restore(file, kept.home.parent / "khôi phục", PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        stores.restore(file, kept.home.parent / "lần hai", OTHER)
    assert not stores.exists(kept.home.parent / "lần hai")
