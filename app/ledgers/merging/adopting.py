"""The merge itself, in one change; and the joining of two rows that turn out to be one, by hand."""

from typing import Final

from app.errors import AppError
from app.ledgers import entries, naming
from app.ledgers.merging.model import Adoption
from app.ledgers.merging.moving import Moved, Mover
from app.ledgers.merging.planning import EditionNotNext, counted
from app.ledgers.merging.walking import pages, walk
from app.ledgers.rows import Entry
from app.progress import Progress, silent
from app.store import NotAllowed, Store

__all__ = ["EditionNotNext", "JoinUnfit", "PlanStale", "apply", "join"]

_MOVING: Final = "Chuyển từng dòng ghi"
_SHORT: Final = 200


class PlanStale(AppError):
    """Something was written since the plan was made."""

    code = "L172"
    message = "Sổ đã thay đổi sau khi xem trước."
    hint = "Xem trước lại rồi áp dụng."


class JoinUnfit(AppError):
    code = "L173"
    message = "Không gộp được hai dòng này."
    hint = "Chọn hai dòng khác nhau, chưa gạch bỏ, cùng ngày."


def apply(store: Store, adoption: Adoption, *, progress: Progress = silent) -> Adoption:
    """Go over to the edition of the plan with every row, as one undo step, and return the plan it kept to.

    Ids, dates, authors, attachments and strikes stay as they are, so that the history of a row goes on. Closed
    periods do not stand in the way: no figure that was sent changes. `NotAllowed` for who does not sign,
    `PlanStale` when the store changed since; a cancelled or failed merge leaves everything as it was.
    """
    if not store.account.signs:
        raise NotAllowed()
    if store.journal_head() != adoption.head or store.edition != adoption.old:
        raise PlanStale()
    old, new = store.catalogue, adoption.edition.catalogue
    mover = Mover(store, new, adoption.from_day)
    label = f"Nhận bộ biểu mẫu {new.edition}: chuyển {adoption.taken} dòng"
    with store.change(label):
        all_pages = pages(store)
        store.stand_on(adoption.edition)
        for entry, place in walk(store, old, new, all_pages, progress, _MOVING):
            moved = mover.move(entry)
            if isinstance(moved, Moved):
                _write(store, entry, moved, place, new.edition)
        if counted(store) != adoption.after:
            raise RuntimeError("rows after the merge are not those of its plan")
    return adoption


def join(store: Store, keep: str, drop: str) -> Entry:
    """Strike the row `drop` as written twice, naming the row `keep`, and return it.

    Refused for a row struck already (`JoinUnfit`, `StruckOut`), of another day, and in a closed period.
    """
    kept, dropped = entries.get(store, keep), entries.get(store, drop)
    if keep == drop or kept.struck is not None or kept.occurred_on != dropped.occurred_on:
        raise JoinUnfit()
    where = f" ({kept.former_ref})" if kept.former_ref else ""
    said = f"Trùng với dòng giữ lại: {naming.title(store, kept)}"[:_SHORT]
    with store.change(f"Gộp dòng trùng: {naming.title(store, dropped)}"):
        return entries.strike(store, drop, reason=f"{said}{where}")


def _write(store: Store, entry: Entry, moved: Moved, place: str, edition: str) -> None:
    changes = {
        "section": moved.section,
        "occurred_on": moved.occurred_on,
        "period": moved.occurred_on[:7],
        "person": moved.person,
        "data": moved.values,
        "edition": edition,
        "former_ref": place or None,
    }
    store.update("entry", entry.id, changes)
