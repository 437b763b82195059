"""`catalogue adopt` and `catalogue join`: going over to another edition, and two rows that are one."""

from pathlib import Path
from typing import Any, Final

import click

from app import clock
from app.catalogue import editions
from app.cli.catalogue import catalogue_group
from app.cli.opening import opened
from app.cli.output import answer, plain, table
from app.documents import files
from app.ledgers import entries, merging
from app.text import parse_date

_SHOWN: Final = 20
"""Lines of a list on the terminal; the report and scripts get all."""


@catalogue_group.command("adopt")
@click.argument("edition", metavar="EDITION|DIR")
@click.option(
    "--from", "day", metavar="DAY", default="", help="Dòng trước ngày này để lại ở sổ cũ."
)
@click.option("--dry-run", is_flag=True, help="Chỉ cho xem, không chuyển.")
@click.option(
    "--report", metavar="FILE", default=None, type=click.Path(path_type=Path),
    help="Ghi báo cáo hợp nhất ra tệp chữ. Tệp này không mã hóa.",
)  # fmt: skip
def catalogue_adopt(edition: str, day: str, dry_run: bool, report: Path | None) -> None:
    """Chuyển sổ sang bộ biểu mẫu khác với mọi dòng ghi; hoàn tác được bằng lệnh undo."""
    wanted = editions.named(edition)
    from_day = parse_date(day, clock.today()) if day else None
    store = opened()
    adoption = merging.plan(store, wanted, from_day=from_day)
    if not dry_run:
        merging.apply(store, adoption)
    if report:
        files.write(report.parent, report.name, merging.report(adoption).encode())
    said = "Sẽ chuyển" if dry_run else "Đã chuyển"
    answer(
        _shape(adoption) | {"applied": not dry_run},
        *_lines(adoption),
        f"{said} {adoption.taken} / {adoption.rows} dòng sang bộ biểu mẫu {wanted.catalogue.edition}.",
    )


@catalogue_group.command("join")
@click.argument("keep", metavar="KEEP")
@click.argument("drop", metavar="DROP")
def catalogue_join(keep: str, drop: str) -> None:
    """Gộp hai dòng trùng: giữ dòng KEEP, gạch bỏ dòng DROP."""
    store = opened()
    struck = merging.join(store, keep, drop)
    answer(
        {"id": struck.id, "struck": struck.struck}, f"Đã gạch bỏ: {entries.title(store, struck)}"
    )


def _shape(of: merging.Adoption) -> dict[str, Any]:
    return {
        "old": of.old,
        "edition": of.edition.catalogue.edition,
        "from": of.from_day,
        "rows": of.rows,
        "taken": of.taken,
        "left": of.left,
        "before": of.before,
        "after": of.after,
        "parts": [plain(x) for x in of.parts],
        "doubles": [plain(x) for x in of.doubles],
        "refused": [plain(x) for x in of.refused],
        "dropped": [plain(x) | {"count": len(x.values)} for x in of.dropped],
        "doubtful": [plain(x) for x in of.doubtful],
    }


def _lines(of: merging.Adoption) -> list[str]:
    parts = [
        {
            "ledger": x.ledger_title, "title": x.title, "rows": x.rows,
            "into": "; ".join(f"{of.titles[k]} {n}" for k, n in x.into.items()),
            "left": x.left + x.refused or None,
        }
        for x in of.parts
        if x.rows
    ]  # fmt: skip
    columns = {
        "ledger": "Sổ cũ", "title": "Mục cũ", "rows": "Trước", "into": "Sang mục mới", "left": "Để lại",
    }  # fmt: skip
    lines = table(parts, columns)
    if empty := sum(not x.rows for x in of.parts):
        lines.append(f"{empty} mục cũ khác không có dòng nào.")
    lists: list[tuple[str, list[dict[str, Any]], dict[str, str]]] = [
        ("Có thể trùng (gộp bằng lệnh catalogue join)",
         [{"a": _at(x.first), "b": _at(x.second), "c": x.content} for x in of.doubles],
         {"a": "Dòng", "b": "Dòng", "c": "Nội dung"}),
        ("Không chuyển, để lại sổ cũ",
         [{"a": _at(x.line), "b": x.rule, "c": x.reason} for x in of.refused],
         {"a": "Dòng", "b": "Quy định", "c": "Lý do"}),
        ("Cột không có chỗ, xem lại trong lịch sử của dòng",
         [{"a": x.title, "b": x.label, "c": len(x.values)} for x in of.dropped],
         {"a": "Mục cũ", "b": "Cột", "c": "Số giá trị"}),
        ("Cần xem lại theo quy tắc mới",
         [{"a": _at(x.line), "b": " ".join(p.what for p in x.problems)} for x in of.doubtful],
         {"a": "Dòng", "b": "Vấn đề"}),
    ]  # fmt: skip
    for title, rows, shown in lists:
        if rows:
            lines += [f"{title}: {len(rows)}", *table(rows[:_SHOWN], shown)]
        if len(rows) > _SHOWN:
            lines.append(f"… và {len(rows) - _SHOWN} dòng nữa (xem đủ bằng --report hoặc --json).")
    return lines


def _at(line: merging.Line) -> str:
    return line.former_ref or line.title
