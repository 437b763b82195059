"""Closed periods: rows dated in one are refused until it is reopened with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from app.errors import AppError, NotFound, Problem, Refused
from app.ledgers.values import reason_of
from app.period import Kind, Period, of, parse
from app.store import Event, NotAllowed, Store, Where, new_id

_KINDS: Final[tuple[Kind, ...]] = ("day", "week", "month", "quarter", "half", "year")


class PeriodLocked(Refused):
    """The row lies in a closed period (domain 3.12); `problems` may hold more that is wrong with it."""

    code = "L109"
    message = "Kỳ này đã khóa. Hãy đề nghị mở lại kỳ và ghi lý do."
    hint = "Kỳ đã khóa chỉ mở lại khi có lý do, lý do được lưu trong lịch sử."


class LockUnfit(AppError):
    """A period that cannot be locked, or is locked already."""

    code = "L120"
    message = "Không khóa được kỳ này."
    hint = "Khóa theo ngày, tuần, tháng, quý, 6 tháng hoặc năm."


@dataclass(frozen=True, slots=True)
class Lock:
    """One closing of a period, who did it when and why; `opened` is the reason of reopening, empty while closed.

    Moments are UTC as in the journal.
    """

    id: str
    period: Period
    reason: str
    locked_at: str
    locked_by: str
    opened: str = ""
    opened_at: str = ""
    opened_by: str = ""

    @property
    def standing(self) -> bool:
        return not self.opened


def may(store: Store) -> bool:
    """Tell whether the account may close and reopen periods: only the chính trị viên (design §4)."""
    return store.account.signs


def require_may(store: Store) -> None:
    """Raise `NotAllowed` for an account that neither closes nor reopens periods."""
    if not may(store):
        raise NotAllowed("Tài khoản này không được khóa, mở lại kỳ.")


def lock(store: Store, period: Period, reason: str) -> str:
    """Close `period` for the own unit and return the lock's id; a reason is needed.

    Only the chính trị viên (`NotAllowed`); `LockUnfit` for what is no calendar period or is closed already.
    """
    require_may(store)
    if period.kind not in _KINDS:
        raise LockUnfit()
    if _standing(store, store.unit.code, (period.text,)):
        raise LockUnfit(f"Kỳ {period.title} đã khóa rồi.", hint="Không cần khóa lại.")
    row = {
        "id": new_id(),
        "unit": store.unit.code,
        "period": period.text,
        "reason": reason_of(reason, "khóa kỳ"),
        "opened": None,
    }
    with store.change(f"Khóa kỳ: {period.title}"):
        return store.insert("period_lock", row)


def reopen(store: Store, period: Period, reason: str, *, consent: str = "") -> None:
    """Open a closed period again; the lock stays readable with the reason of reopening.

    `consent` is the superior's answer by number and day (domain 7), kept beside the reason. Only the chính
    trị viên (`NotAllowed`); `NotFound` for a period that is not closed.
    """
    require_may(store)
    standing = _standing(store, store.unit.code, (period.text,))
    if not standing:
        raise NotFound(f"Kỳ {period.title} không khóa.", hint="Không cần mở lại.")
    why = reason_of(reason, "mở lại kỳ")
    if consent.strip():
        why = reason_of(f"{why} (cấp trên đồng ý: {consent.strip()})", "mở lại kỳ")
    with store.change(f"Mở lại kỳ: {period.title}"):
        for row in standing:
            store.update("period_lock", str(row["id"]), {"opened": why})


def locked(store: Store, unit: str, day: date) -> bool:
    """Tell whether a closed period of `unit` contains `day`."""
    return bool(_standing(store, unit, tuple(of(kind, day).text for kind in _KINDS)))


def require_open(store: Store, unit: str, day: date, *, where: str = "") -> None:
    """Raise `PeriodLocked` when `day` lies in a closed period of `unit`."""
    if locked(store, unit, day):
        raise PeriodLocked(problems=(problem(where),))


def problem(where: str) -> Problem:
    return Problem(where, PeriodLocked.message, PeriodLocked.code)


def listing(store: Store) -> list[Period]:
    """Return the closed periods of the own unit in order of time."""
    own = Where("unit", "=", store.unit.code)
    rows = store.find("period_lock", own, Where("opened", "empty"))
    return sorted((parse(str(x["period"])) for x in rows), key=lambda p: (p.start, p.end))


def within(period: Period, closed: Sequence[Period]) -> bool:
    """Tell whether the whole of `period` lies in one of the `closed` periods."""
    return any(x.start <= period.start and period.end <= x.end for x in closed)


def register(store: Store) -> list[Lock]:
    """Return every closing of the own unit, reopened ones too, the newest first."""
    rows = store.find("period_lock", Where("unit", "=", store.unit.code), order=("-id",))
    return [_lock(row, store.row_history("period_lock", str(row["id"]))) for row in rows]


def _lock(row: Mapping[str, object], events: list[Event]) -> Lock:
    """Return a lock with the changes that made it what it is, not those that were undone since."""
    made = next(e.change for e in reversed(events) if e.before is None)
    period, reason = parse(str(row["period"])), str(row["reason"])
    closed = Lock(str(row["id"]), period, reason, made.at, made.account)
    if not row["opened"]:
        return closed
    opening = next(
        e.change for e in reversed(events) if e.after and e.before and not e.before["opened"]
    )
    return replace(
        closed, opened=str(row["opened"]), opened_at=opening.at, opened_by=opening.account
    )


def _standing(store: Store, unit: str, names: tuple[str, ...]) -> list[dict[str, object]]:
    wheres = Where("unit", "=", unit), Where("period", "in", names), Where("opened", "empty")
    return list(store.find("period_lock", *wheres))
