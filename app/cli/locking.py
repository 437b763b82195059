"""`period`: closed periods, closing one and opening it again."""

import click

from app import period as periods
from app.cli.opening import opened
from app.cli.output import Column, answer, answer_table
from app.cli.root import root
from app.ledgers import locks
from app.text import moment_short

period_group = root.group("period")
REASON = click.option("--reason", metavar="LÝ DO", required=True, help="Vì sao.")


def _moment(value: object) -> str:
    return moment_short(str(value)) if value else ""


@period_group.command("list")
def period_list() -> None:
    """Các kỳ đã khóa và đã mở lại: ai, khi nào, vì sao; mới nhất trước."""
    rows = [
        {
            "id": x.id,
            "period": x.period.text,
            "title": x.period.title,
            "locked": x.standing,
            "reason": x.reason,
            "locked_at": x.locked_at,
            "locked_by": x.locked_by,
            "opened": x.opened,
            "opened_at": x.opened_at,
            "opened_by": x.opened_by,
        }
        for x in locks.register(opened())
    ]
    columns: dict[str, Column] = {
        "period": "Kỳ", "locked": "Đang khóa", "reason": "Lý do khóa", "locked_at": ("Khóa lúc", _moment), "locked_by": "Người khóa",
        "opened": "Lý do mở lại", "opened_at": ("Mở lúc", _moment), "opened_by": "Người mở",
    }  # fmt: skip
    answer_table(rows, columns)


@period_group.command("lock")
@click.argument("period", metavar="P")
@REASON
def period_lock(period: str, reason: str) -> None:
    """Khóa một kỳ: không thêm, sửa, gạch bỏ dòng nào của kỳ cho đến khi mở lại."""
    wanted = periods.parse(period)
    made = locks.lock(opened(), wanted, reason)
    answer({"id": made, "period": wanted.text}, f"Đã khóa kỳ: {wanted.title}")


@period_group.command("reopen")
@click.argument("period", metavar="P")
@REASON
@click.option(
    "--consent", metavar="VĂN BẢN", default="", help="Số, ngày ý kiến đồng ý của cấp trên."
)
def period_reopen(period: str, reason: str, consent: str) -> None:
    """Mở lại một kỳ đã khóa; lần khóa và lý do mở lại vẫn đọc được."""
    wanted = periods.parse(period)
    locks.reopen(opened(), wanted, reason, consent=consent)
    answer({"period": wanted.text}, f"Đã mở lại kỳ: {wanted.title}")
