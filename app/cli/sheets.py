"""`sheet import`: rows in from a spreadsheet."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from app.cli.entries import section_named
from app.cli.opening import Unreadable, opened, read_json
from app.cli.output import answer, table
from app.cli.root import root
from app.ledgers import sheets

_SHOWN = 40
"""Lines of a list on the terminal; scripts get all with `--json`."""


sheet_group = root.group("sheet")


@sheet_group.command("import")
@click.argument("section", metavar="SECTION")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--map", "mapping", metavar="FILE", default=None, help="Tệp JSON ghép cột, hoặc -.")
@click.option("--dry-run", is_flag=True, help="Chỉ kiểm tra và cho xem, không nhập.")
def sheet_import(section: str, file: Path, mapping: str | None, dry_run: bool) -> None:
    """Nhập các dòng của một bảng tính (.xlsx, .ods, .csv) vào một mục: tất cả hoặc không dòng nào.

    Tệp ghép cột: {"sheet": tên bảng, "header": dòng tiêu đề, "columns": {"A" hoặc tiêu đề: mã cột}}.
    """
    chosen = read_json(mapping) if mapping else {}
    if not isinstance(chosen, Mapping):
        raise Unreadable("Tệp ghép cột phải là một đối tượng JSON.")
    try:
        content = file.read_bytes()
    except OSError as wrong:
        raise Unreadable(f"Không đọc được tệp {file}.") from wrong
    store = opened()
    section_named(store, section)
    book, named = sheets.read(content, file.name), str(chosen.get("sheet") or "")
    sheet = book.sheet(named) if named else sheets.fitting(store, section, book)
    plan = sheets.plan(store, section, sheet, sheets.given(store, section, sheet, chosen))
    made = [] if dry_run else sheets.apply(store, plan)
    said = f"Sẽ nhập {len(plan.rows)} dòng." if dry_run else f"Đã nhập {len(made)} dòng."
    answer(_shape(plan) | {"ids": [e.id for e in made]}, *_lines(plan), said)


def _shape(plan: sheets.Plan) -> dict[str, Any]:
    return {
        "section": plan.section,
        "sheet": plan.sheet.name,
        "header": plan.mapping.header,
        "columns": {sheets.letter(n): key for n, key in sorted(plan.mapping.columns.items())},
        "unknown": [
            {"column": sheets.letter(u.column), "label": u.label, "near": u.near}
            for u in plan.mapping.unknown
        ],
        "new": len(plan.rows),
        "blocked": plan.blocked,
        "problems": [
            {
                "sheet": p.sheet,
                "row": p.row,
                "column": p.column,
                "value": p.value,
                "field": p.field,
                "what": p.what,
                "code": p.code,
                "severity": p.severity,
            }
            for p in plan.problems
        ],
        "duplicates": [{"row": d.row, "entry": d.entry, "title": d.title} for d in plan.duplicates],
        "decoded": [
            {"row": d.row, "column": d.column, "font": d.font, "before": d.before, "after": d.after}
            for d in plan.decoded
        ],
        "left_out": [{"row": row, "why": why} for row, why in plan.left_out],
    }


def _lines(plan: sheets.Plan) -> list[str]:
    shape = _shape(plan)
    lines = [f"Bảng “{plan.sheet.name}”, tiêu đề ở dòng {plan.mapping.header}."]
    for u in plan.mapping.unknown:
        ask = f" Có phải: {'; '.join(u.near)}?" if u.near else ""
        lines.append(f"Cột {sheets.letter(u.column)} “{u.label}” không dùng.{ask}")
    lists: list[tuple[str, str, dict[str, Any]]] = [
        ("problems", "Cần xem lại", {"row": "Dòng", "column": "Cột", "value": "Đang ghi", "what": "Vấn đề", "code": "Mã"}),
        ("decoded", "Chữ phông cũ đã chuyển", {"row": "Dòng", "column": "Cột", "before": "Trước", "after": "Sau"}),
        ("left_out", "Không nhập", {"row": "Dòng", "why": "Vì"}),
    ]  # fmt: skip
    for key, title, columns in lists:
        rows = shape[key]
        if rows:
            lines += [f"{title}: {len(rows)}", *table(rows[:_SHOWN], columns)]
        if len(rows) > _SHOWN:
            lines.append(f"… và {len(rows) - _SHOWN} dòng nữa (xem đủ bằng --json).")
    return lines
