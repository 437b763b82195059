"""Whether a month is closed at once when it is sent up: the unit's choice. Closing itself is `ledgers.locks`."""

from typing import Final

from app.planning.setup import load
from app.store import Store

AFTER_SUBMISSION: Final = "lock_after_submission"
"""Setting: whether the window proposes to close a month with its submission."""


def after_submission(store: Store) -> bool:
    """Return what the window proposes: the unit's choice, else the proposal of planning's data."""
    return bool(store.setting(AFTER_SUBMISSION, load().lock_after_submission))


def propose_after_submission(store: Store, wanted: bool) -> None:
    """Keep what the window proposes from now on."""
    if wanted != after_submission(store):
        said = "có" if wanted else "không"
        with store.change(f"Thiết lập: khóa kỳ sau khi nộp: {said}"):
            store.set_setting(AFTER_SUBMISSION, wanted)
