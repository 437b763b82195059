"""Closed periods: rows dated in one are refused until it is reopened with a reason."""

from datetime import date
from typing import Final

from app.errors import AppError, NotFound, Problem, Refused
from app.ledgers.values import reason_of
from app.period import Kind, Period, of, parse
from app.store import Store, Where, new_id

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


def lock(store: Store, period: Period, reason: str) -> str:
    """Close `period` for the own unit and return the lock's id; a reason is needed."""
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


def reopen(store: Store, period: Period, reason: str) -> None:
    """Open a closed period again; the lock stays readable with the reason of reopening."""
    standing = _standing(store, store.unit.code, (period.text,))
    if not standing:
        raise NotFound(f"Kỳ {period.title} không khóa.", hint="Không cần mở lại.")
    why = reason_of(reason, "mở lại kỳ")
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


def _standing(store: Store, unit: str, names: tuple[str, ...]) -> list[dict[str, object]]:
    wheres = Where("unit", "=", unit), Where("period", "in", names), Where("opened", "empty")
    return list(store.find("period_lock", *wheres))
