"""`status` and `consolidate`: who has handed in, and what it all adds up to."""

from pathlib import Path

import click

from app import clock
from app import period as periods
from app.cli import labels
from app.cli.opening import opened
from app.cli.output import Column, answer, answer_table, table
from app.cli.planning import as_row
from app.cli.root import root
from app.exchange import consolidation, status
from app.text import iso_short, parse_date


@root.command("status")
@click.option("--period", metavar="P", default=None, help="Tháng; mặc định: tháng trước.")
@click.option("--as-of", metavar="DATE", default=None, help="Tính đến ngày, ví dụ 2026-02-05.")
def status_command(period: str | None, as_of: str | None) -> None:
    store = opened()
    day = parse_date(as_of, clock.today()) if as_of else clock.today()
    wanted = periods.parse(period) if period else periods.of("month", day).previous()
    rows = [
        {
            "unit": r.unit,
            "name": r.name,
            "duty": r.duty,
            "label": r.label,
            "period": r.period,
            "due": r.due,
            "state": r.state,
            "at": r.at,
        }
        for r in status.board(store, wanted, as_of=day)
    ]
    columns: dict[str, Column] = {
        "name": "Đơn vị", "label": "Chế độ", "period": "Kỳ", "due": ("Hạn nộp", iso_short),
        "state": ("Trạng thái", labels.word(labels.SUBMISSION_STATES)), "at": ("Nhận ngày", iso_short),
    }  # fmt: skip
    answer_table(rows, columns)


@root.command("consolidate")
@click.option("--period", metavar="P", required=True, help="Kỳ: 2026-01, 2026-01..2026-02 …")
@click.option(
    "--document", "type_id", metavar="TYPE", default=None, help="Soạn luôn văn kiện loại này."
)
@click.option(
    "--to",
    metavar="DIR",
    default=None,
    type=click.Path(path_type=Path),
    help="Thư mục ghi văn kiện.",
)
def consolidate_command(period: str, type_id: str | None, to: Path | None) -> None:
    if bool(type_id) != bool(to):
        raise click.UsageError("--document và --to đi cùng nhau.")
    store = opened()
    wanted = periods.parse(period)
    found = consolidation.compute(store, wanted)
    files = consolidation.report(store, wanted, type_id, to) if type_id and to else []
    names = {u.code: u.name for u in store.units()}
    columns: dict[str, Column] = {
        "label": "Chỉ tiêu",
        **{u: names[u] for u in found.units},
        "total": "Cộng",
    }
    shown = [
        {
            "label": row.label,
            "total": row.cells[-1],
            **dict(zip((f.unit for f in row.figures), row.cells, strict=False)),
        }
        for row in found.rows
    ]
    answer(
        {
            "period": found.period,
            "units": found.units,
            "complete": found.complete,
            "missing": found.missing,
            "rows": [
                {
                    "id": row.id,
                    "label": row.label,
                    "total": as_row(row.total),
                    "figures": [as_row(f) for f in row.figures],
                }
                for row in found.rows
            ],
            "files": files,
        },
        f"Tổng hợp {wanted.title}: " + ("đủ đơn vị" if found.complete else "CHƯA ĐỦ ĐƠN VỊ"),
        *(f"  thiếu {names[m.unit]}, {periods.parse(m.period).title}" for m in found.missing),
        *table(shown, columns),
        *(f"Đã ghi {f}" for f in files),
    )
