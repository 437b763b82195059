"""`task`, `duty` and `indicator`: what is to be done, what is due and what it adds up to."""

import click

from app import period as periods
from app.cli import labels
from app.cli.opening import opened
from app.cli.output import Column, answer, answer_table, plain, table
from app.cli.root import root
from app.errors import NotFound
from app.planning import Figure, duties, indicators, tasks
from app.text import iso_short, similar

PERIOD = click.option(
    "--period", metavar="P", required=True, help="Kỳ: 2026-01, 2026-Q1, 2026-01..2026-02 …"
)
task_group = root.group("task")


@task_group.command("list")
@click.option("--period", metavar="P", default=None, help="Kỳ chứa hạn, ví dụ 2026-01.")
@click.option("--status", type=click.Choice(["open", "done", "cancelled"]), default=None)
def task_list(period: str | None, status: str | None) -> None:
    """Các nhiệm vụ theo hạn hoàn thành."""
    store = opened()
    wanted = periods.parse(period) if period else None
    statuses = store.catalogue.lists["task_status"].choices
    rows = [
        {
            "id": t.id,
            "title": t.title,
            "due": t.due,
            "responsible": t.responsible,
            "status": t.status,
            "done_on": t.done_on,
            "on_time": t.on_time,
            "overdue": t.overdue,
            "origin": t.origin,
            "origin_ref": t.origin_ref,
        }
        for t in tasks.listing(store, period=wanted, status=status or "")
    ]
    columns: dict[str, Column] = {
        "due": ("Hạn", iso_short), "title": "Nhiệm vụ", "responsible": "Phụ trách",
        "status": ("Trạng thái", labels.word({c.key: c.label for c in statuses})),
        "done_on": ("Xong ngày", iso_short), "overdue": "Quá hạn", "id": "Mã dòng",
    }  # fmt: skip
    answer_table(rows, columns)


duty_group = root.group("duty")


@duty_group.command("list")
@click.option("--period", metavar="P", required=True, help="Kỳ chứa hạn, ví dụ 2026-01.")
def duty_list(period: str) -> None:
    """Các lần thực hiện chế độ có hạn trong kỳ."""
    store = opened()
    rows = [
        {
            "duty": o.duty,
            "label": o.label,
            "unit": o.unit,
            "period": o.period,
            "due": o.due,
            "lock": o.lock,
            "state": o.state,
            "satisfied_on": o.satisfied_on,
            "closed": o.closed,
        }
        for o in duties.occurrences(store, periods.parse(period))
    ]
    columns: dict[str, Column] = {
        "due": ("Hạn nộp", iso_short), "lock": ("Ngày khóa", iso_short), "label": "Chế độ", "period": "Kỳ",
        "state": ("Trạng thái", labels.word(labels.DUTY_STATES)), "closed": "Đã khóa sổ", "satisfied_on": ("Xong ngày", iso_short),
    }  # fmt: skip
    answer_table(rows, columns)


indicator_group = root.group("indicator")


@indicator_group.command("list")
@PERIOD
@click.option("--unit", metavar="U", default=None, help="Mã đơn vị (mặc định: đơn vị mình).")
def indicator_list(period: str, unit: str | None) -> None:
    """Mọi chỉ tiêu của kỳ."""
    store = opened()
    wanted = periods.parse(period)
    code = store.unit_named(unit).code if unit else None
    rows = [as_row(f) for f in indicators.compute(store, wanted, unit=code)]
    columns: dict[str, Column] = {
        "label": "Chỉ tiêu", "shown": "Giá trị", "numerator": ("Tử số", labels.amount),
        "denominator": ("Mẫu số", labels.amount), "id": "Mã",
    }  # fmt: skip
    answer_table(rows, columns)


@indicator_group.command("explain")
@click.argument("indicator", metavar="ID")
@PERIOD
def indicator_explain(indicator: str, period: str) -> None:
    """Các dòng làm nên một chỉ tiêu."""
    store = opened()
    if indicator not in store.catalogue.indicators:
        near = ", ".join(similar(indicator, store.catalogue.indicators))
        hint = f"Có phải {near}?" if near else "Xem mã bằng lệnh indicator list."
        raise NotFound(f"Không có chỉ tiêu “{indicator}”.", hint=hint)
    wanted = periods.parse(period)
    figure = indicators.compute(store, wanted, ids=[indicator])[0]
    rows = [plain(r) for r in indicators.explain(store, indicator, wanted)]
    columns: dict[str, Column] = {
        "day": ("Ngày", iso_short), "title": "Dòng", "side": ("Góp vào", labels.word(labels.SIDES)),
        "amount": ("Số", labels.amount), "id": "Mã dòng",
    }  # fmt: skip
    lines = [f"{figure.label}: {figure.shown}", *table(rows, columns)]
    answer({**as_row(figure), "rows": rows}, *lines)


def as_row(figure: Figure) -> dict[str, object]:
    """Return a figure in the shape scripts rely on; `value` of a ratio is numerator ÷ denominator."""
    return {
        "id": figure.id,
        "label": figure.label,
        "unit": figure.unit,
        "period": figure.period,
        "value": plain(figure.value),
        "shown": figure.shown,
        "numerator": plain(figure.numerator),
        "denominator": plain(figure.denominator),
    }
