"""What the unit chooses: within bounds, by who signs, as one step."""

import pytest

from app import store as stores
from app.errors import Refused
from app.ledgers import settings
from app.store import NotAllowed, Store, accounts


def test_choices_are_kept_as_one_step_and_taken_back(store: Store) -> None:
    assert settings.chosen(store) == settings.Choices(5, frozenset())
    wanted = settings.Choices(15, frozenset({"person.religion"}))
    assert wanted.optional <= settings.offered(store).keys()
    settings.choose(store, wanted)
    assert settings.chosen(store) == wanted
    store.undo()
    assert settings.chosen(store) == settings.Choices(5, frozenset())


def test_the_same_choices_again_leave_no_trace(store: Store) -> None:
    head = store.journal_head()
    settings.choose(store, settings.chosen(store))
    assert store.journal_head() == head


def test_everything_out_of_bounds_is_said_at_once(store: Store) -> None:
    with pytest.raises(Refused) as wrong:
        settings.choose(store, settings.Choices(0, frozenset({"person.full_name"})))
    assert [p.where for p in wrong.value.problems] == ["idle_minutes", "optional_fields"]


def test_only_who_signs_chooses(store: Store) -> None:
    accounts.add(store, "tl", "tro_ly", passphrase="mật khẩu trợ lý 1")
    store.close()
    opened = stores.open(store.home, passphrase="mật khẩu trợ lý 1")
    with opened as assistant, pytest.raises(NotAllowed):
        settings.choose(assistant, settings.Choices(9, frozenset()))
