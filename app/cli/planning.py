"""`duty` and `indicator`: what is due and what it adds up to."""

import click

from app import period as periods
from app.cli.output import answer, answer_table, plain
from app.cli.root import opened, root
from app.errors import NotFound
from app.planning import Figure, duties, indicators


@root.group("duty")
def duty_group() -> None:
    """Chế độ."""


@duty_group.command("list")
@click.option("--period", required=True, help="Kỳ chứa hạn, ví dụ 2026-01.")
def duty_list(period: str) -> None:
    """Các lần thực hiện chế độ có hạn trong kỳ."""
    store = opened()
    rows = [
        {
            "duty": o.duty,
            "label": o.label,
            "period": o.period,
            "due": o.due,
            "lock": o.lock,
            "state": o.state,
            "satisfied_on": o.satisfied_on,
        }
        for o in duties.occurrences(store, periods.parse(period))
    ]
    columns = {
        "due": "Hạn nộp", "lock": "Ngày khóa", "label": "Chế độ", "period": "Kỳ", "state": "Trạng thái",
        "satisfied_on": "Xong ngày",
    }  # fmt: skip
    answer_table([plain(r) for r in rows], columns)


@root.group("indicator")
def indicator_group() -> None:
    """Chỉ tiêu."""


@indicator_group.command("list")
@click.option("--period", required=True)
@click.option("--unit", default=None, help="Mã đơn vị (mặc định: đơn vị mình).")
def indicator_list(period: str, unit: str | None) -> None:
    """Mọi chỉ tiêu của kỳ."""
    store = opened()
    rows = [as_row(f) for f in indicators.compute(store, periods.parse(period), unit=unit)]
    columns = {
        "label": "Chỉ tiêu",
        "shown": "Giá trị",
        "numerator": "Tử số",
        "denominator": "Mẫu số",
    }
    answer_table(rows, columns)


@indicator_group.command("explain")
@click.argument("indicator", metavar="ID")
@click.option("--period", required=True)
def indicator_explain(indicator: str, period: str) -> None:
    """Các dòng làm nên một chỉ tiêu."""
    store = opened()
    if indicator not in store.catalogue.indicators:
        raise NotFound(f"Không có chỉ tiêu “{indicator}”.")
    wanted = periods.parse(period)
    figure = indicators.compute(store, wanted, ids=[indicator])[0]
    rows = [plain(r) for r in indicators.explain(store, indicator, wanted)]
    lines = [f"{figure.label}: {figure.shown}"]
    lines += [" ".join(str(v) for v in row.values() if v is not None) for row in rows]
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
