"""Taking a change back, or doing it again, says how far it is and may be given up."""

import pytest

from app.progress import Cancelled
from app.store import Store
from tests.store.conftest import entry


@pytest.mark.parametrize("taken", ["undo", "redo", "undo_change"])
def test_taking_back_says_how_far_it_is_and_given_up_it_leaves_everything(
    opened: Store, taken: str
) -> None:
    with opened.change("Nhập 300 dòng") as made:
        for n in range(300):
            opened.insert("entry", entry(title=f"Dòng {n}"))
    if taken == "redo":
        opened.undo()
    before, head = opened.dump(), opened.journal_head()
    steps: list[tuple[int, int, str]] = []

    def give_up(done: int, total: int, what: str) -> None:
        steps.append((done, total, what))
        if done > 450:  # the checking is over, half of the rows are put back
            raise Cancelled

    with pytest.raises(Cancelled):
        if taken == "undo_change":
            opened.undo_change(made.id, progress=give_up)
        else:
            getattr(opened, taken)(progress=give_up)
    assert (opened.dump(), opened.journal_head()) == (before, head)
    assert {(total, what) for _, total, what in steps} == {(600, "Nhập 300 dòng")}
    assert [done for done, *_ in steps] == sorted({done for done, *_ in steps})
    assert opened.verify().ok
    assert (opened.redo() if taken == "redo" else opened.undo()) is not None
