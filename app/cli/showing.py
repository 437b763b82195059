"""`search`, `history`, `undo` and `verify`: look back, take back, prove."""

import click

from app.cli.output import answer, answer_table, plain
from app.cli.root import opened, root


@root.command("search")
@click.argument("text")
@click.option("--limit", default=50, show_default=True)
def search_command(text: str, limit: int) -> None:
    """Tìm trong mọi sổ và văn kiện, không cần dấu."""
    store = opened()
    rows = [plain(hit) for hit in store.search(text, limit=limit)]
    answer_table(rows, {"kind": "Loại", "title": "Tên", "snippet": "Đoạn", "id": "Mã"})


@root.command("history")
@click.option("--limit", default=50, show_default=True)
def history_command(limit: int) -> None:
    """Các thay đổi gần đây của cả sổ."""
    store = opened()
    rows = [plain(change) for change in store.changes(limit=limit)]
    answer_table(
        rows, {"id": "TT", "at": "Lúc", "account": "Người", "kind": "Kiểu", "label": "Việc"}
    )


@root.command("undo")
def undo_command() -> None:
    """Hoàn tác thay đổi gần nhất."""
    store = opened()
    undone = store.undo()
    if undone is None:
        answer({"undone": None}, "Không còn thay đổi nào để hoàn tác.")
    else:
        answer({"undone": plain(undone)}, f"Đã hoàn tác: {undone.label}")


@root.command("verify")
def verify_command() -> int:
    """Kiểm tra trang, khóa ngoại, chỉ mục tìm kiếm, chuỗi nhật ký và tệp kèm."""
    store = opened()
    report = store.verify()
    answer(
        plain(report),
        "Sổ nguyên vẹn." if report.ok else "SỔ CÓ LỖI:",
        *(f"  {finding}" for finding in report.findings),
        *(f"  {what}: {count}" for what, count in report.counts.items()),
    )
    return 0 if report.ok else 1
