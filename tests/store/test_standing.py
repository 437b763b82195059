"""A store knows on which edition it stands, whatever the program that opens it brings along."""

import shutil
from pathlib import Path

import pytest

from app import catalogue as catalogues
from app import store as stores
from app.catalogue import Edition, editions
from app.store import FLOOR, NotAllowed, Store, Unit, accounts, standing
from tests.conftest import PASSPHRASE


def made(home: Path, edition: str) -> Store:
    unit = Unit("c1", "Đại đội 1", "company", own=True)
    chosen = editions.named(edition)
    return stores.create(home, unit=unit, passphrase=PASSPHRASE, argon=FLOOR, edition=chosen).store


def test_a_new_store_stands_on_the_edition_of_the_program(store: Store) -> None:
    assert store.edition == catalogues.load().edition
    assert store.setting(standing.SETTING) is None


def test_a_store_opens_on_the_edition_it_was_made_for(home: Path) -> None:
    made(home, "former").close()
    with stores.open(home, passphrase=PASSPHRASE) as again:
        assert again.edition == "0.9.0"
        assert again.catalogue.before == ()
        assert len(again.catalogue.ledgers_of("c")) == 14
        assert again.verify().ok


def test_a_store_opens_where_its_edition_does_not_come_with_the_program(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(home, "former").close()
    digest = editions.named("former").catalogue.digest
    first = editions.shipped()[:1]
    monkeypatch.setattr(editions, "shipped", lambda: first)
    with stores.open(home, passphrase=PASSPHRASE) as again:
        assert again.edition == "0.9.0"
        assert again.catalogue.digest == digest


def test_going_over_is_undone_and_done_again(store: Store) -> None:
    with store.change("Nhận bộ cũ"):
        store.stand_on(editions.named("former"))
    assert store.edition == "0.9.0"
    views = "SELECT count(*) FROM sqlite_master WHERE name = 'section_nhat_ky'"
    assert store._db.conn.execute(views).fetchone()[0] == 1
    store.undo()
    assert store.edition == "1.0.0"
    assert store._db.conn.execute(views).fetchone()[0] == 0
    store.redo()
    assert store.edition == "0.9.0"
    assert store.reader().edition == "0.9.0"


def test_a_change_that_fails_leaves_the_old_edition(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.change("Nhận bộ cũ"):
        store.stand_on(editions.named("former"))
        raise ZeroDivisionError
    assert store.edition == "1.0.0"
    with store.change("Ngoài"):
        with pytest.raises(ZeroDivisionError), store.change("Trong"):
            store.stand_on(editions.named("former"))
            raise ZeroDivisionError
        assert store.edition == "1.0.0"
    assert store.setting(standing.SETTING) is None


def test_only_who_signs_goes_over_or_back(store: Store) -> None:
    accounts.add(store, "tl", "tro_ly", passphrase="mật khẩu trợ lý 1")
    with store.change("Nhận bộ cũ"):
        store.stand_on(editions.named("former"))
    store.close()
    with stores.open(store.home, passphrase="mật khẩu trợ lý 1") as assistant:
        with pytest.raises(NotAllowed):
            assistant.undo()
        assert assistant.edition == "0.9.0"


def test_an_edition_of_a_folder_travels_inside_the_store(store: Store, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(catalogues.editions.shipped()[0].folder, tmp_path / "bo_don_vi"))
    head = folder / "catalogue.toml"
    head.write_text(head.read_text("utf-8").replace("1.0.0", "1.1.0"), "utf-8")
    edition: Edition = editions.named(str(folder))
    assert not edition.shipped
    with store.change("Nhận bộ của đơn vị"):
        store.stand_on(edition)
    store.close()
    shutil.rmtree(folder)
    with stores.open(store.home, passphrase=PASSPHRASE) as again:
        assert again.edition == "1.1.0"
        assert again.verify().ok
