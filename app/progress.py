"""How long work says how far it is and hears that it was cancelled."""

from collections.abc import Callable

from app.errors import AppError

Progress = Callable[[int, int, str], None]
"""`step(done, total, what)`; raises `Cancelled` when the user has asked to stop."""


class Cancelled(AppError):
    code = "E005"
    message = "Đã hủy theo yêu cầu, không có gì thay đổi."


def silent(done: int, total: int, what: str) -> None:
    """Report to nobody."""
