"""A row half typed when the screen locks itself is kept in the encrypted store and comes back with its account."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.errors import NotFound
from app.store import Store

if TYPE_CHECKING:
    from ui.ledger.page import LedgersPage

WAITS = "Dòng đang gõ dở khi khóa màn hình vẫn còn ở trang Sổ."


def keep(store: Store, typed: Mapping[str, Any]) -> None:
    """Keep what `EntryForm.typed` returned; nothing for nothing."""
    if typed:
        with store.change("Giữ dòng đang gõ khi khóa màn hình"):
            store.set_setting(_name(store), dict(typed))


def waiting(store: Store) -> Mapping[str, Any]:
    """Return what was kept for this account, empty when nothing was."""
    found = store.setting(_name(store), {})
    return found if isinstance(found, dict) else {}


def take_back(page: "LedgersPage") -> None:
    """Show the kept row in its section again; it is kept no longer, for now it stands in the form."""
    store = page.session.store
    kept = waiting(store)
    if not kept or page.reading_only:
        return
    if kept["section"] in {s.key for s in store.catalogue.sections_of(store.unit.level)}:
        page.open_section(kept["section"])
        try:
            page.form.retype(kept)
        except NotFound:  # the row was taken back by an undo meanwhile
            page.form.retype({**kept, "entry": None})
    with store.change("Lấy lại dòng đang gõ"):
        store.set_setting(_name(store), None)


def _name(store: Store) -> str:
    return f"typed_row.{store.account.name}"
