"""`search`, `history`, `undo` and `verify`: look back, take back, prove."""

import click

from app.cli import labels
from app.cli.opening import opened
from app.cli.output import Column, answer, answer_table, plain
from app.cli.root import root
from app.text import moment_short

LIMIT = click.option(
    "--limit", metavar="N", default=50, show_default=True, type=click.IntRange(1),
    help="Nhiều nhất bấy nhiêu dòng.",
)  # fmt: skip


@root.command("search")
@click.argument("text", metavar="TEXT")
@LIMIT
def search_command(text: str, limit: int) -> None:
    hits = opened().search(text, limit=limit)
    rows = [{"kind": h.kind, "id": h.id, "title": h.title, "snippet": h.snippet} for h in hits]
    columns: dict[str, Column] = {
        "kind": ("Loại", labels.word(labels.HITS)), "title": "Tên", "snippet": "Đoạn", "id": "Mã",
    }  # fmt: skip
    answer_table(rows, columns)


@root.command("history")
@LIMIT
def history_command(limit: int) -> None:
    rows = [plain(change) for change in opened().changes(limit=limit)]
    columns: dict[str, Column] = {
        "id": "TT", "at": ("Lúc", moment_short), "account": "Người",
        "kind": ("Kiểu", labels.word(labels.CHANGES)), "label": "Việc",
    }  # fmt: skip
    answer_table(rows, columns)


@root.command("undo")
def undo_command() -> None:
    undone = opened().undo()
    if undone is None:
        answer({"undone": None}, "Không còn thay đổi nào để hoàn tác.")
    else:
        answer({"undone": plain(undone)}, f"Đã hoàn tác: {undone.label}")


@root.command("verify")
def verify_command() -> int:
    report = opened().verify()
    answer(
        report,
        "Sổ nguyên vẹn. Đã kiểm tra:" if report.ok else "SỔ CÓ LỖI:",
        *(f"  {finding}" for finding in report.findings),
        *(f"  {n:>8} {labels.word(labels.COUNTS)(what)}" for what, n in report.counts.items()),
    )
    return 0 if report.ok else 1
