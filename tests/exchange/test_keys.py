"""Key cards: the fingerprint decides, words and digits alike; strangers are not trusted."""

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from app.exchange import archive, cards, keys, seal
from app.exchange.cards import Card
from app.exchange.refusals import CardRefused, CardWrong, FingerprintDiffers
from app.store import NotAllowed, Store, accounts
from app.store import open as open_store
from app.text import fold
from tests.conftest import MakeStore

SECRET = seal.generate()
CARD = Card(
    "c1", "Đại đội 1", "company", "d1", False, "a1", "2026-02-01T08:00:00Z", SECRET.public()
)


def test_the_words_are_256_and_differ_without_marks() -> None:
    words = cards.word_list()
    assert len(words) == 256
    assert len({fold(w) for w in words}) == 256
    assert all(unicodedata.is_normalized("NFC", w) and w.isalpha() for w in words)


def test_a_card_reads_back() -> None:
    assert cards.read(cards.write(CARD, SECRET)) == CARD


def test_every_flipped_byte_of_a_card_is_refused() -> None:
    data = cards.write(CARD, SECRET)
    for at in range(len(data)):
        wrong = bytearray(data)
        wrong[at] ^= 1 << at % 8
        with pytest.raises(CardWrong):
            cards.read(bytes(wrong))


def test_a_card_signed_by_other_keys_is_refused() -> None:
    with pytest.raises(CardWrong):
        cards.read(cards.write(CARD, seal.generate()))
    with pytest.raises(CardWrong):
        cards.read(archive.pack({"header.json": b"{}"}))


def test_the_fingerprint_is_of_code_and_both_keys() -> None:
    other = seal.generate().public()
    changed = [
        replace(CARD, unit="c2"),
        replace(CARD, keys=replace(CARD.keys, sign=other.sign)),
        replace(CARD, keys=replace(CARD.keys, lock=other.lock)),
    ]
    assert len({c.fingerprint for c in (CARD, *changed)}) == 4
    assert replace(CARD, name="Đại đội Một", incarnation="b").fingerprint == CARD.fingerprint


def test_a_fingerprint_may_be_said_in_words_or_digits() -> None:
    words = " ".join(CARD.words)
    for said in (
        CARD.fingerprint,
        CARD.fingerprint.lower().replace(" ", ""),
        CARD.fingerprint.replace(" ", "-"),
        words,
        words.upper(),
        fold(words),
        unicodedata.normalize("NFD", words),
    ):
        assert CARD.matches(said), said
    for said in ("", CARD.fingerprint[:-1], " ".join(CARD.words[:-1]), words + " áo"):
        assert not CARD.matches(said), said


def test_a_wrong_fingerprint_trusts_nobody(store: Store, battalion: Store, stick: Path) -> None:
    card = keys.write_card(battalion, stick)
    before = store.dump()
    with pytest.raises(FingerprintDiffers):
        keys.trust(store, card, CARD.fingerprint)
    assert store.dump() == before


def test_trust_makes_a_subordinate_known(store: Store, battalion: Store, stick: Path) -> None:
    card = keys.write_card(store, stick / "thẻ.goi")
    trusted = keys.trust(battalion, card, keys.read_card(card).fingerprint)
    unit = battalion.unit_named("c1")
    assert (unit.name, unit.echelon, unit.parent, unit.own) == ("Đại đội 1", "company", "d1", False)
    known = {k.unit: k for k in keys.listing(battalion)}
    assert known["c1"].fingerprint == trusted.fingerprint
    assert not known["c1"].own
    again = keys.trust(battalion, card, keys.read_card(card).fingerprint)
    assert again == trusted


def test_a_unit_without_a_superior_takes_the_one_whose_card_it_trusts(
    make_store: MakeStore, battalion: Store, stick: Path
) -> None:
    alone = make_store("c5")
    card = keys.write_card(battalion, stick)
    keys.trust(alone, card, keys.read_card(card).fingerprint)
    assert alone.unit.parent == "d1"


def test_strangers_and_namesakes_are_not_trusted(
    store: Store, make_store: MakeStore, tmp_path: Path, stick: Path
) -> None:
    stranger = make_store("c6", parent=("d6", "Tiểu đoàn 6"))
    for card in (keys.write_card(stranger, stick), keys.write_card(store, stick)):
        before = store.dump()
        with pytest.raises(CardRefused):
            keys.trust(store, card, keys.read_card(card).fingerprint)
        assert store.dump() == before


def test_the_own_pair_is_made_once_and_its_secrets_stay(store: Store, stick: Path) -> None:
    first, second = keys.ensure(store), keys.ensure(store)
    assert first.keys == second.keys
    card = keys.write_card(store, stick).read_bytes()
    for secret in (keys.secret(store).sign, keys.export_identity(store)):
        assert secret.encode() not in card
        for file in store.home.rglob("*"):
            if file.is_file():
                assert secret.encode() not in file.read_bytes()


def test_only_the_political_officer_trusts_a_key(
    store: Store, battalion: Store, tmp_path: Path
) -> None:
    card = keys.write_card(battalion, tmp_path / "the")
    accounts.add(store, "trợ lý", "tro_ly", passphrase="mật khẩu trợ lý")
    home = store.home
    store.close()
    with open_store(home, passphrase="mật khẩu trợ lý") as helping:
        with pytest.raises(NotAllowed):
            keys.trust(helping, card, keys.read_card(card).fingerprint)
        assert helping.count("key") == 0
